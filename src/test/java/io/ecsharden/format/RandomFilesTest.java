package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.unit.UnitFile;
import org.junit.jupiter.api.Test;

/** The generator of files that no test of a parser chose. */
class RandomFilesTest {

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
}
