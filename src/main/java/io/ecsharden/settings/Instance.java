package io.ecsharden.settings;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.starter.LiveStarter;
import java.util.Locale;
import java.util.Map;

/**
 * A machine, what it is, and what its configuration means.
 *
 * @param place what it is
 */
public record Instance(HostFacts facts, OsRelease os, Place place, EffectiveSettings settings) {

  /** What a machine is. */
  public enum Place {
    /** An EC2 instance with ecs-init, or with an agent that was started by hand. */
    CONTAINER_INSTANCE,
    /** ECS Anywhere: not in EC2, so without an instance metadata service. */
    EXTERNAL_INSTANCE,
    /** Bottlerocket: its ECS settings are in its API, not in files. */
    BOTTLEROCKET,
    /** A task that does not see the file system of the machine under it; always so on Fargate. */
    TASK_WITHOUT_HOST,
    /** No ECS here. */
    NO_CONTAINER_INSTANCE;

    /** The name in reports: {@code container-instance}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Reads the settings and tells what the machine is. */
  public static Instance of(HostFacts facts) {
    return of(facts, Map.of());
  }

  /**
   * The same for a machine of which something is known.
   *
   * @param before what its readers made of env files, which are not read again where they are as
   *     they were
   */
  public static Instance of(HostFacts facts, Map<String, FileReadings> before) {
    OsRelease os = OsRelease.of(facts.file(HostFacts.OS_RELEASE));
    EffectiveSettings settings = EffectiveSettingsReader.read(facts, os, before);
    return new Instance(facts, os, place(facts, os, settings), settings);
  }

  private static Place place(HostFacts facts, OsRelease os, EffectiveSettings settings) {
    boolean ownRoot = facts.root().equals("/");
    if (ownRoot && facts.surroundings().taskMetadata()) {
      return Place.TASK_WITHOUT_HOST;
    }
    if (os.id().equals("bottlerocket")) {
      return Place.BOTTLEROCKET;
    }
    boolean unit = facts.ecsUnit().fragment().isPresent() || !facts.ecsUnit().dropIns().isEmpty();
    boolean starter = unit || settings.starter().where().isPresent();
    if (!facts.ecsDirectory() && !starter && facts.agentTraces().isEmpty()) {
      return Place.NO_CONTAINER_INSTANCE;
    }
    boolean external =
        settings.agent().get(AgentSettings.EXTERNAL).isTrue()
            || settings.init().get(AgentSettings.EXTERNAL).isTrue();
    return external ? Place.EXTERNAL_INSTANCE : Place.CONTAINER_INSTANCE;
  }

  /** The same machine, with what was seen running on it. */
  public Instance with(RunningFacts running) {
    HostFacts seen = facts.withRunning(running);
    return LiveStarter.besides(seen, settings.starter()).isEmpty()
        ? new Instance(seen, os, place, settings)
        : of(seen);
  }

  /** The same machine, with the settings that its programs took when they started. */
  public Instance asRunning() {
    return new Instance(facts, os, place, EffectiveSettingsReader.asRunning(facts, settings));
  }

  /** Whether this is ECS Anywhere. */
  public boolean isExternal() {
    return place == Place.EXTERNAL_INSTANCE;
  }

  /** {@code Amazon Linux 2023, container instance}. */
  public String description() {
    String kind =
        switch (place) {
          case CONTAINER_INSTANCE -> "ECS container instance";
          case EXTERNAL_INSTANCE -> "ECS Anywhere external instance";
          case BOTTLEROCKET -> "Bottlerocket";
          case TASK_WITHOUT_HOST -> "a task without its host's file system";
          case NO_CONTAINER_INSTANCE -> "no ECS container instance";
        };
    return os.displayName() + ", " + kind;
  }
}
