package io.ecsharden.format.json;

import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * What a file holds that this program has written. A value of another type is a {@link
 * ClassCastException} and a member that is missing an {@link IllegalArgumentException}: then the
 * file is damaged, and no part of it counts.
 */
public final class OwnJson {

  private OwnJson() {}

  /** A member that need not be there. */
  public static Optional<JsonValue> optional(JsonValue object, String name) {
    return ((JsonObject) object).member(name);
  }

  /** A member. */
  public static JsonValue member(JsonValue object, String name) {
    return optional(object, name).orElseThrow(() -> new IllegalArgumentException(name));
  }

  /** A member that is an array. */
  public static List<JsonValue> array(JsonValue object, String name) {
    return ((JsonArray) member(object, name)).elements();
  }

  /** A member that is a text. */
  public static String text(JsonValue object, String name) {
    return text(member(object, name));
  }

  /** A member that is a whole number. */
  public static long number(JsonValue object, String name) {
    return Long.parseLong(((JsonNumber) member(object, name)).literal());
  }

  /** A text. */
  public static String text(JsonValue value) {
    return ((JsonString) value).value();
  }
}
