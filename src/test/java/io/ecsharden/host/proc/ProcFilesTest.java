package io.ecsharden.host.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /proc} and the control groups say of a process. */
class ProcFilesTest {

  /** Fields 3 to 22 of {@code /proc/PID/stat}; the last one is the start time in ticks. */
  private static final String FIELDS = " S 1 7 7 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 12345 9 9\n";

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(strings = {"amazon-ecs-init", "a) (b", ") S 1 2 3", ""})
  void reads_the_start_time_behind_any_program_name(String name) throws IOException {
    // Given
    write("proc/stat", "cpu 1 2 3\nbtime 1000\nprocesses 5\n");
    write("proc/7/stat", "7 (" + name + ")" + FIELDS);

    // Then
    assertEquals(Optional.of(Instant.ofEpochMilli(1_000_000 + 123_450)), proc().started("7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7 (x) S 1", "7 (x) S 1 7 7 0 -1 1 1 0 0 0 0 0 0 0 20 0 1 0 x"})
  void knows_no_start_time_where_the_kernel_says_none(String stat) throws IOException {
    write("proc/stat", "btime 1000\n");
    write("proc/7/stat", stat);

    assertEquals(Optional.empty(), proc().started("7"));
  }

  @Test
  void knows_no_start_time_without_the_time_of_the_boot() throws IOException {
    write("proc/7/stat", "7 (x)" + FIELDS);

    assertEquals(Optional.empty(), proc().started("7"));
  }

  @Test
  void reads_the_first_of_several_variables_with_one_name() {
    assertEquals(
        Map.of("A", "1=2", "B", ""), ProcFiles.variables(content("A=1=2\0B=\0A=3\0bare\0=x\0")));
  }

  @Test
  void reads_the_numbers_of_processes_and_nothing_else() {
    assertEquals(List.of("12", "0", "7"), SystemSlice.pids(content("12\n0\n-1\nx\n\n7\n")));
    assertEquals(64, SystemSlice.pids(content("1\n".repeat(1000))).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/fs/cgroup/system.slice", "sys/fs/cgroup/systemd/system.slice"})
  void finds_units_in_both_versions_of_control_groups(String place) throws IOException {
    // Given
    write(place + "/ecs.service/cgroup.procs", "7\n");

    // When
    SystemSlice slice = SystemSlice.of(new HostRoot(root)).orElseThrow();

    // Then
    assertEquals(List.of(true, false), List.of(slice.has("ecs.service"), slice.has("x.service")));
    assertEquals(
        "7\n",
        new String(slice.processes("ecs.service").bytesOrEmpty(), StandardCharsets.US_ASCII));
  }

  private ProcFiles proc() {
    return new ProcFiles(new HostRoot(root));
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static FileFact.Content content(String text) {
    return new FileFact.Content("/proc/7/x", text.getBytes(StandardCharsets.UTF_8), 0444, 0, 0);
  }
}
