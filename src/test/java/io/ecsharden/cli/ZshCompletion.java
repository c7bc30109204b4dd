package io.ecsharden.cli;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the completion for zsh from picocli's model. */
final class ZshCompletion {

  private final StringBuilder out = new StringBuilder();

  static String write() {
    return new ZshCompletion().script();
  }

  private String script() {
    out.append("#compdef ecs-harden\n");
    out.append("# zsh completion for ecs-harden, made from its command line\n\n");
    CommandTree.program().each(this::function);
    return out.append("_ecs_harden \"$@\"\n").toString();
  }

  private void function(CommandTree tree) {
    out.append(function(tree.path())).append("() {\n");
    if (!tree.below().isEmpty()) {
      out.append("  local context state state_descr line\n  typeset -A opt_args\n");
    }
    out.append("  _arguments -C -s");
    tree.options().forEach(this::option);
    tree.positionals().forEach(this::positional);
    if (!tree.below().isEmpty()) {
      out.append(" \\\n    '1:verb:((");
      for (CommandTree below : tree.below()) {
        out.append(below.name()).append("\\:\"").append(plain(below.description())).append("\" ");
      }
      out.append("))' \\\n    '*::argument:->below'\n");
      out.append("  [[ $state == below ]] || return\n  case $line[1] in\n");
      for (CommandTree below : tree.below()) {
        out.append("    ").append(below.name()).append(") ");
        out.append(function(below.path())).append(" ;;\n");
      }
      out.append("  esac");
    }
    out.append("\n}\n\n");
  }

  private static String function(String path) {
    return "_ecs_harden" + (path.isEmpty() ? "" : "_" + path.replace(' ', '_'));
  }

  private void option(OptionSpec option) {
    String repeat = option.isMultiValue() ? "*" : "";
    boolean value = CommandTree.takesValue(option);
    out.append(" \\\n    '").append(repeat).append(option.longestName()).append(value ? "=" : "");
    out.append('[').append(plain(CommandTree.text(option.description()))).append(']');
    if (value) {
      out.append(':').append(option.paramLabel()).append(':').append(action(option));
    }
    out.append('\'');
  }

  private void positional(PositionalParamSpec positional) {
    boolean required = positional.arity().min() > 0;
    int first = positional.index().min() + 1;
    out.append(" \\\n    '").append(first).append(required ? ":" : "::");
    out.append(positional.paramLabel()).append(':').append(action(positional)).append('\'');
  }

  private static String action(ArgSpec argument) {
    List<String> values = CommandTree.values(argument);
    if (CommandTree.isDirectory(argument)) {
      return "_files -/";
    }
    if (CommandTree.isFile(argument)) {
      return "_files";
    }
    return values.isEmpty() ? " " : "(" + String.join(" ", values) + ")";
  }

  /** Without what zsh reads in such a text. */
  private static String plain(String text) {
    return text.replace("'", "")
        .replace("`", "")
        .replace("\"", "")
        .replace("[", "(")
        .replace("]", ")")
        .replace(":", "\\:");
  }
}
