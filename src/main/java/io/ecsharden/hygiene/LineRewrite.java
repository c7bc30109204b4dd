package io.ecsharden.hygiene;

import java.util.List;
import java.util.Optional;

/** What becomes of a line that has a defect. */
public sealed interface LineRewrite {

  /** The usual reason to leave a line. */
  Left GUESS = new Left("Only a person can tell what was intended");

  /** Other lines stand in its place. */
  sealed interface Written extends LineRewrite {

    /** The lines; none where it goes. */
    List<String> texts();

    /** What is done, in the imperative, without a secret. */
    String what();
  }

  /**
   * A plain {@code KEY=value}, which every reader has to read as this value.
   *
   * @param comment a comment that stood after the value; it gets a line before
   */
  record Plain(String key, String value, Optional<String> comment) implements Written {

    /** {@code KEY=value}. */
    public String assignment() {
      return key + "=" + value;
    }

    @Override
    public List<String> texts() {
      return comment
          .map(text -> List.of(text, assignment()))
          .orElseGet(() -> List.of(assignment()));
    }

    @Override
    public String what() {
      return "write " + key + " plainly";
    }
  }

  /** The line's own text, in pieces or without a part of it. */
  record Pieces(List<String> texts, String what) implements Written {
    public Pieces {
      texts = List.copyOf(texts);
    }
  }

  /** The line goes. */
  record Removed(String what) implements Written {

    @Override
    public List<String> texts() {
      return List.of();
    }
  }

  /**
   * It stays.
   *
   * @param reason why, as a sentence without its final stop
   */
  record Left(String reason) implements LineRewrite {}
}
