package io.ecsharden.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.Fuzzing;
import io.ecsharden.format.GoBoolean;
import io.ecsharden.format.Lines;
import io.ecsharden.format.RandomFiles;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.hygiene.Hygiene;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.settings.Instance;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is on an instance: a repair keeps what is not its own, and does no harm. */
class PlannerFuzzTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Baseline BASELINE =
      Objects.requireNonNull(BuiltinBaselines.parsed(Controls.catalog()).get("default"));

  @Test
  void repairs_whatever_is_on_an_instance() {
    IntStream.rangeClosed(1, 200)
        .parallel()
        .forEach(seed -> {
          RandomFiles files = new RandomFiles(seed);
          for (int i = 0; i < 100; i++) {
            check(files);
          }
        });
  }

  @Test
  @Tag("fuzz")
  void repairs_whatever_is_on_an_instance_for_long() throws InterruptedException {
    Fuzzing.runFor(Fuzzing.longSeconds() / 3, PlannerFuzzTest::check);
  }

  private static void check(RandomFiles files) {
    HostFacts facts = new RandomHosts(files).next();
    Fuzzing.explain(
        () -> check(facts),
        facts.file(HostFacts.ECS_CONFIG).bytesOrEmpty(),
        facts.file(HostFacts.INSTANCE_CONFIG).bytesOrEmpty(),
        facts.file(HostFacts.JSON_CONFIG).bytesOrEmpty());
  }

  private static void check(HostFacts facts) {
    // Given
    Auditor auditor = new Auditor(Controls.all(), BASELINE, NOW);
    Planner planner = new Planner(auditor, Selection.ALL);
    Instance before = Instance.of(facts);
    List<Finding> findings = auditor.audit(before);

    // When
    Plan plan = planner.plan(before, findings);

    // Then
    try {
      check(planner, auditor, before, findings, plan);
    } catch (AssertionError e) {
      StringBuilder text = new StringBuilder().append(e.getMessage());
      plan.files()
          .forEach(c ->
              text.append('\n')
                  .append(c.reasons())
                  .append('\n')
                  .append(Diff.of(c, Disclosure.HIDE)));
      throw new AssertionError(text.toString(), e);
    }
  }

  private static void check(
      Planner planner, Auditor auditor, Instance before, List<Finding> findings, Plan plan) {
    Instance after = Instance.of(applied(before.facts(), plan));
    List<Finding> again = auditor.audit(after);
    assertTrue(planner.plan(after, again).isEmpty(), "a second plan changes something");
    new Safety(before, findings, auditor)
        .violation(after, again, Set.of())
        .ifPresent(violation -> {
          throw new AssertionError(violation);
        });
    assertTrue(
        !before.settings().agent().failures().isEmpty()
            || after.settings().agent().failures().isEmpty());
    assertEquals(
        keys(again, Status.FAIL),
        new HashSet<>(plan.byHand().stream().map(PlannerFuzzTest::key).toList()));
    plan.files().forEach(change -> change(change, before));
    texts(plan);
  }

  private static void change(FileContent change, Instance before) {
    assertFalse(change.reasons().isEmpty());
    if (change.path().endsWith(".json")) {
      return;
    }
    EnvFile file = EnvFile.parse(change.after().orElseThrow());
    for (Reason reason : change.reasons()) {
      if (reason.what().toString().startsWith("set ")) {
        assigned(reason.what().toString().substring(4), file);
      }
    }
    kept(change, before);
  }

  /** Every reader that accepts the file agrees on it. */
  private static void assigned(String text, EnvFile file) {
    int equals = text.indexOf('=');
    for (Dialect dialect : Dialect.values()) {
      Reading reading = file.read(dialect);
      Assignment taken = reading.lastByKey().get(text.substring(0, equals));
      String value = text.substring(equals + 1);
      boolean same =
          taken != null
              && (taken.value().equals(value)
                  || GoBoolean.parse(value).isPresent()
                      && GoBoolean.parse(value).equals(GoBoolean.parse(taken.value())));
      assertTrue(same || reading instanceof Reading.Refused && dialect != Dialect.ECS_INIT, text);
    }
  }

  /** What goes had a defect or is about a setting that was set; lines with secrets stay. */
  private static void kept(FileContent change, Instance before) {
    Lines old = Lines.of(change.before().bytesOrEmpty());
    Lines now = Lines.of(change.after().orElseThrow());
    Set<Integer> defective = new HashSet<>();
    for (LineDefect defect : Hygiene.of(before).defects()) {
      if (defect.where().file().equals(change.path())) {
        defective.add(defect.where().line());
      }
    }
    IntPredicate secrets =
        change.before() instanceof FileFact.Content content
            ? SecretLines.in(content, old)
            : SecretLines.NONE;
    Set<String> nowTexts = new HashSet<>();
    for (int i = 0; i < now.count(); i++) {
      nowTexts.add(now.text(i).strip());
    }
    Set<String> defectiveTexts =
        new HashSet<>(); // which of two equal lines goes, a diff cannot tell
    defective.stream()
        .filter(i -> i > 0 && i <= old.count())
        .forEach(i -> defectiveTexts.add(old.text(i - 1)));
    for (LineDiff.Edit step : new LineDiff(old, now).changes()) {
      for (int i = step.from(); i < step.to(); i++) {
        String text = old.text(i);
        boolean ended = old.end(i) == old.next(i) && now.count() > i; // it got a line end
        boolean set =
            change.reasons().stream()
                .filter(r ->
                    r.what().toString().startsWith("set ")
                        || r.what().toString().startsWith("remove "))
                .anyMatch(r -> text.contains(r.what().toString().split("[ =]", -1)[1]));
        boolean swallows = text.strip().endsWith("\\"); // what is added behind it
        boolean twice = nowTexts.contains(text.strip()); // a rewritten line said the same
        assertTrue(
            ended || set || swallows || twice || defectiveTexts.contains(text),
            "changed without need: " + text);
        assertTrue(ended || !secrets.test(i + 1), "a line with a secret changed");
      }
    }
    applies(old, now);
  }

  /** What the diff says makes the one text of the other. */
  private static void applies(Lines old, Lines now) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    int position = 0;
    for (LineDiff.Edit step : new LineDiff(old, now).changes()) {
      copy(old, position, step.from(), out);
      copy(now, step.newFrom(), step.newTo(), out);
      position = step.to();
    }
    copy(old, position, old.count(), out);
    assertArrayEquals(now.source(), out.toByteArray());
  }

  private static void copy(Lines lines, int from, int to, java.io.ByteArrayOutputStream out) {
    for (int i = from; i < to; i++) {
      out.write(lines.source(), lines.start(i), lines.next(i) - lines.start(i));
    }
  }

  private static void texts(Plan plan) {
    StringBuilder texts = new StringBuilder();
    plan.byHand().forEach(left -> texts.append(left.reason()).append('\n'));
    for (FileContent change : plan.files()) {
      change.reasons().forEach(reason -> texts.append(reason.what().toString()).append('\n'));
      String diff = Diff.of(change, Disclosure.HIDE);
      texts.append(diff);
      for (int i = 0; i < diff.length(); i++) {
        assertTrue(diff.charAt(i) >= ' ' || diff.charAt(i) == '\n', "a control in the diff");
      }
    }
    int at = texts.indexOf(RandomHosts.MARKER);
    assertTrue(at < 0, () -> "a secret: " + texts.substring(Math.max(0, at - 80), at + 20));
  }

  private static HostFacts applied(HostFacts facts, Plan plan) {
    HostFacts result = facts;
    for (FileContent change : plan.files()) {
      byte[] bytes = change.after().orElseThrow();
      assertFalse(
          change.before() instanceof FileFact.Content was
              && was.mode() == change.mode()
              && Arrays.equals(was.bytes(), bytes),
          "a change that changes nothing");
      result = result.with(new FileFact.Content(change.path(), bytes, change.mode(), 0, 0));
    }
    return result;
  }

  private static Set<String> keys(List<Finding> findings, Status status) {
    Set<String> keys = new HashSet<>();
    for (Finding finding : findings) {
      if (finding.status() == status) {
        keys.add(finding.control() + finding.subject().orElse(""));
      }
    }
    return keys;
  }

  private static String key(Plan.ByHand left) {
    return left.control() + left.subject().orElse("");
  }
}
