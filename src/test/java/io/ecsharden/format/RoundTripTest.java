package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.unit.UnitFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a file, it is printed as it was. */
class RoundTripTest {

  private static final int FILES = 100_000;

  @Test
  void prints_a_hundred_thousand_files_as_they_were() {
    // Given
    RandomFiles files = new RandomFiles(20_260_101);
    List<String> differences = new ArrayList<>();

    // When
    for (int i = 0; i < FILES; i++) {
      byte[] file = files.next();
      byte[] before = file.clone();
      compare("env", before, EnvFile.parse(file).print(), differences);
      compare("unit", before, UnitFile.parse(file).print(), differences);
      compare("json", before, JsonDocument.parse(file).print(), differences);
      compare("input", before, file, differences);
    }

    // Then
    assertEquals(List.of(), differences);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "\\", "[", "A=", "#", "é", "\r", "{\"a\":"})
  void prints_a_line_of_a_megabyte_as_it_was(String piece) {
    // Given
    byte[] file = Bytes.repeated(piece, 1 << 20);

    // Then
    assertArrayEquals(file, EnvFile.parse(file).print());
    assertArrayEquals(file, UnitFile.parse(file).print());
    assertArrayEquals(file, JsonDocument.parse(file).print());
  }

  @Test
  void generates_files_of_every_kind() {
    // Given
    RandomFiles files = new RandomFiles(7);
    int json = 0;
    int refusedBySystemd = 0;
    int refusedByDocker = 0;
    int assignments = 0;
    int entries = 0;

    // When
    for (int i = 0; i < 5_000; i++) {
      byte[] file = files.next();
      EnvFile env = EnvFile.parse(file);
      json += JsonDocument.parse(file).root().isPresent() ? 1 : 0;
      refusedBySystemd += env.read(Dialect.SYSTEMD) instanceof Reading.Refused ? 1 : 0;
      refusedByDocker += env.read(Dialect.DOCKER_ENV_FILE) instanceof Reading.Refused ? 1 : 0;
      assignments += env.read(Dialect.SYSTEMD).lastByKey().size();
      entries += UnitFile.parse(file).entries().size();
    }

    // Then
    assertTrue(json > 250, json + " JSON texts");
    assertTrue(refusedBySystemd > 250, refusedBySystemd + " files that systemd refuses");
    assertTrue(refusedByDocker > 250, refusedByDocker + " files that docker refuses");
    assertTrue(assignments > 1_250, assignments + " assignments");
    assertTrue(entries > 1_250, entries + " unit entries");
  }

  private static void compare(
      String what, byte[] expected, byte[] actual, List<String> differences) {
    if (!Arrays.equals(expected, actual) && differences.size() < 20) {
      differences.add(what + " " + HexFormat.of().formatHex(expected));
    }
  }
}
