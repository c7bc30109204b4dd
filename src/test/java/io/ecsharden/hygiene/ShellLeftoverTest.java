package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShellLeftoverTest {

  private static final ShellLeftover RULE = new ShellLeftover();

  @Test
  void finds_pieces_of_scripts() {
    assertEquals("shell-leftover", found(RULE, "EOF"));
    assertEquals("shell-leftover", found(RULE, "#!/bin/sh"));
    assertEquals("shell-leftover", found(RULE, "cat <<EOF >> file"));
    assertEquals("shell-leftover", found(RULE, "if [ -f x ]"));
  }

  @Test
  void finds_what_a_command_was_to_write() {
    assertEquals(
        "shell-leftover ECS_AWSVPC_BLOCK_IMDS, intended `true`",
        found(RULE, "echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config"));
    assertEquals(
        "shell-leftover ECS_AWSVPC_BLOCK_IMDS",
        found(RULE, "echo \"ECS_AWSVPC_BLOCK_IMDS=$VALUE\" >> x"));
  }

  @Test
  void leaves_names_that_only_begin_like_a_command() {
    assertEquals("nothing", found(RULE, "echoes=1"));
    assertEquals("nothing", found(RULE, "CATALOG=1"));
  }
}
