package io.ecsharden.settings;

import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import java.util.EnumMap;
import java.util.Map;

/**
 * What each of the three readers makes of one env file.
 *
 * @param file the file as it stands
 */
public record FileReadings(EnvFile file, Map<Dialect, Reading> byReader) {

  static FileReadings of(byte[] bytes) {
    EnvFile file = EnvFile.parse(bytes);
    Map<Dialect, Reading> byReader = new EnumMap<>(Dialect.class);
    for (Dialect dialect : Dialect.values()) {
      byReader.put(dialect, file.read(dialect));
    }
    return new FileReadings(file, byReader);
  }

  /** What one reader makes of it. */
  public Reading by(Dialect dialect) {
    return byReader.getOrDefault(dialect, new Reading.Taken(java.util.List.of()));
  }
}
