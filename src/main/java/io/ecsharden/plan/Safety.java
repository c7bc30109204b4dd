package io.ecsharden.plan;

import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Status;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.NeverChanged;
import io.ecsharden.settings.agent.StartFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a repair must not do to an instance, whatever it repairs. */
final class Safety {

  private final Instance before;
  private final Auditor auditor;
  private final Set<String> passed = new HashSet<>();
  private final Set<String> failures = new HashSet<>();

  /**
   * @param auditor judges the files: a setting that is not effective yet is protected as well
   * @param findings of the instance before
   */
  Safety(Instance before, List<Finding> findings, Auditor auditor) {
    this.before = before;
    this.auditor = auditor;
    for (Finding finding : ofFiles(before, findings)) {
      if (finding.status() == Status.PASS) {
        passed.add(name(finding));
      }
    }
    before.settings().agent().failures().forEach(failure -> failures.add(failure.message()));
  }

  /** What is said of the files alone, whatever runs. */
  private List<Finding> ofFiles(Instance instance, List<Finding> findings) {
    return instance.facts().running().isOffline()
        ? findings
        : auditor.audit(instance.with(RunningFacts.OFFLINE));
  }

  /**
   * What is worse than before; nothing when nothing is.
   *
   * @param assigned the settings that were given a value, for all readers
   */
  Optional<String> violation(Instance after, List<Finding> findings, Set<String> assigned) {
    Optional<String> changed = NeverChanged.difference(before, after);
    if (changed.isPresent()) {
      String key = changed.get();
      return Optional.of(
          RemedyApplier.stays(key, NeverChanged.because(key, before).orElse("it must not change")));
    }
    for (StartFailure failure : after.settings().agent().failures()) {
      if (!failures.contains(failure.message())) {
        return Optional.of("the agent would not start with it: " + failure.message());
      }
    }
    if (before.place() != after.place()) {
      return Optional.of("the machine would count as " + after.place().id());
    }
    Optional<String> hidden = hidden(after, assigned);
    if (hidden.isPresent()) {
      return Optional.of("a reader of the file would lose " + hidden.get());
    }
    for (Finding finding : ofFiles(after, findings)) {
      boolean worse = finding.status() == Status.FAIL && passed.contains(name(finding));
      if (worse && !isDuplicateOnly(finding)) {
        return Optional.of(name(finding) + ", which passes now, would fail: " + finding.message());
      }
    }
    return Optional.empty();
  }

  /** A line that holds a secret stays, and the new line after it overrides it. */
  private static boolean isDuplicateOnly(Finding finding) {
    return !finding.details().isEmpty()
        && finding.details().stream()
            .allMatch(detail -> detail.kind().equals(LineDefect.Kind.DUPLICATE.id()));
  }

  private Optional<String> hidden(Instance after, Set<String> assigned) {
    for (String path : RemedyApplier.ENV_FILES) {
      Optional<String> lost =
          ReaderAgreement.difference(
              after, path, ReaderAgreement.settings(before, path), Dialect.SYSTEMD);
      if (lost.isPresent()) {
        return lost;
      }
    }
    return ReaderAgreement.difference(
        after, HostFacts.ECS_CONFIG, assigned, Dialect.SYSTEMD, Dialect.DOCKER_ENV_FILE);
  }

  private static String name(Finding finding) {
    return finding.control() + finding.subject().map(s -> " (" + s + ")").orElse("");
  }
}
