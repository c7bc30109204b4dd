package io.ecsharden.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No record is a key, unless it computes its hash by hand. In a native image a record's own hash
 * goes through method handles, which are interpreted there: the first one costs megabytes.
 */
class RecordKeysTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern RECORD = Pattern.compile("(?m)^( *)[a-z ]*record (\\w+)[(<]");
  private static final Pattern ENUM = Pattern.compile("\\benum (\\w+)");
  private static final Pattern KEY = Pattern.compile("(?:Map|Set)<(?:\\w+\\.)*([A-Z]\\w*)[,>]");

  /** Compared by identity alone. */
  private static final Set<String> BY_IDENTITY = Set.of("RequestedChange");

  @Test
  void no_record_without_a_hash_of_its_own_is_a_key() throws IOException {
    // Given
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
    }
    Set<String> records = new HashSet<>();
    sources.forEach(source -> addRecords(source, records));
    records.removeAll(BY_IDENTITY);
    // an enumeration can have the name of a record elsewhere
    sources.forEach(
        source -> ENUM.matcher(source).results().forEach(match -> records.remove(match.group(1))));

    // When
    List<String> keys = new ArrayList<>();
    for (String source : sources) {
      KEY.matcher(source)
          .results()
          .filter(match -> records.contains(match.group(1)))
          .forEach(match -> keys.add(match.group()));
    }

    // Then
    assertTrue(records.size() > 100, "only " + records.size() + " records found");
    assertEquals(List.of(), keys);
  }

  @Test
  void finds_records_and_their_hashes() {
    Set<String> records = new HashSet<>();

    addRecords(
        """
        public record A(int x) {
          record B(int y) {}

          @Override
          public int hashCode() {
            return x;
          }
        }
        record C(
            int z) {
        }
        """,
        records);

    assertEquals(Set.of("B", "C"), records);
  }

  /** Adds the names of the records of a formatted file that compute no hash by hand. */
  private static void addRecords(String source, Set<String> records) {
    for (Matcher record = RECORD.matcher(source); record.find(); ) {
      String own = "\n" + record.group(1) + "  public int hashCode()";
      int end = source.indexOf("\n" + record.group(1) + "}", record.start());
      int hash = source.indexOf(own, record.start());
      if (hash < 0 || end < hash) {
        records.add(record.group(2));
      }
    }
  }
}
