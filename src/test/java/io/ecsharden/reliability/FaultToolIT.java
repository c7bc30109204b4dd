package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tool that is quicker than strace injects what strace does. */
class FaultToolIT {

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inject=fsync:signal=SIGKILL:when=2",
        "inject=renameat2:signal=SIGKILL:when=3",
        "inject=fsync:error=EIO:when=2",
        "inject=fsync:error=ENOSPC:when=3+",
        "inject=mkdirat:error=EROFS:when=1",
        "inject=openat2:error=ENOSYS:when=1+",
        "inject=openat2:error=EINTR:when=1+2",
        "inject=write:error=EDQUOT:when=1",
      })
  void does_what_strace_does(String injection) throws IOException, InterruptedException {
    // Given
    Native program = new Native(folder);
    Strace.need(program);
    Optional<Path> tool = FaultTool.path();
    assumeTrue(tool.isPresent(), "!!!! SKIPPED: needs a C compiler and x86-64 !!!!");
    Strace strace = new Strace(program, folder);
    Tree one = tree("one");
    Tree other = tree("other");

    // When
    Native.Result slow = strace.delayed(injection, CrashCheck.arguments("fix", one));
    Native.Result quick = strace.with(injection, CrashCheck.arguments("fix", other));

    // Then
    assertEquals(slow.code(), quick.code(), slow + " and " + quick);
    assertEquals(slow.err(), quick.err());
    assertEquals(one.state(), other.state());
  }

  private Tree tree(String name) throws IOException {
    return Tree.in(Files.createDirectories(folder.resolve(name))).withWrongLine();
  }
}
