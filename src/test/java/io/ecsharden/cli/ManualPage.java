package io.ecsharden.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the manual page from picocli's model, in the macros of man(7). */
final class ManualPage {

  private static final List<String[]> FILES =
      List.of(
          new String[] {
            "/etc/ecs-harden/baseline.yaml", "The baseline where --baseline names none."
          },
          new String[] {"/etc/ecs/ecs.config", "What the agent and ecs-init read."},
          new String[] {"/var/lib/ecs-harden", "Receipts, previous versions, kept reports."});

  private static final List<String[]> ENVIRONMENT =
      List.of(
          new String[] {
            "ECS_HARDEN_BASELINE",
            "The baseline where --baseline names none and /etc/ecs-harden/baseline.yaml is not"
                + " there."
          },
          new String[] {"COLUMNS", "The longest line of a text report."},
          new String[] {"NO_COLOR", "With any value there is no colour."});

  private final StringBuilder out = new StringBuilder();

  static String write() {
    return new ManualPage().page();
  }

  private String page() {
    out.append(".\\\" made from the command line of ecs-harden\n");
    out.append(".TH ECS-HARDEN 8 2026-01-01 \"ecs-harden\" \"System Administration\"\n");
    CommandTree program = CommandTree.program();
    section("NAME");
    line("ecs-harden - audit and repair the configuration of an Amazon ECS container instance");
    section("SYNOPSIS");
    for (CommandTree verb : program.below()) {
      out.append(".B ecs\\-harden ").append(escaped(verb.name())).append('\n');
      out.append(".RI [ options ]\n");
      for (PositionalParamSpec positional : verb.positionals()) {
        out.append(".RI [ ").append(escaped(positional.paramLabel())).append(" ]\n");
      }
      out.append(verb.equals(program.below().getLast()) ? "" : ".br\n");
    }
    section("DESCRIPTION");
    line(program.description());
    section("OPTIONS");
    program.options().forEach(this::option);
    section("VERBS");
    program.each(this::verb);
    section("EXIT STATUS");
    for (ExitCode code : ExitCode.values()) {
      item(Integer.toString(code.code()), code.meaning());
    }
    section("FILES");
    FILES.forEach(file -> item(file[0], file[1]));
    section("ENVIRONMENT");
    ENVIRONMENT.forEach(variable -> item(variable[0], variable[1]));
    section("EXAMPLES");
    Arrays.stream(Cli.commandLine().getCommandSpec().usageMessage().footer())
        .filter(text -> text.startsWith("  ecs-harden"))
        .forEach(text -> {
          String[] halves = text.strip().split("  +", 2);
          item(halves[0], halves.length > 1 ? halves[1] : "");
        });
    return out.toString();
  }

  private void verb(CommandTree tree) {
    if (tree.path().isEmpty()) {
      return;
    }
    out.append(".SS \"").append(escaped(tree.path())).append("\"\n");
    line(tree.description());
    for (PositionalParamSpec positional : tree.positionals()) {
      item(positional.paramLabel(), CommandTree.text(positional.description()));
    }
    tree.options().forEach(this::option);
  }

  private void option(OptionSpec option) {
    String names = String.join(", ", option.names());
    String value = CommandTree.takesValue(option) ? "=" + option.paramLabel() : "";
    item(names + value, CommandTree.text(option.description()));
  }

  private void section(String title) {
    out.append(".SH ").append(title).append('\n');
  }

  private void item(String term, String text) {
    out.append(".TP\n.B ").append(escaped(term)).append('\n');
    line(text);
  }

  private void line(String text) {
    out.append(text.isEmpty() ? "\\&" : escaped(text)).append('\n');
  }

  /** Without anything that roff reads in another way. */
  private static String escaped(String text) {
    String plain =
        text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("`", "");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
