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
import io.ecsharden.hygiene.LineRewriter;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.Sourced;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Mends the lines of one env file that can be mended without a guess. */
final class LineRepairs {

  private static final String HIDDEN =
      "; a quote or a backslash above hides the later line from systemd";

  private final Instance instance;
  private final DraftInstance attempt;
  private final boolean numbered;

  LineRepairs(Instance instance, DraftInstance attempt, boolean numbered) {
    this.instance = instance;
    this.attempt = attempt;
    this.numbered = numbered;
  }

  void mend(String path, List<RequestedChange> wishes) {
    if (wishes.isEmpty() || !(attempt.file(path) instanceof FileFact.Content file)) {
      return;
    }
    Optional<String> closed = RemedyApplier.closed(file);
    if (closed.isPresent()) {
      wishes.forEach(wish -> attempt.leave(wish, closed.get()));
      return;
    }
    FileReadings readings = attempt.readings(path);
    EnvFile env = readings.file();
    EnvEditor editor = new EnvEditor(env);
    IntPredicate secrets = SecretLines.in(file, env.lines());
    Map<String, Assignment> byAgent = readings.lastBy(Dialect.ECS_INIT);
    Map<String, Assignment> byInit = readings.lastBy(Dialect.SYSTEMD);
    Map<RequestedChange, String> done = new LinkedHashMap<>();
    Map<Integer, List<RequestedChange>> byLine = new LinkedHashMap<>();
    for (RequestedChange wish : wishes) {
      byLine.computeIfAbsent(defect(wish).where().line(), l -> new ArrayList<>()).add(wish);
    }
    byLine.forEach((line, sameLine) -> {
      String reason = "";
      for (RequestedChange wish : sameLine) {
        switch (mend(env.lines(), defect(wish), secrets)) {
          case LineRewrite.Lines(List<String> texts, String what)
              when texts.isEmpty() && isHidden(defect(wish), byAgent, byInit) ->
              reason = defect(wish).message() + HIDDEN;
          case LineRewrite.Left(String why) -> reason = defect(wish).message() + "; " + why;
          case LineRewrite.Lines(List<String> texts, String what) -> {
            editor.replace(line, texts);
            done.put(wish, numbered ? "line " + line + ": " + what : what);
            return;
          }
        }
      }
      String left = path + ":" + line + ": " + reason;
      sameLine.forEach(wish -> attempt.leave(wish, left));
    });
    if (!done.isEmpty()) {
      FileFact.Content mended =
          new FileFact.Content(path, editor.toBytes(), file.mode(), file.uid(), file.gid());
      attempt.put(mended);
      done.forEach((wish, what) -> attempt.reason(path, wish, what));
    }
  }

  private static LineDefect defect(RequestedChange wish) {
    return ((Plain) wish.remedy()).defect();
  }

  /** Whether the line that would be kept is one that systemd does not take. */
  private static boolean isHidden(
      LineDefect defect, Map<String, Assignment> byAgent, Map<String, Assignment> byInit) {
    String key = defect.key().orElse("");
    Assignment kept = byAgent.get(key);
    Assignment taken = byInit.get(key);
    return kept != null && taken != null && kept.line() != taken.line();
  }

  private LineRewrite mend(Lines lines, LineDefect defect, IntPredicate secrets) {
    return closed(lines, defect.where().line(), secrets)
        .<LineRewrite>map(LineRewrite.Left::new)
        .orElseGet(() ->
            checked(new LineRewriter(lines, defect.where().line()).mend(defect), defect.where()));
  }

  private static Optional<String> closed(Lines lines, int line, IntPredicate secrets) {
    if (secrets.test(line)) {
      return Optional.of("the line holds a secret, and stays as it is");
    }
    boolean text =
        Utf8.firstInvalidForGo(lines.source(), lines.start(line - 1), lines.end(line - 1)) < 0;
    return text ? Optional.empty() : Optional.of("the line is not UTF-8");
  }

  /** Only what all readers take alike may be written, and no setting that is never changed. */
  private LineRewrite checked(LineRewrite mend, Origin here) {
    if (!(mend instanceof LineRewrite.Lines(List<String> texts, String what))) {
      return mend;
    }
    for (Assignment assignment : assignments(texts)) {
      Optional<String> never = NeverChanged.forbids(assignment.key(), assignment.value(), instance);
      if (never.isPresent()) {
        return new LineRewrite.Left(RemedyApplier.stays(assignment.key(), never.get()));
      }
      if (isSaidOtherwise(assignment, here)) {
        return new LineRewrite.Left(
            "another line sets "
                + assignment.key()
                + " to something else: which is meant is a guess");
      }
      if (what.startsWith("write ") && !isPlain(assignment)) {
        return new LineRewrite.Left("its readers differ on every way to write the value");
      }
    }
    return mend;
  }

  /** Whether the agent takes another value for a setting from another line. */
  private boolean isSaidOtherwise(Assignment assignment, Origin here) {
    Optional<Sourced> taken = instance.settings().agent().variable(assignment.key());
    return taken
        .filter(said -> said.origin().isFile() && !said.origin().equals(here))
        .filter(said -> !said.raw().equals(assignment.value()))
        .isPresent();
  }

  private static boolean isPlain(Assignment assignment) {
    EnvFile file = EnvFile.parse((assignment.text() + "\n").getBytes(StandardCharsets.UTF_8));
    for (Dialect dialect : Dialect.values()) {
      Optional<String> taken = file.read(dialect).last(assignment.key()).map(Assignment::value);
      if (!taken.equals(Optional.of(assignment.value()))) {
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
