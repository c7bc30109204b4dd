package io.ecsharden.aws.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.ShortText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are cut with a mark, and never refused. */
class LimitsTest {

  private static final String SMILE = "🙂";

  @ParameterizedTest
  @ValueSource(ints = {64, 100, 500, 4096})
  void cuts_beyond_the_limit_and_not_at_it(int limit) {
    String full = "x".repeat(limit);
    assertEquals(full, ShortText.cut(full, limit));
    assertEquals("", ShortText.cut("", limit));
    String cut = ShortText.cut(full + "y", limit);
    assertEquals(limit, cut.length());
    assertTrue(cut.endsWith("x… (cut)"), cut);
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 64, 65, 66})
  void never_leaves_half_a_character(int length) {
    String text = "x".repeat(length % 2) + SMILE.repeat(length);
    for (String cut : new String[] {ShortText.cut(text, length), Limits.name(text, length)}) {
      assertTrue(cut.length() <= length);
      assertEquals(cut, Limits.clean(cut));
    }
  }

  @Test
  void keeps_long_names_apart() {
    String one = Limits.name("x".repeat(200) + "1", 100);
    String two = Limits.name("x".repeat(200) + "2", 100);
    assertEquals(100, one.length());
    assertNotEquals(one, two);
    assertEquals(one, Limits.name("x".repeat(200) + "1", 100));
  }

  @Test
  void has_no_lone_surrogates() {
    assertEquals("a?b" + SMILE, Limits.clean("a\uD83Db" + SMILE));
  }
}
