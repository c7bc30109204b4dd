package io.ecsharden.control.task;

/** Whether a task reaches the metadata service, the most dangerous first. */
public enum Reach {
  /** Nothing that was seen is in the way. */
  EXPOSED("yes"),
  /** Nobody could tell. */
  NOT_SEEN("not seen"),
  /** Something that was seen is in the way. */
  BLOCKED("no");

  private final String word;

  Reach(String word) {
    this.word = word;
  }

  /** The answer to "does it reach the metadata service?". */
  public String word() {
    return word;
  }

  /** The name in JSON: {@code not-seen}. */
  public String id() {
    return switch (this) {
      case EXPOSED -> "exposed";
      case NOT_SEEN -> "not-seen";
      case BLOCKED -> "blocked";
    };
  }
}
