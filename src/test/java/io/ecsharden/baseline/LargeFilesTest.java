package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mebibyte of the same takes no minutes. */
class LargeFilesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "{", "? ", "- ", "[a, ", "? - ", "{a: ", "- [", "*a ", "&a ", "\\", "x"})
  void refuses_a_large_file_of_little_sense_in_little_time(String part) {
    // Given
    String text = part.repeat(BaselineLoader.MAX_BYTES / part.length());
    TestFiles files = new TestFiles().with("x.yaml", text);

    // Then
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThrows(BadBaseline.class, () -> files.load("x.yaml")));
  }
}
