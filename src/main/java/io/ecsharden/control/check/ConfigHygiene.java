package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.hygiene.LineDefect;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Nothing in the configuration is lost, and its readers agree on it. */
final class ConfigHygiene implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "config-hygiene",
              "Nothing in the configuration is lost or read in two ways",
              Severity.MEDIUM)
          .why(
              "Two programs read /etc/ecs/ecs.config on an instance: ecs-init, which makes the"
                  + " agent's environment, and systemd, which makes ecs-init's. They disagree on"
                  + " quotes, comments, backslashes, spaces and byte-order marks. A line that one"
                  + " of them loses looks right and does nothing.")
          .impact(
              "A setting that somebody relies on is not in force, in the worst case the agent does"
                  + " not start again, and nothing says so.")
          .guidance(
              "AWS documents KEY=value lines. Plain KEY=value with a line feed is the only form"
                  + " that means the same to all readers.")
          .repair(
              "Write each setting once, as a plain KEY=value line: no quotes, no spaces around the"
                  + " =, no export, no comment behind the value, line feeds, UTF-8 without a"
                  + " byte-order mark, and a line feed at the end.")
          .fix(
              "It writes a line plainly where its meaning is certain: export and the like, "
                  + "quotes, spaces around the =, a comment behind the value, a boolean in other "
                  + "words or another case, glued lines, byte-order marks, carriage returns, "
                  + "backslashes, lines that are there twice. It leaves whatever would be a "
                  + "guess: templates, pieces of scripts, contradicting lines, broken JSON.")
          .limits(
              "docker run --env-file, the third reader, is not judged: `effective` shows it.",
              "User data that is itself JSON can hold agent settings, and is not read.")
          .references(
              "amazon-ecs-agent 1.105.1: ecs-init/docker/docker.go (getEnvVars)",
              "systemd 252: src/basic/env-file.c",
              "docs/how-it-reads.md")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext examination) {
    Optional<FileFact.Unreadable> hidden = hidden(examination);
    if (hidden.isPresent()) {
      return List.of(Outcome.unreadable(hidden.get().path(), hidden.get().detail()));
    }
    List<LineDefect> oddities = examination.defects();
    if (oddities.isEmpty()) {
      return List.of(
          Outcome.passIf(true)
              .because("Every line has an effect, and its readers agree on it.", ""));
    }
    List<Detail> details =
        oddities.stream().map(oddity -> FailureDetails.detail(examination, oddity)).toList();
    long places = details.stream().map(Detail::source).distinct().count();
    String message =
        places == 1
            ? details.getFirst().source() + ": " + oddities.getFirst().message() + "."
            : places + " places have no effect or are read in two ways.";
    return List.of(
        Outcome.passIf(false)
            .origin(details.getFirst().origin())
            .details(details)
            .remedies(oddities.stream().map(ConfigHygiene::remedy).toList())
            .because(message, INFO.remediation()));
  }

  /** Whether a program may try to write it plainly; the one who tries may still find a guess. */
  private static Remedy remedy(LineDefect oddity) {
    boolean plain =
        switch (oddity.kind()) {
          case EXPORT_PREFIX,
              SPACE_BEFORE_EQUALS,
              SPACE_AFTER_EQUALS,
              BYTE_ORDER_MARK,
              GLUED_LINE,
              QUOTED_VALUE,
              UNTERMINATED_QUOTE,
              QUOTED_KEY,
              INLINE_COMMENT,
              WRONG_CASE,
              ODD_KEY,
              DUPLICATE,
              INVALID_VALUE,
              TRAILING_PUNCTUATION,
              BACKSLASH,
              COMMENT_SWALLOWS_NEXT_LINE,
              CARRIAGE_RETURNS,
              READERS_DIFFER ->
              oddity.where().line() > 0;
          case EMPTY_WINS,
              NO_ASSIGNMENT,
              SHELL_LEFTOVER,
              NO_NAME,
              FILE_REFUSED,
              NOT_LOADED,
              NEVER_REACHES_AGENT,
              IGNORED_JSON_FIELD,
              JSON_BEATS_ENVIRONMENT,
              AGENT_EXITS,
              UNREADABLE,
              TOO_MANY,
              NO_REGION ->
              false;
        };
    return plain
        ? new Remedy.Plain(oddity)
        : new Remedy.ByHand(
            oddity.where().display() + ": " + oddity.message() + ": " + oddity.remedy());
  }

  private static Optional<FileFact.Unreadable> hidden(EvaluationContext examination) {
    HostFacts facts = examination.facts();
    return Stream.concat(
            facts.all().filter(ConfigHygiene::isForbidden),
            facts.ecsUnit().dropIns().stream().filter(FileFact::mayHoldMore))
        .map(FileFact.Unreadable.class::cast)
        .min(Comparator.comparing(FileFact.Unreadable::path));
  }

  private static boolean isForbidden(FileFact file) {
    return file instanceof FileFact.Unreadable unreadable
        && unreadable.trouble() == FileFact.Trouble.NO_PERMISSION;
  }
}
