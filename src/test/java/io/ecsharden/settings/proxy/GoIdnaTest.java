package io.ecsharden.settings.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoIdnaTest {

  @ParameterizedTest
  @CsvSource({
    "示例.com,          xn--fsq092h.com",
    ".示例.com,         .xn--fsq092h.com",
    "www.示例.com.,     www.xn--fsq092h.com.",
    "bücher.example,    xn--bcher-kva.example",
    "BÜCHER.Example,    xn--bcher-kva.example",
    "bu\u0308cher.de,   xn--bcher-kva.de",
    "straße.de,         xn--strae-oqa.de",
    "ẞ.de,              ss.de",
    "İ.tr,              xn--i-9bb.tr",
    "σας.gr,            xn--mxa8ab.gr",
    "пример。рф,        xn--e1afmkfd.xn--p1ai",
    "😀.com,            xn--e28h.com",
    "é\u00ad.com,       xn--9ca.com",
  })
  void gives_the_ascii_form(String name, String expected) {
    // When
    String ascii = GoIdna.toAscii(name);

    // Then
    assertEquals(expected, ascii);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Example.COM",
        "a_b",
        "-a-",
        "xn--zzz",
        "é_.com",
        "é-.com",
        "-é.com",
        "\u0301a.com",
        "é\uFFFD",
        "é\u200b \u200e"
      })
  void keeps_ascii_and_what_go_refuses(String name) {
    // When
    String ascii = GoIdna.toAscii(name);

    // Then
    assertEquals(name, ascii);
  }
}
