package io.ecsharden.format.json;

import io.ecsharden.format.ByteBuilder;
import io.ecsharden.format.json.JsonValue.JsonBoolean;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.Member;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes values of a JSON file; every other byte stays as it is. */
public final class JsonEditor {

  private JsonEditor() {}

  /**
   * Sets a boolean that stands in the outermost object, wherever it stands there: with several
   * members of one name the last one counts for Go.
   *
   * @param name which members are meant
   * @return the text; nothing when it is no object with such a member, or a value is no boolean
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
