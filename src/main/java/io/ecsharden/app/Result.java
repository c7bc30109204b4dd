package io.ecsharden.app;

/**
 * What a use case came to: a value, or the reason why there is none.
 *
 * @param <T> the value
 */
public sealed interface Result<T> {

  /** The use case ran to its end. */
  record Done<T>(T value) implements Result<T> {}

  /** The use case could not run. */
  record Stopped<T>(Stop stop) implements Result<T> {}
}
