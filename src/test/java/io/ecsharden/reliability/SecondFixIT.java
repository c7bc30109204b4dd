package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repaired instance is left alone. */
class SecondFixIT {

  private static final String CALLS =
      "open,openat,creat,write,pwrite64,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,"
          + "chmod,fchmod,fchmodat,chown,fchown,fchownat,truncate,ftruncate,flock,fsync,utimensat,"
          + "link,linkat,symlink,symlinkat,setxattr,fsetxattr";

  @TempDir private Path folder;

  @Test
  void touches_nothing_the_second_time() throws IOException, InterruptedException {
    Native program = new Native(folder);
    Strace.need(program);

    // Given
    Tree tree = Tree.in(folder).withWrongLine();
    assertEquals(0, program.run(CrashCheck.arguments("fix", tree)).code());
    Map<String, String> before = inodes(tree);

    // When
    List<String> calls =
        new Strace(program, folder)
            .lines(CALLS, 0, CrashCheck.arguments("fix", tree)).stream()
                .filter(call -> !call.contains("O_RDONLY") && !call.contains("write(1,"))
                .toList();

    // Then
    assertEquals(List.of(), calls);
    assertEquals(before, inodes(tree));
  }

  /** Everything, the program's own state as well, with what a write would change. */
  private static Map<String, String> inodes(Tree tree) throws IOException {
    Map<String, String> inodes = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(tree.root())) {
      for (Path path : paths.toList()) {
        Map<String, Object> a =
            Files.readAttributes(
                path, "unix:ino,size,mode,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
        inodes.put(tree.root().relativize(path).toString(), new TreeMap<>(a).toString());
      }
    }
    return inodes;
  }
}
