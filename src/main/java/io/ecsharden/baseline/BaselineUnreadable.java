package io.ecsharden.baseline;

/**
 * A baseline file cannot be read. The message is the reason, without the path: {@code no such
 * file}.
 */
public final class BaselineUnreadable extends Exception {

  private static final long serialVersionUID = 1;

  public BaselineUnreadable(String reason) {
    super(reason);
  }
}
