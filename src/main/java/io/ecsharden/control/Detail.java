package io.ecsharden.control;

import io.ecsharden.format.Location;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.value.Origin;
import java.util.Optional;

/**
 * One reason for a failure, with its place.
 *
 * @param kind a stable name of this sort of reason
 * @param setting the setting that it is about
 * @param effective the text that counts
 * @param intended the text that was probably intended
 * @param message what happens: a sentence without its final stop
 * @param remediation what to do, likewise
 */
public record Detail(
    String kind,
    Origin origin,
    Optional<SensitiveText> setting,
    Optional<SensitiveText> effective,
    Optional<SensitiveText> intended,
    SensitiveText message,
    String remediation) {

  /** A detail whose setting is known, and whose message quotes nobody. */
  public Detail(
      String kind,
      Origin origin,
      Optional<String> setting,
      Optional<SensitiveText> effective,
      Optional<SensitiveText> intended,
      String message,
      String remediation) {
    this(
        kind,
        origin,
        setting.map(SensitiveText::name),
        effective,
        intended,
        SensitiveText.words(message),
        remediation);
  }

  /** The place in a file; empty where no file is the reason. */
  public Optional<Location> location() {
    return origin.location();
  }

  /** {@code file:line}, or the name of a default or a running program. */
  public String source() {
    return origin.display();
  }
}
