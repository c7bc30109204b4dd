package io.ecsharden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.FileFact;
import io.ecsharden.secrets.Disclosure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A change as people read it. */
class DiffTest {

  private static final String PATH = "/etc/ecs/ecs.config";
  private static final String HEAD = "--- " + PATH + "\n+++ " + PATH + "\n";

  @Test
  void shows_three_lines_around_each_change() {
    // When
    String diff =
        diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n0\na\nb\nc\n", "1\nX\n3\n4\n5\n6\n7\n8\n9\n0\na\nc\nd\n");

    // Then
    assertEquals(
        HEAD
            + "@@ -1,5 +1,5 @@\n 1\n-2\n+X\n 3\n 4\n 5\n"
            + "@@ -9,5 +9,5 @@\n 9\n 0\n a\n-b\n c\n+d\n",
        diff);
  }

  @Test
  void joins_changes_that_are_close() {
    // Then
    assertEquals(
        HEAD + "@@ -1,8 +1,8 @@\n-1\n+X\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+Y\n",
        diff("1\n2\n3\n4\n5\n6\n7\n8\n", "X\n2\n3\n4\n5\n6\n7\nY\n"));
  }

  @Test
  void says_where_a_last_line_has_no_end() {
    // Then
    assertEquals(
        HEAD + "@@ -1,1 +1,2 @@\n-A\n\\ No newline at end of file\n+A\n+B\n", diff("A", "A\nB\n"));
  }

  @Test
  void does_not_show_the_carriage_returns_of_a_windows_file_and_shows_lone_ones() {
    // Then
    assertEquals(HEAD + "@@ -1,1 +1,2 @@\n A\n+B\n", diff("A\r\n", "A\r\nB\r\n"));
    assertEquals(HEAD + "@@ -1,2 +1,2 @@\n A\\r\n-B\n+C\n", diff("A\r\nB\n", "A\r\nC\n"));
  }

  @Test
  void shows_a_new_file_and_a_file_that_goes() {
    // Given
    FileContent made =
        new FileContent(
            new FileFact.Absent(PATH), Optional.of(bytes("A\n")), 0644, List.of(), Set.of());
    FileContent gone = new FileContent(content("A\n"), Optional.empty(), 0644, List.of(), Set.of());

    // Then
    assertEquals(
        "--- /dev/null\n+++ " + PATH + "\nnew file mode 0644\n@@ -0,0 +1,1 @@\n+A\n",
        Diff.of(made, Disclosure.HIDE));
    assertEquals(
        "--- " + PATH + "\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-A\n", Diff.of(gone, Disclosure.HIDE));
  }

  @Test
  void shows_a_mode_that_changes() {
    // Given
    FileContent change =
        new FileContent(content("A\n"), Optional.of(bytes("A\n")), 0640, List.of(), Set.of());

    // Then
    assertEquals(HEAD + "old mode 0644\nnew mode 0640\n", Diff.of(change, Disclosure.HIDE));
  }

  @Test
  void hides_secrets_in_every_line() {
    // Given
    String secrets =
        "ECS_ENGINE_AUTH_DATA={\"x\":{\"auth\":\"hunter2\"}}\n"
            + "# ECS_ENGINE_AUTH_DATA={\"x\":{\"auth\":\"hunter2\"}}\n"
            + "HTTP_PROXY=http://me:hunter2@proxy:3128\n";

    // When
    String diff = diff(secrets, secrets + "MY_PASSWORD=hunter2\nMY_OWN=hunter2\nhunter2hunter2\n");

    // Then
    assertFalse(diff.contains("hunter2"), diff);
    assertTrue(diff.contains("+MY_OWN=[masked]\n"), diff);
  }

  @Test
  void shows_no_control_character() {
    // Then
    assertEquals(
        HEAD + "@@ -1,1 +1,1 @@\n-# \\u001b[31m\n+# \\ta\\u202e\n",
        diff("# \u001b[31m\n", "# \ta\u202e\n"));
  }

  @Test
  void is_quick_in_a_file_of_a_megabyte() {
    // Given
    String many = "ECS_LOGLEVEL=info\n".repeat(60_000);
    String others = "ECS_LOGLEVEL=warn\n".repeat(60_000);
    long start = System.nanoTime();

    // When
    String near = diff(many, "A\n" + many + "B\n");
    String far = diff(many, others);

    // Then
    assertTrue(System.nanoTime() - start < 5_000_000_000L, "it took too long");
    assertEquals(2, near.split("@@ -", -1).length - 1);
    assertEquals(120_003, far.lines().count());
  }

  private static String diff(String before, String after) {
    return Diff.of(
        new FileContent(content(before), Optional.of(bytes(after)), 0644, List.of(), Set.of()),
        Disclosure.HIDE);
  }

  private static FileFact.Content content(String text) {
    return new FileFact.Content(PATH, bytes(text), 0644, 0, 0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
