package io.ecsharden.control.task;

import io.ecsharden.facts.MetadataProbes;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.facts.ProbeAnswer;
import io.ecsharden.facts.ProbeAnswer.Token;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.Way;
import io.ecsharden.settings.AgentBlock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Judges by the routes and the mode whether one container reaches one address. */
final class Judge {

  private final AgentBlock agent;
  private final PacketFilter filter;

  Judge(AgentBlock agent, PacketFilter filter) {
    this.agent = agent;
    this.filter = filter;
  }

  /**
   * The verdict for 169.254.169.254.
   *
   * @param owner of the network that the container uses
   */
  Verdict ipv4(NetworkMode mode, TaskContainer owner, TaskContainer container) {
    return probed(
        judge(mode, owner, container.ways().ipv4(), false),
        container.probes().map(MetadataProbes::ipv4));
  }

  /** The verdict for fd00:ec2::254. */
  Verdict ipv6(NetworkMode mode, TaskContainer owner, TaskContainer container) {
    return probed(
        judge(mode, owner, container.ways().ipv6(), true),
        container.probes().map(MetadataProbes::ipv6));
  }

  /** What came of asking counts more than what the routes say. */
  private static Verdict probed(Verdict routes, Optional<ProbeAnswer> answer) {
    if (answer.isEmpty()) {
      return routes;
    }
    return switch (answer.get()) {
      case ProbeAnswer.Connected(Token token) -> connected(routes, token);
      case ProbeAnswer.Failed(String reason) ->
          new Verdict(
              Reach.BLOCKED,
              Cause.PROBED,
              "a connection from inside its network failed: " + reason);
      case ProbeAnswer.Silent _ ->
          new Verdict(
              Reach.BLOCKED,
              Cause.PROBED,
              "nothing answered a connection from inside its network within 1 s");
      case ProbeAnswer.NotAsked(String why) ->
          new Verdict(
              routes.reach(),
              routes.cause(),
              routes.reason() + "; the probe could not ask: " + why);
    };
  }

  private static Verdict connected(Verdict routes, Token token) {
    String seen =
        switch (token) {
          case NOT_ASKED -> "a connection from inside its network was accepted";
          case GIVEN -> "a connection from inside its network was accepted, and gave a token";
          case NONE ->
              "a connection from inside its network was accepted, and no token came: the hop limit"
                  + " can be the reason";
        };
    return switch (routes.reach()) {
      case EXPOSED -> new Verdict(Reach.EXPOSED, routes.cause(), routes.reason() + "; " + seen);
      case NOT_SEEN ->
          new Verdict(
              Reach.EXPOSED,
              routes.cause() == Cause.BRIDGE_NOT_SEEN ? Cause.BRIDGE_OPEN : Cause.PROBED,
              seen);
      case BLOCKED -> new Verdict(Reach.EXPOSED, Cause.PROBED, seen);
    };
  }

  private Verdict judge(NetworkMode mode, TaskContainer owner, Way way, boolean ipv6) {
    return switch (way) {
      case Way.Refused _ ->
          new Verdict(Reach.BLOCKED, Cause.REFUSED, "a route of the task refuses it");
      case Way.None _ -> new Verdict(Reach.BLOCKED, Cause.NO_ROUTE, "no route leads there");
      case Way.Unseen(String why) -> new Verdict(Reach.NOT_SEEN, Cause.ROUTES_NOT_SEEN, why);
      case Way.Open _ -> open(mode, owner, ipv6);
    };
  }

  private Verdict open(NetworkMode mode, TaskContainer owner, boolean ipv6) {
    return switch (mode) {
      case HOST ->
          new Verdict(
              Reach.EXPOSED,
              Cause.HOST_MODE,
              "it uses the instance's network, where nothing blocks the metadata service for it");
      case BRIDGE, SHARED -> bridge(owner.network(), ipv6);
      case AWSVPC, NONE -> awsvpc(owner);
    };
  }

  /** A rule that drops is proof. That none does is not: others can stand where nobody looked. */
  private Verdict bridge(Network network, boolean ipv6) {
    String through = "its packets go through the instance's packet filter, ";
    return switch (filter) {
      case PacketFilter.NotAsked _ -> unseen(through + "whose rules were not read");
      case PacketFilter.Unseen(String why) -> unseen(through + "whose rules were not seen: " + why);
      case PacketFilter.Seen seen -> {
        List<String> bridges =
            network instanceof Network.Bridge(var _, List<String> interfaces)
                ? interfaces
                : List.of();
        if (bridges.isEmpty()) {
          yield unseen("which bridge of the instance its packets pass was not seen");
        }
        yield new BridgeFilter(seen, ipv6).drops(bridges)
            ? new Verdict(
                Reach.BLOCKED,
                Cause.BRIDGE_DROPPED,
                "a rule of the instance drops what comes from "
                    + String.join(" and ", bridges)
                    + " for it")
            : unseen(through + "in which no rule was seen that certainly drops them");
      }
    };
  }

  private static Verdict unseen(String reason) {
    return new Verdict(Reach.NOT_SEEN, Cause.BRIDGE_NOT_SEEN, reason);
  }

  /** The block is part of a network from its beginning, so that the age of its owner counts. */
  private Verdict awsvpc(TaskContainer owner) {
    return switch (agent) {
      case AgentBlock.Off _ ->
          exposed(Cause.BLOCK_OFF, "the agent that runs does not block it: see awsvpc-imds-block");
      case AgentBlock.Unknown _ ->
          exposed(Cause.AGENT_NOT_SEEN, "the task does not have the routes that block it");
      case AgentBlock.Since(Instant started) -> since(owner, started);
    };
  }

  private static Verdict since(TaskContainer owner, Instant agent) {
    String block = "the agent with the block was started at " + seconds(agent);
    if (owner.started().isEmpty() || agent.equals(Instant.EPOCH)) {
      return exposed(
          Cause.ROUTE_MISSING, "the task does not have the routes, and the agent blocks");
    }
    Instant task = owner.started().get();
    return task.isBefore(agent)
        ? exposed(
            Cause.OLDER_THAN_BLOCK, "it was started at " + seconds(task) + ", before " + block)
        : exposed(
            Cause.ROUTE_MISSING,
            "it was started at "
                + seconds(task)
                + ", after "
                + block
                + ", and the routes are not there: something removed them");
  }

  private static Verdict exposed(Cause cause, String reason) {
    return new Verdict(Reach.EXPOSED, cause, reason);
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
