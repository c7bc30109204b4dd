package io.ecsharden.host.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePagesTest {

  @TempDir private Path folder;

  @Test
  void finds_what_is_in_a_file_and_was_never_written() {
    String mappings =
        """
        00410000-01328000 r-xp 00010000 fe:00 7712                 /usr/bin/ecs-harden
        Size:              15456 kB
        Anonymous:             0 kB
        01343000-01344000 r--p 00f42000 fe:00 7712                 /usr/bin/ecs-harden
        Anonymous:             4 kB
        01370000-03040000 rw-p 00f70000 fe:00 7712                 /usr/bin/ecs-harden
        Anonymous:             0 kB
        7f0000000000-7f0000001000 r--p 00000000 00:00 0
        Anonymous:             0 kB
        7ffd1000-7ffd3000 r-xp 00000000 00:00 0                    [vdso]
        Anonymous:             0 kB
        ffffffff80000000-ffffffff80001000 --xp 00000000 fe:00 7712 /usr/bin/ecs-harden
        Anonymous:             0 kB
        """;

    assertEquals(
        List.of(new FilePages.Range(0x410000, 0x1328000 - 0x410000)),
        FilePages.unchanged(mappings));
  }

  @Test
  void gives_them_back_and_gets_them_again() throws IOException {
    // Given
    byte[] content = new byte[1024 * 1024];
    Arrays.fill(content, (byte) 7);
    Path file = Files.write(folder.resolve("pages-of-this-test"), content);
    try (FileChannel channel = FileChannel.open(file)) {
      MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, content.length);
      mapped.load();
      assertTrue(resident(file) > 0);

      // When
      FilePages.ofThisProcess().release();

      // Then
      assertEquals(0, resident(file));
      assertEquals(7, mapped.get(content.length - 1));
      assertTrue(resident(file) > 0);
    }
  }

  /** How many KiB of a mapped file are in memory for this process. */
  private static int resident(Path file) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
    int begin = 0;
    while (!lines.get(begin).endsWith(file.getFileName().toString())) {
      begin++;
    }
    return lines.stream()
        .skip(begin)
        .filter(line -> line.startsWith("Rss:"))
        .map(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
