package io.ecsharden.hygiene;

import io.ecsharden.format.unit.EnvironmentNames;
import io.ecsharden.settings.KnownKeys;
import java.util.Optional;

/** Variables that nothing reads. */
public final class DeadVariables {

  private DeadVariables() {}

  /**
   * Why nothing reads a variable.
   *
   * @param meant the setting that was probably meant
   */
  public record Dead(String reason, Optional<String> meant) {}

  /** Judges a name as ecs-init sees it; names that are odd in other ways are not judged here. */
  public static Optional<Dead> judge(String key) {
    Optional<String> because = KnownKeys.deadBecause(key);
    if (because.isPresent()) {
      return because.map(reason -> new Dead(reason, Optional.empty()));
    }
    boolean odd =
        key.isEmpty()
            || key.indexOf('\0') >= 0
            || key.startsWith("#")
            || key.startsWith(";")
            || KnownKeys.isRead(key)
            || KnownKeys.inOtherCase(key).isPresent()
            || OddLines.meantKey(key).isPresent();
    if (odd) {
      return Optional.empty();
    }
    if (!EnvironmentNames.isValidName(key)) {
      return Optional.of(new Dead("this is no name of a variable", Optional.empty()));
    }
    Optional<String> meant = KnownKeys.nearest(key);
    return Optional.of(
        new Dead(
            meant
                .map(k -> "nothing reads it; " + k + " was probably meant")
                .orElse("nothing reads it"),
            meant));
  }
}
