package io.ecsharden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ecsharden.Hosts;
import io.ecsharden.LinearTime;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A file as large as the program reads is audited and planned for in a time that grows with it,
 * whatever its lines are: no number of lines is a cliff.
 */
@Isolated
class LargeFilesTest {

  private static final int WHOLE = 160 << 10;
  private static final int ATTEMPTS = 3;
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private static final Baseline BASELINE =
      Objects.requireNonNull(BuiltinBaselines.parsed(Controls.catalog()).get("default"));

  /** The lines of a file by the name of their kind; a line is made of its number. */
  private static Map<String, IntFunction<String>> kinds() {
    Map<String, IntFunction<String>> kinds = new TreeMap<>();
    kinds.put("one line again and again", i -> "ECS_CLUSTER=a\n");
    kinds.put("one key with many values", i -> "ECS_CLUSTER=a" + i + "\n");
    kinds.put("a boolean that changes its mind", i -> "ECS_POLL_METRICS=" + (i % 2 == 0) + "\n");
    kinds.put("pairs", i -> "ECS_CLUSTER=a\nECS_LOGLEVEL=info\n");
    kinds.put("pairs of unknown keys", i -> "ECS_SETTING_" + i / 2 + "=1\n");
    kinds.put("unknown keys", i -> "ECS_SETTING_" + i + "=v\n");
    kinds.put("keys like a setting", i -> "ECS_CLUSTR" + i + "=v\n");
    kinds.put("quotes", i -> "ECS_LOGLEVEL=\"info\"\n");
    kinds.put("quotes that stay open", i -> "ECS_LOGLEVEL=\"info\n");
    kinds.put(
        "quotes that stay open, then others", i -> "ECS_CLUSTER=" + (i < 1500 ? "'a\n" : "a\n"));
    kinds.put("two glued lines", i -> "ECS_CLUSTER=aECS_LOGLEVEL=info\n");
    kinds.put("all lines glued", i -> "ECS_LOGLEVEL=info ");
    kinds.put("export", i -> "export ECS_LOGLEVEL=\"info\"\n");
    kinds.put("backslashes", i -> "ECS_LOGLEVEL=info\\\n");
    kinds.put("carriage returns", i -> "ECS_LOGLEVEL=info\r");
    kinds.put("secrets", i -> "ECS_ENGINE_AUTH_DATA={\"a\":{\"password\":\"p" + i + "\"}}\n");
    kinds.put("words", i -> "x\n");
    return kinds;
  }

  private static byte[] file(int size, IntFunction<String> line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < size; i++) {
      text.append(line.apply(i));
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Plan plan(String path, byte[] file) {
    Auditor auditor = new Auditor(Controls.all(), BASELINE, Instant.EPOCH);
    Instance instance = Instance.of(Hosts.instance().with(path, file).facts());
    Plan plan = new Planner(auditor, Selection.ALL).plan(instance, auditor.audit(instance));
    plan.files().forEach(change -> Diff.of(change, Disclosure.HIDE));
    return plan;
  }

  private static void assertLinear(String name, String path, byte[] quarter, byte[] whole) {
    LinearTime.check(
        name, () -> plan(path, quarter), () -> plan(path, whole), LIMIT_NANOS, ATTEMPTS);
  }

  @Test
  void plans_for_large_env_files_in_linear_time() {
    kinds()
        .forEach((name, line) ->
            assertLinear(name, HostFacts.ECS_CONFIG, file(WHOLE / 4, line), file(WHOLE, line)));
  }

  @Test
  void plans_for_a_large_file_of_ecs_init_in_linear_time() {
    IntFunction<String> line = i -> "ECS_LOGLEVEL=info\n";
    assertLinear("var-lib", HostFacts.INSTANCE_CONFIG, file(WHOLE / 4, line), file(WHOLE, line));
  }

  @Test
  void plans_for_large_json_in_linear_time() {
    for (String path : new String[] {HostFacts.JSON_CONFIG, HostFacts.DAEMON_JSON}) {
      IntFunction<String> members = i -> "\"Cluster" + i + "\":\"a\",\n";
      assertLinear(path, path, json(WHOLE / 4, members), json(WHOLE, members));
    }
  }

  private static byte[] json(int size, IntFunction<String> member) {
    String members = new String(file(size, member), StandardCharsets.UTF_8);
    return ("{" + members + "\"Cluster\":\"a\"}").getBytes(StandardCharsets.UTF_8);
  }

  /** What is allocated does not depend on how busy the machine is, as a time does. */
  @Test
  void plans_for_repeated_lines_with_little_memory() {
    byte[] file = file(512 << 10, i -> "ECS_CLUSTER=prod\\\n");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    plan(HostFacts.ECS_CONFIG, file);
    long megabytes = (threads.getCurrentThreadAllocatedBytes() - before) >> 20;
    assertTrue(megabytes < 200, () -> megabytes + " MiB");
  }

  @Test
  void removes_14000_duplicates_at_once() {
    // Given
    byte[] file = "ECS_CLUSTER=a\n".repeat(14_000).getBytes(StandardCharsets.UTF_8);

    // When
    Plan plan = plan(HostFacts.ECS_CONFIG, file);

    // Then
    FileContent change = plan.files().getFirst();
    String after = new String(change.after().orElseThrow(), StandardCharsets.UTF_8);
    assertEquals(1, after.lines().filter("ECS_CLUSTER=a"::equals).count());
    assertTrue(plan.byHand().isEmpty(), () -> plan.byHand().toString());
    assertEquals("13000 more changes of this file", change.reasons().getLast().what().masked());
    assertEquals(1001, change.reasons().size());
  }

  @Test
  void lists_a_thousand_of_the_places_that_are_left() {
    // Given
    byte[] file = file(WHOLE, i -> "ECS_CLUSTER=a" + i + "\n");

    // When
    Plan plan = plan(HostFacts.ECS_CONFIG, file);

    // Then
    assertEquals(
        "more than 1000 places are left, and the others not listed",
        plan.byHand().stream()
            .filter(left -> left.control().equals("config-hygiene"))
            .reduce((first, second) -> second)
            .orElseThrow()
            .reason()
            .masked());
  }

  @Test
  void writes_no_file_that_is_too_large_to_be_read_again() {
    // Given: the setting that is missing does not fit
    String start = "ECS_CLUSTER=prod\n# ";
    String text = start + "x".repeat(FileFact.MOST_BYTES - start.length() - 5) + "\n";

    // When
    Plan plan = plan(HostFacts.ECS_CONFIG, text.getBytes(StandardCharsets.UTF_8));

    // Then
    assertEquals(List.of(), plan.files());
    assertTrue(
        plan.byHand().stream()
            .map(left -> left.reason().masked())
            .anyMatch(reason ->
                reason.startsWith("fix does not write /etc/ecs/ecs.config for ")
                    && reason.endsWith(
                        ": it would have more than 1048576 bytes, and is not read then")),
        () -> plan.byHand().toString());
  }
}
