package io.ecsharden.format.json;

import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonBoolean;
import io.ecsharden.format.json.JsonValue.JsonNull;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Go's grammar of JSON ({@code encoding/json}): strict syntax, invalid UTF-8 allowed in strings, at
 * most 10,000 levels. It keeps a stack of its own, so that deep input cannot exhaust the thread's.
 */
final class JsonParser {

  private static final int MAX_DEPTH = 10_000;

  private static final int FEW = 4;

  private final byte[] source;
  private final int length;
  private final JsonStrings strings;
  private int position;

  /** A container that is being read. */
  private static final class Open {
    final int start;
    final boolean object;
    final List<Member> members;
    final List<JsonValue> elements;
    String name = "";
    int nameStart;

    Open(int start, boolean object) {
      this.start = start;
      this.object = object;
      // most have a few
      this.members = object ? new ArrayList<>(FEW) : List.of();
      this.elements = object ? List.of() : new ArrayList<>(FEW);
    }

    void add(JsonValue value) {
      if (object) {
        members.add(new Member(name, nameStart, value));
      } else {
        elements.add(value);
      }
    }

    JsonValue close(int end) {
      return object ? new JsonObject(members, start, end) : new JsonArray(elements, start, end);
    }
  }

  /**
   * @param length of the text, which starts with the array
   */
  JsonParser(byte[] source, int length) {
    this.source = source;
    this.length = length;
    this.strings = new JsonStrings(source, length);
  }

  JsonValue parse() throws JsonSyntaxException {
    JsonValue value = first();
    skipSpace();
    if (position < length) {
      throw invalid("after top-level value");
    }
    return value;
  }

  /** The first value of the text; what follows is left alone. */
  JsonValue first() throws JsonSyntaxException {
    Deque<Open> open = new ArrayDeque<>(FEW);
    Optional<JsonValue> done = startValue(open);
    while (!open.isEmpty()) {
      if (done.isPresent()) {
        open.getFirst().add(done.get());
        done = afterValue(open);
      } else {
        done = firstInContainer(open);
      }
    }
    return done.orElseThrow();
  }

  /** Reads a scalar, or opens a container and gives nothing yet. */
  private Optional<JsonValue> startValue(Deque<Open> open) throws JsonSyntaxException {
    skipSpace();
    int start = position;
    return switch (peek()) {
      case '{', '[' -> {
        if (open.size() >= MAX_DEPTH) {
          throw new JsonSyntaxException("exceeded max depth", position);
        }
        open.push(new Open(start, source[position] == '{'));
        position++;
        yield Optional.empty();
      }
      case '"' -> {
        String text = string();
        yield Optional.of(new JsonString(text, start, position));
      }
      case 't' -> {
        literal("true");
        yield Optional.of(new JsonBoolean(true, start, position));
      }
      case 'f' -> {
        literal("false");
        yield Optional.of(new JsonBoolean(false, start, position));
      }
      case 'n' -> {
        literal("null");
        yield Optional.of(new JsonNull(start, position));
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Optional.of(number());
      default -> throw invalid("looking for beginning of value");
    };
  }

  private Optional<JsonValue> firstInContainer(Deque<Open> open) throws JsonSyntaxException {
    Open container = open.getFirst();
    skipSpace();
    if (container.object) {
      if (peek() == '}') {
        return close(open);
      }
      return member(open);
    }
    return peek() == ']' ? close(open) : startValue(open);
  }

  private Optional<JsonValue> member(Deque<Open> open) throws JsonSyntaxException {
    name(open.getFirst());
    return startValue(open);
  }

  private Optional<JsonValue> afterValue(Deque<Open> open) throws JsonSyntaxException {
    Open container = open.getFirst();
    skipSpace();
    int c = peek();
    if (c == (container.object ? '}' : ']')) {
      return close(open);
    }
    if (c != ',') {
      throw invalid(container.object ? "after object key:value pair" : "after array element");
    }
    position++;
    if (!container.object) {
      return startValue(open);
    }
    skipSpace();
    return member(open);
  }

  private Optional<JsonValue> close(Deque<Open> open) {
    position++;
    return Optional.of(open.pop().close(position));
  }

  /** Reads a name and its colon. */
  private void name(Open container) throws JsonSyntaxException {
    if (peek() != '"') {
      throw invalid("looking for beginning of object key string");
    }
    container.nameStart = position;
    container.name = string();
    skipSpace();
    if (peek() != ':') {
      throw invalid("after object key");
    }
    position++;
  }

  private String string() throws JsonSyntaxException {
    String value = strings.read(position);
    position = strings.end();
    return value;
  }

  private void literal(String word) throws JsonSyntaxException {
    for (int i = 1; i < word.length(); i++) {
      position++;
      if (strings.byteOrSpace(position) != word.charAt(i)) {
        throw invalid("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    position++;
  }

  private JsonValue number() throws JsonSyntaxException {
    int start = position;
    if (source[position] == '-') {
      position++;
      if (!isDigit(strings.byteOrSpace(position))) {
        throw invalid("in numeric literal");
      }
    }
    if (source[position] == '0') {
      position++;
    } else {
      digits();
    }
    if (position < length && source[position] == '.') {
      position++;
      if (!isDigit(strings.byteOrSpace(position))) {
        throw invalid("after decimal point in numeric literal");
      }
      digits();
    }
    if (position < length && (source[position] | 0x20) == 'e') {
      position++;
      int sign = strings.byteOrSpace(position);
      if (sign == '+' || sign == '-') {
        position++;
      }
      if (!isDigit(strings.byteOrSpace(position))) {
        throw invalid("in exponent of numeric literal");
      }
      digits();
    }
    String text = new String(source, start, position - start, StandardCharsets.ISO_8859_1);
    return new JsonNumber(text, start, position);
  }

  private void digits() {
    while (position < length && isDigit(source[position])) {
      position++;
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private void skipSpace() {
    while (position < length) {
      byte c = source[position];
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        return;
      }
      position++;
    }
  }

  private int peek() throws JsonSyntaxException {
    if (position >= length) {
      throw new JsonSyntaxException("unexpected end of JSON input", length);
    }
    return source[position];
  }

  private JsonSyntaxException invalid(String context) {
    return strings.invalid(position, context);
  }
}
