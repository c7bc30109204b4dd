package io.ecsharden.format.unit;

import io.ecsharden.format.unit.UnitFile.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A drop-in that gives a service one variable. */
public final class EnvironmentDropIn {

  private static final String HEAD =
      """
      # Made by ecs-harden: what this unit had without the file, and more; `ecs-harden rollback` takes
      # it away. While it is here, what drop-ins with earlier names say of the variable does not count.
      [Service]
      """;

  private EnvironmentDropIn() {}

  /**
   * The text, which is proved by reading it as systemd does.
   *
   * @return nothing where no line gives a process this value
   */
  public static Optional<byte[]> text(String key, String value) {
    StringBuilder text = new StringBuilder(HEAD).append("Environment=\"");
    String word = key + "=" + value;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '%' -> text.append("%%"); // else the start of a specifier
        default -> text.append(c);
      }
    }
    byte[] bytes = text.append("\"\n").toString().getBytes(StandardCharsets.UTF_8);
    List<Entry> entries = UnitFile.parse(bytes).entries();
    boolean same =
        entries.size() == 1
            && EnvironmentWords.of(entries.getFirst().value()).assignments().equals(List.of(word));
    return same ? Optional.of(bytes) : Optional.empty();
  }
}
