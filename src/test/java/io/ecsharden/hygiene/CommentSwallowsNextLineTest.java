package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CommentSwallowsNextLineTest {

  private static final CommentSwallowsNextLine RULE = new CommentSwallowsNextLine();

  @Test
  void finds_a_backslash_before_another_line() {
    assertEquals("comment-swallows-next-line", found(RULE, "# a \\", "A=1"));
  }

  @Test
  void leaves_a_backslash_that_takes_nothing_with_it() {
    assertEquals("nothing", found(RULE, "# a \\"));
    assertEquals("nothing", found(RULE, "# a \\", "  "));
    assertEquals("nothing", found(RULE, "# a \\\\", "A=1"));
    assertEquals("nothing", found(RULE, "# a", "A=1"));
  }

  @Test
  void rewrites_the_comment_without_it() {
    assertEquals("# a", rewritten(RULE, "  # a \\", "A=1"));
  }

  @Test
  void explains_the_next_line_too() {
    assertEquals(2, RULE.explainedLines());
  }
}
