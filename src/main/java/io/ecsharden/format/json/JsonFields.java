package io.ecsharden.format.json;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object that were wanted, by their {@linkplain JsonPaths paths}. One that is
 * missing, or has another type, is empty. Of several with one name the last counts, as in Go.
 */
public final class JsonFields {

  /** A value that is several texts. */
  record Texts(List<String> all) {}

  private final JsonPaths paths;

  /** Each a {@link String}, a {@link Boolean}, a {@link Long} or {@link Texts}. */
  private final @Nullable Object[] values;

  JsonFields(JsonPaths paths) {
    this.paths = paths;
    this.values = new @Nullable Object[paths.size()];
  }

  void put(int place, @Nullable Object value) {
    values[place] = value;
  }

  private @Nullable Object value(String path) {
    return values[paths.place(path)];
  }

  /** A text. */
  public Optional<String> text(String path) {
    return value(path) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The texts of an array, or the names of an object's members, in order. */
  public List<String> texts(String path) {
    return value(path) instanceof Texts texts ? texts.all() : List.of();
  }

  /** Whether it is {@code true}. */
  public boolean isTrue(String path) {
    return Boolean.TRUE.equals(value(path));
  }

  /** A whole number; 0 where there is none. */
  public long number(String path) {
    return value(path) instanceof Long number ? number : 0;
  }
}
