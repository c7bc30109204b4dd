package io.ecsharden.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.SafeFiles;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.machine.InstanceFiles;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.NewContent;
import io.ecsharden.machine.Target;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Reason;
import io.ecsharden.plan.Restart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files or none, and always a way on. */
class TransactionTest {

  private static final String A = "/etc/ecs/ecs.config";
  private static final String B = "/var/lib/ecs/ecs.config";
  private static final Instant NOW = Instant.parse("2026-11-26T20:45:01.123Z");

  @TempDir private Path folder;
  private Path root;
  private StateDirectory state;
  private ReceiptStore memory;

  @BeforeEach
  void open() throws IOException {
    root = folder.toRealPath();
    state = StateDirectory.lock(root, StateSection.REPAIRS, "test");
    memory = new ReceiptStore(state);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void writes_all_files_and_remembers_what_was_there() throws IOException {
    // Given
    write(A, "OLD=1\n");
    Files.setPosixFilePermissions(path(A), PosixFilePermissions.fromString("rw-r-----"));

    // When
    Receipt receipt =
        transaction().apply(List.of(change(A, "NEW=1\n"), change(B, "B=1\n")), draft(), List.of());
    memory.end(receipt.ended(RunOutcome.DONE, "", Duration.ofMillis(5)));

    // Then
    assertEquals("NEW=1\n", read(A));
    assertEquals("B=1\n", read(B));
    assertEquals("20261126T204501.123Z", receipt.id());
    Receipt kept = memory.receipt(receipt.id()).orElseThrow();
    assertEquals(
        List.of("modified", "created"), kept.files().stream().map(FileRecord::action).toList());
    Fingerprint before = kept.files().getFirst().before().orElseThrow();
    assertEquals(0640, before.mode());
    assertEquals("OLD=1\n", new String(memory.kept(before), UTF_8));
    assertTrue(memory.journal().isEmpty());
  }

  @Test
  void writes_nothing_when_a_file_is_not_the_one_that_was_read() throws IOException {
    // Given
    write(A, "OLD=1\n");
    List<FileContent> changes = List.of(change(A, "NEW=1\n"), change(B, "B=1\n"));
    write(A, "OTHER=1\n");

    // When
    MachineException e =
        assertThrows(
            MachineException.class, () -> transaction().apply(changes, draft(), List.of()));

    // Then
    assertEquals(MachineException.Kind.CHANGED, e.kind());
    assertEquals("OTHER=1\n", read(A));
    assertFalse(Files.exists(path(B)));
  }

  @Test
  void puts_the_first_file_back_when_the_second_fails() throws IOException {
    for (Step step : Step.values()) {
      // Given
      write(A, "OLD=1\n");
      write(B, "B=0\n");
      Transaction transaction = new Transaction(new Failing(B, step), memory);

      // When
      MachineException e =
          assertThrows(
              MachineException.class,
              () ->
                  transaction.apply(
                      List.of(change(A, "NEW=1\n"), change(B, "B=1\n")), draft(), List.of()));

      // Then
      assertEquals("no space left on device", e.getMessage());
      assertEquals("OLD=1\n", read(A), step.name());
      assertEquals("B=0\n", read(B), step.name());
      assertEquals(List.of("ecs.config"), names("etc/ecs"));
      assertTrue(memory.journal().isEmpty());
      assertTrue(memory.ids().isEmpty());
    }
  }

  @Test
  void adopts_what_an_interrupted_run_had_changed() throws IOException {
    // Given
    write(A, "OLD=1\n");
    Receipt first = transaction().apply(List.of(change(A, "NEW=1\n")), draft(), List.of());
    Files.writeString(
        path(A).resolveSibling(first.files().getFirst().temporary(first.id())), "torn");

    // When
    Recovery.Found found = new Recovery(memory, transaction()).recover();
    Receipt second = transaction().apply(List.of(change(A, "NEWER=1\n")), draft(), found.adopted());

    // Then
    assertEquals(1, found.adopted().size());
    assertTrue(
        found.messages().getFirst().contains("changed /etc/ecs/ecs.config and was interrupted"));
    assertEquals(List.of("ecs.config"), names("etc/ecs"));
    assertEquals(1, second.files().size());
    Fingerprint before = second.files().getFirst().before().orElseThrow();
    assertEquals("OLD=1\n", new String(memory.kept(before), UTF_8));
  }

  @Test
  void says_that_an_interrupted_run_had_changed_nothing() throws IOException {
    // Given
    write(A, "OLD=1\n");
    Receipt journal = transaction().apply(List.of(change(A, "NEW=1\n")), draft(), List.of());
    write(A, "OLD=1\n");

    // When
    Recovery.Found found = new Recovery(memory, transaction()).recover();

    // Then
    assertEquals(List.of(), found.adopted());
    assertEquals(
        List.of(
            "an interrupted run (fix "
                + journal.id()
                + ") had changed nothing yet; what it left is removed"),
        found.messages());
    assertTrue(memory.journal().isEmpty());
  }

  @Test
  void leaves_alone_what_somebody_changed_after_an_interrupted_run() throws IOException {
    // Given
    write(A, "OLD=1\n");
    transaction().apply(List.of(change(A, "NEW=1\n")), draft(), List.of());
    write(A, "THEIRS=1\n");

    // When
    Recovery.Found found = new Recovery(memory, transaction()).recover();

    // Then
    assertEquals(List.of(), found.adopted());
    assertTrue(found.messages().getFirst().contains("somebody has changed since"));
    assertEquals("THEIRS=1\n", read(A));
  }

  @Test
  void finishes_an_interrupted_roll_back() throws IOException {
    // Given
    write(A, "OLD=1\n");
    Receipt journal =
        transaction().apply(List.of(change(A, "NEW=1\n"), change(B, "B=1\n")), draft(), List.of());
    memory.journal(journal.with(RunOutcome.ROLLING_BACK));

    // When
    Recovery.Found found = new Recovery(memory, transaction()).recover();

    // Then
    assertEquals("OLD=1\n", read(A));
    assertFalse(Files.exists(path(B)));
    assertEquals(journal.id(), found.rolledBack().orElseThrow().id());
  }

  @Test
  void takes_a_change_back_to_the_byte_the_owner_and_the_mode() throws IOException {
    // Given
    write(A, "OLD=1\r\n# \u00e9");
    Files.setPosixFilePermissions(path(A), PosixFilePermissions.fromString("rw-r-----"));
    Receipt receipt =
        transaction().apply(List.of(change(A, "NEW=1\n"), change(B, "B=1\n")), draft(), List.of());
    memory.end(receipt);
    Files.setPosixFilePermissions(path(B), PosixFilePermissions.fromString("rw-r--r--"));

    // When
    List<FileContent> back = new ArrayList<>();
    for (FileRecord file : receipt.files()) {
      transaction().backwards(file, receipt.id()).ifPresent(back::add);
    }
    transaction().apply(back, draft(), List.of());

    // Then
    assertEquals("OLD=1\r\n# \u00e9", read(A));
    assertEquals(
        "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path(A))));
    assertFalse(Files.exists(path(B)));
  }

  @Test
  void takes_nothing_back_that_is_back_already() throws IOException {
    // Given
    write(A, "OLD=1\n");
    Receipt receipt = transaction().apply(List.of(change(A, "NEW=1\n")), draft(), List.of());
    transaction().putBack(receipt.files().getFirst(), receipt.id());

    // When
    Optional<FileContent> back = transaction().backwards(receipt.files().getFirst(), receipt.id());

    // Then
    assertEquals(Optional.empty(), back);
  }

  @Test
  void says_what_is_done_when_only_the_record_fails() throws IOException {
    // Given
    write(A, "OLD=1\n");
    Receipt receipt = transaction().apply(List.of(change(A, "NEW=1\n")), draft(), List.of());
    Files.createDirectory(path("/var/lib/ecs-harden/history.jsonl"));

    // When
    MachineException e =
        assertThrows(
            MachineException.class,
            () -> memory.end(receipt.ended(RunOutcome.DONE, "", Duration.ZERO)));

    // Then
    assertEquals(MachineException.Kind.UNRECORDED, e.kind());
    assertEquals(
        "done (modified /etc/ecs/ecs.config), but that could not be recorded:"
            + " /var/lib/ecs-harden/history.jsonl is not a regular file and is not trusted: move it"
            + " away; the next run does that",
        e.getMessage());
    assertEquals("NEW=1\n", read(A));
  }

  @Test
  void ends_what_had_ended_in_part_with_one_line_of_history() throws IOException {
    // Given
    write(A, "OLD=1\n");
    Receipt written = transaction().apply(List.of(change(A, "NEW=1\n")), draft(), List.of());
    Receipt receipt = written.ended(RunOutcome.DONE, "", Duration.ZERO);
    write("/var/lib/ecs-harden/history.jsonl", "{\"id\": \"to");
    memory.end(receipt);
    memory.journal(receipt);

    // When
    Recovery.Found found = new Recovery(memory, transaction()).recover();

    // Then
    assertEquals(Recovery.Found.NOTHING, found);
    assertTrue(memory.journal().isEmpty());
    assertEquals(
        List.of(
            "{\"id\": \"to",
            "{\"id\": \"20261126T204501.123Z\", \"verb\": \"fix\", \"outcome\": \"done\","
                + " \"files\": 1}"),
        Files.readAllLines(path("/var/lib/ecs-harden/history.jsonl")));
  }

  @Test
  void takes_nothing_back_that_somebody_changed_since() throws IOException {
    // Given
    write(A, "OLD=1\n");
    Receipt receipt = transaction().apply(List.of(change(A, "NEW=1\n")), draft(), List.of());
    write(A, "THEIRS=1\n");

    // When
    MachineException e =
        assertThrows(
            MachineException.class,
            () -> transaction().backwards(receipt.files().getFirst(), receipt.id()));

    // Then
    assertEquals(MachineException.Kind.CHANGED, e.kind());
  }

  @Test
  void gives_two_runs_of_one_millisecond_two_ids_and_forgets_the_oldest() throws IOException {
    // Given
    write(A, "0\n");

    // When
    for (int i = 1; i <= ReceiptStore.MOST_RECEIPTS + 3; i++) {
      Receipt receipt = transaction().apply(List.of(change(A, i + "\n")), draft(), List.of());
      memory.end(receipt.ended(RunOutcome.DONE, "", Duration.ZERO));
    }

    // Then
    assertEquals(ReceiptStore.MOST_RECEIPTS, memory.ids().size());
    assertEquals(ReceiptStore.MOST_RECEIPTS, state.names("previous").size());
  }

  @Test
  void reads_a_receipt_as_it_was_written() throws IOException {
    // Given
    write(A, "OLD=1\n");
    Receipt receipt =
        transaction()
            .apply(List.of(change(A, "NEW=1\n")), draft(), List.of())
            .withRestart(
                new Receipt.RestartRecord("ecs.service", RestartCode.READY, "ready \"now\""))
            .ended(RunOutcome.RESTART_PENDING, "caf\u00e9\n", Duration.ofMillis(1234));

    // When
    Receipt read = ReceiptParser.parse(ReceiptJson.bytes(receipt)).orElseThrow();

    // Then
    assertArrayEquals(ReceiptJson.bytes(receipt), ReceiptJson.bytes(read));
  }

  @Test
  void takes_nothing_for_a_receipt_that_is_none() {
    for (String text : List.of("", "{", "[]", "{}", "null", "{\"schemaVersion\": 2}")) {
      assertEquals(Optional.empty(), ReceiptParser.parse(text.getBytes(UTF_8)), text);
    }
  }

  private Transaction transaction() {
    return new Transaction(new SafeFiles(root), memory);
  }

  private static Receipt draft() {
    return Receipt.begin("fix", "test", NOW, "default", Optional.empty());
  }

  private FileContent change(String path, String text) {
    FileFact before = new HostRoot(root).read(path);
    int mode = before instanceof FileFact.Content file ? file.mode() : 0600;
    return new FileContent(
        before,
        Optional.of(text.getBytes(UTF_8)),
        mode,
        List.of(new Reason("control", "because")),
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

  private List<String> names(String directory) throws IOException {
    try (var paths = Files.list(root.resolve(directory))) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private enum Step {
    STAGE,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  /** A machine whose disk is full once, for one file. */
  private final class Failing implements InstanceFiles {

    private final String path;
    private final Step step;
    private boolean full = true;

    Failing(String path, Step step) {
      this.path = path;
      this.step = step;
    }

    @Override
    public Target open(String opened) throws IOException {
      Target real = new SafeFiles(root).open(opened);
      return opened.equals(path) ? new FailingTarget(real) : real;
    }

    private void fail(Step at) throws MachineException {
      if (at == step && full) {
        full = false;
        throw new MachineException(MachineException.Kind.FAILED, "no space left on device");
      }
    }

    private final class FailingTarget implements Target {

      private final Target real;

      FailingTarget(Target real) {
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
        fail(Step.STAGE);
        real.stage(temporary, content);
      }

      @Override
      public void commit() throws IOException {
        fail(Step.BEFORE_COMMIT);
        real.commit();
        fail(Step.AFTER_COMMIT);
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
  }
}
