package io.ecsharden.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.control.Finding;
import io.ecsharden.host.files.SafeFiles;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.plan.Change;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Reason;
import io.ecsharden.plan.Restart;
import io.ecsharden.plan.ServiceRestart;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receipts and journals that an earlier build has left, without result codes. */
class StoredReceiptsTest {

  private static final Path STORED = Path.of("src/test/resources/receipts/without-codes");
  private static final String ID = "20261130T040514.551Z";
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
  private static final String CONFIG = "etc/ecs/ecs.config";
  private static final String JOURNAL = "journal.json";

  @TempDir private Path folder;
  private Path root;
  private Path config;
  private StateDirectory state;
  private ReceiptStore receipts;
  private FakeRuntime runtime;

  @BeforeEach
  void leaveWhatThatBuildLeft() throws IOException {
    root = folder.toRealPath();
    config = root.resolve(CONFIG);
    Files.createDirectories(config.getParent());
    Files.write(config, stored("ecs.config.after"));
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    state = StateDirectory.lock(root, StateSection.REPAIRS, "test");
    receipts = new ReceiptStore(state);
    receipts.keep(stored("ecs.config.before"));
    runtime = new FakeRuntime();
    runtime.states.put("cloud-final.service", "active");
  }

  @AfterEach
  void close() {
    state.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ready for work after 12 s|READY",
        "not ready for work: ecs.service is failed|NOT_READY",
        "not ready for work either: ecs.service is failed|NOT_READY",
        "not seen: it cannot be reached|NOT_SEEN",
        "not seen again: the restart is queued|NOT_SEEN",
        "not running: ecs.service is stopped|STOPPED",
        "not restarted|NOT_RESTARTED"
      })
  void understands_what_came_of_a_restart(String words, RestartCode code) throws IOException {
    // When
    Receipt receipt = parsed(restarted(fix(), words));

    // Then
    assertEquals(List.of(code), receipt.restarts().stream().map(r -> r.code()).toList());
    assertEquals(words, receipt.restarts().getFirst().result());
    assertEquals(
        code, parsed(new String(ReceiptJson.bytes(receipt), UTF_8)).restarts().getFirst().code());
  }

  @Test
  void lists_them() throws IOException {
    // Given
    state.write("receipts/" + ID + ".json", stored("fix.json"));
    state.write("receipts/20261130T040516.117Z.json", stored("rollback.json"));

    // When
    ReceiptStore.History history = receipts.history();

    // Then
    assertEquals(Map.of(), history.unreadable());
    assertEquals(
        List.of("fix done", "rollback done"),
        history.receipts().stream().map(r -> r.verb() + " " + r.outcome().id()).toList());
    assertEquals(Optional.of(ID), history.receipts().getLast().undoes());
    assertTrue(receipts.last().isEmpty());
  }

  @Test
  void rolls_them_back_byte_for_byte() throws IOException {
    // Given
    state.write("receipts/" + ID + ".json", fix().getBytes(UTF_8));

    // When
    Repair.Result result =
        repair()
            .<IOException>undo(
                goal(List.of()),
                () -> receipts.last().orElseThrow(),
                receipt -> Receipt.begin("rollback", "2", LATER, "", Optional.of(receipt.id())),
                RestartLimit.AGENT);

    // Then
    assertEquals(RunOutcome.DONE, result.receipt().orElseThrow().outcome());
    assertArrayEquals(stored("ecs.config.before"), Files.readAllBytes(config));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(config)));
    assertTrue(receipts.last().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"writing", "written"})
  void goes_on_with_a_run_that_was_interrupted(String outcome) throws IOException {
    // Given
    state.write(JOURNAL, journal(outcome).getBytes(UTF_8));

    // When
    Repair.Result result = run(List.of());

    // Then
    assertTrue(result.messages().getFirst().contains("fix " + ID), result.toString());
    assertArrayEquals(stored("ecs.config.after"), Files.readAllBytes(config));
    assertEquals(1, result.receipt().orElseThrow().files().size());
    assertEquals(List.of("restart ecs.service"), runtime.asked);
  }

  @ParameterizedTest
  @CsvSource({"undoing", "rolling-back"})
  void finishes_a_roll_back_that_was_interrupted(String outcome) throws IOException {
    // Given
    String journal = restarted(journal(outcome), "not ready for work: ecs.service is failed");
    state.write(JOURNAL, journal.getBytes(UTF_8));

    // When
    run(List.of());

    // Then
    assertArrayEquals(stored("ecs.config.before"), Files.readAllBytes(config));
    assertTrue(state.read(JOURNAL).isEmpty());
  }

  @Test
  void puts_a_pending_one_back_that_nobody_has_seen_in_force() throws IOException {
    // Given
    state.write("receipts/" + ID + ".json", journal("restart-pending").getBytes(UTF_8));
    runtime.agent = past -> Optional.of("it does not answer");

    // When
    run(List.of(Restart.AGENT));

    // Then
    assertArrayEquals(stored("ecs.config.before"), Files.readAllBytes(config));
  }

  @Test
  void keeps_a_pending_one_with_which_the_agent_was_ready() throws IOException {
    // Given
    String partly = restarted(journal("restart-pending"), "ready for work after 12 s");
    state.write("receipts/" + ID + ".json", partly.getBytes(UTF_8));
    runtime.agent = past -> Optional.of("it does not answer");

    // When
    run(List.of(Restart.AGENT));

    // Then
    assertArrayEquals(stored("ecs.config.after"), Files.readAllBytes(config));
  }

  private Repair.Result run(List<Restart> pending) throws IOException {
    Receipt draft = Receipt.begin("fix", "2", LATER, "default", Optional.empty());
    return repair().run(goal(pending), draft, RestartLimit.AGENT);
  }

  private Repair repair() {
    Transaction transaction = new Transaction(new SafeFiles(root), receipts);
    return new Repair(
        transaction, receipts, runtime, runtime, Duration.ofSeconds(10), progress -> {});
  }

  private static Repair.Goal goal(List<Restart> pending) {
    return new Repair.Goal() {
      @Override
      public List<Finding> findings(Instance instance) {
        return List.of();
      }

      @Override
      public Plan plan(Instance instance, List<Finding> findings) {
        return new Plan(
            pending.stream()
                .<Change>map(
                    r -> new ServiceRestart(r, List.of(new Reason("a-control", "pending"))))
                .toList(),
            List.of());
      }

      @Override
      public List<Finding> pending(List<Finding> findings) {
        return List.of();
      }
    };
  }

  private static Receipt parsed(String json) {
    return ReceiptParser.parse(json.getBytes(UTF_8)).orElseThrow();
  }

  /** The stored receipt, as that build would have written it for the owner of the files here. */
  private String fix() throws IOException {
    String json = new String(stored("fix.json"), UTF_8);
    return json.replace("\"uid\": 0", "\"uid\": " + Files.getAttribute(config, "unix:uid"))
        .replace("\"gid\": 0", "\"gid\": " + Files.getAttribute(config, "unix:gid"));
  }

  private String journal(String outcome) throws IOException {
    return fix().replace("\"outcome\": \"done\"", "\"outcome\": \"" + outcome + "\"");
  }

  private static String restarted(String json, String result) {
    return json.replace(
        "\"restarts\": []",
        "\"restarts\": [{\"what\": \"ecs.service\", \"result\": \"" + result + "\"}]");
  }

  private static byte[] stored(String name) throws IOException {
    return Files.readAllBytes(STORED.resolve(name));
  }
}
