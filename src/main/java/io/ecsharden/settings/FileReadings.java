package io.ecsharden.settings;

import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.format.env.SystemdComments;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What each of the three readers makes of one env file; read when somebody asks, since an audit has
 * no use for docker's. Not for several threads.
 */
public final class FileReadings {

  private final EnvFile file;

  private FileReadings(EnvFile file) {
    this.file = file;
  }

  /** A file, with what its readers are known to make of it. */
  public static FileReadings of(EnvFile file) {
    return new FileReadings(file);
  }

  /**
   * A file's bytes, which are not read again where they are what they were.
   *
   * @param comments how the systemd that reads it treats comments
   * @param before what the file was
   */
  public static FileReadings of(
      byte[] bytes, SystemdComments comments, Optional<FileReadings> before) {
    return before
        .filter(known -> Arrays.equals(known.file.lines().source(), bytes))
        .filter(known -> known.file.comments() == comments)
        .orElseGet(() -> new FileReadings(EnvFile.parse(bytes, comments)));
  }

  /** The file as it stands. */
  public EnvFile file() {
    return file;
  }

  /** What one reader makes of it. */
  public Reading by(Dialect dialect) {
    return file.read(dialect);
  }

  /** The assignments that count for one reader, by name; none when it refuses the file. */
  public Map<String, Assignment> lastBy(Dialect dialect) {
    return file.index(dialect).last();
  }
}
