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
import io.ecsharden.format.env.PlainText;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.hygiene.LineRewrite;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.NeverChanged;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.PlacedText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Rewrites the lines of one env file that have a defect, where that is safe. */
final class LineRepairs {

  private static final int NONE = -1;

  private static final LineRewrite HIDDEN =
      new LineRewrite.Left("A quote or a backslash above hides the later line from systemd");

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
    ByLine byLine = ByLine.of(requests, env.lines().count());
    List<Done> done = new ArrayList<>();
    Optional<Judged> previous = Optional.empty();
    for (int line : byLine.lines()) {
      int first = byLine.first(line);
      Optional<Judged> known = previous;
      int repeated =
          known.isPresent() ? repeated(env.lines(), known.get(), line, requests, byLine) : NONE;
      RequestedChange last = requests.get(repeated == NONE ? first : repeated);
      LineRewrite rewrite = repeated == NONE ? LineRewrite.GUESS : known.orElseThrow().rewrite();
      // the next round sees what else a rewritten line has
      int decisive = repeated;
      for (int i = repeated == NONE ? first : NONE; i >= 0; i = byLine.next(i)) {
        decisive = i;
        last = requests.get(i);
        LineDefect defect = defect(last);
        rewrite = rewrite(env.lines(), defect, secrets);
        if (rewrite instanceof LineRewrite.Removed && isHidden(defect, byAgent, byInit)) {
          rewrite = HIDDEN;
        }
        if (rewrite instanceof LineRewrite.Written) {
          break;
        }
      }
      switch (rewrite) {
        case LineRewrite.Left(String why) -> {
          RequestedChange about = last;
          Supplier<PlacedText> reason = () -> defect(about).sentence().then(". " + why);
          for (int i = first; i >= 0; i = byLine.next(i)) {
            draft.leaveAt(requests.get(i), reason);
          }
        }
        case LineRewrite.Written written -> {
          if (repeated != NONE) {
            editor.replaceAs(line, line - 1);
          } else {
            editor.replace(line, written.texts());
          }
          done.add(new Done(last, line, written));
        }
      }
      previous = Optional.of(new Judged(line, decisive, rewrite));
    }
    if (!done.isEmpty()) {
      FileFact.Content rewritten =
          new FileFact.Content(path, editor.toBytes(), file.mode(), file.uid(), file.gid());
      draft.put(rewritten);
      done.forEach(d -> draft.reasonOfLine(path, d.request(), () -> what(d)));
    }
  }

  /**
   * What becomes of a line.
   *
   * @param decisive the place of the request that decided in the list
   */
  private record Judged(int line, int decisive, LineRewrite rewrite) {}

  /**
   * The place of the request that decides on a line as it did on the line before it; {@link #NONE}
   * where the line does not repeat the one before it. It does where both have the same text and the
   * same defects, and so does what follows them: whether a later line sets the same or closes a
   * quote has the same answer then.
   */
  private static int repeated(
      Lines lines, Judged previous, int line, List<RequestedChange> requests, ByLine byLine) {
    boolean same =
        previous.line() == line - 1
            && line < lines.count()
            && lines.repeats(line - 1)
            && lines.repeats(line);
    if (!same) {
      return NONE;
    }
    int decisive = NONE;
    int before = byLine.first(previous.line());
    int here = byLine.first(line);
    while (before >= 0 && here >= 0) {
      if (!repeats(requests.get(here), requests.get(before))) {
        return NONE;
      }
      decisive = before == previous.decisive() ? here : decisive;
      before = byLine.next(before);
      here = byLine.next(here);
    }
    return before < 0 && here < 0 ? decisive : NONE;
  }

  private static boolean repeats(RequestedChange one, RequestedChange other) {
    return one.remedy() instanceof Plain plain
        && other.remedy() instanceof Plain before
        && plain.repeats(before);
  }

  private String what(Done done) {
    return (numbered ? "line " + done.line() + ": " : "") + done.rewrite().what();
  }

  /** A request that was met; no map of them, since each would be compared by all that it holds. */
  private record Done(RequestedChange request, int line, LineRewrite.Written rewrite) {}

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
    if (PlainText.isRead(assignment)) {
      return true;
    }
    EnvFile file = EnvFile.parse((assignment.text() + "\n").getBytes(StandardCharsets.UTF_8));
    for (Dialect dialect : Dialect.values()) {
      Optional<String> value = file.read(dialect).last(assignment.key()).map(Assignment::value);
      if (!value.equals(Optional.of(assignment.value()))) {
        return false;
      }
    }
    return true;
  }

  /** As ecs-init reads lines: the text has no line feed. */
  private static List<Assignment> assignments(List<String> texts) {
    List<Assignment> assignments = new ArrayList<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals >= 0 && !GoText.trimSpace(text).startsWith("#")) {
        String key = GoText.trimLeftSpace(text.substring(0, equals));
        String value = GoText.trimRightSpace(text.substring(equals + 1));
        assignments.add(new Assignment(key, value, 1));
      }
    }
    return assignments;
  }
}
