package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the executable asks of the kernel: files, and nothing else. */
class SystemCallsIT {

  @TempDir private Path folder;

  @BeforeEach
  void needStrace() throws IOException, InterruptedException {
    boolean works =
        Native.has("strace") && new Native(folder).shell("strace -o /dev/null true").code() == 0;
    assumeTrue(works, "SKIPPED: needs strace, and the permission to use it");
  }

  @Test
  void starts_no_process() throws IOException, InterruptedException {
    // When
    List<String> calls = traced("execve,execveat,fork,vfork,clone,clone3");

    // Then
    List<String> processes =
        calls.stream()
            .filter(call -> !call.contains("CLONE_THREAD"))
            .filter(call -> !call.contains("resumed>"))
            .toList();
    assertEquals(1, processes.size(), processes.toString());
    assertTrue(processes.getFirst().contains("execve("), processes.toString());
  }

  @Test
  void opens_no_socket() throws IOException, InterruptedException {
    assertEquals(List.of(), traced("socket,socketpair,connect,bind,accept,accept4"));
  }

  @Test
  void opens_no_file_to_write() throws IOException, InterruptedException {
    // When
    List<String> writes =
        traced("open,openat,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat").stream()
            .filter(call -> !call.contains("O_RDONLY"))
            .filter(call -> !call.contains("resumed>"))
            .toList();

    // Then
    assertEquals(List.of(), writes);
  }

  private List<String> traced(String calls) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Native.Result result =
        new Native(folder)
            .shell(
                "exec strace -f -qq -e signal=none -e trace=\"$1\" -o \"$2\" \"$0\" audit --root \"$3\"",
                calls,
                log.toString(),
                Path.of("ecs-config/sample-instance").toAbsolutePath().toString());
    assertEquals(10, result.code(), result.toString());
    return Files.readAllLines(log);
  }
}
