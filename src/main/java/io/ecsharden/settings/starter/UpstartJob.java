package io.ecsharden.settings.starter;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.shell.ShellLine;
import io.ecsharden.settings.unit.UnitEnvironment;
import io.ecsharden.settings.unit.UnitEnvironment.Gap;
import io.ecsharden.settings.unit.UnitEnvironment.Variable;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ecs-init's job on Amazon Linux 1: {@code /etc/init/ecs.conf}, then {@code ecs.override}, whose
 * stanzas win (init(5), upstart 0.6 and later; amazon-ecs-agent 1.105.1, {@code
 * packaging/amazon-linux-ami-integrated/ecs.conf}). Upstart loads no file of variables: ecs-init
 * has those of {@code env} stanzas alone.
 */
public final class UpstartJob {

  public static final String CONF = "/etc/init/ecs.conf";
  public static final String OVERRIDE = "/etc/init/ecs.override";

  private UpstartJob() {}

  /** What starts the agent, where upstart has a job for it. */
  static Optional<Starter> starter(HostFacts host) {
    Optional<Starter> found = Optional.empty();
    for (String path : List.of(CONF, OVERRIDE)) {
      Optional<FileFact> file = host.starters().file(path);
      if (file.isEmpty()) {
        continue;
      }
      if (found.isEmpty()) {
        found = Optional.of(new Starter.Upstart(path));
      }
      for (ShellLine line : lines(file.get())) {
        Optional<ContainerCommand> command =
            RunCommand.in(line.words(), Origin.line(path, line.line()));
        if (command.isPresent()) {
          found = Optional.of(new Starter.Command(command.get()));
        } else if (starts(line.words())) {
          found = Optional.of(exec(path, line));
        }
      }
    }
    return found;
  }

  private static boolean starts(List<String> words) {
    return words.size() > 1 && words.getFirst().equals("exec");
  }

  private static Starter exec(String path, ShellLine line) {
    return line.words().stream().anyMatch(word -> word.contains("amazon-ecs-init"))
        ? new Starter.Upstart(path)
        : new Starter.Unknown(
            Origin.line(path, line.line()).display()
                + " starts the agent in a way that is not known");
  }

  /** The environment that the job gives ecs-init. */
  public static UnitEnvironment environment(HostFacts host) {
    List<Variable> variables = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Optional<Gap> gap = Optional.empty();
    for (String path : List.of(CONF, OVERRIDE)) {
      FileFact file = host.starters().file(path).orElse(new FileFact.Absent(path));
      if (file instanceof FileFact.Unreadable unreadable && file.mayHoldMore()) {
        gap = Optional.of(gap(path + " could not be read: " + unreadable.detail(), notes));
      }
      for (ShellLine line : lines(file)) {
        if (line.words().size() < 2 || !line.words().getFirst().equals("env")) {
          continue;
        }
        String text = line.words().get(1);
        int equals = text.indexOf('=');
        Origin origin = Origin.line(path, line.line());
        if (equals <= 0 || text.indexOf('$') >= 0) {
          gap = Optional.of(gap(origin.display() + " takes over a variable of upstart", notes));
        } else {
          String key = text.substring(0, equals);
          variables.add(new Variable(key, Sourced.of(key, text.substring(equals + 1), origin)));
        }
      }
    }
    return new UnitEnvironment(variables, Optional.of(List.of()), List.copyOf(notes), gap);
  }

  private static Gap gap(String reason, List<String> notes) {
    notes.add(reason);
    return new Gap(reason, 0);
  }

  private static List<ShellLine> lines(FileFact file) {
    return ShellLine.all(new String(file.bytesOrEmpty(), StandardCharsets.UTF_8));
  }
}
