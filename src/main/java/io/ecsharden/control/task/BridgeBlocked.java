package io.ecsharden.control.task;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.facts.BlockActivity;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.format.unit.BridgeBlock;
import io.ecsharden.settings.starter.Starter;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What bridges send to the metadata service is dropped. */
public final class BridgeBlocked implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(
              TaskControls.BLOCK,
              "What bridges send to the metadata service is dropped",
              Severity.MEDIUM)
          .why(
              "The agent blocks the metadata service for tasks in awsvpc mode alone. A task on a"
                  + " bridge reaches it, unless the instance drops its packets.")
          .impact(
              "A container in bridge mode can read the credentials of the instance's role, and the"
                  + " instance's user data.")
          .guidance(
              "AWS documents a rule in DOCKER-USER with `-i docker+`. It leaves out the bridges of"
                  + " networks that somebody made.")
          .repair(
              "Run `ecs-harden fix`: it installs ecs-harden-imds-block.service. Tasks in bridge"
                  + " mode that use the instance's role need roles of their own first.")
          .fix(
              "It writes the unit, enables it for docker.service, and has systemd start it."
                  + " `ecs-harden rollback` takes the unit, its link and its rules away.")
          .limits(
              "In a tree of files it judges the unit's file and link.",
              "Whether the rule is in the kernel is seen with root or CAP_NET_ADMIN, in the"
                  + " instance's network.",
              "Networks of macvlan and ipvlan pass no bridge: nothing here covers them.",
              "Rules of somebody else pass where they drop the packets of every bridge. Whether"
                  + " they come back after a boot is not seen.")
          .references(
              "Amazon ECS developer guide: task-iam-roles.md",
              "Docker Engine 29: packet-filtering-firewalls.md")
          .build();

  private static final String BY_HAND =
      "install iptables or nftables, which the unit makes its rules with";

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    return context.isExternal()
        ? List.of(Outcome.notApplicable("An external instance has no metadata service."))
        : List.of(judge(context.facts(), context.starter() instanceof Starter.Upstart));
  }

  private static Outcome judge(HostFacts facts, boolean upstart) {
    List<Lack> missing = new ArrayList<>(files(facts));
    BlockActivity activity = facts.running().network().block();
    PacketFilter filter = facts.running().network().filter();
    boolean dropped = filter instanceof PacketFilter.Seen seen && dropsAll(seen);
    if (!missing.isEmpty()) {
      // somebody else's rules do
      return dropped && facts.file(HostFacts.BLOCK_FILE) instanceof FileFact.Absent
          ? Outcome.passIf(true)
              .because(
                  "A rule drops what every bridge sends. It is not that of ecs-harden's unit, which"
                      + " is not installed.",
                  "")
          : failed(facts, missing, upstart);
    }
    switch (activity) {
      case STOPPED, NO_TOOL -> missing.add(new Lack("not-active", "the unit does not run"));
      case ACTIVE, UNSEEN -> {
        if (filter instanceof PacketFilter.Seen && !dropped) {
          missing.add(
              new Lack(
                  "rule-missing", "its rule is not in the kernel, or another one comes before it"));
        }
      }
      case NOT_ASKED, WILL_START -> {}
    }
    if (!missing.isEmpty()) {
      return failed(facts, missing, upstart);
    }
    boolean seen = filter instanceof PacketFilter.Seen;
    return activity == BlockActivity.UNSEEN && !seen
        ? Outcome.notEvaluated(
            "The unit is installed. Whether it runs, and what the kernel drops, was not seen"
                + because(filter))
        : Outcome.passIf(true).because("The unit is installed" + passed(activity, filter), "");
  }

  private static String passed(BlockActivity activity, PacketFilter filter) {
    return switch (activity) {
      case NOT_ASKED -> ".";
      case WILL_START, STOPPED, NO_TOOL -> ", and starts.";
      case ACTIVE, UNSEEN ->
          filter instanceof PacketFilter.Seen
              ? ", and the kernel drops what every bridge sends."
              : ", and runs. Whether the kernel has its rule was not seen" + because(filter);
    };
  }

  private static String because(PacketFilter filter) {
    return filter instanceof PacketFilter.Unseen(String reason) ? ": " + reason + "." : ".";
  }

  /** IPv6 counts where the instance has rules of Docker's for it. */
  private static boolean dropsAll(PacketFilter.Seen seen) {
    BridgeFilter.Fate ipv6 = new BridgeFilter(seen, true).fate(BridgeFilter.ANY);
    return new BridgeFilter(seen, false).fate(BridgeFilter.ANY) == BridgeFilter.Fate.DROPPED
        && (ipv6 == BridgeFilter.Fate.DROPPED || ipv6 == BridgeFilter.Fate.NO_CHAIN);
  }

  /** What the files lack. */
  private static List<Lack> files(HostFacts facts) {
    List<Lack> missing = new ArrayList<>();
    FileFact own = facts.file(HostFacts.BLOCK_FILE);
    FileFact unit = own instanceof FileFact.Absent ? packaged(facts) : own;
    switch (unit) {
      case FileFact.Absent _ -> missing.add(new Lack("not-installed", "the unit is not installed"));
      case FileFact.Unreadable unreadable ->
          missing.add(new Lack("not-installed", "its file is no unit: " + unreadable.detail()));
      case FileFact.Content content -> {
        if (!BridgeBlock.isText(content.bytes())) {
          missing.add(new Lack("other-text", "its file is not that of this version of ecs-harden"));
        }
      }
    }
    if (facts.file(HostFacts.BLOCK_LINK) instanceof FileFact.Absent
        && !(unit instanceof FileFact.Absent)) {
      missing.add(new Lack("not-enabled", "the unit does not start with Docker"));
    }
    return missing;
  }

  private static FileFact packaged(HostFacts facts) {
    return facts.file(HostFacts.PACKAGED_BLOCK_FILE);
  }

  /**
   * What is not as it should be.
   *
   * @param clause without a stop
   */
  private record Lack(String kind, String clause) {
    Detail detail() {
      return new Detail(
          kind,
          Origin.wholeFile(HostFacts.BLOCK_FILE),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Character.toUpperCase(clause.charAt(0)) + clause.substring(1),
          "");
    }
  }

  private static Outcome failed(HostFacts facts, List<Lack> missing, boolean upstart) {
    String gaps =
        facts.running().network().filter() instanceof PacketFilter.Seen seen
            ? new BridgeFilter(seen, false).gaps()
            : "";
    return Outcome.passIf(false)
        .details(missing.stream().map(Lack::detail).toList())
        .remedies(List.of(remedy(facts, upstart)))
        .because(
            "What bridges send to the metadata service may get through: "
                + missing.getFirst().clause()
                + "."
                + gaps,
            INFO.remediation());
  }

  private static Remedy remedy(HostFacts facts, boolean upstart) {
    if (upstart) {
      return new Remedy.ByHand("the unit needs systemd: add the rule by a script of your own");
    }
    if (facts.isSnapDocker()) {
      return new Remedy.ByHand(
          "Docker comes from snap, whose unit has another name: link the unit to "
              + HostFacts.SNAP_DOCKER);
    }
    if (facts.file(HostFacts.BLOCK_FILE) instanceof FileFact.Unreadable) {
      return new Remedy.ByHand("remove " + HostFacts.BLOCK_FILE + ", or unmask the unit");
    }
    return facts.running().network().block() == BlockActivity.NO_TOOL
        ? new Remedy.ByHand(BY_HAND)
        : new Remedy.BridgeBlock();
  }
}
