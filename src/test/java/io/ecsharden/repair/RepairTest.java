package io.ecsharden.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.SafeFiles;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.machine.InstanceFiles;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.NewContent;
import io.ecsharden.machine.Target;
import io.ecsharden.plan.Change;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Reason;
import io.ecsharden.plan.Restart;
import io.ecsharden.plan.ServiceRestart;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files and agent when the way back is needed. */
class RepairTest {

  private static final String A = "/etc/ecs/ecs.config";
  private static final String B = "/var/lib/ecs/ecs.config";
  private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.parse("2026-11-26T20:45:01.123Z");

  private static final Finding PENDING =
      new Finding(
          "a-control",
          "A control",
          Optional.empty(),
          Status.PENDING_RESTART,
          Severity.HIGH,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          SensitiveText.words("the agent runs with something else"),
          "restart it",
          List.of(),
          List.of(),
          Optional.empty());

  @TempDir private Path folder;
  private Path root;
  private StateDirectory state;
  private ReceiptStore receipts;
  private FakeRuntime runtime;
  private InstanceFiles files;

  @BeforeEach
  void boot() throws IOException {
    root = folder.toRealPath();
    state = StateDirectory.lock(root, StateSection.REPAIRS, "test");
    receipts = new ReceiptStore(state);
    files = new SafeFiles(root);
    runtime = new FakeRuntime();
    runtime.states.put("cloud-final.service", "active");
    write(A, "OLD=1\n");
    write(B, "OLD=2\n");
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void puts_the_others_back_and_restarts_when_one_cannot_be_put_back() throws IOException {
    // Given
    runtime.agent = past -> Optional.of("it does not answer");
    SafeFiles real = new SafeFiles(root);
    int[] opened = new int[1];
    files =
        path -> {
          // the second time is the way back
          if (path.equals(A) && ++opened[0] > 1) {
            throw new MachineException(
                MachineException.Kind.FAILED, A + ": no space left on device");
          }
          return real.open(path);
        };

    // When
    MachineException e =
        assertThrows(
            MachineException.class,
            () -> fix(RestartLimit.AGENT, change(A, "NEW=1\n"), change(B, "N=2\n")));

    // Then
    assertTrue(e.getMessage().contains(A + ": no space left on device"), e.getMessage());
    assertEquals(MachineException.Kind.NOT_RESTORED, e.kind());
    assertTrue(e.getMessage().contains("run it again, which goes on with that"), e.getMessage());
    assertTrue(e.getMessage().contains("the agent is still not ready"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    assertEquals("OLD=2\n", read(B));
    assertEquals(2, runtime.asked.stream().filter("restart ecs.service"::equals).count());

    // And
    files = real;
    runtime.agent = past -> Optional.empty();
    Repair.Result next = fix(RestartLimit.AGENT);
    assertEquals(RunOutcome.ROLLED_BACK, next.receipt().orElseThrow().outcome());
    assertEquals("OLD=1\n", read(A));
  }

  @Test
  void is_rolled_back_when_every_file_is_back_and_the_agent_is_ready_again() throws IOException {
    // Given
    runtime.agent = failingOnce();

    // When
    Receipt receipt = fix(RestartLimit.AGENT, change(A, "NEW=1\n")).receipt().orElseThrow();

    // Then
    assertEquals(RunOutcome.ROLLED_BACK, receipt.outcome());
    assertEquals(
        List.of(RestartCode.NOT_READY, RestartCode.READY),
        receipt.restarts().stream().map(Receipt.RestartRecord::code).toList());
    assertEquals("OLD=1\n", read(A));
    assertTrue(receipts.last().isEmpty());
  }

  @Test
  void is_not_restored_when_the_agent_stays_away_with_its_old_files() throws IOException {
    // Given
    runtime.agent = past -> Optional.of("it does not answer");

    // When
    Receipt receipt = fix(RestartLimit.AGENT, change(A, "NEW=1\n")).receipt().orElseThrow();

    // Then
    assertEquals(RunOutcome.NOT_RESTORED, receipt.outcome());
    assertEquals("OLD=1\n", read(A));
    assertTrue(receipt.message().contains("still not ready"), receipt.message());
    assertTrue(receipt.message().contains("journalctl -u ecs"), receipt.message());
    assertEquals(1, receipt.message().lines().count());
  }

  @Test
  void is_not_restored_when_somebody_else_changed_a_file_meanwhile() throws IOException {
    // Given
    Function<Duration, Optional<String>> agent = failingOnce();
    runtime.agent =
        past -> {
          try {
            Files.writeString(path(B), "MINE=2\n");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          return agent.apply(past);
        };

    // When
    Receipt receipt =
        fix(RestartLimit.AGENT, change(A, "NEW=1\n"), change(B, "N=2\n")).receipt().orElseThrow();

    // Then
    assertEquals(RunOutcome.NOT_RESTORED, receipt.outcome());
    assertEquals("OLD=1\n", read(A));
    assertEquals("MINE=2\n", read(B));
    assertTrue(receipt.message().contains("except " + B), receipt.message());
  }

  @Test
  void changes_nothing_while_its_own_state_cannot_be_read() throws IOException {
    // Given
    Files.writeString(path(StateDirectory.PATH + "/journal.json"), "{");

    // When
    MachineException e =
        assertThrows(MachineException.class, () -> fix(RestartLimit.AGENT, change(A, "NEW=1\n")));

    // Then
    assertEquals(MachineException.Kind.STATE, e.kind());
    assertEquals("OLD=1\n", read(A));
  }

  @Test
  void puts_nothing_back_when_a_previous_version_is_missing() throws IOException {
    // Given
    Receipt receipt = fix(RestartLimit.AGENT, change(A, "NEW=1\n")).receipt().orElseThrow();
    for (String name : state.names("previous")) {
      state.remove("previous/" + name);
    }

    // When
    MachineException e = assertThrows(MachineException.class, () -> undo(receipt));

    // Then
    assertEquals(MachineException.Kind.STATE, e.kind());
    assertEquals("NEW=1\n", read(A));
  }

  @Test
  void puts_back_what_an_earlier_run_wrote_and_nobody_has_seen_in_force() throws IOException {
    // Given
    fix(RestartLimit.NEVER, change(A, "NEW=1\n"));
    fix(RestartLimit.NEVER, change(A, "NEWER=1\n"));
    runtime.agent = failingOnce();

    // When
    Repair.Result last = fix(RestartLimit.AGENT, Set.of(Restart.AGENT));

    // Then
    assertEquals(RunOutcome.ROLLED_BACK, last.receipt().orElseThrow().outcome());
    assertEquals("OLD=1\n", read(A));
  }

  @Test
  void leaves_what_waits_for_docker_alone() throws IOException {
    // Given
    FileContent docker = change(B, "N=2\n");
    fix(
        RestartLimit.NEVER,
        new FileContent(
            docker.before(),
            docker.after(),
            docker.mode(),
            docker.reasons(),
            Set.of(Restart.DAEMON_RELOAD, Restart.DOCKER)));
    runtime.agent = past -> Optional.of("it does not answer");

    // When
    fix(RestartLimit.AGENT, Set.of(Restart.AGENT));

    // Then
    assertEquals("N=2\n", read(B));
  }

  @Test
  void leaves_what_was_effective_before_and_says_that_the_agent_is_not_back() throws IOException {
    // Given
    fix(RestartLimit.NEVER, change(A, "NEW=1\n"));
    runtime.program = new Program.Running(Map.of(), NOW.plusSeconds(60));
    runtime.agent = past -> Optional.of("it does not answer");

    // When
    Repair.Result last = fix(RestartLimit.AGENT, Set.of(Restart.AGENT));

    // Then
    assertEquals(RunOutcome.NOT_RESTORED, last.receipt().orElseThrow().outcome());
    assertEquals("NEW=1\n", read(A));
  }

  @Test
  void restarts_nothing_unasked_after_a_roll_back_that_was_interrupted() throws IOException {
    // Given
    Receipt journal = transaction().apply(List.of(change(A, "NEW=1\n")), draft(), List.of());
    receipts.journal(journal.ended(RunOutcome.ROLLING_BACK, "no answer", Duration.ZERO));

    // When
    Repair.Result result = fix(RestartLimit.NEVER);

    // Then
    assertEquals(RunOutcome.NOT_RESTORED, result.receipt().orElseThrow().outcome());
    assertEquals("OLD=1\n", read(A));
    assertEquals(List.of(), runtime.asked);
    assertTrue(
        result.receipt().orElseThrow().message().contains("run `systemctl restart ecs`"),
        result.toString());
  }

  @Test
  void starts_no_agent_that_somebody_stopped_after_a_roll_back_that_was_interrupted()
      throws IOException {
    // Given
    Receipt journal = transaction().apply(List.of(change(A, "NEW=1\n")), draft(), List.of());
    receipts.journal(journal.ended(RunOutcome.ROLLING_BACK, "no answer", Duration.ZERO));
    runtime.states.put("ecs.service", "inactive");

    // When
    fix(RestartLimit.AGENT);

    // Then
    assertEquals("OLD=1\n", read(A));
    assertEquals(List.of(), runtime.asked);
  }

  @Test
  void takes_nothing_back_whose_mode_somebody_changed_since() throws IOException {
    // Given
    Receipt receipt = fix(RestartLimit.AGENT, change(A, "NEW=1\n")).receipt().orElseThrow();
    Files.setPosixFilePermissions(path(A), PosixFilePermissions.fromString("rw-------"));

    // When
    MachineException e =
        assertThrows(
            MachineException.class,
            () ->
                repair()
                    .<IOException>undo(
                        goal(Set.of()), () -> receipt, r -> draft(), RestartLimit.AGENT));

    // Then
    assertEquals(MachineException.Kind.CHANGED, e.kind());
    assertEquals("NEW=1\n", read(A));
  }

  @Test
  void keeps_the_mode_that_somebody_gave_a_file_while_the_agent_was_waited_for()
      throws IOException {
    // Given
    runtime.agent =
        past -> {
          try {
            Files.setPosixFilePermissions(path(A), PosixFilePermissions.fromString("rw-------"));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          return Optional.of("it does not answer");
        };

    // When
    fix(RestartLimit.AGENT, change(A, "NEW=1\n"));

    // Then
    assertEquals("OLD=1\n", read(A));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path(A))));
  }

  @Test
  void offers_a_run_again_whose_roll_back_was_taken_back() throws IOException {
    // Given
    Receipt fix = fix(RestartLimit.AGENT, change(A, "NEW=1\n")).receipt().orElseThrow();
    Receipt rollback = undo(fix);
    assertTrue(receipts.last().isEmpty());

    // When
    undo(rollback);

    // Then
    assertEquals("NEW=1\n", read(A));
    assertEquals(fix.id(), receipts.last().orElseThrow().id());
  }

  @Test
  void remembers_an_interrupted_run_whose_file_somebody_changed_since() throws IOException {
    // Given
    Receipt journal = transaction().apply(List.of(change(A, "NEW=1\n")), draft(), List.of());
    write(A, "NEW=1\nMINE=1\n");

    // When
    Repair.Result result = fix(RestartLimit.NEVER);

    // Then
    assertEquals(1, result.messages().size(), result.messages().toString());
    assertTrue(result.messages().getFirst().contains("somebody has changed since"));
    assertEquals(List.of(journal.id()), receipts.ids());
  }

  @Test
  void leaves_the_way_to_the_true_beginning_when_a_fix_follows_an_interrupted_roll_back()
      throws IOException {
    // Given
    Receipt fix = fix(RestartLimit.NEVER, change(A, "NEW=1\n")).receipt().orElseThrow();
    interruptedRollback(fix);
    assertEquals("OLD=1\n", read(A));

    // When
    Repair.Result again = fix(RestartLimit.NEVER, change(A, "NEW=1\n"));

    // Then
    assertEquals("NEW=1\n", read(A));
    assertEquals(Optional.empty(), again.receipt());
    assertTrue(receipts.journal().isEmpty());
    assertEquals(List.of(fix.id()), receipts.ids());

    // And
    undo(receipts.last().orElseThrow());
    assertEquals("OLD=1\n", read(A));
    assertTrue(receipts.last().isEmpty());
  }

  @Test
  void leaves_that_way_when_the_fix_is_interrupted_as_well() throws IOException {
    // Given
    Receipt fix = fix(RestartLimit.NEVER, change(A, "NEW=1\n")).receipt().orElseThrow();
    interruptedRollback(fix);
    Recovery.Found found = new Recovery(receipts, transaction()).recover();
    transaction().apply(List.of(change(A, "NEW=1\n")), draft(), found.adopted());
    Files.writeString(path(A), "OLD=1\n");
    assertTrue(receipts.journal().orElseThrow().files().getFirst().between().isPresent());

    // When: it died between its journal and the file
    Repair.Result again = fix(RestartLimit.NEVER, change(A, "NEW=1\n"));

    // Then
    assertFalse(again.messages().getFirst().contains("somebody"), again.messages().toString());
    assertEquals("NEW=1\n", read(A));
    assertEquals(List.of(fix.id()), receipts.ids());
    undo(receipts.last().orElseThrow());
    assertEquals("OLD=1\n", read(A));
  }

  @Test
  void passes_over_a_receipt_that_changed_nothing() throws IOException {
    // Given: the receipt that an earlier build wrote after that
    Receipt fix = fix(RestartLimit.NEVER, change(A, "NEW=1\n")).receipt().orElseThrow();
    FileRecord file = fix.files().getFirst();
    Receipt nothing =
        fix.as("20271126T204501.123Z", 7).withFiles(List.of(file.endingWith(file.before())));
    state.write("receipts/" + nothing.id() + ".json", ReceiptJson.bytes(nothing));

    // Then
    assertEquals(fix.id(), receipts.last().orElseThrow().id());
  }

  @Test
  void puts_the_last_run_back_whatever_the_clock_says() throws IOException {
    // Given: before this receipt the clock was set back by a day
    Receipt first = fix(RestartLimit.NEVER, change(A, "NEW=1\n")).receipt().orElseThrow();
    Receipt earlier = Receipt.begin("fix", "1", NOW.minusSeconds(86400), "b", Optional.empty());
    Receipt second =
        repair()
            .run(goal(Set.of(), change(A, "NEW=2\n")), earlier, RestartLimit.NEVER)
            .receipt()
            .orElseThrow();

    // Then
    assertEquals(List.of(1L, 2L), List.of(first.sequence(), second.sequence()));
    assertEquals(second.id(), receipts.last().orElseThrow().id());
    assertEquals(
        List.of(first.id(), second.id()),
        receipts.history().receipts().stream().map(Receipt::id).toList());

    // And
    undo(second);
    assertEquals("NEW=1\n", read(A));
    undo(receipts.last().orElseThrow());
    assertEquals("OLD=1\n", read(A));
  }

  @Test
  void keeps_the_receipt_and_says_so_when_somebody_writes_into_what_was_just_written()
      throws IOException {
    // Given
    SafeFiles real = new SafeFiles(root);
    files = path -> path.equals(A) ? new WrittenToAtOnce(real.open(path)) : real.open(path);

    // When
    MachineException e =
        assertThrows(
            MachineException.class,
            () -> fix(RestartLimit.NEVER, change(B, "NEW=2\n"), change(A, "NEW=1\n")));

    // Then
    assertEquals(MachineException.Kind.NOT_RESTORED, e.kind());
    assertTrue(e.getMessage().contains("somebody else changed " + A), e.getMessage());
    assertEquals("NEW=1\nTHEIRS=1\n", read(A));
    assertEquals("OLD=2\n", read(B));
    Receipt receipt = receipts.history().receipts().getFirst();
    assertEquals(RunOutcome.NOT_RESTORED, receipt.outcome());
    assertEquals(List.of(A), receipt.files().stream().map(FileRecord::path).toList());
    assertEquals(
        "OLD=1\n",
        new String(receipts.kept(receipt.files().getFirst().before().orElseThrow()), UTF_8));
    assertTrue(receipts.journal().isEmpty());
  }

  @Test
  void changes_no_file_with_a_setuid_bit() throws IOException {
    // Given
    Files.setAttribute(path(A), "unix:mode", 0104644);

    // When
    MachineException e =
        assertThrows(MachineException.class, () -> fix(RestartLimit.NEVER, change(A, "NEW=1\n")));

    // Then
    assertEquals(MachineException.Kind.UNSAFE, e.kind());
    assertEquals("OLD=1\n", read(A));
  }

  /** Somebody adds a line between the rename and the read-back. */
  private final class WrittenToAtOnce implements Target {

    private final Target real;

    WrittenToAtOnce(Target real) {
      this.real = real;
    }

    @Override
    public FileFact fact() {
      return real.fact();
    }

    @Override
    public int uid() {
      return real.uid();
    }

    @Override
    public int gid() {
      return real.gid();
    }

    @Override
    public void stage(String temporary, NewContent content) throws IOException {
      real.stage(temporary, content);
    }

    @Override
    public void commit() throws IOException {
      real.commit();
      Files.writeString(path(A), "THEIRS=1\n", StandardOpenOption.APPEND);
      throw new MachineException(MachineException.Kind.FAILED, A + ": not what is read back");
    }

    @Override
    public void remove() throws IOException {
      real.remove();
    }

    @Override
    public void discard(String temporary) throws IOException {
      real.discard(temporary);
    }

    @Override
    public void close() {
      real.close();
    }
  }

  /** A roll-back that died after it had replaced its files. */
  private void interruptedRollback(Receipt fix) throws IOException {
    List<FileContent> back = new ArrayList<>();
    for (FileRecord file : fix.files()) {
      transaction().backwards(file, fix.id()).ifPresent(back::add);
    }
    Receipt draft = Receipt.begin("rollback", "1", NOW.plusSeconds(1), "", Optional.of(fix.id()));
    transaction().apply(back, draft, List.of());
  }

  /** Not ready after the first restart, ready after the second. */
  private Function<Duration, Optional<String>> failingOnce() {
    return past ->
        runtime.asked.stream().filter("restart ecs.service"::equals).count() < 2
            ? Optional.of("it does not answer")
            : Optional.empty();
  }

  private Receipt undo(Receipt receipt) throws IOException {
    return repair()
        .<IOException>undo(
            goal(Set.of()),
            () -> receipt,
            r -> Receipt.begin("rollback", "1", NOW.plusSeconds(1), "", Optional.of(receipt.id())),
            RestartLimit.AGENT)
        .receipt()
        .orElseThrow();
  }

  private Repair.Result fix(RestartLimit limit, FileContent... changes) throws IOException {
    return repair().run(goal(Set.of(), changes), draft(), limit);
  }

  /** With files that are right, and that the agent has not taken. */
  private Repair.Result fix(RestartLimit limit, Set<Restart> pending) throws IOException {
    return repair().run(goal(pending), draft(), limit);
  }

  private static Repair.Goal goal(Set<Restart> pending, FileContent... changes) {
    return new Repair.Goal() {
      @Override
      public List<Finding> findings(Instance instance) {
        return List.of();
      }

      @Override
      public Plan plan(Instance instance, List<Finding> findings) {
        List<Change> all = new ArrayList<>(List.of(changes));
        for (Restart restart : pending) {
          all.add(new ServiceRestart(restart, List.of(new Reason("a-control", "pending"))));
        }
        return new Plan(all, List.of());
      }

      @Override
      public List<Finding> pending(List<Finding> findings) {
        return pending.isEmpty() ? List.of() : List.of(PENDING);
      }
    };
  }

  private Repair repair() {
    return new Repair(transaction(), receipts, runtime, runtime, TIME_LIMIT, text -> {});
  }

  private Transaction transaction() {
    return new Transaction(files, receipts);
  }

  private static Receipt draft() {
    return Receipt.begin("fix", "1", NOW, "default", Optional.empty());
  }

  private FileContent change(String path, String text) {
    return new FileContent(
        new HostRoot(root).read(path),
        Optional.of(text.getBytes(UTF_8)),
        0644,
        List.of(new Reason("a-control", "change it")),
        Set.of(Restart.AGENT));
  }

  private Path path(String path) {
    return root.resolve(path.substring(1));
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(path(path).getParent());
    Files.writeString(path(path), text);
  }

  private String read(String path) throws IOException {
    return Files.readString(path(path));
  }
}
