package io.ecsharden.settings.docker;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.GoText;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonNull;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code /etc/docker/daemon.json} says of proxies (moby 23 to 28, {@code
 * daemon/config/config.go}: a blank file is an empty one, another one has to be one JSON object,
 * and a name that dockerd does not know keeps it from starting).
 *
 * @param proxies by the variable's name in upper case; none that is empty
 * @param unknown why it could not be seen, or why dockerd does not start with it
 */
record DaemonJson(Map<String, Sourced> proxies, Optional<String> unknown) {

  private static final String PROXIES = "proxies";

  private static final Map<String, String> VARIABLES =
      Map.of("http-proxy", "HTTP_PROXY", "https-proxy", "HTTPS_PROXY", "no-proxy", "NO_PROXY");

  private static final DaemonJson NOTHING = new DaemonJson(Map.of(), Optional.empty());

  static DaemonJson of(FileFact file) {
    return switch (file) {
      case FileFact.Absent absent -> NOTHING;
      case FileFact.Unreadable unreadable ->
          unknown(unreadable.path() + ": " + unreadable.detail());
      case FileFact.Content content ->
          GoText.trimSpace(GoText.decode(content.bytes())).isEmpty() ? NOTHING : read(content);
    };
  }

  private static DaemonJson read(FileFact.Content file) {
    byte[] b = file.bytes();
    if (b.length > 1 && ((b[0] & 0xFF) >= 0xFE || (b[0] & 0xFF) == 0xEF && (b[1] & 0xFF) == 0xBB)) {
      return unknown(
          file.path() + " begins with a byte order mark, which some versions of dockerd refuse");
    }
    JsonDocument document = JsonDocument.parse(file.bytes());
    if (document.error().isPresent()) {
      JsonDocument.JsonError error = document.error().get();
      return refused(file.path() + ":" + error.line(), error.message());
    }
    JsonValue root = document.root().orElseThrow();
    if (root instanceof JsonNull) {
      return NOTHING;
    }
    if (!(root instanceof JsonObject object)) {
      return refused(file.path(), "it holds no JSON object");
    }
    Map<String, Sourced> said = new LinkedHashMap<>();
    for (Member member : object.members()) {
      if (!member.name().equalsIgnoreCase(PROXIES) || member.value() instanceof JsonNull) {
        continue;
      }
      Origin origin = Origin.line(file.path(), document.lineOf(member.start()));
      if (!(member.value() instanceof JsonObject proxies)) {
        return refused(origin.display(), PROXIES + " is no JSON object");
      }
      Optional<DaemonJson> refused = add(document, file.path(), proxies, said);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    said.values().removeIf(text -> text.raw().isEmpty());
    return new DaemonJson(said, Optional.empty());
  }

  /** Several objects of this name are one to Go, in which the last member of a name counts. */
  private static Optional<DaemonJson> add(
      JsonDocument document, String path, JsonObject proxies, Map<String, Sourced> said) {
    for (Member member : proxies.members()) {
      Origin origin = Origin.line(path, document.lineOf(member.start()));
      Optional<String> variable = Optional.ofNullable(VARIABLES.get(member.name()));
      if (variable.isEmpty()) {
        return Optional.of(
            refused(
                origin.display(),
                "dockerd knows http-proxy, https-proxy and no-proxy in " + PROXIES + " only"));
      }
      switch (member.value()) {
        case JsonString(String text, int s, int e) ->
            said.put(variable.get(), Sourced.of(variable.get(), text, origin));
        case JsonNull nothing -> {}
        default -> {
          return Optional.of(refused(origin.display(), member.name() + " is no text"));
        }
      }
    }
    return Optional.empty();
  }

  private static DaemonJson refused(String place, String reason) {
    return unknown("dockerd does not start with " + place + ": " + reason);
  }

  private static DaemonJson unknown(String reason) {
    return new DaemonJson(Map.of(), Optional.of(reason));
  }
}
