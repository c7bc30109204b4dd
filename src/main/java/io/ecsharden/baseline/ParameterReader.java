package io.ecsharden.baseline;

import io.ecsharden.baseline.ParameterSpec.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the value of a parameter, by its kind. */
final class ParameterReader {

  private final Problems problems;
  private final Shapes shapes;

  ParameterReader(Problems problems) {
    this.problems = problems;
    this.shapes = new Shapes(problems);
  }

  Optional<ParameterValue> read(YamlNode.Entry entry, Kind kind) {
    String what = Quote.of(entry.key());
    YamlNode node = entry.value();
    return switch (kind) {
      case BOOLEAN ->
          shapes.flag(node, what).map(flag -> new ParameterValue.Text(String.valueOf(flag)));
      case TEXT -> shapes.text(node, what).map(ParameterValue.Text::new);
      case FILE_MODE -> shapes.value(node, what).flatMap(text -> mode(text, node));
      case TEXT_LIST, CIDR_LIST -> shapes.list(node, what).map(items -> list(items, what, kind));
    };
  }

  private Optional<ParameterValue> mode(String text, YamlNode node) {
    return isRight(Kind.FILE_MODE, text, node)
        ? Optional.of(new ParameterValue.Text(ParameterRules.normal(Kind.FILE_MODE, text)))
        : Optional.empty();
  }

  private ParameterValue list(List<YamlNode> items, String what, Kind kind) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items) {
      shapes
          .text(item, "an item of " + what)
          .filter(text -> isRight(kind, text, item))
          .ifPresent(texts::add);
    }
    return new ParameterValue.TextList(texts);
  }

  private boolean isRight(Kind kind, String text, YamlNode node) {
    Optional<ParameterRules.Mistake> mistake = ParameterRules.mistakeIn(kind, text);
    mistake.ifPresent(found -> problems.add(node.at(), found.message(), found.hint()));
    return mistake.isEmpty();
  }
}
