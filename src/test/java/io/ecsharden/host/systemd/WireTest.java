package io.ecsharden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as they go over the bus; the messages of sd-bus were seen with strace (systemd 257). */
class WireTest {

  private static final String SD_BUS_HELLO =
      "6c01000100000000010000006d000000"
          + "01016f00150000002f6f72672f667265656465736b746f702f44427573000000"
          + "030173000500000048656c6c6f000000"
          + "02017300140000006f72672e667265656465736b746f702e4442757300000000"
          + "06017300140000006f72672e667265656465736b746f702e4442757300000000";

  private static final String SD_BUS_LOAD_UNIT =
      "6c01000110000000020000009f000000"
          + "01016f00190000002f6f72672f667265656465736b746f702f73797374656d643100000000000000"
          + "03017300080000004c6f6164556e69740000000000000000"
          + "02017300200000006f72672e667265656465736b746f702e73797374656d64312e4d616e61676572"
          + "0000000000000000"
          + "06017300180000006f72672e667265656465736b746f702e73797374656d64310000000000000000"
          + "0801670001730000"
          + "0b0000006563732e7365727669636500";

  @Test
  void says_hello_as_sd_bus_does() {
    Call call =
        Call.of("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello");

    assertEquals(SD_BUS_HELLO, HexFormat.of().formatHex(call.toBytes(1)));
  }

  @Test
  void calls_a_method_as_sd_bus_does() {
    Call call =
        Call.of(
            "org.freedesktop.systemd1",
            "/org/freedesktop/systemd1",
            "org.freedesktop.systemd1.Manager",
            "LoadUnit",
            "ecs.service");

    assertEquals(SD_BUS_LOAD_UNIT, HexFormat.of().formatHex(call.toBytes(2)));
  }

  @Test
  void aligns_each_value_to_its_size() throws IOException {
    // When
    byte[] bytes = new WireWriter().u8(1).u32(0xfedcba98L).u8(2).align(8).u8(3).toBytes();

    // Then
    assertArrayEquals(HexFormat.of().parseHex("0100000098badcfe020000000000000003"), bytes);
    WireReader reader = new WireReader(bytes);
    assertEquals(1, reader.u8());
    assertEquals(0xfedcba98L, reader.u32());
    assertEquals(2, reader.u8());
    reader.align(8);
    assertEquals(3, reader.u8());
    assertTrue(reader.atEnd());
  }

  @Test
  void reads_texts_that_are_not_ascii() throws IOException {
    // Given
    byte[] bytes = new WireWriter().string("é…").string("").signature("(uo)").toBytes();

    // When
    WireReader reader = new WireReader(bytes);

    // Then
    assertEquals("é…", reader.string());
    assertEquals("", reader.string());
    assertEquals("(uo)", reader.signature());
    assertEquals(5, "é…".getBytes(StandardCharsets.UTF_8).length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "01", "05000000", "0500000061626300", "ffffffff00", "fffffffe", "0000000001"})
  void refuses_a_text_that_leads_out_of_the_message_or_does_not_end(String hex) {
    assertThrows(IOException.class, () -> reader(hex).string());
  }

  @Test
  void refuses_padding_that_is_not_zero() throws IOException {
    WireReader padding = reader("0100010001000000");
    assertEquals(1, padding.u8());
    assertThrows(IOException.class, padding::u32);
  }

  @Test
  void refuses_a_value_of_another_type() {
    assertThrows(IOException.class, () -> reader("0175000001000000").variant("s"));
    assertFalse(reader("00").atEnd());
  }

  private static WireReader reader(String hex) {
    return new WireReader(HexFormat.of().parseHex(hex));
  }
}
