package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.file;
import static io.ecsharden.hygiene.TestLines.rewritten;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadersDifferTest {

  @Test
  void finds_a_line_that_a_backslash_hides_from_systemd() {
    assertEquals(List.of("1 comment-swallows-next-line"), file("# a \\", "ECS_EXTERNAL=true"));
    assertEquals(List.of("2 readers-differ NO_PROXY: `b`"), file("A=a\\", "NO_PROXY=b"));
  }

  @Test
  void finds_a_backslash_that_systemd_interprets() {
    assertEquals(List.of("1 backslash NO_PROXY: `a\\b`"), file("NO_PROXY=a\\b"));
  }

  @Test
  void leaves_quotes_within_a_value() {
    assertEquals(List.of(), file("NO_PROXY=a'b'c"));
  }

  @Test
  void leaves_settings_that_ecs_init_does_not_read() {
    assertEquals(List.of(), file("A=a\\", "ECS_CLUSTER=b"));
  }

  @Test
  void leaves_a_line_that_is_plain_already() {
    assertEquals(
        "left: The line is plain, and lines before it hide it",
        rewritten(2, "A=a\\", "NO_PROXY=b"));
  }
}
