package io.ecsharden.settings.docker;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.GoText;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonBoolean;
import io.ecsharden.format.json.JsonValue.JsonNull;
import io.ecsharden.format.json.JsonValue.JsonNumber;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.docker.DaemonDefect.Kind;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directives of {@code daemon.json}, as dockerd checks them when it starts (moby 25, {@code
 * daemon/config/config.go}, {@code getConflictFreeConfiguration}): the names in an object count as
 * directives of their own, unless the object is an option's value; names are exact.
 */
final class DaemonDirectives {

  private static final String PROXIES = "proxies";

  private final Map<String, Directive> directives = new HashMap<>();
  private final List<DaemonDefect> defects = new ArrayList<>();
  private Optional<String> unknown = Optional.empty();

  private DaemonDirectives() {}

  /** A directive's value and its line. */
  record Directive(JsonValue value, Origin origin) {}

  static DaemonDirectives of(FileFact file) {
    DaemonDirectives directives = new DaemonDirectives();
    switch (file) {
      case FileFact.Content content -> directives.read(content);
      case FileFact.Unreadable unreadable ->
          directives.unknown =
              Optional.of(file.path() + " could not be read: " + unreadable.detail());
      case FileFact.Absent _ -> {}
    }
    return directives;
  }

  /** A directive, if the file has it. */
  Optional<Directive> find(String name) {
    return Optional.ofNullable(directives.get(name));
  }

  /** Every directive by its name. */
  Map<String, Directive> all() {
    return directives;
  }

  /** A boolean directive, if the file has it. */
  Optional<Boolean> bool(String name) {
    return find(name)
        .map(Directive::value)
        .filter(JsonBoolean.class::isInstance)
        .map(value -> ((JsonBoolean) value).value());
  }

  List<DaemonDefect> defects() {
    return defects;
  }

  /** Why it is not known whether dockerd starts with the file. */
  Optional<String> unknown() {
    return unknown;
  }

  private void read(FileFact.Content file) {
    byte[] b = file.bytes();
    if (GoText.trimSpace(GoText.decode(b)).isEmpty()) {
      return;
    }
    if (b.length > 1 && ((b[0] & 0xFF) >= 0xFE || (b[0] & 0xFF) == 0xEF && (b[1] & 0xFF) == 0xBB)) {
      unknown =
          Optional.of(
              file.path()
                  + " begins with a byte order mark, which some versions of dockerd refuse");
      return;
    }
    JsonDocument document = JsonDocument.parse(b);
    if (document.error().isPresent()) {
      JsonDocument.JsonError error = document.error().get();
      invalid(Origin.line(file.path(), error.line()), "is not valid JSON: " + error.message());
      return;
    }
    JsonValue root = document.root().orElseThrow();
    if (root instanceof JsonObject object) {
      for (Member member : object.members()) {
        member(document, file.path(), member);
      }
    } else if (!(root instanceof JsonNull)) {
      invalid(Origin.line(file.path(), 1), "holds no JSON object");
    }
  }

  private void member(JsonDocument document, String path, Member member) {
    Origin origin = Origin.line(path, document.lineOf(member.start()));
    Optional<DaemonOption> option = DaemonOption.ofDirective(member.name());
    if (member.value() instanceof JsonObject object && !option.map(o -> o.isFlat()).orElse(false)) {
      option.ifPresent(o -> type(o, member, origin));
      for (Member inner : object.members()) {
        directive(
            inner,
            Origin.line(path, document.lineOf(inner.start())),
            member.name().equalsIgnoreCase(PROXIES));
      }
      return;
    }
    directive(member, origin, true);
  }

  /**
   * @param used whether dockerd looks at the value
   */
  private void directive(Member member, Origin origin, boolean used) {
    directives.put(member.name(), new Directive(member.value(), origin));
    Optional<DaemonOption> option = DaemonOption.ofDirective(member.name());
    if (option.isEmpty() && DaemonOption.ofFlag(member.name()).isEmpty()) {
      defects.add(
          new DaemonDefect(
              Kind.UNKNOWN_DIRECTIVE,
              origin,
              "dockerd ("
                  + DaemonStartReader.VERSIONS
                  + ") knows no directive "
                  + SensitiveText.name(member.name()),
              remediation(member.name())));
    }
    if (used) {
      option.ifPresent(o -> type(o, member, origin));
    }
  }

  private static String remediation(String name) {
    return switch (name) {
      case "credsStore", "credHelpers", "auths", "HttpHeaders" ->
          "Move it to /root/.docker/config.json, which the docker command reads";
      default -> "Remove it, or correct the name";
    };
  }

  private void type(DaemonOption option, Member member, Origin origin) {
    if (!fits(option.kind(), member.value())) {
      defects.add(
          new DaemonDefect(
              Kind.OPTION_VALUE,
              origin,
              member.name() + " has to be " + wanted(option.kind()),
              "Correct the value"));
    }
  }

  private static boolean fits(DaemonOption.Kind kind, JsonValue value) {
    return value instanceof JsonNull
        || switch (kind) {
          case BOOL -> value instanceof JsonBoolean;
          case NUMBER -> value instanceof JsonNumber number && isWhole(number.literal());
          case TEXT -> value instanceof JsonString;
          case LIST ->
              value instanceof JsonArray array
                  && array.elements().stream().allMatch(e -> isText(e));
          case TEXTS ->
              value instanceof JsonObject object
                  && object.members().stream().allMatch(member -> isText(member.value()));
          case OBJECT -> value instanceof JsonObject;
          case ARRAY -> value instanceof JsonArray;
          case ANY -> true;
        };
  }

  private static boolean isText(JsonValue value) {
    return value instanceof JsonString || value instanceof JsonNull;
  }

  private static boolean isWhole(String literal) {
    return literal.indexOf('.') < 0 && literal.indexOf('e') < 0 && literal.indexOf('E') < 0;
  }

  private static String wanted(DaemonOption.Kind kind) {
    return switch (kind) {
      case BOOL -> "true or false, without quotes";
      case NUMBER -> "a whole number, without quotes";
      case TEXT -> "one text in quotes";
      case LIST -> "an array of texts";
      case TEXTS -> "an object whose values are texts in quotes";
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case ANY -> "something else";
    };
  }

  private void invalid(Origin origin, String what) {
    defects.add(
        new DaemonDefect(Kind.INVALID_JSON, origin, "The file " + what, "Correct the file"));
  }
}
