package io.ecsharden.hygiene;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.Lines;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lines of an env file, and what a rule makes of the first of them, as short texts. */
final class TestLines {

  private TestLines() {}

  private static Lines lines(String... lines) {
    return Lines.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  static EnvLine line(String... lines) {
    return new EnvLine(HostFacts.ECS_CONFIG, lines(lines), 1);
  }

  /** {@code kind KEY: `effective`, intended `intended`, lost OTHER}, or {@code nothing}. */
  static String found(LineRule rule, String... lines) {
    return rule.find(line(lines)).map(TestLines::show).orElse("nothing");
  }

  static String show(LineDefect defect) {
    return defect.kind().id()
        + defect.key().map(key -> " " + key).orElse("")
        + defect.effective().map(text -> ": `" + text + "`").orElse("")
        + defect.intended().map(text -> ", intended `" + text + "`").orElse("")
        + (defect.lost().isEmpty() ? "" : ", lost " + String.join(", ", defect.lost()));
  }

  /** Everything that is found in a file, each with its line. */
  static List<String> file(String... lines) {
    return file(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  static List<String> file(byte[] bytes) {
    return FileSearch.find(HostFacts.ECS_CONFIG, FileReadings.of(EnvFile.parse(bytes)))
        .listed()
        .stream()
        .map(defect -> defect.where().line() + " " + show(defect))
        .toList();
  }

  /** What a rule finds on an instance. */
  static List<String> found(InstanceRule rule, Hosts hosts) {
    return rule.find(Instance.of(hosts.facts())).stream()
        .map(defect -> defect.where().display() + " " + show(defect))
        .toList();
  }

  /** What becomes of a line of a file, from 1, because of its first defect. */
  static String rewritten(int line, String... lines) {
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return FileSearch.find(HostFacts.ECS_CONFIG, FileReadings.of(EnvFile.parse(bytes)))
        .listed()
        .stream()
        .filter(defect -> defect.where().line() == line)
        .findFirst()
        .map(defect -> show(defect.rewrite(lines(lines))))
        .orElseThrow();
  }

  /** The lines that a rule writes, or {@code left:} and why. */
  static String rewritten(LineRule rule, String... lines) {
    return show(rule.find(line(lines)).orElseThrow().rewrite(lines(lines)));
  }

  static String show(LineRewrite rewrite) {
    return switch (rewrite) {
      case LineRewrite.Written written -> String.join("\n", written.texts());
      case LineRewrite.Left(String reason) -> "left: " + reason;
    };
  }
}
