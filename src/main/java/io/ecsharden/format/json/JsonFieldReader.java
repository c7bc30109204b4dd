package io.ecsharden.format.json;

import io.ecsharden.format.json.JsonPaths.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads those members of objects that are wanted, and passes over the rest. */
final class JsonFieldReader {

  private final byte[] source;
  private final int length;
  private final JsonPaths paths;
  private final JsonStrings strings;
  private int position;

  JsonFieldReader(byte[] source, int length, JsonPaths paths) {
    this.source = source;
    this.length = length;
    this.paths = paths;
    this.strings = new JsonStrings(source, length);
  }

  /** The text, which is one object. */
  JsonFields object() throws JsonSyntaxException {
    skipSpace();
    expect('{', "looking for an object");
    JsonFields fields = fields();
    end();
    return fields;
  }

  /** The objects of the text, which is one array; its other elements are passed over. */
  List<JsonFields> objects() throws JsonSyntaxException {
    List<JsonFields> all = new ArrayList<>();
    skipSpace();
    expect('[', "looking for an array");
    boolean more = !isEmpty(']');
    while (more) {
      if (peek() == '{') {
        position++;
        all.add(fields());
      } else {
        skipValue();
      }
      more = isFollowed(']');
    }
    end();
    return all;
  }

  private JsonFields fields() throws JsonSyntaxException {
    JsonFields fields = new JsonFields(paths);
    members(paths.root(), fields);
    return fields;
  }

  /** The members of an object whose brace was read; as deep as the paths, and no deeper. */
  private void members(Node node, JsonFields fields) throws JsonSyntaxException {
    List<String> names = node.names == Node.NOWHERE ? List.of() : new ArrayList<>();
    boolean more = !isEmpty('}');
    while (more) {
      int start = position;
      skipString();
      Node child = node.child(source, start + 1, position - 1);
      if (node.names != Node.NOWHERE) {
        names.add(strings.read(start));
      }
      skipSpace();
      expect(':', "after object key");
      skipSpace();
      if (child == Node.UNWANTED) {
        skipValue();
      } else {
        value(child, fields);
      }
      more = isFollowed('}');
    }
    if (node.names != Node.NOWHERE) {
      fields.put(node.names, new JsonFields.Texts(names));
    }
  }

  private void value(Node node, JsonFields fields) throws JsonSyntaxException {
    switch (peek()) {
      case '{' -> {
        position++;
        members(node, fields);
      }
      case '[' -> {
        if (node.texts == Node.NOWHERE) {
          skipValue();
        } else {
          position++;
          fields.put(node.texts, new JsonFields.Texts(texts()));
        }
      }
      default -> {
        if (node.value == Node.NOWHERE) {
          skipValue();
        } else {
          fields.put(node.value, scalar());
        }
      }
    }
  }

  private List<String> texts() throws JsonSyntaxException {
    List<String> texts = new ArrayList<>();
    boolean more = !isEmpty(']');
    while (more) {
      if (peek() == '"') {
        texts.add(string());
      } else {
        skipValue();
      }
      more = isFollowed(']');
    }
    return texts;
  }

  /** A text, {@code true} or {@code false}, or a whole number; null for everything else. */
  private @Nullable Object scalar() throws JsonSyntaxException {
    if (peek() == '"') {
      return string();
    }
    int start = position;
    skipPlain(true);
    String word = new String(source, start, position - start, StandardCharsets.ISO_8859_1).strip();
    return switch (word) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      case "null" -> null;
      default -> number(word, start);
    };
  }

  private @Nullable Long number(String word, int start) throws JsonSyntaxException {
    char first = word.isEmpty() ? ' ' : word.charAt(0);
    if (first != '-' && (first < '0' || first > '9')) {
      throw strings.invalid(start, "looking for beginning of value");
    }
    try {
      return Long.valueOf(word);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private String string() throws JsonSyntaxException {
    String text = strings.read(position);
    position = strings.end();
    return text;
  }

  /** Passes over a value: only its strings and brackets are looked at. */
  private void skipValue() throws JsonSyntaxException {
    int depth = 0;
    do {
      switch (peek()) {
        case '"' -> skipString();
        case '{', '[' -> {
          depth++;
          position++;
        }
        case '}', ']' -> {
          depth--;
          position++;
        }
        default -> skipPlain(depth == 0);
      }
    } while (depth > 0);
    if (depth < 0) {
      throw strings.invalid(position - 1, "looking for beginning of value");
    }
  }

  // no field is read again at each byte

  private void skipString() throws JsonSyntaxException {
    byte[] bytes = source;
    int end = length;
    if (peek() != '"') {
      throw strings.invalid(position, "looking for beginning of object key string");
    }
    int i = position + 1;
    while (i < end && bytes[i] != '"') {
      i += bytes[i] == '\\' ? 2 : 1;
    }
    if (i >= end) {
      throw unexpectedEnd();
    }
    position = i + 1;
  }

  /**
   * Numbers and words, and what stands between values.
   *
   * @param one whether it is one value, and ends with it
   */
  private void skipPlain(boolean one) {
    byte[] bytes = source;
    int end = length;
    int i = position + 1;
    while (i < end && !isSpecial(bytes[i]) && !(one && bytes[i] == ',')) {
      i++;
    }
    position = i;
  }

  /** A quote or a bracket. */
  private static boolean isSpecial(byte c) {
    // the two kinds of brackets differ in one bit
    int bracket = c | 0x20;
    return c == '"' || bracket == '{' || bracket == '}';
  }

  private boolean isEmpty(char close) throws JsonSyntaxException {
    skipSpace();
    boolean empty = peek() == close;
    position += empty ? 1 : 0;
    return empty;
  }

  /** Reads what stands after a value: whether another one follows. */
  private boolean isFollowed(char close) throws JsonSyntaxException {
    skipSpace();
    boolean last = peek() == close;
    if (last) {
      position++;
    } else {
      expect(',', "after a value");
      skipSpace();
    }
    return !last;
  }

  private void expect(char c, String context) throws JsonSyntaxException {
    if (peek() != c) {
      throw strings.invalid(position, context);
    }
    position++;
  }

  private void end() throws JsonSyntaxException {
    skipSpace();
    if (position < length) {
      throw strings.invalid(position, "after top-level value");
    }
  }

  private void skipSpace() {
    while (position < length && isSpace(source[position])) {
      position++;
    }
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private int peek() throws JsonSyntaxException {
    if (position >= length) {
      throw unexpectedEnd();
    }
    return source[position];
  }

  private JsonSyntaxException unexpectedEnd() {
    return new JsonSyntaxException("unexpected end of JSON input", length);
  }
}
