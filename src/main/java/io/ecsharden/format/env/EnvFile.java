package io.ecsharden.format.env;

import io.ecsharden.format.Lines;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@code KEY=value} lines, kept as it is on disk.
 *
 * <p>What the lines mean depends on who reads them: see {@link Dialect}. Any bytes can be parsed.
 */
public final class EnvFile {

  private final Lines lines;
  private final SystemdComments comments;
  private final Map<Dialect, Reading> readings = new EnumMap<>(Dialect.class);
  private final Map<Dialect, AssignmentIndex> indexes = new EnumMap<>(Dialect.class);

  private EnvFile(Lines lines, SystemdComments comments) {
    this.lines = lines;
    this.comments = comments;
  }

  /** Takes the bytes of a file; they are not copied and not to be changed. */
  public static EnvFile parse(byte[] source) {
    return parse(source, SystemdComments.CONTINUED);
  }

  /**
   * Takes the bytes of a file.
   *
   * @param comments how the systemd that reads it treats comments
   */
  public static EnvFile parse(byte[] source, SystemdComments comments) {
    return new EnvFile(Lines.of(source), comments);
  }

  /** The same file with another content. */
  public EnvFile with(byte[] source) {
    return parse(source, comments);
  }

  /** How the systemd that reads it treats comments. */
  public SystemdComments comments() {
    return comments;
  }

  /**
   * The names whose values depend on systemd's version; none where the version is known. A name
   * counts where its last assignment differs.
   */
  public Set<String> disputed() {
    if (comments != SystemdComments.UNKNOWN || !SystemdComments.matterFor(lines.source())) {
      return Set.of();
    }
    Map<String, Assignment> before = index(Dialect.SYSTEMD).last();
    Map<String, Assignment> later =
        new SystemdReader(lines, SystemdComments.ONE_LINE, known()).read().lastByKey();
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(later.keySet());
    names.removeIf(name -> isSame(before.get(name), later.get(name)));
    return names;
  }

  private static boolean isSame(@Nullable Assignment one, @Nullable Assignment other) {
    return one != null && other != null && one.value().equals(other.value());
  }

  /** The file's lines. */
  public Lines lines() {
    return lines;
  }

  /** What a reader makes of this file; it is worked out once. Not for several threads. */
  public Reading read(Dialect dialect) {
    return readings.computeIfAbsent(dialect, reader -> reader.read(this));
  }

  /** The same by names; it is worked out once. Not for several threads. */
  @SuppressWarnings("ReferenceEquality") // a reader that finds the same gives the same object
  public AssignmentIndex index(Dialect dialect) {
    Dialect first = read(dialect) == readings.get(Dialect.ECS_INIT) ? Dialect.ECS_INIT : dialect;
    return indexes.computeIfAbsent(first, reader -> AssignmentIndex.of(read(reader)));
  }

  /** What ecs-init finds, where that was worked out already. */
  KnownAssignments known() {
    return new KnownAssignments(readings.getOrDefault(Dialect.ECS_INIT, KnownAssignments.NOTHING));
  }
}
