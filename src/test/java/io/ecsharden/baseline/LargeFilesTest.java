package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /**
   * Memory and not time is measured, because it is the same on a busy machine: what takes too long
   * here is copying.
   */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "#,x,",
        "schemaVersion: 1,~ ~,",
        ",~ ~,",
        ",~\n~,",
        ",~# c\n~,",
        ",~ \n~,",
        "~name: \"a~,~ ~,~\"~",
        "~name: '~,~''~,~'~",
        "name: a,~ ~,b",
        "~name: a\n~,~  b\n~,",
        "~name: |\n  ~,~ ~,x",
        "~name: [~,~ ~,]",
        "name: ,x,",
        "name: &,x,",
        "name: !,x, b"
      })
  void needs_four_times_as_much_for_four_times_as_many_blanks(
      @Nullable String begin, String part, @Nullable String end) {
    // Given
    String head = begin == null ? "" : begin;
    String tail = end == null ? "" : end;
    int quarter = 200_000 / part.length();
    TestFiles small = new TestFiles().with("x.yaml", head + part.repeat(quarter) + tail);
    TestFiles large = new TestFiles().with("x.yaml", head + part.repeat(4 * quarter) + tail);

    // When
    long once = allocated(small);
    long fourTimes = allocated(large);

    // Then
    assertTrue(
        fourTimes < 6 * once + (1 << 20), once + " bytes, and for four times as much " + fourTimes);
  }

  private static long allocated(TestFiles files) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      files.load("x.yaml");
    } catch (BadBaseline e) {
      // most of them lack something
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
