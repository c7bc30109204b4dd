package io.ecsharden.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion for bash from picocli's model. */
final class BashCompletion {

  private static final String HEAD =
      """
      # bash completion for ecs-harden, made from its command line
      # shellcheck shell=bash
      _ecs_harden() {
        local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb= word words= files= i
        # bash takes --option=value apart
        if [[ $current == = ]]; then
          current=
        elif [[ $before == = ]]; then
          before=${COMP_WORDS[COMP_CWORD - 2]}
        fi
        for ((i = 1; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          case "$verb $word" in
      """;

  private static final String TAIL =
      """
        esac
        # shellcheck disable=SC2207
        COMPREPLY=($(compgen -W "$words" -- "$current"))
        if [[ -n $files ]]; then
          compopt -o filenames 2>/dev/null
          while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$files" -- "$current")
        fi
      }
      complete -F _ecs_harden ecs-harden
      """;

  private final StringBuilder out = new StringBuilder();

  static String write() {
    return new BashCompletion().script();
  }

  private String script() {
    out.append(HEAD);
    CommandTree program = CommandTree.program();
    program.each(tree -> {
      if (!tree.path().isEmpty()) {
        out.append("      \"").append(tree.path().contains(" ") ? "" : " ");
        out.append(tree.path()).append("\") verb=\"").append(tree.path()).append("\" ;;\n");
      }
    });
    out.append("    esac\n  done\n  case \"$verb:$before\" in\n");
    program.each(this::values);
    program.each(this::words);
    return out.append(TAIL).toString();
  }

  private void values(CommandTree tree) {
    for (OptionSpec option : tree.options()) {
      if (CommandTree.takesValue(option)) {
        out.append("    \"").append(tree.path()).append(':').append(option.longestName());
        out.append("\")").append(choice(List.of(), option)).append(" ;;\n");
      }
    }
  }

  /** What can stand where no option waits for its value. */
  private void words(CommandTree tree) {
    List<String> words = new ArrayList<>();
    tree.below().forEach(below -> words.add(below.name()));
    tree.positionals().forEach(positional -> words.addAll(CommandTree.values(positional)));
    for (OptionSpec option : tree.options()) {
      words.add(option.longestName());
    }
    boolean files = tree.positionals().stream().anyMatch(CommandTree::isFile);
    out.append("    \"")
        .append(tree.path())
        .append("\":*) words=\"")
        .append(String.join(" ", words));
    out.append('"').append(files ? " files=-f" : "").append(" ;;\n");
  }

  private static String choice(List<String> more, ArgSpec argument) {
    List<String> words = new ArrayList<>(more);
    words.addAll(CommandTree.values(argument));
    String list = words.isEmpty() ? "" : " words=\"" + String.join(" ", words) + "\"";
    return list
        + (CommandTree.isDirectory(argument) ? " files=-d" : "")
        + (CommandTree.isFile(argument) ? " files=-f" : "");
  }
}
