package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Native;
import io.ecsharden.host.Peer;
import io.ecsharden.reliability.Strace;
import java.io.IOException;
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
    Strace.need(new Native(folder));
  }

  @Test
  void starts_no_process() throws IOException, InterruptedException {
    // When
    List<String> calls = traced("execve,execveat,fork,vfork,clone,clone3");

    // Then
    List<String> processes = calls.stream().filter(call -> !call.contains("CLONE_THREAD")).toList();
    assertEquals(1, processes.size(), processes.toString());
    assertTrue(processes.getFirst().contains("execve("), processes.toString());
  }

  @Test
  void opens_no_socket() throws IOException, InterruptedException {
    assertEquals(List.of(), traced("socket,socketpair,connect,bind,accept,accept4"));
  }

  @Test
  void asks_docker_for_the_agent_and_once_for_the_tasks_where_it_runs()
      throws IOException, InterruptedException {
    // Given
    Path root = folder.resolve("root");
    Run.write(root, "etc/ecs/ecs.config", "ECS_AWSVPC_BLOCK_IMDS=true\n");
    String agent =
        "{\"State\":{\"Status\":\"running\",\"Running\":true,"
            + "\"StartedAt\":\"2026-06-29T08:00:00Z\"},\"Config\":{\"Env\":[]}}";

    // When
    try (Peer docker = Peer.unix(root, "/var/run/docker.sock", Peer.http(Peer.ok(agent)))) {
      List<String> calls = traced("socket,connect", root, 11);

      // Then
      assertEquals(4, calls.size(), calls.toString());
      assertTrue(calls.getLast().contains("docker.sock"), calls.toString());
    }
  }

  @Test
  void asks_for_the_pages_of_its_heap_many_at_once() throws IOException, InterruptedException {
    // When
    List<String> calls = traced("madvise");

    // Then: 512 KiB a chunk, of which a run fills two
    List<String> prepared =
        calls.stream()
            .filter(call -> call.contains("MADV_POPULATE_WRITE") || call.contains("0x17"))
            .toList();
    assertTrue(prepared.size() >= 2 && prepared.size() <= 8, calls.toString());
    // an older kernel does not know it: nothing else happens
    assertTrue(
        prepared.stream().allMatch(call -> call.contains(" = 0") || call.contains("EINVAL")),
        calls.toString());
  }

  @Test
  void opens_no_file_to_write() throws IOException, InterruptedException {
    // When
    List<String> writes =
        traced("open,openat,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat").stream()
            .filter(call -> !call.contains("O_RDONLY"))
            .toList();

    // Then
    assertEquals(List.of(), writes);
  }

  @Test
  void judges_without_a_directory_that_cannot_be_listed() throws IOException, InterruptedException {
    // When
    Native.Result run =
        new Native(folder)
            .shell(
                "exec strace -f -qq -o /dev/null -e trace=getdents64"
                    + " -e inject=getdents64:error=EIO \"$0\" \"$@\"",
                "audit",
                "--root",
                Path.of("ecs-config/sample-instance").toAbsolutePath().toString());

    // Then
    assertTrue(run.code() == 10 && run.err().isEmpty(), run.toString());
  }

  private List<String> traced(String calls) throws IOException, InterruptedException {
    return traced(calls, Path.of("ecs-config/sample-instance"), 10);
  }

  private List<String> traced(String calls, Path root, int code)
      throws IOException, InterruptedException {
    return new Strace(new Native(folder), folder)
        .lines(calls, code, "audit", "--root", root.toAbsolutePath().toString());
  }
}
