package io.ecsharden.plan;

import io.ecsharden.control.Auditor;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.Plain;
import io.ecsharden.plan.FixedPoint.Failure;
import io.ecsharden.plan.Plan.ByHand;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.PlacedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what can be repaired without harm. Mostly that is everything; else the requests are halved
 * and admitted group by group, until those that do harm are alone.
 */
final class SafeRepair {

  private static final int MOST_REPEATS = 4;

  /** Nobody reads more of them. */
  private static final int MOST_REASONS = 1000;

  private static final String TOO_MANY = "too many changes of this file do harm";

  private final FixedPoint fixedPoint;
  private final Auditor auditor;
  private final Instance start;
  private final List<Finding> findings;
  private final Safety safety;
  private final Set<String> excluded = new HashSet<>();
  private final Map<String, String> harm = new HashMap<>();
  private final Effort effort;
  private FixedPoint.Result result;
  private final OriginalPlaces places;

  private SafeRepair(
      FixedPoint fixedPoint,
      Auditor auditor,
      Effort effort,
      Instance start,
      List<Finding> findings,
      int depth) {
    this.fixedPoint = fixedPoint;
    this.auditor = auditor;
    this.effort = effort;
    this.start = start;
    this.findings = findings;
    this.safety = new Safety(start, findings, auditor);
    this.result = search(depth);
    this.places = new OriginalPlaces(start.facts(), result.instance().facts());
  }

  /** Searches; the result changes nothing when it is repaired again. */
  static SafeRepair find(
      FixedPoint fixedPoint,
      Auditor auditor,
      Effort effort,
      Instance start,
      List<Finding> findings) {
    return new SafeRepair(fixedPoint, auditor, effort, start, findings, 0);
  }

  /** The instance with every change that does no harm. */
  FixedPoint.Result result() {
    return result;
  }

  private FixedPoint.Result search(int depth) {
    FixedPoint.Result all = repair(depth);
    if (violation(all).isEmpty()) {
      return all;
    }
    List<RequestedChange> requests = new ArrayList<>();
    fixedPoint.failures(findings).forEach(failure -> requests.addAll(failure.requests()));
    requests.removeIf(request -> request.remedy() instanceof Remedy.ByHand);
    requests.forEach(request -> excluded.add(identity(request)));
    admitHalves(requests);
    if (effort.isExhausted()) {
      return withoutLines(requests, depth);
    }
    FixedPoint.Result harmless = repair(depth);
    if (harmless.reasons().isEmpty() || depth == MOST_REPEATS) {
      return harmless;
    }
    // What did harm to the instance as it was may do none to the instance as it is now.
    SafeRepair next =
        new SafeRepair(
            fixedPoint, auditor, effort, harmless.instance(), harmless.findings(), depth + 1);
    harm.clear();
    harm.putAll(next.harm);
    return next.result.after(harmless);
  }

  /**
   * What is repaired where the search takes too long: no line is rewritten, so that the next run
   * finds what this one has found; nothing at all where that does harm too.
   */
  private FixedPoint.Result withoutLines(List<RequestedChange> requests, int depth) {
    excluded.clear();
    harm.clear();
    exclude(requests.stream().filter(request -> request.remedy() instanceof Plain).toList());
    FixedPoint.Result rest = repair(depth);
    if (violation(rest).isEmpty()) {
      return rest;
    }
    exclude(requests);
    return repair(depth);
  }

  private void exclude(List<RequestedChange> requests) {
    for (RequestedChange request : requests) {
      excluded.add(identity(request));
      harm.put(identity(request), TOO_MANY);
    }
  }

  private FixedPoint.Result repair(int depth) {
    return fixedPoint.reach(start, findings, excluded, depth == 0);
  }

  private Optional<String> violation(FixedPoint.Result candidate) {
    return candidate
        .contradiction()
        .or(() ->
            safety.violation(candidate.instance(), candidate.findings(), candidate.assigned()));
  }

  /** Admits requests that do no harm together with those that were admitted before. */
  private void admit(List<RequestedChange> requests) {
    Set<String> identities = new HashSet<>();
    requests.forEach(request -> identities.add(identity(request)));
    excluded.removeAll(identities);
    Optional<String> violation =
        effort.isExhausted() ? Optional.of(TOO_MANY) : violation(repair(0));
    if (violation.isEmpty()) {
      return;
    }
    excluded.addAll(identities);
    if (requests.size() == 1) {
      harm.put(identity(requests.getFirst()), violation.get());
    } else {
      admitHalves(requests);
    }
  }

  private void admitHalves(List<RequestedChange> requests) {
    if (requests.size() == 1) {
      admit(requests);
    } else if (!requests.isEmpty()) {
      int middle = requests.size() / 2;
      admit(requests.subList(0, middle));
      admit(requests.subList(middle, requests.size()));
    }
  }

  private String identity(RequestedChange request) {
    return request.identity(start);
  }

  /** Why each failure that is left is left. */
  List<ByHand> leftToPeople() {
    List<ByHand> byHand = new ArrayList<>();
    for (Failure failure : result.failures()) {
      Finding finding = failure.finding();
      Set<SensitiveText> reasons = new LinkedHashSet<>();
      for (RequestedChange request : failure.requests()) {
        if (reasons.size() == MOST_REASONS) {
          reasons.add(
              SensitiveText.words(
                  "more than " + MOST_REASONS + " places are left, and the others not listed"));
          break;
        }
        harm(request)
            .map(reason -> SensitiveText.words(location(request) + reason))
            .or(() -> left(request))
            .ifPresent(reasons::add);
      }
      if (reasons.isEmpty()) {
        reasons.add(finding.message().plus(": " + finding.remediation()));
      }
      reasons.forEach(
          reason -> byHand.add(new ByHand(finding.control(), finding.subject(), reason)));
    }
    return byHand;
  }

  private Optional<String> harm(RequestedChange request) {
    return harm.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(harm.get(request.identity(result.instance())));
  }

  private Optional<SensitiveText> left(RequestedChange request) {
    String place = result.last().lacksPlace(request) ? location(request) : "";
    return result
        .last()
        .leftBecause(request)
        .map(reason -> SensitiveText.words(place).plus(reason.text(places::ifOnDisk)));
  }

  /** The place in the file on the disk, with a colon; the file of the plan has other lines. */
  private String location(RequestedChange request) {
    return switch (request.remedy()) {
      case Plain plain -> places.onDisk(plain.defect().where()).display() + ": ";
      case Remedy.ByHand(Optional<Origin> where, PlacedText reason) ->
          where.map(place -> places.onDisk(place).display() + ": ").orElse("");
      default -> "";
    };
  }
}
