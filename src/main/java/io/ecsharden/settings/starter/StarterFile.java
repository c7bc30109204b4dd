package io.ecsharden.settings.starter;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.shell.ShellLine;
import io.ecsharden.settings.value.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The commands of a file that make the agent's container. */
final class StarterFile {

  private StarterFile() {}

  static List<ContainerCommand> commands(FileFact file) {
    String path = file.path();
    if (isYaml(file) && !path.equals(HostFacts.USER_DATA)) {
      return ManifestFile.commands(file);
    }
    return path.endsWith(".container") ? QuadletFile.commands(file) : lines(file);
  }

  /** Whether it is a file of Docker compose or a pod's manifest. */
  static boolean isYaml(FileFact file) {
    return file.path().endsWith(".yml")
        || file.path().endsWith(".yaml")
        || file.path().startsWith("/etc/kubernetes/manifests/");
  }

  private static List<ContainerCommand> lines(FileFact file) {
    List<ContainerCommand> commands = new ArrayList<>();
    String text = new String(file.bytesOrEmpty(), StandardCharsets.UTF_8);
    for (ShellLine line : ShellLine.all(text)) {
      RunCommand.in(inList(line.words()), Origin.line(file.path(), line.line()))
          .ifPresent(commands::add);
    }
    return commands;
  }

  /** cloud-init's {@code runcmd} takes lists as well: {@code - [docker, run, IMAGE]}. */
  private static List<String> inList(List<String> words) {
    if (words.size() < 2 || !words.get(1).startsWith("[")) {
      return words;
    }
    List<String> elements = new ArrayList<>();
    for (String word : words) {
      int from = word.startsWith("[") ? 1 : 0;
      int to = word.endsWith(",") || word.endsWith("]") ? word.length() - 1 : word.length();
      elements.add(from < to ? word.substring(from, to) : "");
    }
    return elements;
  }
}
