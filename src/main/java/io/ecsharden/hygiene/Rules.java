package io.ecsharden.hygiene;

import io.ecsharden.settings.Instance;
import java.util.ArrayList;
import java.util.List;

/** Every rule, in the order in which they are asked. */
final class Rules {

  static final Utf16 UTF_16 = new Utf16();
  static final TooMany TOO_MANY = new TooMany();
  static final Backslash BACKSLASH = new Backslash();

  private static final GluedLine GLUED_LINE = new GluedLine();
  private static final ByteOrderMark BYTE_ORDER_MARK = new ByteOrderMark();
  private static final ShellLeftover SHELL_LEFTOVER = new ShellLeftover();
  private static final EmptyWins EMPTY_WINS = new EmptyWins();

  private static final List<LineRule> BROKEN_LINES = List.of(new CarriageReturns());

  /** A comment can have several defects, any other line has the first that a rule finds. */
  private static final List<LineRule> COMMENTS = List.of(GLUED_LINE, new CommentSwallowsNextLine());

  private static final List<LineRule> NO_ASSIGNMENTS =
      List.of(BYTE_ORDER_MARK, SHELL_LEFTOVER, new NoAssignment());

  /** For a line whose name is no setting's. */
  private static final List<LineRule> NAMES =
      List.of(
          BYTE_ORDER_MARK,
          new NoName(),
          SHELL_LEFTOVER,
          new SpaceBeforeEquals(),
          new WrongCase(),
          new ColonAfterName(),
          new UnseenCharacters(),
          new ExportPrefix(),
          new QuotedName(),
          GLUED_LINE,
          new TextBeforeName(),
          new AssignmentInValue());

  /** For a setting's line with a value. */
  private static final List<LineRule> VALUES =
      List.of(
          GLUED_LINE,
          new UnterminatedQuote(),
          new QuotedValue(),
          new Backquotes(),
          new InlineComment(),
          new Placeholder(),
          BACKSLASH,
          new InvalidBoolean(),
          new ExactlyTrue(),
          new InvalidJson(),
          new TrailingPunctuation(),
          new SpaceAfterEquals(),
          new InvalidValue(),
          new InvalidProxy(),
          new InvalidClusterName());

  static final List<FileRule> BEFORE_LINES = List.of(new FileRefused());

  static final List<FileRule> AFTER_LINES =
      List.of(new Duplicate(), EMPTY_WINS, new ReadersDiffer());

  /** The rules on an instance, those on its env files between them. */
  private static final List<InstanceRule> BEFORE_FILES =
      List.of(new AgentExits(), new Unreadable());

  private static final List<InstanceRule> AFTER_FILES =
      List.of(
          EMPTY_WINS,
          new NotLoaded(),
          new NeverReachesAgent(),
          new IgnoredJsonField(),
          new JsonNotLoaded(),
          new JsonBeatsEnvironment(),
          new JsonNanoseconds(),
          new RegistryCredentials(),
          new NoRegion());

  private Rules() {}

  /** The rules for a line that is not empty. */
  static List<LineRule> of(EnvLine line) {
    if (line.text().indexOf('\r') >= 0) {
      return BROKEN_LINES;
    }
    if (line.isComment()) {
      return COMMENTS;
    }
    if (!line.assigns()) {
      return NO_ASSIGNMENTS;
    }
    if (!line.isSetting()) {
      return NAMES;
    }
    return line.value().isEmpty() ? List.of() : VALUES;
  }

  /** What all rules find on an instance. */
  static Defects find(Instance instance) {
    List<LineDefect> listed = new ArrayList<>();
    List<UnlistedDefects> unlisted = new ArrayList<>();
    BEFORE_FILES.forEach(rule -> listed.addAll(rule.find(instance)));
    instance
        .settings()
        .readings()
        .forEach((path, readings) -> {
          Defects inFile = FileSearch.find(path, readings);
          listed.addAll(inFile.listed());
          unlisted.addAll(inFile.unlisted());
        });
    AFTER_FILES.forEach(rule -> listed.addAll(rule.find(instance)));
    return new Defects(listed, unlisted);
  }
}
