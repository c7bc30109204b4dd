package io.ecsharden.settings.docker;

import io.ecsharden.format.GoBoolean;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.docker.DaemonDefect.Kind;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * dockerd's command line as it reads it (spf13/pflag 1.0, {@code flag.go}: {@code --name value},
 * {@code --name=value}, {@code -n value}, {@code -nvalue}; a boolean takes a value only after
 * {@code =}; the first error ends it). An argument that is no option is an error as well (moby 25,
 * {@code cmd/dockerd/docker.go}).
 */
final class DaemonFlags {

  private final List<DaemonCommand.Word> words;
  private final List<Given> given = new ArrayList<>();
  private final List<DaemonDefect> defects = new ArrayList<>();
  private Optional<DaemonDefect> argument = Optional.empty();
  private int next;

  private DaemonFlags(List<DaemonCommand.Word> words) {
    this.words = words;
  }

  /** An option with its value; {@code true} for a boolean without one. */
  record Given(DaemonOption option, String value, Origin origin) {}

  static DaemonFlags of(List<DaemonCommand.Word> words) {
    DaemonFlags flags = new DaemonFlags(words);
    flags.read();
    flags.argument.ifPresent(flags.defects::add);
    return flags;
  }

  /** The options, in order, as far as they were read. */
  List<Given> given() {
    return given;
  }

  List<DaemonDefect> defects() {
    return defects;
  }

  private void read() {
    while (next < words.size() && defects.isEmpty()) {
      DaemonCommand.Word word = words.get(next++);
      String text = word.text();
      if (text.equals("--")) {
        while (next < words.size()) {
          argument(words.get(next++));
        }
      } else if (text.startsWith("--")) {
        longFlag(word, text.substring(2));
      } else if (text.length() > 1 && text.startsWith("-")) {
        letters(word, text.substring(1));
      } else {
        argument(word);
      }
    }
  }

  private void longFlag(DaemonCommand.Word word, String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    Optional<DaemonOption> option = DaemonOption.ofFlag(name);
    if (option.isEmpty()) {
      unknown(word, "--" + name);
    } else if (equals >= 0) {
      add(option.get(), text.substring(equals + 1), word.origin());
    } else {
      withoutValue(option.get(), word);
    }
  }

  private void letters(DaemonCommand.Word word, String letters) {
    for (int i = 0; i < letters.length(); i++) {
      Optional<DaemonOption> option = DaemonOption.ofLetter(letters.charAt(i));
      if (option.isEmpty()) {
        unknown(word, "-" + letters.charAt(i));
        return;
      }
      boolean more = i + 1 < letters.length();
      if (more && letters.charAt(i + 1) == '=') {
        add(option.get(), letters.substring(i + 2), word.origin());
        return;
      }
      if (more && option.get().kind() != DaemonOption.Kind.BOOL) {
        add(option.get(), letters.substring(i + 1), word.origin());
        return;
      }
      withoutValue(option.get(), word);
    }
  }

  private void withoutValue(DaemonOption option, DaemonCommand.Word word) {
    if (option.kind() == DaemonOption.Kind.BOOL) {
      add(option, "true", word.origin());
    } else if (next < words.size()) {
      add(option, words.get(next++).text(), word.origin());
    } else {
      defect(
          Kind.OPTION_VALUE,
          word.origin(),
          option.display() + " has no value",
          "Give it a value, or remove it");
    }
  }

  private void add(DaemonOption option, String value, Origin origin) {
    String reason =
        switch (option.kind()) {
          case BOOL -> GoBoolean.parse(value).isPresent() ? "" : "is not a boolean";
          case NUMBER -> isNumber(value) ? "" : "is not a number";
          case LIST ->
              option.directive().equals("hosts") && !isAddress(value)
                  ? "is not an address that dockerd can listen on"
                  : "";
          case TEXT, TEXTS, OBJECT, ARRAY, ANY -> "";
        };
    if (!reason.isEmpty()) {
      defect(
          Kind.OPTION_VALUE,
          origin,
          "`" + SensitiveText.prose(value) + "` after " + option.display() + " " + reason,
          "Correct the value");
    }
    given.add(new Given(option, value, origin));
  }

  /** As {@code strconv.ParseInt} with base 0 reads it. */
  private static boolean isNumber(String text) {
    try {
      Long.decode(text);
      return true;
    } catch (NumberFormatException e) {
      return text.contains("_") || text.startsWith("0b") || text.startsWith("0o");
    }
  }

  /** {@code opts/hosts.go}, {@code parseDaemonHost}. */
  static boolean isAddress(String host) {
    int end = host.strip().indexOf("://");
    return end < 0
        || switch (host.strip().substring(0, end)) {
          case "tcp", "unix", "npipe", "fd" -> true;
          default -> false;
        };
  }

  private void unknown(DaemonCommand.Word word, String flag) {
    defect(
        Kind.UNKNOWN_FLAG,
        word.origin(),
        "dockerd (" + DaemonStartReader.VERSIONS + ") knows no option " + SensitiveText.prose(flag),
        "Remove it");
  }

  private void argument(DaemonCommand.Word word) {
    if (argument.isPresent()) {
      return;
    }
    String text = SensitiveText.prose(word.text()).toString();
    boolean variable = text.startsWith("$");
    argument =
        Optional.of(
            new DaemonDefect(
                Kind.ARGUMENT,
                word.origin(),
                "dockerd gets `"
                    + text
                    + "`, which belongs to no option"
                    + (variable ? ": systemd replaces no variable in the value of another" : ""),
                variable ? "Write the value itself, or remove it" : "Remove it"));
  }

  private void defect(Kind kind, Origin origin, String message, String remediation) {
    defects.add(new DaemonDefect(kind, origin, message, remediation));
  }
}
