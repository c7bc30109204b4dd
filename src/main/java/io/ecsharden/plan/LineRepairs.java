package io.ecsharden.plan;

import io.ecsharden.control.Remedy.Plain;
import io.ecsharden.facts.FileFact;
import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import io.ecsharden.format.Utf8;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvEditor;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.env.Reading;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.hygiene.LineRewrite;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.NeverChanged;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.PlacedText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Rewrites the lines of one env file that have a defect, where that is safe. */
final class LineRepairs {

  private static final String HIDDEN =
      ". A quote or a backslash above hides the later line from systemd";

  private final Instance instance;
  private final DraftInstance draft;
  private final boolean numbered;

  /**
   * @param instance in which the defects were found
   * @param numbered whether lines may be named by number: they have those of the file on the disk
   */
  LineRepairs(Instance instance, DraftInstance draft, boolean numbered) {
    this.instance = instance;
    this.draft = draft;
    this.numbered = numbered;
  }

  /**
   * Rewrites lines, or says why they stay.
   *
   * @param requests each for a defect in this file
   */
  void rewrite(String path, List<RequestedChange> requests) {
    if (requests.isEmpty() || !(draft.file(path) instanceof FileFact.Content file)) {
      return;
    }
    Optional<String> closed = RemedyApplier.closed(file);
    if (closed.isPresent()) {
      requests.forEach(request -> draft.leave(request, closed.get()));
      return;
    }
    FileReadings readings = draft.readings(path);
    EnvFile env = readings.file();
    EnvEditor editor = new EnvEditor(env);
    IntPredicate secrets = SecretLines.in(file, env.lines());
    Map<String, Assignment> byAgent = readings.lastBy(Dialect.ECS_INIT);
    Map<String, Assignment> byInit = readings.lastBy(Dialect.SYSTEMD);
    List<Done> done = new ArrayList<>();
    Map<Integer, List<RequestedChange>> byLine = new LinkedHashMap<>();
    for (RequestedChange request : requests) {
      byLine.computeIfAbsent(defect(request).where().line(), l -> new ArrayList<>()).add(request);
    }
    byLine.forEach((line, sameLine) -> {
      PlacedText reason = PlacedText.of("");
      for (RequestedChange request : sameLine) {
        switch (rewrite(env.lines(), defect(request), secrets)) {
          case LineRewrite.Removed removed when isHidden(defect(request), byAgent, byInit) ->
              reason = defect(request).sentence().then(HIDDEN);
          case LineRewrite.Left(String why) -> reason = defect(request).sentence().then(". " + why);
          case LineRewrite.Written written -> {
            editor.replace(line, written.texts());
            String place = numbered ? "line " + line + ": " : "";
            done.add(new Done(request, place + written.what()));
            return; // the next round sees what else the line has
          }
        }
      }
      PlacedText left = reason;
      sameLine.forEach(request -> draft.leaveAt(request, left));
    });
    if (!done.isEmpty()) {
      FileFact.Content rewritten =
          new FileFact.Content(path, editor.toBytes(), file.mode(), file.uid(), file.gid());
      draft.put(rewritten);
      done.forEach(d -> draft.reason(path, d.request(), d.what()));
    }
  }

  /** A request that was met; no map of them, since each would be compared by all that it holds. */
  private record Done(RequestedChange request, String what) {}

  private static LineDefect defect(RequestedChange request) {
    return ((Plain) request.remedy()).defect();
  }

  /** Whether systemd does not read the line that would be kept. */
  private static boolean isHidden(
      LineDefect defect, Map<String, Assignment> byAgent, Map<String, Assignment> byInit) {
    String key = defect.key().orElse("");
    Assignment forAgent = byAgent.get(key);
    Assignment forInit = byInit.get(key);
    return forAgent != null && forInit != null && forAgent.line() != forInit.line();
  }

  private LineRewrite rewrite(Lines lines, LineDefect defect, IntPredicate secrets) {
    Optional<String> closed = closed(lines, defect.where().line(), secrets);
    if (closed.isPresent()) {
      return new LineRewrite.Left(closed.get());
    }
    LineRewrite rewrite = defect.rewrite(lines);
    return rewrite instanceof LineRewrite.Written written
        ? refusal(written, defect.where()).<LineRewrite>map(LineRewrite.Left::new).orElse(written)
        : rewrite;
  }

  private static Optional<String> closed(Lines lines, int line, IntPredicate secrets) {
    if (secrets.test(line)) {
      return Optional.of("The line holds a secret, and stays as it is");
    }
    boolean text =
        Utf8.firstInvalidForGo(lines.source(), lines.start(line - 1), lines.end(line - 1)) < 0;
    return text ? Optional.empty() : Optional.of("The line is not UTF-8");
  }

  /** Why a rewrite is not safe: readers would disagree, or a setting change that never does. */
  private Optional<String> refusal(LineRewrite.Written written, Origin here) {
    for (Assignment assignment : assignments(written.texts())) {
      Optional<String> never = NeverChanged.forbids(assignment.key(), assignment.value(), instance);
      if (never.isPresent()) {
        return Optional.of(RemedyApplier.stays(assignment.key(), never.get()));
      }
      if (isSetElsewhere(assignment, here)) {
        return Optional.of(
            "Another line sets " + assignment.key() + " to another value, which may be intended");
      }
      if (written instanceof LineRewrite.Plain && !isPlain(assignment)) {
        return Optional.of("The readers disagree on every way to write the value");
      }
    }
    return Optional.empty();
  }

  /** Whether the agent reads another value of a setting from another line. */
  private boolean isSetElsewhere(Assignment assignment, Origin here) {
    return instance
        .settings()
        .agent()
        .variable(assignment.key())
        .filter(effective -> effective.origin().isFile() && !effective.origin().equals(here))
        .filter(effective -> !effective.unmasked().equals(assignment.value()))
        .isPresent();
  }

  private static boolean isPlain(Assignment assignment) {
    EnvFile file = EnvFile.parse((assignment.text() + "\n").getBytes(StandardCharsets.UTF_8));
    for (Dialect dialect : Dialect.values()) {
      Optional<String> value = file.read(dialect).last(assignment.key()).map(Assignment::value);
      if (!value.equals(Optional.of(assignment.value()))) {
        return false;
      }
    }
    return true;
  }

  private static List<Assignment> assignments(List<String> texts) {
    List<Assignment> assignments = new ArrayList<>();
    for (String text : texts) {
      EnvFile file = EnvFile.parse(text.getBytes(StandardCharsets.UTF_8));
      boolean comment = GoText.trimSpace(text).startsWith("#");
      if (!comment && file.read(Dialect.ECS_INIT) instanceof Reading.Taken(List<Assignment> all)) {
        assignments.addAll(all);
      }
    }
    return assignments;
  }
}
