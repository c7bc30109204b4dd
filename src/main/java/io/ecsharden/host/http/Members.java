package io.ecsharden.host.http;

import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonBoolean;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The members of a JSON object. A member that is missing, or has another type, is empty, because a
 * newer server may leave it out.
 */
public record Members(JsonObject object) {

  /** What is wrong with an answer that holds something else. */
  static final String NO_OBJECT = "the answer is not a JSON object";

  /** Nothing at all. */
  private static final Members NONE = new Members(new JsonObject(List.of(), -1, -1));

  /** The object that an answer holds. */
  public static Members of(HttpAnswer answer) throws HttpException {
    if (JsonDocument.read(answer.buffer(), answer.length()).orElse(null)
        instanceof JsonObject object) {
      return new Members(object);
    }
    throw new HttpException(NO_OBJECT);
  }

  private static List<Members> objects(JsonArray array) {
    List<Members> all = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      if (element instanceof JsonObject object) {
        all.add(new Members(object));
      }
    }
    return all;
  }

  /** The last member of a name, which counts in Go and in Java. */
  private Optional<JsonValue> find(String name) {
    List<Member> members = object.members();
    for (int i = members.size() - 1; i >= 0; i--) {
      if (members.get(i).name().equals(name)) {
        return Optional.of(members.get(i).value());
      }
    }
    return Optional.empty();
  }

  /** A member that is an object; an empty object where there is none. */
  public Members members(String name) {
    return find(name).orElse(null) instanceof JsonObject inner ? new Members(inner) : NONE;
  }

  /** The names of its members, in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    object.members().forEach(member -> names.add(member.name()));
    return names;
  }

  /** A member that is a text. */
  public Optional<String> text(String name) {
    return find(name).orElse(null) instanceof JsonString string
        ? Optional.of(string.value())
        : Optional.empty();
  }

  /** The texts in a member that is an array. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (find(name).orElse(null) instanceof JsonArray array) {
      for (JsonValue element : array.elements()) {
        if (element instanceof JsonString string) {
          texts.add(string.value());
        }
      }
    }
    return texts;
  }

  /** The objects in a member that is an array. */
  public List<Members> list(String name) {
    return find(name).orElse(null) instanceof JsonArray array ? objects(array) : List.of();
  }

  /** Whether a member is {@code true}. */
  public boolean isTrue(String name) {
    return find(name).orElse(null) instanceof JsonBoolean bool && bool.value();
  }

  /** A member that is a whole number; 0 where there is none. */
  public int number(String name) {
    if (find(name).orElse(null) instanceof JsonNumber number) {
      try {
        return Integer.parseInt(number.literal());
      } catch (NumberFormatException e) {
        return 0;
      }
    }
    return 0;
  }
}
