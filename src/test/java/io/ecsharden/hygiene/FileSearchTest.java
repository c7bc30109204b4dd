package io.ecsharden.hygiene;

import static io.ecsharden.hygiene.TestLines.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileSearchTest {

  @Test
  void lists_defects_in_the_order_of_the_lines() {
    assertEquals(
        List.of(
            "1 duplicate ECS_CLUSTER: `\"b\"`, intended `a`",
            "2 quoted-value ECS_CLUSTER: `\"b\"`, intended `b`"),
        file("ECS_CLUSTER=a", "ECS_CLUSTER=\"b\""));
  }

  @Test
  void lists_a_thousand_and_one_that_stands_for_the_others() {
    String[] lines = new String[3000];
    Arrays.fill(lines, "ECS_CLUSTER=a");

    List<String> found = file(lines);

    assertEquals(1001, found.size());
    assertEquals("1001 too-many", found.getLast());
  }

  @Test
  void lists_one_defect_of_a_line_and_several_of_a_comment() {
    assertEquals(
        List.of(
            "1 export-prefix ECS_CLUSTER, intended `a`",
            "2 glued-line ECS_LOGLEVEL, intended `info \\`",
            "2 comment-swallows-next-line"),
        file("export ECS_CLUSTER=\"a", "# endECS_LOGLEVEL=info \\", "A=1"));
  }
}
