package io.ecsharden.format.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.format.Bytes;
import io.ecsharden.format.unit.UnitFile.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Unit files as systemd 252 reads them. */
class UnitFileTest {

  @Test
  void reads_assignments_with_their_sections_and_lines() {
    assertEntries(
        """
        Lost=1

        # a comment
        [Unit]
        Description = Agent = yes
        [Service]
        ; another
          Environment=
        no assignment
        =nothing
        """,
        new Entry("", "Lost", "1", 1),
        new Entry("Unit", "Description", "Agent = yes", 5),
        new Entry("Service", "Environment", "", 8));
  }

  @Test
  void joins_continued_lines_with_a_space_and_says_where_they_start() {
    assertEntries(
        "[Service]\nEnvironment=A=1 \\\n  B=2\\\nC=3\nType=simple\n",
        new Entry("Service", "Environment", "A=1    B=2 C=3", 2),
        new Entry("Service", "Type", "simple", 5));
  }

  @Test
  void skips_comments_within_a_continuation() {
    assertEntries(
        "[Service]\nEnvironment=A=1 \\\n# B=2 \\\n; C=3\nD=4\n",
        new Entry("Service", "Environment", "A=1  D=4", 2));
  }

  @Test
  void does_not_continue_after_an_even_number_of_backslashes() {
    assertEntries(
        "[S]\nA=1\\\\\nB=2\\\\\\\nC=3\n",
        new Entry("S", "A", "1\\\\", 2),
        new Entry("S", "B", "2\\\\ C=3", 3));
  }

  @Test
  void ends_a_continuation_at_an_empty_line_and_at_the_end() {
    assertEntries(
        "[S]\nA=1 \\\n\nB=2 \\", new Entry("S", "A", "1", 2), new Entry("S", "B", "2", 4));
  }

  @Test
  void takes_carriage_returns_at_line_ends() {
    assertEntries("[S]\r\nA=1\\\r\nB\r\n", new Entry("S", "A", "1 B", 2));
  }

  @Test
  void drops_a_byte_order_mark() {
    assertEntries("\uFEFF[S]\nA=1\n", new Entry("S", "A", "1", 2));
  }

  @Test
  void drops_assignments_that_are_no_valid_utf_8() {
    // Given
    byte[] file =
        Bytes.latin1("[S]\nA=\u00FF\nB=1\nC=2 \\\n\u00FF\nD=3\n# \u00FF\nE=\u00C3\u00A9\n");

    // When
    List<Entry> entries = UnitFile.parse(file).entries();

    // Then
    assertEquals(
        List.of(
            new Entry("S", "B", "1", 3), new Entry("S", "D", "3", 6), new Entry("S", "E", "é", 8)),
        entries);
  }

  @Test
  void keeps_a_section_until_the_next_one() {
    assertEntries(
        "[A]\n[B]\n[]\nX=1\n[ C ]\nY=2", new Entry("", "X", "1", 4), new Entry(" C ", "Y", "2", 6));
  }

  private static void assertEntries(String text, Entry... expected) {
    // When
    List<Entry> entries = UnitFile.parse(Bytes.utf8(text)).entries();

    // Then
    assertEquals(List.of(expected), entries);
  }
}
