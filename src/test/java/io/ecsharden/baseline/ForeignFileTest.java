package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A baseline that extends a file which is none gives away no line of that file. */
class ForeignFileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root:$6$hunter2hunter2:19700:0:99999:7:::\nname:$6$hunter2hunter2:19700::::::\n",
        "hunter2hunter2\n",
        "ECS_ENGINE_AUTH_DATA={\"x\": \"hunter2hunter2\"}\n",
        "-----BEGIN PRIVATE KEY-----\nhunter2hunter2\n",
        "aws_secret: hunter2hunter2\n",
        "- hunter2hunter2\n- b\n",
        "'hunter2hunter2\n",
        "{hunter2hunter2: [a}\n"
      })
  void quotes_no_line_of_a_file_that_is_no_baseline(String text) throws IOException {
    // Given
    Files.writeString(folder.resolve("foreign"), text);
    Files.writeString(folder.resolve("a.yaml"), "schemaVersion: 1\nextends: foreign\n");
    TestFiles files = TestFiles.below(folder);

    // When
    BadBaseline extending = assertThrows(BadBaseline.class, () -> files.load("a.yaml"));
    BadBaseline itself = assertThrows(BadBaseline.class, () -> files.load("foreign"));

    // Then
    for (BadBaseline bad : new BadBaseline[] {extending, itself}) {
      String message = String.valueOf(bad.getMessage());
      assertFalse(message.contains("hunter2"), message);
      assertTrue(message.contains("this file is no baseline"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schemaVersion: 1\nsettings:\n  http://bob:hunter2hunter2@x: 1\n",
        "schemaVersion: 1\nname: a\nghp_hunter2hunter2hunter2: x\n",
        "schemaVersion: 1\ncontrols:\n  'password: hunter2hunter2': off\n",
        "schemaVersion: ghp_hunter2hunter2hunter2hunter2\n"
      })
  void hides_secrets_in_what_it_quotes_of_a_baseline(String text) throws IOException {
    Files.writeString(folder.resolve("a.yaml"), text);
    TestFiles files = TestFiles.below(folder);

    BadBaseline bad = assertThrows(BadBaseline.class, () -> files.load("a.yaml"));

    assertFalse(String.valueOf(bad.getMessage()).contains("hunter2"), bad.getMessage());
  }
}
