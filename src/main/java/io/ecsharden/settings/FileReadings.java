package io.ecsharden.settings;

import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;

/**
 * What each of the three readers makes of one env file; read when somebody asks, since an audit has
 * no use for docker's. Not for several threads.
 */
public final class FileReadings {

  private final EnvFile file;

  private FileReadings(EnvFile file) {
    this.file = file;
  }

  static FileReadings of(byte[] bytes) {
    return new FileReadings(EnvFile.parse(bytes));
  }

  /** The file as it stands. */
  public EnvFile file() {
    return file;
  }

  /** What one reader makes of it. */
  public Reading by(Dialect dialect) {
    return file.read(dialect);
  }
}
