package io.ecsharden.settings.rule;

import io.ecsharden.format.TypographicQuotes;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonNull;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON of a shape. Go's decoder reads the first value of the text and leaves the rest alone.
 *
 * @param shape what it accepts
 * @param effect what happens where the text has another shape: a clause that follows a comma
 */
record JsonRule(Shape shape, String effect) implements ValueRule {

  /** The shapes, by what people call them. */
  enum Shape {
    PORTS("a JSON array of numbers, such as [22,2375]"),
    TEXTS("a JSON array of texts, such as [\"json-file\",\"awslogs\"]"),
    TEXT_MAP("a JSON object of texts, such as {\"name\":\"value\"}");

    private final String words;

    Shape(String words) {
      this.words = words;
    }

    private boolean fits(JsonValue value) {
      return value instanceof JsonNull
          || switch (this) {
            case PORTS ->
                value instanceof JsonArray array
                    && array.elements().stream().allMatch(Shape::isPort);
            case TEXTS ->
                value instanceof JsonArray array
                    && array.elements().stream().allMatch(Shape::isText);
            case TEXT_MAP ->
                value instanceof JsonObject object
                    && object.members().stream().allMatch(member -> isText(member.value()));
          };
    }

    private static boolean isPort(JsonValue value) {
      return value instanceof JsonNull
          || value instanceof JsonNumber(String literal, int s, int e)
              && NumberRule.parse(literal).filter(port -> port >= 0 && port <= 65_535).isPresent();
    }

    private static boolean isText(JsonValue value) {
      return value instanceof JsonNull || value instanceof JsonString;
    }
  }

  @Override
  public Optional<Refusal> refusal(String text) {
    Optional<JsonValue> value = JsonDocument.first(text.getBytes(StandardCharsets.UTF_8));
    if (value.isEmpty()) {
      String why =
          TypographicQuotes.isIn(text)
              ? "Typographic quotes are not JSON's quotes"
              : "The value is not JSON";
      return Refusal.notSet(why + ", and " + effect);
    }
    if (shape.fits(value.get())) {
      return Optional.empty();
    }
    if (shape == Shape.PORTS && value.get() instanceof JsonArray) {
      return Refusal.notSet("The agent accepts numbers only, and does not reserve the other ports");
    }
    return Refusal.notSet("The value is JSON of another shape, and " + effect);
  }

  @Override
  public String accepts() {
    return shape.words;
  }
}
