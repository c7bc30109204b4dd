package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.Location;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is in a file: a baseline, or a {@link BadBaseline} with usable problems. */
class FuzzTest {

  @Test
  void loads_or_refuses_whatever_is_in_a_file() throws IOException {
    Mutations mutations = new Mutations(42);
    for (int i = 0; i < 10_000; i++) {
      check(mutations.next());
    }
  }

  @Test
  @Tag("fuzz")
  void loads_or_refuses_whatever_is_in_a_file_for_long() throws IOException {
    long seed = System.nanoTime();
    Mutations mutations = new Mutations(seed);
    Instant end = Instant.now().plus(Duration.ofSeconds(Integer.getInteger("FUZZ_SECONDS", 60)));
    while (Instant.now().isBefore(end)) {
      check(mutations.next());
    }
  }

  private static void check(byte[] bytes) {
    TestFiles files = new TestFiles().with("fuzz.yaml", bytes);
    try {
      files.load("fuzz.yaml");
    } catch (BadBaseline e) {
      assertFalse(e.problems().isEmpty());
      e.problems().forEach(problem -> check(problem, bytes));
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(HexFormat.of().formatHex(bytes), e);
    }
  }

  private static void check(Problem problem, byte[] bytes) {
    String text = problem.toString();
    Location at = problem.location();
    assertTrue(text.codePoints().noneMatch(Character::isISOControl), text);
    assertTrue(at.line() <= bytes.length + 1 && at.column() <= bytes.length + 1, text);
    assertTrue(at.line() > 0 == at.column() > 0, text);
    assertTrue(text.length() < 700, text);
  }
}
