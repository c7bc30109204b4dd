package io.ecsharden.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.control.Finding;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.format.unit.BridgeBlock;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.SafeFiles;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.machine.InstanceFiles;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.Services;
import io.ecsharden.plan.BlockChange;
import io.ecsharden.plan.Change;
import io.ecsharden.plan.FileContent;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.Reason;
import io.ecsharden.plan.Restart;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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

/** A unit that is written, enabled and started, and all of that undone. */
class BlockRepairTest {

  private static final String UNIT = HostFacts.BLOCK_UNIT;
  private static final String CONFIG = HostFacts.ECS_CONFIG;
  private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.parse("2026-11-26T20:45:01.123Z");

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
    Files.createDirectories(path(CONFIG).getParent());
    Files.writeString(path(CONFIG), "OLD=1\n");
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void is_installed_enabled_and_started() throws IOException {
    // When
    Receipt receipt = fix(RestartLimit.SAFE, install());

    // Then
    assertInstalled();
    assertEquals(List.of("reload", "restart " + UNIT), runtime.asked);
    assertEquals(RunOutcome.DONE, receipt.outcome());
    assertEquals(UNIT, receipt.restarts().getFirst().what());
    assertEquals("started", receipt.restarts().getFirst().result());
    assertArrayEquals(
        ReceiptJson.bytes(receipt),
        ReceiptJson.bytes(ReceiptParser.parse(ReceiptJson.bytes(receipt)).orElseThrow()));
  }

  @Test
  void is_stopped_after_its_link_and_before_its_file_is_removed() throws IOException {
    // Given
    Receipt receipt = fix(RestartLimit.SAFE, install());
    runtime.asked.clear();
    List<String> there = new ArrayList<>();
    runtime.job =
        past -> {
          if (runtime.asked.equals(List.of("stop " + UNIT))) {
            there.add(
                (isLink() ? "link " : "")
                    + (Files.exists(path(HostFacts.BLOCK_FILE)) ? "file" : ""));
          }
          return Services.Job.OVER;
        };

    // When
    Receipt back = undo(receipt, RestartLimit.SAFE);

    // Then: without its link, the unit takes its rules away
    assertEquals("file", there.getFirst());
    assertGone();
    assertTrue(runtime.asked.indexOf("stop " + UNIT) < runtime.asked.indexOf("reload"));
    assertFalse(runtime.asked.contains("restart ecs.service"));
    assertEquals(RunOutcome.DONE, back.outcome());
  }

  @Test
  void gives_an_older_unit_back_and_starts_that() throws IOException {
    // Given
    String older = "[Service]\nExecStart=/bin/true\n";
    fix(RestartLimit.SAFE, install());
    Files.writeString(path(HostFacts.BLOCK_FILE), older);
    Receipt receipt = fix(RestartLimit.SAFE, install());
    runtime.asked.clear();

    // When
    undo(receipt, RestartLimit.SAFE);

    // Then
    assertEquals(older, Files.readString(path(HostFacts.BLOCK_FILE)));
    assertTrue(isLink());
    assertEquals(List.of("reload", "restart " + UNIT), runtime.asked);
  }

  @Test
  void is_only_started_where_its_files_are_right() throws IOException {
    // When
    Receipt receipt =
        fix(RestartLimit.SAFE, new BlockChange(List.of(), List.of(new Reason("c", "start it"))));

    // Then
    assertEquals(List.of("reload", "restart " + UNIT), runtime.asked);
    assertEquals(List.of(), receipt.files());
    assertEquals(1, receipt.restarts().size());
  }

  @Test
  void says_that_it_did_not_start() throws IOException {
    // Given
    runtime.states.put(UNIT, "failed");

    // When
    Receipt receipt = fix(RestartLimit.SAFE, install());

    // Then
    assertEquals(RunOutcome.RESTART_PENDING, receipt.outcome());
    assertTrue(receipt.message().contains("journalctl -u " + UNIT), receipt.message());
    assertInstalled();
  }

  @Test
  void says_what_a_person_does_where_systemd_cannot_be_asked() throws IOException {
    // Given
    runtime.noBus = Optional.of(new IOException("there is no D-Bus socket"));

    // When
    Receipt receipt = fix(RestartLimit.SAFE, install());
    Receipt back = undo(receipt, RestartLimit.SAFE);

    // Then
    assertEquals(RunOutcome.RESTART_PENDING, receipt.outcome());
    assertTrue(
        receipt.message().contains("systemctl daemon-reload && systemctl restart " + UNIT),
        receipt.message());
    assertTrue(
        back.message().contains("systemctl stop " + UNIT + " && systemctl daemon-reload"),
        back.message());
    assertGone();
  }

