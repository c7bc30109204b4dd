package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.List;
import java.util.Optional;

/** A YAML document as a tree of what a baseline may hold; each node knows its place. */
sealed interface YamlNode {

  Location at();

  /** What a scalar is by the core schema; {@code NOTHING} is a null for which nothing stands. */
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

  /** The text as written, without its quotes. */
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

  /** A key, where it stands, and its value. */
  record Entry(String key, Location at, YamlNode value) {}

  /** Something that is already reported, of which no more is known. */
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
