package io.ecsharden.settings.starter;

import io.ecsharden.facts.ContainerNetwork;
import io.ecsharden.facts.FileFact;
import io.ecsharden.format.yaml.YamlOutline;
import io.ecsharden.format.yaml.YamlOutline.Entry;
import io.ecsharden.settings.value.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The agent's service in a file of Docker compose (compose-spec, {@code spec.md}), or its container
 * in a pod's manifest (Kubernetes API v1, Container). What stands there in another style than the
 * usual one leaves the command open.
 */
final class ManifestFile {

  private final String path;
  private final List<Given> variables = new ArrayList<>();
  private final List<Given> files = new ArrayList<>();
  private final List<String> volumes = new ArrayList<>();
  private ContainerNetwork network = ContainerNetwork.USUAL;
  private boolean privileged;
  private boolean unconfined;
  private Optional<String> open = Optional.empty();

  private ManifestFile(String path) {
    this.path = path;
  }

  static List<ContainerCommand> commands(FileFact file) {
    YamlOutline outline = YamlOutline.of(new String(file.bytesOrEmpty(), StandardCharsets.UTF_8));
    boolean pod = outline.entries().stream().anyMatch(entry -> entry.key().equals("apiVersion"));
    List<ContainerCommand> commands = new ArrayList<>();
    for (Entry entry : outline.entries()) {
      if (entry.key().equals("image") && ContainerCommand.isImage(entry.value())) {
        commands.add(new ManifestFile(file.path()).command(outline, entry, pod));
      }
    }
    return commands;
  }

  private ContainerCommand command(YamlOutline outline, Entry image, boolean pod) {
    List<Entry> service = outline.mapping(image);
    for (Entry entry : service) {
      if (entry.column() == image.column()) {
        List<Entry> below = YamlOutline.below(service, entry);
        if (pod) {
          ofPod(entry, below);
        } else {
          ofService(entry, below);
        }
      }
    }
    return new ContainerCommand(
        pod ? Maker.POD : Maker.COMPOSE,
        where(image),
        variables,
        files,
        volumes,
        pod ? ContainerNetwork.UNKNOWN : network, // a pod says it beside its containers
        privileged,
        unconfined,
        open);
  }

  private void ofService(Entry entry, List<Entry> below) {
    switch (entry.key()) {
      case "environment" -> {
        understood(entry);
        below.forEach(this::environment);
      }
      case "env_file" -> {
        file(entry.value(), entry);
        below.forEach(element -> file(element.value(), element));
      }
      case "volumes" -> {
        understood(entry);
        below.forEach(element -> volumes.add(element.value()));
      }
      case "network_mode" -> network = network.in(entry.value());
      case "networks" -> network = network.in("bridge");
      case "ports" -> {
        understood(entry);
        below.forEach(this::port);
      }
      case "privileged" -> privileged = entry.isOn();
      case "security_opt" -> {
        understood(entry);
        below.forEach(element -> unconfined |= isUnconfined(element));
      }
      case "extends", "<<" -> leaveOpen("it takes over what stands elsewhere");
      default -> {}
    }
  }

  /** {@code - "127.0.0.1:51678:51678"}; the long form has keys, and is not read. */
  private void port(Entry element) {
    network =
        element.element() && element.key().isEmpty()
            ? network.publishing(element.value())
            : ContainerNetwork.UNKNOWN;
  }

  /** {@code apparmor=unconfined}, or {@code apparmor:unconfined}, which is no key in a list. */
  private static boolean isUnconfined(Entry element) {
    return RunCommand.isUnconfined(element.value());
  }

  /** {@code KEY: value}, or {@code - KEY=value}. */
  private void environment(Entry entry) {
    String text =
        entry.key().isEmpty()
            ? entry.value()
            : entry.key() + (entry.value().isEmpty() ? "" : "=" + entry.value());
    if (entry.key().equals("<<") || entry.value().startsWith("*")) {
      leaveOpen("it takes over what stands elsewhere");
    } else {
      variables.add(new Given(text, where(entry)));
    }
  }

  private void file(String value, Entry entry) {
    understood(entry);
    if (!value.isEmpty() && !value.startsWith("[")) {
      files.add(new Given(absolute(value), where(entry)));
    }
  }

  /** Relative paths begin at the file of compose. */
  private String absolute(String value) {
    String name = value.startsWith("./") ? value.substring(2) : value;
    return name.startsWith("/") ? name : path.substring(0, path.lastIndexOf('/') + 1) + name;
  }

  private void ofPod(Entry entry, List<Entry> below) {
    switch (entry.key()) {
      case "env" -> {
        understood(entry);
        podVariables(below);
      }
      case "envFrom" -> leaveOpen("it takes variables from elsewhere (envFrom)");
      case "securityContext" -> {
        understood(entry);
        for (Entry inner : below) {
          privileged |= inner.key().equals("privileged") && inner.isOn();
          unconfined |= inner.key().equals("type") && inner.value().equals("Unconfined");
        }
      }
      default -> {}
    }
  }

  /** {@code - name: KEY}, and {@code value: TEXT} below it. */
  private void podVariables(List<Entry> below) {
    for (int i = 0; i < below.size(); i++) {
      Entry name = below.get(i);
      if (name.element() && name.key().equals("name")) {
        Entry value = i + 1 < below.size() ? below.get(i + 1) : name;
        boolean said = value.key().equals("value") && !value.element();
        if (said) {
          variables.add(new Given(name.value() + "=" + value.value(), where(value)));
        } else {
          leaveOpen("it takes " + name.value() + " from elsewhere");
        }
      }
    }
  }

  /** Flow style and anchors are not parsed. */
  private void understood(Entry entry) {
    if (!entry.value().isEmpty() && "[{*&".indexOf(entry.value().charAt(0)) >= 0) {
      leaveOpen("its " + entry.key() + " is written in a style that is not read");
    }
  }

  private void leaveOpen(String reason) {
    open = Optional.of(reason);
  }

  private Origin where(Entry entry) {
    return Origin.line(path, entry.line());
  }
}
