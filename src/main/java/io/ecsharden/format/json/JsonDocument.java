package io.ecsharden.format.json;

import io.ecsharden.format.ByteBuilder;
import io.ecsharden.format.Lines;
import java.util.Arrays;
import java.util.Optional;

/**
 * A JSON file ({@code daemon.json}, {@code ecs.config.json}), kept as it is on disk. Any bytes can
 * be parsed, and {@code parse(x).print()} equals {@code x}.
 */
public final class JsonDocument {

  private final Lines lines;
  private final int[] tokens;
  private final Optional<JsonValue> root;
  private final Optional<JsonError> error;

  private JsonDocument(
      Lines lines, int[] tokens, Optional<JsonValue> root, Optional<JsonError> error) {
    this.lines = lines;
    this.tokens = tokens;
    this.root = root;
    this.error = error;
  }

  /** Takes the bytes of a file; they are not copied and not to be changed. */
  public static JsonDocument parse(byte[] source) {
    JsonParser parser = new JsonParser(source);
    try {
      JsonValue root = parser.parse();
      return new JsonDocument(
          Lines.of(source), parser.tokens(), Optional.of(root), Optional.empty());
    } catch (JsonSyntaxException e) {
      Lines lines = Lines.of(source);
      JsonError error = new JsonError(e.reason(), lines.numberAt(e.offset()), e.offset());
      return new JsonDocument(lines, parser.tokens(), Optional.empty(), Optional.of(error));
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
      return Optional.of(new JsonParser(source).first());
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

  /** Puts the tokens, and what stands between them, together again. */
  public byte[] print() {
    byte[] source = lines.source();
    ByteBuilder out = new ByteBuilder(source.length);
    int position = 0;
    for (int i = 0; i < tokens.length; i += 2) {
      out.append(source, position, tokens[i]);
      out.append(source, tokens[i], tokens[i + 1]);
      position = tokens[i + 1];
    }
    out.append(source, position, source.length);
    return out.toBytes();
  }

  /**
   * What is wrong with a text, in the words of Go's {@code encoding/json}.
   *
   * @param line from 1
   * @param offset of the byte at fault
   */
  public record JsonError(String message, int line, int offset) {}
}
