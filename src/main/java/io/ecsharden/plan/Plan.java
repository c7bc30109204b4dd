package io.ecsharden.plan;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that brings an instance to its baseline, as far as a program may.
 *
 * @param changes at most one for each file and each service
 * @param byHand what fails and is left to people
 * @param holds why a restart that the changes need would do harm; empty where they need none
 */
public record Plan(List<Change> changes, List<ByHand> byHand, List<RestartHold> holds) {

  /** Nothing to do. */
  public static final Plan EMPTY = new Plan(List.of(), List.of());

  public Plan {
    changes = List.copyOf(changes);
    byHand = List.copyOf(byHand);
    holds = List.copyOf(holds);
  }

  /** A plan whose restarts do no harm. */
  public Plan(List<Change> changes, List<ByHand> byHand) {
    this(changes, byHand, List.of());
  }

  /** The same plan, with what its restarts would do to an instance. */
  public Plan judgedOn(Instance before) {
    if (!restartsAgent()) {
      return this;
    }
    HostFacts facts = before.facts();
    for (Change change : changes) {
      facts = change.on(facts);
    }
    return judgedOn(before, Instance.of(facts, before.settings().readings()));
  }

  /**
   * The same where the instance after all changes is known.
   *
   * @param after all changes
   */
  Plan judgedOn(Instance before, Instance after) {
    if (!restartsAgent()) {
      return this;
    }
    List<RestartHold> holds = new ArrayList<>(RestartHold.of(before, after));
    if (restarts().contains(Restart.DOCKER)) {
      holds.addAll(RestartHold.ofDocker(after));
    }
    return new Plan(changes, byHand, holds);
  }

  /** Whether the agent is restarted, by itself or with Docker. */
  public boolean restartsAgent() {
    return restarts().contains(Restart.AGENT) || restarts().contains(Restart.DOCKER);
  }

  /** Whether nothing has to be done: no file changes, and no service restarts. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The changes of files, those of units among them. */
  public List<FileContent> files() {
    List<FileContent> files = new ArrayList<>(changes.size());
    for (Change change : changes) {
      switch (change) {
        case FileContent file -> files.add(file);
        case BlockChange block -> files.addAll(block.files());
        case ServiceRestart _ -> {}
      }
    }
    return files;
  }

  /** What the changes need, in the order in which it is done. */
  public Set<Restart> restarts() {
    Set<Restart> restarts = EnumSet.noneOf(Restart.class);
    changes.forEach(change -> restarts.addAll(change.restarts()));
    return restarts;
  }

  /**
   * A failure that no change of this plan repairs.
   *
   * @param subject the setting, for a control that judges several
   * @param reason why not, and what a person has to do
   */
  public record ByHand(String control, Optional<String> subject, SensitiveText reason) {

    /** With a reason that quotes nobody. */
    public ByHand(String control, Optional<String> subject, String reason) {
      this(control, subject, SensitiveText.words(reason));
    }
  }
}
