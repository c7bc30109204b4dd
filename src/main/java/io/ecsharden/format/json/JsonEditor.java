package io.ecsharden.format.json;

import io.ecsharden.format.ByteBuilder;
import io.ecsharden.format.json.JsonValue.JsonBoolean;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes values of a JSON file; every other byte stays as it is. */
public final class JsonEditor {

  private JsonEditor() {}

  /**
   * Sets a text within an object of the outermost object. Several objects of one name are one to
   * Go, and the last text of a name counts: that one is changed.
   *
   * @return the file's text; nothing where there is no such text
   */
  public static Optional<byte[]> setText(byte[] source, String object, String name, String text) {
    if (!(JsonDocument.parse(source).root().orElse(null) instanceof JsonObject outermost)) {
      return Optional.empty();
    }
    Optional<JsonString> last = Optional.empty();
    for (Member member : outermost.members()) {
      if (member.name().equalsIgnoreCase(object) && member.value() instanceof JsonObject inner) {
        for (Member field : inner.members()) {
          if (field.name().equals(name) && field.value() instanceof JsonString found) {
            last = Optional.of(found);
          }
        }
      }
    }
    return last.map(value -> {
      StringBuilder quoted = new StringBuilder();
      new JsonWriter(quoted).value(text);
      byte[] bytes = quoted.toString().getBytes(StandardCharsets.UTF_8);
      ByteBuilder out = new ByteBuilder(source.length + bytes.length);
      out.append(source, 0, value.start());
      out.append(bytes, 0, bytes.length);
      out.append(source, value.end(), source.length);
      return out.toBytes();
    });
  }

  /**
   * Sets a boolean that stands in the outermost object, wherever it stands there: with several
   * members of one name the last one counts for Go.
   *
   * @param name which members to set
   * @return the text; nothing when it is no object with such a member, or a value is not a boolean
   */
  public static Optional<byte[]> setBoolean(byte[] source, Predicate<String> name, boolean on) {
    if (!(JsonDocument.parse(source).root().orElse(null) instanceof JsonObject object)) {
      return Optional.empty();
    }
    byte[] text = Boolean.toString(on).getBytes(StandardCharsets.US_ASCII);
    ByteBuilder out = new ByteBuilder(source.length + 8);
    int position = 0;
    boolean found = false;
    for (Member member : object.members()) {
      if (!name.test(member.name())) {
        continue;
      }
      if (!(member.value() instanceof JsonBoolean(boolean is, int start, int end))) {
        return Optional.empty();
      }
      found = true;
      out.append(source, position, is == on ? end : start);
      if (is != on) {
        out.append(text, 0, text.length);
      }
      position = end;
    }
    out.append(source, position, source.length);
    return found ? Optional.of(out.toBytes()) : Optional.empty();
  }
}
