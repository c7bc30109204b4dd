package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.util.Optional;

/** The version of the format of a file. */
final class SchemaVersion {

  private static final String KNOWN = "1";
  private static final String WRITE = "write `schemaVersion: 1`";

  private SchemaVersion() {}

  /**
   * Whether a file can be read as version 1. A file without a version, or with something that is
   * not a version, has a problem and is read. A file of a later version is not read.
   */
  static boolean isReadable(YamlNode.Mapping root, Problems problems) {
    Optional<YamlNode> node = root.get("schemaVersion");
    if (node.isEmpty()) {
      problems.add(problems.start(), "`schemaVersion` is missing", WRITE);
    }
    return node.map(version -> isReadable(version, problems)).orElse(true);
  }

  private static boolean isReadable(YamlNode node, Problems problems) {
    return switch (node) {
      case YamlNode.Scalar version when version.kind() == YamlNode.Kind.NUMBER ->
          isReadable(version.text(), version.at(), problems);
      case YamlNode.Scalar _, YamlNode.Sequence _, YamlNode.Mapping _ -> {
        String message = "`schemaVersion` must be a number, not " + node.words();
        problems.add(node.at(), message, WRITE);
        yield true;
      }
      case YamlNode.Unusable _ -> true;
    };
  }

  private static boolean isReadable(String version, Location at, Problems problems) {
    if (version.equals(KNOWN)) {
      return true;
    }
    boolean later = version.chars().allMatch(c -> c >= '0' && c <= '9') && version.charAt(0) != '0';
    String message = "`schemaVersion` is " + Quote.of(version) + ": this program knows " + KNOWN;
    problems.add(at, message, later ? "a newer program may know it" : WRITE);
    return !later;
  }
}
