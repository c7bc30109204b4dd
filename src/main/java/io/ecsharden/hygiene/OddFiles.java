package io.ecsharden.hygiene;

import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.Reading;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.Origin;
import io.ecsharden.settings.agent.AgentSetting;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything in one env file that is lost, or that the agent and ecs-init take differently. */
final class OddFiles {

  private final String path;
  private final FileReadings readings;
  private final List<LineDefect> oddities = new ArrayList<>();
  private final Set<Integer> explained = new HashSet<>();

  /** A file with more than this many has one trouble, not thousands. */
  private static final int MOST = 1000;

  private OddFiles(String path, FileReadings readings) {
    this.path = path;
    this.readings = readings;
  }

  static List<LineDefect> find(String path, FileReadings readings) {
    OddFiles file = new OddFiles(path, readings);
    if (file.isUtf16()) {
      return List.of(
          LineDefect.at(LineDefect.Kind.FILE_REFUSED, Origin.wholeFile(path))
              .because(
                  "the file is UTF-16, of which no reader understands anything: every line is lost",
                  "save the file as UTF-8 without a byte-order mark"));
    }
    file.refused();
    file.lines();
    file.duplicates();
    OddReaders.find(path, readings, file.explained).forEach(file::add);
    file.oddities.sort(java.util.Comparator.comparingInt(o -> o.where().line()));
    return file.oddities;
  }

  private void refused() {
    if (readings.by(Dialect.SYSTEMD) instanceof Reading.Refused(String error, int line)) {
      add(
          LineDefect.at(LineDefect.Kind.FILE_REFUSED, Origin.line(path, line))
              .because(
                  "systemd refuses the whole file, so that ecs-init sees none of it: " + error,
                  error.contains("NUL") ? "remove the NUL bytes" : "save the file as UTF-8"));
    }
  }

  /** Windows' Notepad calls it Unicode. */
  private boolean isUtf16() {
    byte[] source = readings.file().lines().source();
    return source.length >= 2
        && (source[0] == (byte) 0xFF && source[1] == (byte) 0xFE
            || source[0] == (byte) 0xFE && source[1] == (byte) 0xFF);
  }

  private void lines() {
    Lines lines = readings.file().lines();
    for (int i = 0; i < lines.count() && oddities.size() < MOST; i++) {
      Origin where = Origin.line(path, i + 1);
      String text = GoText.trimSpace(lines.text(i));
      if (text.indexOf('\0') >= 0) {
        continue; // told with the file
      }
      if (text.indexOf('\r') >= 0) {
        add(
            LineDefect.at(LineDefect.Kind.CARRIAGE_RETURNS, where)
                .because(
                    "carriage returns alone end lines for systemd, but not for the agent",
                    "end lines with line feeds"));
      } else if (isComment(text)) {
        comment(text, i + 1, where);
      } else if (!text.isEmpty()) {
        OddLines.judge(text, where).ifPresent(this::add);
      }
    }
  }

  private static boolean isComment(String text) {
    return text.startsWith("#") || text.startsWith(";");
  }

  private void comment(String text, int line, Origin where) {
    Lines lines = readings.file().lines();
    OddGlue.inComment(text, where).ifPresent(this::add);
    boolean last = line == lines.count();
    if (!OddLines.endsInBackslash(text) || last || GoText.trimSpace(lines.text(line)).isEmpty()) {
      return;
    }
    explained.add(line + 1);
    add(
        LineDefect.at(LineDefect.Kind.COMMENT_SWALLOWS_NEXT_LINE, where)
            .because(
                "the comment ends in a backslash: systemd before 254 takes the next line as a part"
                    + " of it",
                "remove the backslash"));
  }

  private void duplicates() {
    Map<String, Assignment> last = readings.lastBy(Dialect.ECS_INIT);
    if (!(readings.by(Dialect.ECS_INIT) instanceof Reading.Taken(List<Assignment> assignments))) {
      return;
    }
    for (Assignment assignment : assignments) {
      if (oddities.size() > MOST) {
        return;
      }
      Optional<Assignment> final_ = Optional.ofNullable(last.get(assignment.key()));
      boolean setting = KnownKeys.isSetting(assignment.key());
      if (!setting || final_.isEmpty() || final_.get().line() == assignment.line()) {
        if (setting) {
          emptyWins(assignment, Optional.empty());
        }
        continue;
      }
      if (final_.get().value().isEmpty() && !assignment.value().isEmpty()) {
        emptyWins(final_.get(), Optional.of(assignment));
        continue;
      }
      boolean same = final_.get().value().equals(assignment.value());
      add(
          LineDefect.at(LineDefect.Kind.DUPLICATE, Origin.line(path, assignment.line()))
              .key(assignment.key())
              .taken(final_.get().value())
              .meant(assignment.value())
              .because(
                  (same ? "written twice: line " : "the last one wins: line ")
                      + final_.get().line()
                      + (same ? " says the same" : " says otherwise"),
                  "keep one line"));
    }
  }

  private void emptyWins(Assignment empty, Optional<Assignment> lost) {
    if (!empty.value().isEmpty() || explained.contains(empty.line())) {
      return;
    }
    Optional<String> overridden =
        lost.map(Assignment::value)
            .or(() -> AgentSettings.find(empty.key()).flatMap(AgentSetting::ecsInitDefault))
            .filter(text -> !text.isEmpty());
    overridden.ifPresent(text ->
        add(
            LineDefect.at(LineDefect.Kind.EMPTY_WINS, Origin.line(path, empty.line()))
                .key(empty.key())
                .taken("")
                .meant(text)
                .because(
                    "an empty value wins over "
                        + lost.map(a -> "line " + a.line()).orElse("ecs-init's default"),
                    "remove the line, or give it a value")));
  }

  private void add(LineDefect oddity) {
    explained.add(oddity.where().line());
    if (oddities.size() < MOST) {
      oddities.add(oddity);
    } else if (oddities.size() == MOST) {
      oddities.add(
          LineDefect.at(LineDefect.Kind.TOO_MANY, oddity.where())
              .because(
                  "more than " + MOST + " such places are in this file; the others are not told",
                  "write the file anew"));
    }
  }
}
