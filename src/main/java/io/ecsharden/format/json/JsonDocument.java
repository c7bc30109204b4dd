package io.ecsharden.format.json;

import io.ecsharden.format.Lines;
import java.util.Arrays;
import java.util.Optional;

/**
 * A JSON file ({@code daemon.json}, {@code ecs.config.json}), kept as it is on disk. Any bytes can
 * be parsed.
 */
public final class JsonDocument {

  private final Lines lines;
  private final Optional<JsonValue> root;
  private final Optional<JsonError> error;

  private JsonDocument(Lines lines, Optional<JsonValue> root, Optional<JsonError> error) {
    this.lines = lines;
    this.root = root;
    this.error = error;
  }

  /** Takes the bytes of a file; they are not copied and not to be changed. */
  public static JsonDocument parse(byte[] source) {
    try {
      JsonValue root = new JsonParser(source, source.length).parse();
      return new JsonDocument(Lines.of(source), Optional.of(root), Optional.empty());
    } catch (JsonSyntaxException e) {
      Lines lines = Lines.of(source);
      JsonError error = new JsonError(e.reason(), lines.numberAt(e.offset()), e.offset());
      return new JsonDocument(lines, Optional.empty(), Optional.of(error));
    }
  }

  /**
   * Reads a text that nobody edits, such as the answer of a server.
   *
   * @param length of the text, which starts with the array
   * @return nothing where the text is not well-formed
   */
  public static Optional<JsonValue> read(byte[] source, int length) {
    try {
      return Optional.of(new JsonParser(source, length).parse());
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * The first value of a text, as Go's {@code json.Decoder} reads it: what follows is left alone.
   * Nothing where the text does not start with a value.
   */
  public static Optional<JsonValue> first(byte[] source) {
    try {
      return Optional.of(new JsonParser(source, source.length).first());
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  /** The value, when the text is well-formed. */
  public Optional<JsonValue> root() {
    return root;
  }

  /** What is wrong, when the text is not well-formed. */
  public Optional<JsonError> error() {
    return error;
  }

  /** The number, from 1, of the line on which a value stands. */
  public int lineOf(int offset) {
    return lines.numberAt(offset);
  }

  /** The text of a value as it stands in the file. */
  public byte[] textOf(JsonValue value) {
    return Arrays.copyOfRange(lines.source(), value.start(), value.end());
  }

  /**
   * What is wrong with a text, in the words of Go's {@code encoding/json}.
   *
   * @param line from 1
   * @param offset of the byte at fault
   */
  public record JsonError(String message, int line, int offset) {}
}