  @Test
  void asks_systemd_for_nothing_where_nothing_may_be_restarted() throws IOException {
    // When
    Receipt receipt = fix(RestartLimit.NEVER, install());
    Receipt back = undo(receipt, RestartLimit.NEVER);

    // Then
    assertEquals(List.of(), runtime.asked);
    assertTrue(receipt.message().contains("systemd was not asked"), receipt.message());
    assertTrue(back.message().contains("systemd was not asked"), back.message());
    assertGone();
  }

  @Test
  void needs_nobody_in_a_tree_of_files() throws IOException {
    // Given
    runtime.program = new Program.Offline();

    // When
    Receipt receipt = fix(RestartLimit.SAFE, install());

    // Then
    assertEquals(List.of(), runtime.asked);
    assertEquals("", receipt.message());
    assertInstalled();
  }

  @Test
  void goes_with_the_files_when_the_agent_does_not_come_back() throws IOException {
    // Given
    runtime.agent = past -> Optional.of("it does not answer");

    // When
    Receipt receipt = fix(RestartLimit.AGENT, config("NEW=1\n"), install());

    // Then
    assertTrue(receipt.outcome().isUndone(), receipt.outcome().id());
    assertEquals("OLD=1\n", Files.readString(path(CONFIG)));
    assertGone();
    assertTrue(runtime.asked.contains("stop " + UNIT), runtime.asked.toString());
  }

  @Test
  void is_whole_or_not_there_whenever_a_write_fails() throws IOException {
    for (String path : List.of(HostFacts.BLOCK_LINK, HostFacts.BLOCK_FILE)) {
      for (Faults.At at : List.of(Faults.At.STAGE, Faults.At.COMMIT, Faults.At.COMMITTED)) {
        // Given
        files = new Faults(new SafeFiles(root), path, at);

        // When
        assertThrows(MachineException.class, () -> fix(RestartLimit.SAFE, install()));

        // Then
        assertGone();
        assertEquals(List.of(), names("etc/systemd/system/docker.service.wants"));
        assertTrue(receipts.journal().isEmpty());
      }
    }
  }

  @Test
  void is_finished_by_the_next_run_wherever_a_run_died() throws IOException {
    // Given: it died between the link and the file
    files = new Faults(new SafeFiles(root), HostFacts.BLOCK_FILE, Faults.At.COMMIT_DIES);
    assertThrows(Error.class, () -> fix(RestartLimit.SAFE, install()));
    assertTrue(isLink());
    assertFalse(Files.exists(path(HostFacts.BLOCK_FILE)));

    // When
    files = new SafeFiles(root);
    Receipt receipt = fix(RestartLimit.SAFE, install());

    // Then: it is one run for who looks back
    assertInstalled();
    assertEquals(
        Set.of(HostFacts.BLOCK_LINK, HostFacts.BLOCK_FILE),
        Set.copyOf(receipt.files().stream().map(FileRecord::path).toList()));
    undo(receipt, RestartLimit.SAFE);
    assertGone();
  }

  @Test
  void is_gone_after_a_roll_back_that_died_and_another_one() throws IOException {
    // Given
    Receipt receipt = fix(RestartLimit.SAFE, install());
    files = new Faults(new SafeFiles(root), HostFacts.BLOCK_FILE, Faults.At.REMOVE_DIES);
    assertThrows(Error.class, () -> undo(receipt, RestartLimit.SAFE));
    assertFalse(isLink());

    // When
    files = new SafeFiles(root);
    runtime.asked.clear();
    undo(receipt, RestartLimit.SAFE);

    // Then
    assertGone();
    assertTrue(runtime.asked.contains("stop " + UNIT));
  }

  @Test
  void leaves_a_link_alone_that_somebody_has_changed() throws IOException {
    // Given
    Receipt receipt = fix(RestartLimit.SAFE, install());
    Files.delete(path(HostFacts.BLOCK_LINK));
    Files.createSymbolicLink(path(HostFacts.BLOCK_LINK), Path.of("/somewhere/else"));

    // When
    MachineException e =
        assertThrows(MachineException.class, () -> undo(receipt, RestartLimit.SAFE));

    // Then
    assertEquals(MachineException.Kind.CHANGED, e.kind());
    assertTrue(Files.exists(path(HostFacts.BLOCK_FILE)));
  }

