package io.ecsharden.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** As much of JSON Schema as the reports' schemas use; a keyword unknown here is an error. */
public final class ReportSchema {

  private final JsonNode root;
  private final List<String> violations = new ArrayList<>();

  public ReportSchema(String name) {
    try {
      root = new ObjectMapper().readTree(Path.of("docs/schema", name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode tree() {
    return root;
  }

  /** Where and how a report breaks the schema. */
  public List<String> violations(JsonNode report) {
    violations.clear();
    check(root, report, "");
    return List.copyOf(violations);
  }

  private void check(JsonNode schema, JsonNode value, String at) {
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      JsonNode rule = keyword.getValue();
      boolean kept =
          switch (keyword.getKey()) {
            case "$schema", "$defs", "title", "description", "format" -> true;
            case "$ref" -> {
              check(root.at(rule.textValue().substring(1)), value, at);
              yield true;
            }
            case "type" -> anyOf(rule).stream().anyMatch(type -> isOfType(type, value));
            case "const" -> rule.equals(value);
            case "enum" -> anyOf(rule).contains(value);
            case "pattern" -> Pattern.compile(rule.textValue()).matcher(value.asText()).find();
            case "minimum" -> value.asLong() >= rule.longValue();
            case "minItems" -> value.size() >= rule.intValue();
            case "required" -> anyOf(rule).stream().allMatch(name -> value.has(name.textValue()));
            case "oneOf" -> anyOf(rule).stream().filter(one -> accepts(one, value)).count() == 1;
            case "items" -> {
              for (int i = 0; value.isArray() && i < value.size(); i++) {
                check(rule, value.get(i), at + "/" + i);
              }
              yield true;
            }
            case "properties", "additionalProperties" -> true;
            default -> throw new IllegalArgumentException("not known here: " + keyword.getKey());
          };
      if (!kept) {
        violations.add(at + " breaks " + keyword.getKey() + " " + rule + " with " + value);
      }
    }
    if (value.isObject()) {
      members(schema, value, at);
    }
  }

  private void members(JsonNode schema, JsonNode value, String at) {
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonNode described = schema.path("properties").path(member.getKey());
      String place = at + "/" + member.getKey();
      if (described.isObject()) {
        check(described, member.getValue(), place);
      } else if (others.isObject()) {
        check(others, member.getValue(), place);
      } else if (others.isBoolean() && !others.booleanValue()) {
        violations.add(place + " is not described");
      }
    }
  }

  private boolean accepts(JsonNode schema, JsonNode value) {
    int before = violations.size();
    check(schema, value, "");
    boolean accepted = violations.size() == before;
    violations.subList(before, violations.size()).clear();
    return accepted;
  }

  private static List<JsonNode> anyOf(JsonNode rule) {
    List<JsonNode> all = new ArrayList<>();
    rule.forEach(all::add);
    return rule.isArray() ? all : List.of(rule);
  }

  private static boolean isOfType(JsonNode type, JsonNode value) {
    JsonNode actual =
        JsonNodeFactory.instance.textNode(
            value.isIntegralNumber()
                ? "integer"
                : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
    return type.equals(actual);
  }
}
