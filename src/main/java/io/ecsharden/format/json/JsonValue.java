package io.ecsharden.format.json;

import java.util.List;
import java.util.Optional;

/**
 * A JSON value and where its text stands: byte offsets into the source, {@code start} inclusive,
 * {@code end} exclusive. Values that a program makes itself have no place and carry -1.
 */
public sealed interface JsonValue {

  int start();

  int end();

  /** An object; duplicate names are kept, in order. */
  record JsonObject(List<Member> members, int start, int end) implements JsonValue {
    public JsonObject {
      members = List.copyOf(members);
    }

    /** The first member of a name. */
    public Optional<JsonValue> member(String name) {
      for (Member member : members) {
        if (member.name().equals(name)) {
          return Optional.of(member.value());
        }
      }
      return Optional.empty();
    }
  }

  /** An array. */
  record JsonArray(List<JsonValue> elements, int start, int end) implements JsonValue {
    public JsonArray {
      elements = List.copyOf(elements);
    }
  }

  /** A string; {@code value} is unescaped. */
  record JsonString(String value, int start, int end) implements JsonValue {}

  /** A number; {@code literal} is its text. */
  record JsonNumber(String literal, int start, int end) implements JsonValue {}

  /** {@code true} or {@code false}. */
  record JsonBoolean(boolean value, int start, int end) implements JsonValue {}

  /** {@code null}. */
  record JsonNull(int start, int end) implements JsonValue {}

  /**
   * A name and its value.
   *
   * @param start where the name's opening quote stands
   */
  record Member(String name, int start, JsonValue value) {}

  /** What people call this kind of value; the words of Go's error messages. */
  default String kind() {
    return switch (this) {
      case JsonObject o -> "object";
      case JsonArray a -> "array";
      case JsonString s -> "string";
      case JsonNumber n -> "number";
      case JsonBoolean b -> "bool";
      case JsonNull n -> "null";
    };
  }
}
