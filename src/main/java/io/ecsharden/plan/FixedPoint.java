package io.ecsharden.plan;

import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Status;
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
 * Changes files as failures ask for, audits the result, and goes on with what fails there, until
 * nothing changes any more: a line can have several defects, and a rewritten line can make a
 * setting effective that another control does not want.
 */
final class FixedPoint {

  private static final int MOST_ROUNDS = 12;

  /** So many rounds each attempt has, whatever the effort so far. */
  private static final int FEW_ROUNDS = 3;

  private final Auditor auditor;
  private final Selection selection;
  private final Effort effort;

  /**
   * @param effort counts the audits
   */
  FixedPoint(Auditor auditor, Selection selection, Effort effort) {
    this.auditor = auditor;
    this.selection = selection;
    this.effort = effort;
  }

  /** A failure and what it asks for. */
  record Failure(Finding finding, List<RequestedChange> requests) {}

  /**
   * An instance on which a further round changes nothing.
   *
   * @param reasons what was done to each file
   * @param failures what still fails
   * @param last the last round, which changed nothing and says why
   * @param assigned the settings that were given a value
   * @param contradiction why the rounds were stopped before their end
   */
  record Result(
      Instance instance,
      List<Finding> findings,
      Map<String, ChangeReasons> reasons,
      List<Failure> failures,
      DraftInstance last,
      Set<String> assigned,
      Optional<String> contradiction) {

    /** The same, with what was done before. */
    Result after(Result earlier) {
      Map<String, ChangeReasons> all = new LinkedHashMap<>();
      add(earlier.reasons, all);
      add(reasons, all);
      return new Result(instance, findings, all, failures, last, assigned, contradiction);
    }
  }

  /**
   * Repeats until nothing changes.
   *
   * @param excluded identities of requests that are left out
   * @param onDisk whether the instance is as its disk says, so that lines have their numbers
   */
  Result reach(Instance start, List<Finding> startFindings, Set<String> excluded, boolean onDisk) {
    Instance instance = start;
    List<Finding> findings = startFindings;
    Map<String, ChangeReasons> reasons = new LinkedHashMap<>();
    Map<String, RequestedChange> done = new HashMap<>();
    Optional<String> contradiction = Optional.empty();
    for (int round = 0; ; round++) {
      List<Failure> failures = failures(findings);
      List<RequestedChange> requests = allowed(failures, instance, excluded);
      DraftInstance draft = RemedyApplier.apply(instance, requests, onDisk && round == 0);
      if (draft.changed()) {
        contradiction = contradiction(requests.stream().filter(draft::fulfilled).toList(), done);
        boolean last = round == MOST_ROUNDS || round >= FEW_ROUNDS && effort.isExhausted();
        if (last && contradiction.isEmpty()) {
          contradiction = Optional.of("each repair would need another one");
        }
      }
      if (!draft.changed() || contradiction.isPresent()) {
        return new Result(
            instance, findings, reasons, failures, draft, assigned(done), contradiction);
      }
      add(draft.reasons(), reasons);
      instance = draft.instance();
      effort.spend(instance.facts());
      findings = auditor.audit(instance);
    }
  }

  private static void add(Map<String, ChangeReasons> more, Map<String, ChangeReasons> all) {
    more.forEach((path, why) -> all.computeIfAbsent(path, p -> new ChangeReasons()).addAll(why));
  }

  /** The selected failures. */
  List<Failure> failures(List<Finding> findings) {
    List<Failure> failures = new ArrayList<>();
    int number = 0;
    for (Finding finding : findings) {
      if (finding.status() == Status.FAIL && selection.includes(finding.control())) {
        List<RequestedChange> requests = new ArrayList<>(finding.remedies().size());
        for (Remedy remedy : finding.remedies()) {
          requests.add(RequestedChange.of(finding, remedy, number++));
        }
        failures.add(new Failure(finding, requests));
      }
    }
    return failures;
  }

  private static List<RequestedChange> allowed(
      List<Failure> failures, Instance instance, Set<String> excluded) {
    List<RequestedChange> requests = new ArrayList<>();
    for (Failure failure : failures) {
      for (RequestedChange request : failure.requests()) {
        if (excluded.isEmpty() || !excluded.contains(request.identity(instance))) {
          requests.add(request);
        }
      }
    }
    return requests;
  }

  private static Set<String> assigned(Map<String, RequestedChange> done) {
    Set<String> keys = new HashSet<>();
    done.forEach((key, request) -> {
      if (request.remedy() instanceof Remedy.Assign) {
        keys.add(key);
      }
    });
    return keys;
  }

  /** A request for a setting for which an earlier round fulfilled another request. */
  private static Optional<String> contradiction(
      List<RequestedChange> requests, Map<String, RequestedChange> done) {
    for (RequestedChange request : requests) {
      Optional<String> key = request.setting();
      Optional<RequestedChange> other = key.map(k -> done.putIfAbsent(k, request));
      if (other.filter(o -> !Contradictions.agree(o.remedy(), request.remedy())).isPresent()) {
        return Optional.of(Contradictions.reason(key.orElseThrow(), List.of(other.get(), request)));
      }
    }
    return Optional.empty();
  }
}
