package io.ecsharden.control.check;

import static io.ecsharden.control.check.ConfigFiles.octal;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.facts.AccessFacts;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Only root can decide what the agent and ecs-init use. */
final class ConfigOwner implements Control {

  private static final int GROUP_AND_OTHERS = 0022;
  private static final int OTHERS = 0002;

  private static final ControlInfo INFO =
      ControlInfo.of(
              "config-owner", "Only root can change the agent's configuration", Severity.HIGH)
          .why(
              "ecs-init runs as root and trusts /etc/ecs/ecs.config and /var/lib/ecs/ecs.config. The"
                  + " agent trusts /etc/ecs/ecs.config.json. A user who can write these files can set"
                  + " ECS_AGENT_RUN_PRIVILEGED, DOCKER_HOST or ECS_BACKEND_HOST, and undo"
                  + " everything that the other controls check.")
          .impact(
              "A user of the instance, or a task that mounts the path, decides how the agent starts"
                  + " the next time.")
          .guidance("The packages create /etc/ecs/ecs.config with mode 0644, writable for root.")
          .repair(
              "Remove the write permission of group and others (chmod go-w), and make root the"
                  + " owner (chown root:root), also of the directories. Then check that every line"
                  + " in the file is yours.")
          .fix(
              "It removes the write permission of group and others from the files. A person has to"
                  + " change the owner and the directories, and to find out what else was written."
                  + " fix writes no file in a directory that others can write.")
          .limits(
              "Where the root directory does not belong to root, it judges neither owners nor groups,"
                  + " only what everyone can write: a copy of the files belongs to the person who"
                  + " made it.",
              "It does not see who can write the files through a mount into a container.")
          .references(
              "amazon-ecs-agent 1.105.1: packaging/amazon-linux-ami-integrated/ecs-agent.spec")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    HostFacts facts = context.facts();
    AccessFacts access = facts.access();
    boolean judged = access.areOwnersReal();
    List<Detail> details = new ArrayList<>();
    List<Remedy> remedies = new ArrayList<>();
    for (String path : ConfigFiles.ALL) {
      switch (facts.file(path)) {
        case FileFact.Content file -> {
          mode(file, judged ? GROUP_AND_OTHERS : OTHERS, access, details, remedies);
          if (judged && file.uid() != 0) {
            owner(file, details, remedies);
          }
        }
        case FileFact.Unreadable unreadable -> {
          if (ConfigFiles.mayHoldText(unreadable)) {
            return List.of(Outcome.unreadable(path, unreadable.detail()));
          }
        }
        case FileFact.Absent _ -> {}
      }
    }
    WritableDirectories.of(access, judged).forEach(found -> found.addTo(details, remedies));
    if (details.isEmpty()) {
      return List.of(Outcome.passIf(true).because(passed(access), ""));
    }
    return List.of(
        Outcome.passIf(false)
            .origin(details.getFirst().origin())
            .expected("owner root, and writable for nobody else")
            .details(details)
            .remedies(remedies)
            .because(
                details.size() == 1
                    ? details.getFirst().message() + "."
                    : "Users other than root can change the configuration, in "
                        + details.size()
                        + " ways.",
                INFO.remediation()));
  }

  private static String passed(AccessFacts access) {
    if (access.areOwnersReal()) {
      return "Only root can write the configuration files and their directories.";
    }
    return "The configuration files are not writable for everyone."
        + access
            .rootOwner()
            .map(owner ->
                " Owners and groups are not judged, because the root directory belongs to user "
                    + owner
                    + ": this is a copy, or user numbers are mapped.")
            .orElse("");
  }

  private static void mode(
      FileFact.Content file,
      int forbidden,
      AccessFacts access,
      List<Detail> details,
      List<Remedy> remedies) {
    if ((file.mode() & forbidden) == 0) {
      return;
    }
    int narrowed = file.mode() & ~GROUP_AND_OTHERS;
    String writer = (file.mode() & OTHERS) != 0 ? "Everyone" : "Group " + file.gid();
    List<String> named = access.writers(file.path());
    if ((file.mode() & OTHERS) == 0 && !named.isEmpty()) {
      writer = "By its access control list, " + String.join(" and ", named);
    }
    details.add(
        detail(
            "writable",
            file.path(),
            writer + " can write the file: its mode is " + octal(file.mode()),
            "Run chmod " + octal(narrowed) + " " + file.path()));
    remedies.add(new Remedy.NarrowMode(file.path(), narrowed));
  }

  private static void owner(FileFact.Content file, List<Detail> details, List<Remedy> remedies) {
    String user = "user " + file.uid();
    String chown = "chown root:root " + file.path();
    details.add(
        detail(
            "foreign-owner",
            file.path(),
            "The file belongs to " + user + ", who can change it",
            "Run " + chown));
    remedies.add(
        new Remedy.ByHand(
            file.path()
                + " belongs to "
                + user
                + ": find out what that user wrote, then run "
                + chown));
  }

  static Detail detail(String kind, String path, String message, String remediation) {
    return new Detail(
        kind,
        Origin.wholeFile(path),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        message,
        remediation);
  }
}
