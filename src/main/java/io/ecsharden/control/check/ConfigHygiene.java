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
import io.ecsharden.hygiene.UnlistedDefects;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.BootWriter;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every line of the configuration has an effect, and its readers agree on it. */
final class ConfigHygiene implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "config-hygiene", "Every line of the configuration has one effect", Severity.MEDIUM)
          .why(
              "Two programs read /etc/ecs/ecs.config on an instance: ecs-init, which makes the"
                  + " agent's environment, and systemd, which makes ecs-init's. They disagree on"
                  + " quotes, comments, backslashes, spaces and byte-order marks. A line that one"
                  + " of them ignores looks right and does nothing.")
          .impact(
              "A setting that somebody relies on has no effect, and nothing says so. In the worst"
                  + " case the agent does not start again.")
          .guidance(
              "AWS documents KEY=value lines. Plain KEY=value with a line feed is the only form"
                  + " that means the same to all readers.")
          .repair(
              "Write each setting once, as a plain KEY=value line: no quotes, no spaces around the"
                  + " =, no export, no comment after the value, line feeds, UTF-8 without a"
                  + " byte-order mark, and a line feed at the end.")
          .fix(
              "It rewrites a line plainly where its meaning is certain: export and similar "
                  + "prefixes, quotes, spaces around the =, a comment after the value, a boolean "
                  + "in other words or another case, glued lines, byte-order marks, carriage "
                  + "returns, backslashes, repeated lines. It leaves what only a person can "
                  + "decide: templates, pieces of scripts, contradicting lines, broken JSON.")
          .limits(
              "Where something else than ecs-init starts the agent, lines are not judged.",
              "User data that is JSON can hold agent settings; its members are not judged one by"
                  + " one.")
          .references(
              "amazon-ecs-agent 1.105.1: ecs-init/docker/docker.go (getEnvVars)",
              "systemd 252: src/basic/env-file.c",
              "docs/how-it-reads.md")
          .build();

  private static final String WRITTEN_AGAIN = "User data writes the file again at each boot";

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    if (!context.starter().isEcsInit()) {
      return List.of(FailureDetails.unjudged(context.starter()));
    }
    Optional<FileFact.Unreadable> hidden = hidden(context);
    if (hidden.isPresent()) {
      return List.of(Outcome.unreadable(hidden.get().path(), hidden.get().detail()));
    }
    List<LineDefect> defects = context.defects();
    Optional<Origin> writer = BootWriter.of(context.facts());
    if (defects.isEmpty()) {
      return List.of(
          Outcome.passIf(true)
              .because(
                  "Every line has an effect, and its readers agree on it."
                      + writer
                          .map(origin -> " " + WRITTEN_AGAIN + " (" + origin.display() + ").")
                          .orElse(""),
                  ""));
    }
    List<Detail> details =
        new ArrayList<>(defects.stream().map(defect -> FailureDetails.detail(defect)).toList());
    long places = details.stream().map(Detail::source).distinct().count();
    SensitiveText message =
        places == 1
            ? SensitiveText.words(details.getFirst().source() + ": ")
                .plus(defects.getFirst().message())
                .plus(".")
            : SensitiveText.words(places + " places have no effect or are read in two ways.");
    writer.ifPresent(origin -> details.add(writtenAgain(origin)));
    return List.of(
        Outcome.passIf(false)
            .origin(details.getFirst().origin())
            .details(details)
            .remedies(remedies(defects, context.unlistedDefects()))
            .because(message, INFO.remediation()));
  }

  private static Detail writtenAgain(Origin origin) {
    return new Detail(
        "written-at-boot",
        origin,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        WRITTEN_AGAIN + ", so a repair does not last",
        "Correct the user data as well");
  }

  private static List<Remedy> remedies(List<LineDefect> listed, List<UnlistedDefects> unlisted) {
    List<Remedy> remedies = new ArrayList<>();
    listed.forEach(defect -> remedies.add(remedy(defect)));
    for (UnlistedDefects ofFile : unlisted) {
      for (int i = 0; i < ofFile.size(); i++) {
        remedies.add(new Remedy.Plain(ofFile, i));
      }
    }
    return remedies;
  }

  /** The rule that found it may still leave the line. */
  private static Remedy remedy(LineDefect defect) {
    return defect.isRewritable()
        ? new Remedy.Plain(defect)
        : new Remedy.ByHand(
            Optional.of(defect.where()), defect.sentence().then(". " + defect.remedy()));
  }

  private static Optional<FileFact.Unreadable> hidden(EvaluationContext context) {
    HostFacts facts = context.facts();
    return Stream.concat(
            facts.all().filter(ConfigHygiene::isForbidden),
            facts.ecsUnit().dropIns().stream().filter(FileFact::mayHoldMore))
        .map(FileFact.Unreadable.class::cast)
        .min(Comparator.comparing(FileFact.Unreadable::path));
  }

  private static boolean isForbidden(FileFact file) {
    return file instanceof FileFact.Unreadable unreadable
        && unreadable.cause() == FileFact.Cause.NO_PERMISSION;
  }
}
