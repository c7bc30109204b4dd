package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

  @ParameterizedTest
  @CsvSource({
    "fffe, true",
    "feff, true",
    "fffe4100, true",
    "ff, false",
    "fe, false",
    "'', false",
    "ffff, false",
    "fefe, false",
    "efbbbf, false",
    "41fe, false",
    "41ff, false",
    "ff41, false",
    "fe41, false"
  })
  void knows_the_byte_order_marks_of_utf16(String bytes, boolean expected) {
    assertEquals(expected, Utf8.isUtf16(HexFormat.of().parseHex(bytes)));
  }
}
