package io.ecsharden.format.env;

import io.ecsharden.format.ByteBuilder;
import io.ecsharden.format.Lines;
import java.util.EnumMap;
import java.util.Map;

/**
 * A file of {@code KEY=value} lines, kept as it is on disk.
 *
 * <p>What the lines mean depends on who reads them: see {@link Dialect}. Any bytes can be parsed,
 * and {@code parse(x).print()} equals {@code x}.
 */
public final class EnvFile {

  private final Lines lines;
  private final Map<Dialect, Reading> readings = new EnumMap<>(Dialect.class);

  private EnvFile(Lines lines) {
    this.lines = lines;
  }

  /** Takes the bytes of a file; they are not copied and not to be changed. */
  public static EnvFile parse(byte[] source) {
    return new EnvFile(Lines.of(source));
  }

  /** The file's lines. */
  public Lines lines() {
    return lines;
  }

  /** Puts the lines together again. */
  public byte[] print() {
    ByteBuilder out = new ByteBuilder(lines.source().length);
    for (int line = 0; line < lines.count(); line++) {
      out.append(lines.source(), lines.start(line), lines.next(line));
    }
    return out.toBytes();
  }

  /** What a reader makes of this file; it is worked out once. Not for several threads. */
  public Reading read(Dialect dialect) {
    return readings.computeIfAbsent(dialect, reader -> reader.read(this));
  }
}
