package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.format.env.EnvFile;
import io.ecsharden.settings.FileReadings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileRefusedTest {

  @Test
  void finds_a_nul_byte() {
    assertEquals(List.of("1 file-refused"), file("A=1\0\nA=2"));
  }

  @Test
  void finds_bytes_that_are_not_utf_8() {
    assertEquals(
        List.of("2 file-refused"), file(new byte[] {65, 61, 49, 10, 66, 61, (byte) 0xE9, 10}));
  }

  @Test
  void says_what_to_do_about_each() {
    assertEquals("Remove the NUL bytes", remedy("A=\0".getBytes(StandardCharsets.UTF_8)));
    assertEquals("Save the file as UTF-8", remedy(new byte[] {65, 61, (byte) 0xE9}));
  }

  private static String remedy(byte[] bytes) {
    return FileSearch.find("/f", FileReadings.of(EnvFile.parse(bytes)))
        .listed()
        .getFirst()
        .remedy();
  }
}
