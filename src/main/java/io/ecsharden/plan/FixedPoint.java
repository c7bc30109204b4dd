package io.ecsharden.plan;

import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.Assign;
import io.ecsharden.control.Remedy.Unset;
import io.ecsharden.control.Status;
import io.ecsharden.plan.FileChange.Reason;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fulfils what failures ask for, audits the result, and goes on with what fails there, until
 * nothing changes any more: a line can be odd in several ways, and a mended line can bring a
 * setting into force that another control does not want.
 */
final class FixedPoint {

  private static final int MOST_ROUNDS = 12;

  private final Auditor auditor;
  private final Selection selection;
  private final Masker masker;

  FixedPoint(Auditor auditor, Selection selection, Masker masker) {
    this.auditor = auditor;
    this.selection = selection;
    this.masker = masker;
  }

  /** A failure and what it asks for. */
  record Failure(Finding finding, List<RequestedChange> wishes) {}

  /**
   * An instance at rest.
   *
   * @param reasons what was done to each file
   * @param failures what still fails
   * @param left the last attempt, which changed nothing and says why
   * @param assigned the settings that were given a value
   * @param trouble why it did not come to rest
   */
  record Settled(
      Instance instance,
      List<Finding> findings,
      Map<String, List<Reason>> reasons,
      List<Failure> failures,
      DraftInstance left,
      Set<String> assigned,
      Optional<String> trouble) {

    /** The same, with what was done before. */
    Settled after(Settled earlier) {
      Map<String, List<Reason>> all = new LinkedHashMap<>(earlier.reasons);
      reasons.forEach((path, more) -> {
        List<Reason> both = new ArrayList<>(all.getOrDefault(path, List.of()));
        both.addAll(more);
        all.put(path, both);
      });
      return new Settled(instance, findings, all, failures, left, assigned, trouble);
    }
  }

  /**
   * @param excluded identities of wishes that are not fulfilled
   * @param onDisk whether the instance is as its disk says, so that lines have their numbers
   */
  Settled settle(
      Instance start, List<Finding> startFindings, Set<String> excluded, boolean onDisk) {
    Instance instance = start;
    List<Finding> findings = startFindings;
    Map<String, List<Reason>> reasons = new LinkedHashMap<>();
    Map<String, RequestedChange> done = new HashMap<>();
    Optional<String> trouble = Optional.empty();
    for (int round = 0; ; round++) {
      List<Failure> failures = failures(findings);
      List<RequestedChange> wishes = allowed(failures, instance, excluded);
      DraftInstance attempt = RemedyApplier.attempt(instance, masker, wishes, onDisk && round == 0);
      if (attempt.changed()) {
        trouble = contradiction(wishes.stream().filter(attempt::fulfilled).toList(), done);
        if (round == MOST_ROUNDS && trouble.isEmpty()) {
          trouble = Optional.of("the repair would not come to rest");
        }
      }
      if (!attempt.changed() || trouble.isPresent()) {
        return new Settled(instance, findings, reasons, failures, attempt, assigned(done), trouble);
      }
      attempt
          .reasons()
          .forEach(
              (path, all) -> reasons.computeIfAbsent(path, p -> new ArrayList<>()).addAll(all));
      instance = attempt.instance();
      findings = auditor.audit(instance);
    }
  }

  /** The selected failures. */
  List<Failure> failures(List<Finding> findings) {
    List<Failure> failures = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.status() == Status.FAIL && selection.includes(finding.control())) {
        List<RequestedChange> wishes =
            finding.remedies().stream().map(r -> RequestedChange.of(finding, r)).toList();
        failures.add(new Failure(finding, wishes));
      }
    }
    return failures;
  }

  private static List<RequestedChange> allowed(
      List<Failure> failures, Instance instance, Set<String> excluded) {
    List<RequestedChange> wishes = new ArrayList<>();
    for (Failure failure : failures) {
      for (RequestedChange wish : failure.wishes()) {
        if (excluded.isEmpty() || !excluded.contains(identity(wish, instance))) {
          wishes.add(wish);
        }
      }
    }
    return wishes;
  }

  private static Set<String> assigned(Map<String, RequestedChange> done) {
    Set<String> keys = new HashSet<>();
    done.forEach((key, wish) -> {
      if (wish.remedy() instanceof Assign) {
        keys.add(key);
      }
    });
    return keys;
  }

  /** A wish for a setting for which another wish was fulfilled before. */
  private static Optional<String> contradiction(
      List<RequestedChange> wishes, Map<String, RequestedChange> done) {
    for (RequestedChange wish : wishes) {
      Optional<String> key = Conflicts.key(wish.remedy());
      Optional<RequestedChange> other = key.map(k -> done.putIfAbsent(k, wish));
      if (other.filter(o -> !Conflicts.agree(o.remedy(), wish.remedy())).isPresent()) {
        return Optional.of(Conflicts.reason(key.orElseThrow(), List.of(other.get(), wish)));
      }
    }
    return Optional.empty();
  }

  /** Tells a wish in one round from others in the next, where lines have other numbers. */
  static String identity(RequestedChange wish, Instance instance) {
    return wish.who()
        + "\n"
        + switch (wish.remedy()) {
          case Remedy.Plain p -> p.path() + "\n" + line(instance, p.path(), p.line());
          case Assign(String key, String value) -> key + "=" + value;
          case Unset(String key) -> key;
          case Remedy.JsonBoolean(String path, String field, boolean value) -> field + value;
          case Remedy.JsonText(String path, String object, String field, String value) ->
              path + "\n" + object + "." + field + "=" + value;
          case Remedy.DropIn(String path, String key, String value) ->
              path + "\n" + key + "=" + value;
          case Remedy.RestartDocker restart -> "";
          case Remedy.NarrowMode(String path, int mode) -> path + mode;
          case Remedy.ByHand(String reason) -> reason;
        };
  }

  private static String line(Instance instance, String path, int line) {
    return Optional.ofNullable(instance.settings().readings().get(path))
        .map(r -> r.file().lines())
        .filter(lines -> line <= lines.count())
        .map(lines -> lines.text(line - 1))
        .orElse("");
  }
}
