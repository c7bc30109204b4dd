package io.ecsharden.hygiene;

import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.secrets.SettingNames;
import java.util.Optional;

/** A piece of a script that ended up in the file. */
final class ShellLeftover implements LineRule {

  private static final String MESSAGE = "A piece of a script ended up in the file";

  @Override
  public Optional<LineDefect> find(EnvLine line) {
    if (!Names.isShell(line.assigns() ? line.key() : line.text())) {
      return Optional.empty();
    }
    LineDefect.Builder defect = at(Kind.SHELL_LEFTOVER, line.where());
    if (!line.assigns()) {
      return Optional.of(defect.because(MESSAGE, "Remove the line"));
    }
    SettingNames.lastIn(line.key())
        .ifPresent(name -> {
          defect.key(name);
          written(line.rawValue()).ifPresent(defect::intended);
        });
    return Optional.of(
        defect.because(
            MESSAGE, "Remove it, and write a plain KEY=value if the script was to write one"));
  }

  /** What a command would write, if that is one plain word. */
  private static Optional<String> written(String value) {
    int end = 0;
    while (end < value.length() && " \t>|;&".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    return Optional.of(Values.unquoted(value.substring(0, end)))
        .filter(word -> !word.isEmpty() && word.indexOf('%') < 0 && word.indexOf('$') < 0);
  }
}
