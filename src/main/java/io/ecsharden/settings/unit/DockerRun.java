package io.ecsharden.settings.unit;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.format.unit.UnitFile;
import io.ecsharden.format.unit.UnitFile.Entry;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unit that starts the agent by {@code docker run}, as AWS's guide and the agent's README show
 * it, without ecs-init: there are no defaults and no rules of ecs-init then.
 *
 * @param where its {@code ExecStart=}
 * @param variables the texts of {@code --env}: {@code KEY=value}, or {@code KEY} of the unit
 * @param files the paths of {@code --env-file}, in order
 * @param privileged whether the container is privileged
 */
public record DockerRun(
    Origin where, List<String> variables, List<String> files, boolean privileged) {

  private static final String IMAGE = "amazon-ecs-agent";

  /** The command of a unit, where it is such a one. */
  public static Optional<DockerRun> of(UnitFacts unit) {
    List<FileFact> all = new ArrayList<>();
    unit.fragment().ifPresent(all::add);
    all.addAll(unit.dropIns());
    Optional<DockerRun> found = Optional.empty();
    for (FileFact file : all) {
      if (!file.mentions(IMAGE)) {
        continue;
      }
      for (Entry entry : UnitFile.parse(file.bytesOrEmpty()).entries()) {
        if (entry.section().equals("Service") && entry.name().equals("ExecStart")) {
          found = command(words(entry.value()), Origin.line(file.path(), entry.line()));
        }
      }
    }
    return found;
  }

  private static Optional<DockerRun> command(List<String> words, Origin where) {
    int run = words.indexOf("run");
    boolean docker =
        run > 0 && words.subList(0, run).stream().anyMatch(word -> word.endsWith("docker"));
    if (!docker) {
      return Optional.empty();
    }
    List<String> variables = new ArrayList<>();
    List<String> files = new ArrayList<>();
    boolean privileged = false;
    for (int i = run + 1; i < words.size(); i++) {
      String word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      if (isImage(word)) {
        return Optional.of(new DockerRun(where, variables, files, privileged));
      }
      if (word.equals("--privileged") || word.equals("--privileged=true")) {
        privileged = true;
      } else if (word.equals("--env") || word.equals("-e")) {
        variables.add(next);
        i++;
      } else if (word.startsWith("--env=")) {
        variables.add(word.substring("--env=".length()));
      } else if (word.equals("--env-file")) {
        files.add(next);
        i++;
      } else if (word.startsWith("--env-file=")) {
        files.add(word.substring("--env-file=".length()));
      }
    }
    return Optional.empty();
  }

  /** {@code amazon/amazon-ecs-agent:latest}, and not a path or an option that speaks of it. */
  private static boolean isImage(String word) {
    int at = word.lastIndexOf('/');
    return !word.startsWith("-") && word.substring(at + 1).startsWith(IMAGE) && at != 0;
  }

  /** The words of a command line; a shell's command in quotes is words as well. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean shell = quote != 0 && line.startsWith("docker run", i);
      if (shell) {
        quote = 0;
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
        add(words, word);
      } else {
        word.append(c);
      }
    }
    add(words, word);
    return words;
  }

  private static void add(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
