package io.ecsharden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the help says besides picocli's list of options. Made while the image is built. */
final class HelpText {

  /** Less than that of picocli's help, which breaks longer lines without an indent. */
  private static final int WIDTH = 78;

  private static final int INDENT = 14;

  private static final String[] EXAMPLES = {
    "",
    "Examples:",
    "  ecs-harden audit                         this instance",
    "  ecs-harden audit --root /host            in a container",
    "  ecs-harden audit --min-severity HIGH --format json",
    "  ecs-harden fix --dry-run                 what fix would do",
    "  ecs-harden fix --only awsvpc-imds-block",
    "  ecs-harden bootstrap --report ssm        in user data",
    "  ecs-harden rollback last",
    "  ecs-harden baseline check fleet.yaml     needs no instance",
    "",
    "`ecs-harden help VERB` shows the options of a verb."
  };

  private HelpText() {}

  /** Gives the program's help its groups of verbs, its examples and the exit codes. */
  static void program(CommandSpec top, Map<String, List<Verb>> groups) {
    top.usageMessage()
        .sectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            _ -> String.join("\n", verbs(groups)) + "\n");
    List<String> footer = new ArrayList<>(List.of(EXAMPLES));
    footer.addAll(exitCodes());
    top.usageMessage().commandListHeading("").footer(footer.toArray(String[]::new));
  }

  private static List<String> verbs(Map<String, List<Verb>> groups) {
    List<String> lines = new ArrayList<>();
    groups.forEach((title, verbs) -> {
      lines.add("");
      lines.add(title + ":");
      for (Verb verb : verbs) {
        CommandSpec specification = verb.specification();
        String name = "  " + specification.name();
        wrap(lines, name + " ".repeat(INDENT - name.length()), INDENT, summary(specification));
      }
    });
    return lines;
  }

  private static String summary(CommandSpec specification) {
    return String.join(" ", specification.usageMessage().description());
  }

  /** The table of exit codes, with the lines of a meaning below each other. */
  private static List<String> exitCodes() {
    List<String> lines = new ArrayList<>(List.of("", "Exit codes:"));
    for (ExitCode code : ExitCode.values()) {
      String number = Integer.toString(code.code());
      wrap(lines, "    ".substring(number.length()) + number + "  ", 6, code.meaning());
    }
    return lines;
  }

  private static void wrap(List<String> lines, String first, int indent, String text) {
    StringBuilder line = new StringBuilder(first);
    boolean begun = false;
    for (String word : text.split(" ")) {
      if (begun && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(indent));
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
    }
    lines.add(line.toString());
  }

  /** A command's help. */
  static String of(picocli.CommandLine command) {
    return command.getUsageMessage(Ansi.OFF);
  }
}
