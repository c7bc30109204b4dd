package io.ecsharden.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * As much of JSON Schema 2020-12 as our schema uses. A keyword that is not known here is an error,
 * so the schema cannot say something that no test looks at.
 */
final class JsonSchema {

  private final JsonNode root;

  JsonSchema(JsonNode root) {
    this.root = root;
  }

  boolean accepts(JsonNode value) {
    return accepts(root, value);
  }

  private boolean accepts(JsonNode schema, JsonNode value) {
    if (schema.isBoolean()) {
      return schema.booleanValue();
    }
    return schema.properties().stream()
        .allMatch(keyword -> accepts(schema, keyword.getKey(), keyword.getValue(), value));
  }

  private boolean accepts(JsonNode schema, String keyword, JsonNode rule, JsonNode value) {
    return switch (keyword) {
      case "$schema", "$id", "$defs", "title", "description", "examples", "format" -> true;
      case "$ref" -> accepts(root.at(rule.textValue().substring(1)), value);
      case "type" ->
          rule.isTextual()
              ? isOfType(rule.textValue(), value)
              : stream(rule).anyMatch(type -> isOfType(type.textValue(), value));
      case "const" -> isEqual(rule, value);
      case "enum" -> stream(rule).anyMatch(one -> isEqual(one, value));
      case "anyOf" -> stream(rule).anyMatch(one -> accepts(one, value));
      case "oneOf" -> stream(rule).filter(one -> accepts(one, value)).count() == 1;
      case "pattern" ->
          !value.isTextual() || Pattern.compile(rule.textValue()).matcher(value.textValue()).find();
      case "minimum" -> !value.isNumber() || value.doubleValue() >= rule.doubleValue();
      case "maximum" -> !value.isNumber() || value.doubleValue() <= rule.doubleValue();
      case "items" -> !value.isArray() || stream(value).allMatch(item -> accepts(rule, item));
      case "minItems" -> !value.isArray() || value.size() >= rule.intValue();
      default -> !value.isObject() || acceptsObject(schema, keyword, rule, value);
    };
  }

  private boolean acceptsObject(JsonNode schema, String keyword, JsonNode rule, JsonNode value) {
    return switch (keyword) {
      case "required" -> stream(rule).allMatch(name -> value.has(name.textValue()));
      case "maxProperties" -> value.size() <= rule.intValue();
      case "properties" ->
          value.properties().stream()
              .filter(member -> rule.has(member.getKey()))
              .allMatch(member -> accepts(rule.get(member.getKey()), member.getValue()));
      case "additionalProperties" ->
          value.properties().stream()
              .filter(member -> !schema.path("properties").has(member.getKey()))
              .map(Map.Entry::getValue)
              .allMatch(member -> accepts(rule, member));
      case "propertyNames" ->
          value.properties().stream()
              .map(member -> JsonNodeFactory.instance.textNode(member.getKey()))
              .allMatch(name -> accepts(rule, name));
      case "dependentSchemas" ->
          rule.properties().stream()
              .filter(dependent -> value.has(dependent.getKey()))
              .allMatch(dependent -> accepts(dependent.getValue(), value));
      default -> throw new IllegalArgumentException("not known here: " + keyword);
    };
  }

  /** Numbers are equal by what they are worth. */
  private static boolean isEqual(JsonNode a, JsonNode b) {
    boolean numbers = a.isNumber() && b.isNumber() && !b.isDouble();
    return numbers ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
  }

  private static boolean isOfType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      default -> throw new IllegalArgumentException("no type: " + type);
    };
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
