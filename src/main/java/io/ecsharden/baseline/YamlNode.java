package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.List;
import java.util.Optional;

/** A YAML document as a tree of what a baseline can hold; each node knows its place. */
sealed interface YamlNode {

  Location at();

  /** The type of a scalar by the core schema; {@code NOTHING} is a null that is not written. */
  enum Kind {
    NOTHING("nothing"),
    NULL("null"),
    BOOLEAN("a boolean"),
    NUMBER("a number"),
    TEXT("text");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** The text as it is written, without its quotes. */
  record Scalar(String text, Kind kind, Location at) implements YamlNode {}

  record Sequence(List<YamlNode> items, Location at) implements YamlNode {}

  /** Keys are unique. */
  record Mapping(List<Entry> entries, Location at) implements YamlNode {

    Optional<YamlNode> get(String key) {
      return entry(key).map(Entry::value);
    }

    Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }
  }

  /** A key, its place, and its value. */
  record Entry(String key, Location at, YamlNode value) {}

  /** A node that is already reported, and of which no more is known. */
  record Unusable(Location at) implements YamlNode {}

  /** For a message: {@code a list}. */
  default String words() {
    return switch (this) {
      case Scalar scalar -> scalar.kind().words;
      case Sequence _ -> "a list";
      case Mapping _ -> "a mapping";
      case Unusable _ -> "something else";
    };
  }
}
