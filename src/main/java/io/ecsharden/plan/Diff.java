package io.ecsharden.plan;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.Lines;
import io.ecsharden.format.Printable;
import io.ecsharden.format.unit.EnvironmentNames;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.KnownKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * A change of a file as a unified diff, for people: secrets are hidden, controls are escaped, and
 * the carriage returns of a file in which every line has one are not shown.
 */
public final class Diff {

  private static final int CONTEXT = 3;
  private static final int SHORT = 8;
  private static final String NOTHING = "/dev/null";

  private final FileContent change;
  private final Disclosure disclosure;
  private final Side before;
  private final Side after;
  private final boolean hideReturns;
  private final boolean json;
  private final boolean unit;
  private final StringBuilder out = new StringBuilder(512);

  /** The lines of one version, and which of them hold secrets. */
  private record Side(Lines lines, IntPredicate secrets) {
    static Side of(FileFact.Content file) {
      Lines lines = Lines.of(file.bytes());
      return new Side(lines, SecretLines.in(file, lines));
    }

    /** Whether every line ends in a carriage return and a line feed. */
    boolean isWindows() {
      for (int i = 0; i < lines.count(); i++) {
        boolean ended = lines.end(i) > lines.start(i) && lines.end(i) < lines.next(i);
        if (!ended || lines.source()[lines.end(i) - 1] != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  private Diff(FileContent change, Disclosure disclosure) {
    this.change = change;
    this.disclosure = disclosure;
    this.before = Side.of(content(change, change.before().bytesOrEmpty()));
    this.after = Side.of(content(change, change.after().orElse(new byte[0])));
    this.json = change.path().endsWith(".json");
    this.unit = change.path().endsWith(".conf");
    this.hideReturns = before.isWindows() && after.isWindows();
  }

  private static FileFact.Content content(FileContent change, byte[] bytes) {
    return new FileFact.Content(change.path(), bytes, 0, 0, 0);
  }

  /** The diff; each line ends with a line feed. */
  public static String of(FileContent change, Disclosure disclosure) {
    return new Diff(change, disclosure).write();
  }

  private String write() {
    String path = Printable.of(change.path());
    boolean existed = change.before() instanceof FileFact.Content;
    out.append("--- ").append(existed ? path : NOTHING).append('\n');
    out.append("+++ ").append(change.after().isPresent() ? path : NOTHING).append('\n');
    modes();
    List<LineDiff.Edit> hunk = new ArrayList<>();
    for (LineDiff.Edit next : new LineDiff(before.lines(), after.lines()).changes()) {
      if (!hunk.isEmpty() && next.from() - hunk.getLast().to() > 2 * CONTEXT) {
        hunk(hunk);
        hunk.clear();
      }
      hunk.add(next);
    }
    if (!hunk.isEmpty()) {
      hunk(hunk);
    }
    return out.toString();
  }

  private void modes() {
    if (change.after().isEmpty()) {
      return;
    }
    switch (change.before()) {
      case FileFact.Content file -> {
        if (file.mode() != change.mode()) {
          out.append("old mode ").append(RemedyApplier.octal(file.mode())).append('\n');
          out.append("new mode ").append(RemedyApplier.octal(change.mode())).append('\n');
        }
      }
      case FileFact.Absent absent ->
          out.append("new file mode ").append(RemedyApplier.octal(change.mode())).append('\n');
      case FileFact.Unreadable unreadable -> {}
    }
  }

  private void hunk(List<LineDiff.Edit> changes) {
    LineDiff.Edit first = changes.getFirst();
    LineDiff.Edit last = changes.getLast();
    int lead = Math.min(CONTEXT, first.from());
    int trail = Math.min(CONTEXT, before.lines().count() - last.to());
    out.append("@@ -");
    range(first.from() - lead, last.to() + trail);
    out.append(" +");
    range(first.newFrom() - lead, last.newTo() + trail);
    out.append(" @@\n");
    int position = first.from() - lead;
    for (LineDiff.Edit step : changes) {
      lines(' ', before, position, step.from());
      lines('-', before, step.from(), step.to());
      lines('+', after, step.newFrom(), step.newTo());
      position = step.to();
    }
    lines(' ', before, position, last.to() + trail);
  }

  private void range(int from, int to) {
    out.append(to > from ? from + 1 : from).append(',').append(to - from);
  }

  private void lines(char sign, Side side, int from, int to) {
    int start = 0;
    int end = 0;
    for (int i = from; i < to; i++) {
      if (i > from && isRepeated(side, i)) {
        out.append(out, start, end);
      } else {
        start = out.length();
        out.append(sign).append(Printable.of(shown(side, i))).append('\n');
        end = out.length();
      }
      if (side.lines().end(i) == side.lines().next(i)) {
        out.append("\\ No newline at end of file\n");
      }
    }
  }

  /** Whether a line is shown as the one before it. */
  private static boolean isRepeated(Side side, int line) {
    return side.lines().repeats(line) && side.secrets().test(line + 1) == side.secrets().test(line);
  }

  private String shown(Side side, int line) {
    String raw = side.lines().text(line);
    boolean ending = raw.endsWith("\r");
    String text = ending ? raw.substring(0, raw.length() - 1) : raw;
    String hidden =
        switch (disclosure) {
          case HIDE -> hidden(text, side.secrets().test(line + 1));
          case REVEAL -> text;
        };
    return ending && !hideReturns ? hidden + "\r" : hidden;
  }

  private String hidden(String text, boolean secret) {
    if (text.startsWith("\uFEFF")) {
      return "\uFEFF" + hidden(text.substring(1), secret);
    }
    if (unit) {
      // a file of ours, which holds no secret unless somebody wrote one into it
      return secret ? SensitiveText.MASK : SensitiveText.prose(text).masked();
    }
    boolean comment = text.startsWith("#") || text.startsWith(";");
    int equals = text.indexOf('=');
    return equals < 0
        ? unassigned(text, secret, comment)
        : assigned(text.substring(0, equals), text.substring(equals + 1), secret, comment);
  }

  /** A line that assigns nothing may be a piece of a torn one; a short one is no secret. */
  private String unassigned(String text, boolean secret, boolean comment) {
    String first = EnvironmentNames.firstIn(text);
    if (secret) {
      return SensitiveText.MASK;
    }
    if (KnownKeys.isSetting(first)) {
      return SensitiveText.value(first, text).masked();
    }
    boolean shown = comment || json || text.strip().length() <= SHORT;
    return shown ? SensitiveText.prose(text).masked() : SensitiveText.MASK;
  }

  /** Of a variable that nobody reads, or of a torn name, nobody can tell what the value is. */
  private String assigned(String name, String value, boolean secret, boolean comment) {
    boolean plain = !SensitiveText.name(name).holdsSecret();
    if (!plain && (secret || !comment)) {
      return SensitiveText.MASK;
    }
    if (secret) {
      return name + "=" + SensitiveText.MASK;
    }
    String key = lastWord(name);
    boolean known = KnownKeys.isRead(key) || plain && SensitiveText.isHarmless(key, value);
    SensitiveText before = comment ? SensitiveText.prose(name) : SensitiveText.words(name);
    return before.masked()
        + "="
        + (known ? SensitiveText.value(key, value).masked() : SensitiveText.MASK);
  }

  private static String lastWord(String name) {
    int to = name.length();
    while (to > 0 && !isNameCharacter(name.charAt(to - 1))) {
      to--;
    }
    int from = to;
    while (from > 0 && isNameCharacter(name.charAt(from - 1))) {
      from--;
    }
    return name.substring(from, to).toUpperCase(Locale.ROOT);
  }

  private static boolean isNameCharacter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
  }
}