  @Test
  void makes_no_link_in_the_place_of_a_file() throws IOException {
    // Given
    Files.createDirectories(path(HostFacts.BLOCK_LINK).getParent());
    Files.writeString(path(HostFacts.BLOCK_LINK), "mine");

    // When
    MachineException e =
        assertThrows(MachineException.class, () -> fix(RestartLimit.SAFE, install()));

    // Then
    assertEquals(MachineException.Kind.UNSAFE, e.kind());
    assertEquals("mine", Files.readString(path(HostFacts.BLOCK_LINK)));
  }

  @Test
  void does_not_make_a_restart_of_the_agent_look_proven() throws IOException {
    // Given: the block was started, and the agent's restart is still to come
    Receipt receipt = fix(RestartLimit.NEVER, config("NEW=1\n"));
    Receipt second =
        fix(RestartLimit.SAFE, new BlockChange(List.of(), List.of(new Reason("c", "start it"))));

    // Then
    assertEquals(RunOutcome.DONE, second.outcome());
    Receipt pending = second.ended(RunOutcome.RESTART_PENDING, "", Duration.ZERO);
    receipts.end(pending);
    assertEquals(
        List.of(CONFIG),
        UnprovenFiles.in(receipts, receipt.time().minusSeconds(1), Set.of(Restart.AGENT)).stream()
            .map(FileRecord::path)
            .toList());
  }

  private void assertInstalled() throws IOException {
    assertEquals(
        HostFacts.BLOCK_FILE, Files.readSymbolicLink(path(HostFacts.BLOCK_LINK)).toString());
    assertArrayEquals(BridgeBlock.text(), Files.readAllBytes(path(HostFacts.BLOCK_FILE)));
  }

  private void assertGone() {
    assertFalse(isLink());
    assertFalse(Files.exists(path(HostFacts.BLOCK_FILE)));
  }

  private boolean isLink() {
    return Files.exists(path(HostFacts.BLOCK_LINK), LinkOption.NOFOLLOW_LINKS);
  }

  private Receipt fix(RestartLimit limit, Change... changes) throws IOException {
    Receipt draft = Receipt.begin("fix", "1", NOW, "default", Optional.empty());
    return repair().run(goal(changes), draft, limit).receipt().orElseThrow();
  }

  private Receipt undo(Receipt receipt, RestartLimit limit) throws IOException {
    return repair()
        .<IOException>undo(
            goal(),
            () -> receipt,
            undone -> Receipt.begin("rollback", "1", NOW, "", Optional.of(undone.id())),
            limit)
        .receipt()
        .orElseThrow();
  }

  private Repair repair() {
    return new Repair(
        new Transaction(files, receipts), receipts, runtime, runtime, TIME_LIMIT, text -> {});
  }

  private static Repair.Goal goal(Change... changes) {
    return new Repair.Goal() {
      @Override
      public List<Finding> findings(Instance instance) {
        return List.of();
      }

      @Override
      public Plan plan(Instance instance, List<Finding> findings) {
        return new Plan(List.of(changes), List.of());
      }

      @Override
      public List<Finding> pending(List<Finding> findings) {
        return List.of();
      }
    };
  }

  private Change install() {
    HostRoot host = new HostRoot(root);
    FileFact link =
        host.linkText(HostFacts.BLOCK_LINK)
            .<FileFact>map(text ->
                new FileFact.Content(
                    HostFacts.BLOCK_LINK, text.getBytes(UTF_8), HostFacts.LINK_MODE, 0, 0))
            .orElseGet(() -> new FileFact.Absent(HostFacts.BLOCK_LINK));
    List<FileContent> changes = new ArrayList<>();
    if (link instanceof FileFact.Absent) {
      changes.add(change(link, HostFacts.BLOCK_FILE.getBytes(UTF_8), HostFacts.LINK_MODE));
    }
    changes.add(change(host.read(HostFacts.BLOCK_FILE), BridgeBlock.text(), 0644));
    return BlockChange.grouped(changes).getFirst();
  }

  private Change config(String text) {
    FileContent change = change(new HostRoot(root).read(CONFIG), text.getBytes(UTF_8), 0644);
    return new FileContent(
        change.before(), change.after(), 0644, change.reasons(), Set.of(Restart.AGENT));
  }

  private static FileContent change(FileFact before, byte[] after, int mode) {
    return new FileContent(
        before, Optional.of(after), mode, List.of(new Reason("control", "because")), Set.of());
  }

  private Path path(String path) {
    return root.resolve(path.substring(1));
  }

  private List<String> names(String directory) throws IOException {
    try (var paths = Files.list(root.resolve(directory))) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
