package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns an exception of the YAML library into a problem at the place that it names. */
final class YamlMistake {

  private static final int LONGEST = 160;

  private YamlMistake() {}

  static void report(RuntimeException e, Problems problems) {
    if (e instanceof MarkedYamlEngineException marked) {
      Location at =
          marked
              .getProblemMark()
              .or(marked::getContextMark)
              .map(mark -> at(mark, problems))
              .orElse(problems.start());
      problems.add(at, "not YAML: " + words(marked), hint(marked));
    } else {
      problems.add(
          problems.file(), "not YAML: " + Quote.inLine(String.valueOf(e.getMessage()), LONGEST));
    }
  }

  static Location at(Mark mark, Problems problems) {
    return problems.at(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** {@code problem (context in line 2)}; the library leaves out one or the other. */
  private static String words(MarkedYamlEngineException e) {
    if (isTab(e)) {
      return "a tab is not allowed here";
    }
    Optional<String> problem = Optional.ofNullable(e.getProblem()).map(String::strip);
    Optional<String> context = Optional.ofNullable(e.getContext()).map(text -> text + line(e));
    String words =
        problem.isPresent()
            ? problem.get() + context.map(text -> " (" + text + ")").orElse("")
            : context.orElse("the library does not say why");
    return Quote.inLine(words, LONGEST);
  }

  private static String line(MarkedYamlEngineException e) {
    return e.getContextMark().map(mark -> " in line " + (mark.getLine() + 1)).orElse("");
  }

  private static Optional<String> hint(MarkedYamlEngineException e) {
    if (isTab(e)) {
      return Optional.of("indent with spaces");
    }
    return says(e, "<block end>") ? Optional.of("check the indentation") : Optional.empty();
  }

  private static boolean isTab(MarkedYamlEngineException e) {
    return says(e, "\\t(TAB)");
  }

  private static boolean says(MarkedYamlEngineException e, String words) {
    return e.getProblem() != null && e.getProblem().contains(words);
  }
}
