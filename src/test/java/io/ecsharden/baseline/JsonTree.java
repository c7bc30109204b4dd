package io.ecsharden.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** YAML as the JSON that a schema is held against. */
final class JsonTree {

  private JsonTree() {}

  /** Empty when the text is no YAML that a baseline may use. */
  static Optional<JsonNode> of(String text) {
    Problems problems = new Problems("x");
    Optional<YamlNode> root = YamlReader.read(text, problems);
    return problems.inOrder().isEmpty() ? root.map(JsonTree::tree) : Optional.empty();
  }

  private static JsonNode tree(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> leaf(scalar);
      case YamlNode.Sequence sequence -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sequence.items().forEach(item -> array.add(tree(item)));
        yield array;
      }
      case YamlNode.Mapping mapping -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        mapping.entries().forEach(entry -> object.set(entry.key(), tree(entry.value())));
        yield object;
      }
      case YamlNode.Unusable _ -> throw new IllegalStateException("has been a problem");
    };
  }

  private static JsonNode leaf(YamlNode.Scalar scalar) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    return switch (scalar.kind()) {
      case NOTHING, NULL -> factory.nullNode();
      case BOOLEAN -> factory.booleanNode(Boolean.parseBoolean(scalar.text()));
      case TEXT -> factory.textNode(scalar.text());
      case NUMBER -> number(scalar.text());
    };
  }

  private static JsonNode number(String text) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    if (text.startsWith("0o") || text.startsWith("0x")) {
      return factory.numberNode(new BigInteger(text.substring(2), text.charAt(1) == 'o' ? 8 : 16));
    }
    if (text.endsWith("nf") || text.endsWith("NF") || text.substring(1).equalsIgnoreCase("nan")) {
      return factory.numberNode(Double.NaN);
    }
    boolean whole = text.chars().allMatch(c -> c >= '0' && c <= '9');
    return whole ? factory.numberNode(new BigInteger(text)) : factory.numberNode(decimal(text));
  }

  private static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      // an exponent that Java has no room for
      return new BigDecimal("0.5");
    }
  }
}
