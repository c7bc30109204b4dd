package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.Lines;
import io.ecsharden.format.env.SystemdComments;
import java.nio.charset.StandardCharsets;
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
  void finds_none_for_a_systemd_that_ends_a_comment_with_its_line() {
    // Given
    Lines lines = Lines.of("# a \\\nA=1".getBytes(StandardCharsets.UTF_8));

    // Then
    assertTrue(RULE.find(new EnvLine("/f", lines, 1, SystemdComments.ONE_LINE)).isEmpty());
    assertTrue(
        RULE.find(new EnvLine("/f", lines, 1, SystemdComments.UNKNOWN))
            .orElseThrow()
            .message()
            .masked()
            .contains("is not known"));
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
