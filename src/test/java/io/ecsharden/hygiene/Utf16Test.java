package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf16Test {

  @Test
  void finds_a_file_that_no_reader_understands() {
    assertEquals(List.of("0 file-refused"), file("A=1".getBytes(StandardCharsets.UTF_16)));
    assertEquals(List.of("0 file-refused"), file(new byte[] {(byte) 0xFF, (byte) 0xFE, 65, 0}));
  }

  @Test
  void leaves_utf_8() {
    assertEquals(List.of(), file("A=\u00E9".getBytes(StandardCharsets.UTF_8)));
  }
}
