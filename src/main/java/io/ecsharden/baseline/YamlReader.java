package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * Reads YAML into a tree. The subset is what a baseline needs: one document, no anchors, aliases,
 * tags or merge keys, so a small file cannot become a large tree. Only this class knows the
 * library's events.
 */
final class YamlReader {

  private static final int DEEPEST = 16;

  /** Without merge keys. */
  private static final ScalarResolver CORE = new CoreScalarResolver(false);

  private final Iterator<Event> events;
  private final Problems problems;

  private YamlReader(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /** The document; empty, with a problem, when there is none or when it is not YAML. */
  static Optional<YamlNode> read(String text, Problems problems) {
    try {
      // With a smaller buffer the library copies all that is left of a long line for each piece
      // of it: a comment of a megabyte takes seconds.
      int buffer = text.length() + 1;
      Parse parse = new Parse(LoadSettings.builder().setBufferSize(buffer).build());
      return new YamlReader(parse.parseString(text).iterator(), problems).document();
    } catch (TooDeep e) {
      problems.add(e.at, "more than " + DEEPEST + " levels of nesting");
      return Optional.empty();
    } catch (RuntimeException e) {
      // also exceptions that the library does not document: a file must not end the program
      YamlMistake.report(e, problems);
      return Optional.empty();
    }
  }

  /** Ends the reading, because the library needs minutes for a mebibyte of brackets. */
  private static final class TooDeep extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Location at;

    TooDeep(Location at) {
      super(null, null, false, false);
      this.at = at;
    }
  }

  private Optional<YamlNode> document() {
    events.next();
    Event start = events.next();
    if (start.getEventId() == Event.ID.StreamEnd) {
      return empty();
    }
    YamlNode root = node(events.next(), 1);
    events.next();
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      problems.add(at(after), "there is a second document, and a baseline is one document");
    }
    boolean nothing =
        root instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NOTHING;
    return nothing ? empty() : Optional.of(root);
  }

  private Optional<YamlNode> empty() {
    problems.add(
        problems.start(), "the file is empty", "a baseline has at least `schemaVersion: 1`");
    return Optional.empty();
  }

  private YamlNode node(Event event, int depth) {
    Location at = at(event);
    refuseProperties(event, at);
    return switch (event.getEventId()) {
      case Scalar -> scalar((ScalarEvent) event, at);
      case SequenceStart -> sequence(at, depth);
      case MappingStart -> mapping(at, depth);
      case Alias -> {
        problems.add(at, "aliases are not supported", "write the value out");
        yield new YamlNode.Unusable(at);
      }
      case Comment, DocumentStart, DocumentEnd, MappingEnd, SequenceEnd, StreamStart, StreamEnd ->
          throw new IllegalStateException("a node cannot start with " + event);
    };
  }

  private void refuseProperties(Event event, Location at) {
    if (event.getEventId() != Event.ID.Alias
        && event instanceof NodeEvent node
        && node.getAnchor().isPresent()) {
      problems.add(at, "anchors are not supported", "write the value out where you need it");
    }
    if (tag(event).isPresent()) {
      problems.add(at, "tags are not supported", "delete the tag");
    }
  }

  private static Optional<String> tag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> Optional.empty();
    };
  }

  private static YamlNode scalar(ScalarEvent event, Location at) {
    String text = event.getValue();
    return new YamlNode.Scalar(text, event.isPlain() ? kindOf(text) : YamlNode.Kind.TEXT, at);
  }

  /** What a plain scalar means by the core schema (YAML 1.2.2, section 10.3.2). */
  static YamlNode.Kind kindOf(String plain) {
    Tag tag = CORE.resolve(plain, true);
    if (tag.equals(Tag.NULL)) {
      return plain.isEmpty() ? YamlNode.Kind.NOTHING : YamlNode.Kind.NULL;
    }
    if (tag.equals(Tag.BOOL)) {
      return YamlNode.Kind.BOOLEAN;
    }
    boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    return number ? YamlNode.Kind.NUMBER : YamlNode.Kind.TEXT;
  }

  private YamlNode sequence(Location at, int depth) {
    refuseDepth(at, depth);
    List<YamlNode> items = new ArrayList<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
      items.add(node(e, depth + 1));
    }
    return new YamlNode.Sequence(items, at);
  }

  private YamlNode mapping(Location at, int depth) {
    refuseDepth(at, depth);
    Map<String, Location> seen = new HashMap<>();
    List<YamlNode.Entry> entries = new ArrayList<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
      YamlNode key = node(e, depth + 1);
      YamlNode value = node(events.next(), depth + 1);
      key(key, seen).ifPresent(text -> entries.add(new YamlNode.Entry(text, key.at(), value)));
    }
    return new YamlNode.Mapping(entries, at);
  }

  /** The text of a key, if it is one and not a duplicate. */
  private Optional<String> key(YamlNode key, Map<String, Location> seen) {
    if (!(key instanceof YamlNode.Scalar scalar)) {
      if (!(key instanceof YamlNode.Unusable)) {
        problems.add(key.at(), "a key must be text, not " + key.words());
      }
      return Optional.empty();
    }
    if (scalar.text().equals("<<")) {
      problems.add(key.at(), "merge keys are not supported", "write the keys out");
      return Optional.empty();
    }
    Location first = seen.putIfAbsent(scalar.text(), key.at());
    if (first != null) {
      String text = Quote.of(scalar.text());
      problems.add(key.at(), text + " is a duplicate; the first is in line " + first.line());
      return Optional.empty();
    }
    return Optional.of(scalar.text());
  }

  private static void refuseDepth(Location at, int depth) {
    if (depth > DEEPEST) {
      throw new TooDeep(at);
    }
  }

  private Location at(Event event) {
    return event
        .getStartMark()
        .map(mark -> YamlMistake.at(mark, problems))
        .orElse(problems.start());
  }
}
