package io.ecsharden.settings.starter;

import io.ecsharden.facts.ContainerNetwork;
import io.ecsharden.facts.FileFact;
import io.ecsharden.format.shell.ShellLine;
import io.ecsharden.format.unit.EnvironmentWords;
import io.ecsharden.format.unit.UnitFile;
import io.ecsharden.format.unit.UnitFile.Entry;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A container of podman's generator of units (podman-systemd.unit(5), podman 5). */
final class QuadletFile {

  private QuadletFile() {}

  static List<ContainerCommand> commands(FileFact file) {
    List<Given> variables = new ArrayList<>();
    List<Given> files = new ArrayList<>();
    List<String> volumes = new ArrayList<>();
    ContainerNetwork network = ContainerNetwork.USUAL;
    boolean privileged = false;
    boolean unconfined = false;
    Optional<Origin> image = Optional.empty();
    for (Entry entry : UnitFile.parse(file.bytesOrEmpty()).entries()) {
      Origin where = Origin.line(file.path(), entry.line());
      String value = entry.value();
      switch (entry.section().equals("Container") ? entry.name() : "") {
        case "Image" -> {
          if (ContainerCommand.isImage(value)) {
            image = Optional.of(where);
          }
        }
        case "Environment" ->
            EnvironmentWords.of(value)
                .assignments()
                .forEach(text -> variables.add(new Given(text, where)));
        case "EnvironmentFile" -> files.add(new Given(value, where));
        case "Volume" -> volumes.add(value);
        case "Network" -> network = network.in(value);
        case "PublishPort" -> network = network.publishing(value);
        case "PodmanArgs" -> {
          List<String> words = ShellLine.words(value);
          privileged |= words.contains("--privileged") || words.contains("--privileged=true");
          unconfined |= value.contains("apparmor=unconfined");
        }
        default -> {}
      }
    }
    ContainerNetwork seen = network;
    boolean all = privileged;
    boolean free = unconfined;
    return image
        .map(where ->
            new ContainerCommand(
                Maker.QUADLET, where, variables, files, volumes, seen, all, free, Optional.empty()))
        .stream()
        .toList();
  }
}
