package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nobody but root can say what agent and ecs-init take. */
final class ConfigOwner implements Control {

  private static final List<String> FILES =
      List.of(HostFacts.ECS_CONFIG, HostFacts.INSTANCE_CONFIG, HostFacts.JSON_CONFIG);

  private static final int GROUP_AND_OTHERS = 0022;
  private static final int OTHERS = 0002;

  private static final ControlInfo INFO =
      ControlInfo.of(
              "config-owner", "Nobody but root can change the agent's configuration", Severity.HIGH)
          .why(
              "ecs-init runs as root and believes what stands in /etc/ecs/ecs.config and"
                  + " /var/lib/ecs/ecs.config, and the agent believes /etc/ecs/ecs.config.json. Who"
                  + " can write there can set ECS_AGENT_RUN_PRIVILEGED, DOCKER_HOST or"
                  + " ECS_BACKEND_HOST, and switch off whatever the other controls found in order.")
          .impact(
              "A user of the instance, or a task that mounts the path, decides how the agent starts"
                  + " the next time.")
          .guidance("The packages create /etc/ecs/ecs.config with mode 0644, for root to write.")
          .repair(
              "Take the right to write from everybody else (chmod go-w), and make root the owner"
                  + " (chown root:root). Then see whether all that stands in the file is yours.")
          .fix(
              "It takes the right to write from group and others. The owner is left to people,"
                  + " who have to find out what else that user wrote.")
          .limits(
              "It looks at the files and not at the directories: whoever may write to /etc/ecs can"
                  + " put another file there.",
              "Below another root than / it judges neither the owner nor the group's right to"
                  + " write: a copy of the files belongs to whoever made it.",
              "An access control list shows as rights of the group only.")
          .references(
              "amazon-ecs-agent 1.105.1: packaging/amazon-linux-ami-integrated/ecs-agent.spec")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    HostFacts facts = examination.instance().facts();
    boolean itself = facts.root().equals("/") && !facts.running().isOffline();
    List<Detail> details = new ArrayList<>();
    List<Remedy> remedies = new ArrayList<>();
    for (String path : FILES) {
      switch (facts.file(path)) {
        case FileFact.Content file -> {
          mode(file, itself ? GROUP_AND_OTHERS : OTHERS, details, remedies);
          if (itself && file.uid() != 0) {
            owner(file, details, remedies);
          }
        }
        case FileFact.Unreadable unreadable -> {
          // a device holds nothing that somebody could write into the configuration
          if (unreadable.mayHoldMore() && unreadable.trouble() != FileFact.Trouble.NOT_REGULAR) {
            return List.of(Outcome.notEvaluated(path + ": " + unreadable.detail()));
          }
        }
        case FileFact.Absent absent -> {}
      }
    }
    if (details.isEmpty()) {
      return List.of(
          Outcome.pass()
              .because(
                  itself
                      ? "the files belong to root, and nobody else may write them"
                      : "the files are not for everyone to write",
                  ""));
    }
    return List.of(
        Outcome.fail()
            .source(details.getFirst().source())
            .expected("owner root, and no right to write for anybody else")
            .details(details)
            .remedies(remedies)
            .because(
                details.size() == 1
                    ? details.getFirst().message()
                    : "others than root may change the configuration, in "
                        + details.size()
                        + " ways",
                INFO.remediation()));
  }

  private static void mode(
      FileFact.Content file, int forbidden, List<Detail> details, List<Remedy> remedies) {
    if ((file.mode() & forbidden) == 0) {
      return;
    }
    int narrowed = file.mode() & ~GROUP_AND_OTHERS;
    details.add(
        detail(
            "writable",
            file.path(),
            ((file.mode() & OTHERS) != 0 ? "everyone" : "group " + file.gid())
                + " may write the file: its mode is "
                + octal(file.mode()),
            "chmod " + octal(narrowed) + " " + file.path()));
    remedies.add(new Remedy.NarrowMode(file.path(), narrowed));
  }

  private static void owner(FileFact.Content file, List<Detail> details, List<Remedy> remedies) {
    String message = "the file belongs to user " + file.uid() + ", who may change it";
    details.add(detail("foreign-owner", file.path(), message, "chown root:root " + file.path()));
    remedies.add(
        new Remedy.ByHand(
            file.path()
                + ": "
                + message
                + ": see what that user wrote, then chown root:root "
                + file.path()));
  }

  private static Detail detail(String kind, String path, String message, String remediation) {
    return new Detail(
        kind, path, Optional.empty(), Optional.empty(), Optional.empty(), message, remediation);
  }

  private static String octal(int mode) {
    return "0" + Integer.toOctalString(mode & 07777);
  }
}
