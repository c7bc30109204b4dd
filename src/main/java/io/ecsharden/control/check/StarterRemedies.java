package io.ecsharden.control.check;

import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.ByHand;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.starter.Starter;
import io.ecsharden.settings.starter.UpstartJob;
import io.ecsharden.settings.value.Origin;
import java.util.Optional;

/** What a person changes where ecs-init does not read the agent's variables from its files. */
final class StarterRemedies {

  private static final String AGAIN = ", and start the agent again";

  private StarterRemedies() {}

  /** The agent gets a variable; how its container is confined is no variable then. */
  static Remedy give(Starter starter, String key, String text) {
    boolean known = !(starter instanceof Starter.Unknown);
    if (known && key.equals(InitSettings.RUN_PRIVILEGED)) {
      return confine(starter, "--privileged");
    }
    if (known && key.equals(InitSettings.APPARMOR_PROFILE)) {
      return confine(starter, "apparmor=unconfined");
    }
    String assignment = key + "=" + text;
    return switch (starter) {
      case Starter.Command command ->
          new ByHand(
              starter.where(),
              "this starts the agent by "
                  + command.command().maker().title()
                  + ": give it "
                  + assignment
                  + " there or in a file of variables that it names"
                  + AGAIN);
      case Starter.Container(var _, String by) ->
          new ByHand(by + ": give it " + assignment + " in the way in which it was made" + AGAIN);
      case Starter.Unknown(String reason) ->
          new ByHand(
              reason + ": give the agent " + assignment + " where it gets its variables" + AGAIN);
      case Starter.EcsInit _, Starter.Upstart _ ->
          throw new IllegalArgumentException("ecs-init reads " + HostFacts.ECS_CONFIG);
    };
  }

  private static Remedy confine(Starter starter, String option) {
    return new ByHand(
        starter.where(),
        (starter.where().isPresent() ? "this makes the agent's container" : starter.sentence())
            + ": take "
            + option
            + " away"
            + AGAIN);
  }

  /**
   * The agent no longer gets a variable.
   *
   * @param origin where it is said
   */
  static Remedy take(Starter starter, String key, Origin origin) {
    return new ByHand(
        origin.isFile() ? Optional.of(origin) : starter.where(),
        starter.sentence() + ": take " + key + " away from what the agent gets" + AGAIN);
  }

  /** ecs-init gets a variable that its environment alone can give it. */
  static Remedy giveInit(Starter starter, String key, String text) {
    return starter instanceof Starter.Upstart
        ? new ByHand(
            "ecs-init reads "
                + key
                + " from its environment, and upstart loads no file for it: write `env "
                + key
                + "="
                + text
                + "` into "
                + UpstartJob.OVERRIDE
                + ", then run `stop ecs` and `start ecs`")
        : new ByHand(
            "ecs-init reads "
                + key
                + " from its unit's environment, and ecs.service does not load "
                + HostFacts.ECS_CONFIG
                + ": correct it in the unit or a drop-in, then run systemctl daemon-reload");
  }
}
