package io.ecsharden.format.unit;

import io.ecsharden.format.Wildcards;
import java.util.Optional;

/**
 * The file, or files, that one {@code EnvironmentFile=} line names (systemd.exec(5), 252; {@code
 * src/core/load-fragment.c}, {@code config_parse_unit_env_file}).
 *
 * @param path absolute; with wildcards it can name several files
 * @param required whether the unit does not start without it: there is no {@code -} before it
 */
public record NamedFile(String path, boolean required) {

  /** What a line's value names; nothing where systemd drops the line, as it does with quotes. */
  public static Optional<NamedFile> of(String value) {
    boolean required = !value.startsWith("-");
    String path = required ? value : value.substring(1);
    return path.startsWith("/")
        ? Optional.of(new NamedFile(simple(path), required))
        : Optional.empty();
  }

  /** {@code //} and {@code /./} are {@code /}. */
  private static String simple(String path) {
    String simple = path;
    while (simple.contains("//") || simple.contains("/./")) {
      simple = simple.replace("//", "/").replace("/./", "/");
    }
    return simple;
  }

  /** Whether it has wildcards. */
  public boolean isPattern() {
    return Wildcards.areIn(path);
  }

  /** Whether only systemd can tell what it names: a specifier or a backslash is in it. */
  public boolean isOpaque() {
    return path.indexOf('%') >= 0 || path.indexOf('\\') >= 0;
  }
}
