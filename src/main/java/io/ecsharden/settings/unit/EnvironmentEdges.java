package io.ecsharden.settings.unit;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.shell.ShellLine;
import io.ecsharden.format.unit.UnitFile;
import io.ecsharden.format.unit.UnitFile.Entry;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a unit does to its processes' environment besides giving it values (systemd.exec(5), 252;
 * {@code src/core/execute.c}, {@code exec_child}).
 *
 * @param passed variables that systemd hands on from its own environment ({@code
 *     PassEnvironment=}), and the line that says so: any other source of the unit beats them
 * @param unset {@code NAME} or {@code NAME=VALUE} words of {@code UnsetEnvironment=}: removed at
 *     the end, whatever set them
 */
public record EnvironmentEdges(Map<String, Origin> passed, List<String> unset) {

  /** A unit that has neither. */
  static final EnvironmentEdges NONE = new EnvironmentEdges(Map.of(), List.of());

  static EnvironmentEdges of(List<FileFact> unit) {
    Map<String, Origin> passed = new LinkedHashMap<>();
    List<String> unset = new ArrayList<>();
    for (FileFact file : unit) {
      if (!file.mentions("passenvironment") && !file.mentions("unsetenvironment")) {
        continue;
      }
      for (Entry entry : UnitFile.parse(file.bytesOrEmpty()).entries()) {
        if (entry.section().equals("Service")) {
          Origin origin = Origin.line(file.path(), entry.line());
          switch (entry.name()) {
            case "PassEnvironment" -> pass(entry.value(), origin, passed);
            case "UnsetEnvironment" -> unset(entry.value(), unset);
            default -> {}
          }
        }
      }
    }
    return new EnvironmentEdges(passed, unset);
  }

  private static void pass(String value, Origin origin, Map<String, Origin> passed) {
    if (value.isEmpty()) {
      passed.clear();
    }
    ShellLine.words(value).forEach(name -> passed.put(name, origin));
  }

  private static void unset(String value, List<String> unset) {
    if (value.isEmpty()) {
      unset.clear();
    }
    unset.addAll(ShellLine.words(value));
  }

  /** Whether a variable with a value is removed. */
  public boolean unsets(String name, String value) {
    return unset.stream()
        .anyMatch(word ->
            word.equals(name)
                || word.length() == name.length() + 1 + value.length()
                    && word.startsWith(name)
                    && word.charAt(name.length()) == '='
                    && word.endsWith(value));
  }

  /** Why nobody can tell the value of a variable that is handed on. */
  public static String reason(String name, Origin where) {
    return where.display()
        + " hands "
        + name
        + " on from systemd's own environment, which was not read";
  }
}
