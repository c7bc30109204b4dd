package io.ecsharden.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.InvalidPathException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a file extends, and what that extends. */
class ChainTest {

  private final TestFiles files = new TestFiles();

  @Test
  void lists_what_a_file_extends_the_nearest_first() throws BadBaseline {
    // Given
    files
        .with("a/mine.yaml", "schemaVersion: 1\nextends: ../b/base.yaml\n")
        .with("b/base.yaml", "schemaVersion: 1\nextends: strict\n");

    // When
    Baseline baseline = files.load("a/mine.yaml");

    // Then
    assertEquals(List.of("b/base.yaml", "builtin:strict", "builtin:default"), baseline.chain());
  }

  @Test
  void a_builtin_name_wins_over_a_file() throws BadBaseline {
    // Given
    files.with("default", "schemaVersion: 1\nname: mine\n");

    // Then
    assertEquals("builtin:default", files.load("default").source());
    files.with("x.yaml", "schemaVersion: 1\nextends: ./default\n");
    assertEquals(List.of("default"), files.load("x.yaml").chain());
  }

  @Test
  void eight_may_extend_one_another_and_no_more() throws BadBaseline {
    // Given
    for (int i = 0; i < 9; i++) {
      files.with(i + ".yaml", "schemaVersion: 1\nextends: " + (i + 1) + ".yaml\n");
    }
    files.with("9.yaml", "schemaVersion: 1\nextends: []\n");
    files.with("8.yaml", "schemaVersion: 1\n");
    assertEquals(8, files.load("0.yaml").chain().size());

    // When
    files.with("8.yaml", "schemaVersion: 1\nextends: 9.yaml\n");
    BadBaseline bad = assertThrows(BadBaseline.class, () -> files.load("0.yaml"));

    // Then
    assertEquals("8.yaml:2:10: more than 8 baselines that extend one another", bad.getMessage());
  }

  @Test
  void says_which_file_is_not_there() {
    // When
    BadBaseline bad = assertThrows(BadBaseline.class, () -> files.load("strcit"));

    // Then
    assertEquals(
        "strcit: cannot read the baseline `strcit`: no such file; did you mean `strict`?",
        bad.getMessage());
  }

  @Test
  void takes_a_path_that_the_system_does_not_have_as_a_mistake() {
    // Given
    BaselineSource source =
        new BaselineSource() {
          @Override
          public byte[] read(String path) {
            return "schemaVersion: 1\nextends: ü.yaml\n".getBytes(UTF_8);
          }

          @Override
          public String resolve(String base, String relative) {
            throw new InvalidPathException(relative, "unmappable");
          }
        };
    BaselineLoader loader = new BaselineLoader(TestCatalog.CATALOG, source);

    // When
    BadBaseline bad = assertThrows(BadBaseline.class, () -> loader.load("a.yaml"));

    // Then
    assertEquals(
        "a.yaml:2:10: cannot read the baseline `ü.yaml`: not a path here", bad.getMessage());
  }

  @Test
  void a_source_that_gives_one_file_many_paths_ends_at_the_depth() {
    // Given
    BaselineSource source =
        new BaselineSource() {
          @Override
          public byte[] read(String path) {
            return "{schemaVersion: 1, extends: x}".getBytes(UTF_8);
          }

          @Override
          public String resolve(String base, String relative) {
            return base + "/" + relative;
          }
        };
    BaselineLoader loader = new BaselineLoader(TestCatalog.CATALOG, source);

    // When
    BadBaseline bad = assertThrows(BadBaseline.class, () -> loader.load("x"));

    // Then
    assertEquals(1, bad.problems().size());
  }
}
