package io.ecsharden.report;

import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.Location;
import io.ecsharden.format.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A place in a file, as SARIF has it: a URI relative to the instance's root, and a line. */
record SarifLocation(Location place) {

  /** The name of the instance's root. */
  static final String BASE = "ROOT";

  /** The file in which a setting belongs that no file sets. */
  static final SarifLocation UNSET = new SarifLocation(Location.wholeFile(HostFacts.ECS_CONFIG));

  private static final String UNRESERVED = "-._~/";

  /** Where a finding's value stands, else where its first reason does; nothing for a default. */
  static Optional<SarifLocation> of(Finding finding) {
    return finding.location().map(SarifLocation::new);
  }

  static Optional<SarifLocation> of(Detail detail) {
    return detail.location().map(SarifLocation::new);
  }

  /** The root as a URI that ends in a slash. */
  static String base(String root) {
    return "file://" + encoded(root) + (root.endsWith("/") ? "" : "/");
  }

  /**
   * Writes it.
   *
   * @param message what is there; empty for nothing
   */
  void write(JsonWriter json, String message) {
    json.object();
    json.name("physicalLocation").object();
    json.name("artifactLocation").object();
    json.name("uri").value(encoded(place.file().substring(1)));
    json.name("uriBaseId").value(BASE);
    json.end();
    if (place.line() > 0) {
      json.name("region").object();
      json.name("startLine").value(place.line());
      if (place.column() > 0) {
        json.name("startColumn").value(place.column());
      }
      json.end();
    }
    json.end();
    if (!message.isEmpty()) {
      json.name("message").object().name("text").value(message).end();
    }
    json.end();
  }

  /** Percent-encoded, but for what RFC 3986 leaves alone in a path. */
  private static String encoded(String path) {
    StringBuilder out = new StringBuilder(path.length() + 16);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || UNRESERVED.indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }
}
