package io.ecsharden.plan;

import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.settings.Instance;
import java.util.Optional;

/**
 * What a finding asks for.
 *
 * @param subject the setting, for a control that judges several
 * @param number from 0; what was asked for together has a number each
 */
record RequestedChange(String control, Optional<String> subject, Remedy remedy, int number) {

  static RequestedChange of(Finding finding, Remedy remedy, int number) {
    return new RequestedChange(finding.control(), finding.subject(), remedy, number);
  }

  /** The control, and the setting where it judges several. */
  String requester() {
    return control + subject.map(setting -> " (" + setting + ")").orElse("");
  }

  /** The setting of {@code ecs.config} that gets a value or goes, where it is about one. */
  Optional<String> setting() {
    return switch (remedy) {
      case Remedy.Assign(String key, String value) -> Optional.of(key);
      case Remedy.Unset(String key) -> Optional.of(key);
      case Remedy.Plain plain -> Optional.empty();
      case Remedy.JsonBoolean json -> Optional.empty();
      case Remedy.JsonText json -> Optional.empty();
      case Remedy.DropIn dropIn -> Optional.empty();
      case Remedy.BridgeBlock block -> Optional.empty();
      case Remedy.RestartService restart -> Optional.empty();
      case Remedy.NarrowMode narrow -> Optional.empty();
      case Remedy.ByHand byHand -> Optional.empty();
    };
  }

  /**
   * Tells a request from others, also when lines have moved since.
   *
   * @param instance on which the control failed
   */
  String identity(Instance instance) {
    return requester()
        + "\n"
        + switch (remedy) {
          case Remedy.Plain plain ->
              plain.path() + "\n" + line(instance, plain.path(), plain.line());
          case Remedy.Assign(String key, String value) -> key + "=" + value;
          case Remedy.Unset(String key) -> key;
          case Remedy.JsonBoolean(String path, String field, boolean value) -> field + value;
          case Remedy.JsonText(String path, String object, String field, String value) ->
              path + "\n" + object + "." + field + "=" + value;
          case Remedy.DropIn(String path, String key, String value) ->
              path + "\n" + key + "=" + value;
          case Remedy.BridgeBlock block -> "";
          case Remedy.RestartService restart -> "";
          case Remedy.NarrowMode(String path, int mode) -> path + mode;
          case Remedy.ByHand byHand -> byHand.reason().text();
        };
  }

  private static String line(Instance instance, String path, int line) {
    return Optional.ofNullable(instance.settings().readings().get(path))
        .map(readings -> readings.file().lines())
        .filter(lines -> line <= lines.count())
        .map(lines -> lines.text(line - 1))
        .orElse("");
  }
}
