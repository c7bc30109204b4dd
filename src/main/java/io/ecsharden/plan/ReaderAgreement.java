package io.ecsharden.plan;

import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.Reading;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.KnownKeys;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of an env file on which its readers agree: these must not become fewer. */
final class ReaderAgreement {

  private ReaderAgreement() {}

  /** The settings for which ecs-init and systemd read the same value from a file. */
  static Set<String> settings(Instance instance, String path) {
    Set<String> agreed = new HashSet<>();
    Optional<FileReadings> readings = readings(instance, path);
    if (readings.isPresent()) {
      Map<String, Assignment> init = readings.get().lastBy(Dialect.SYSTEMD);
      readings
          .get()
          .lastBy(Dialect.ECS_INIT)
          .values()
          .forEach(assignment -> {
            if (!KnownKeys.isSetting(assignment.key())) {
              return;
            }
            Assignment other = init.get(assignment.key());
            if (other != null && other.value().equals(assignment.value())) {
              agreed.add(assignment.key());
            }
          });
    }
    return agreed;
  }

  /** A setting for which one of some readers, if it accepts the file, reads another value. */
  static Optional<String> difference(
      Instance instance, String path, Set<String> keys, Dialect... readers) {
    Optional<FileReadings> readings = readings(instance, path);
    if (keys.isEmpty() || readings.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Assignment> agent = readings.get().lastBy(Dialect.ECS_INIT);
    for (Dialect reader : readers) {
      if (readings.get().by(reader) instanceof Reading.Accepted) {
        Map<String, Assignment> others = readings.get().lastBy(reader);
        for (String key : keys) {
          if (!value(agent, key).equals(value(others, key))) {
            return Optional.of(key);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> value(Map<String, Assignment> assignments, String key) {
    return Optional.ofNullable(assignments.get(key)).map(Assignment::value);
  }

  private static Optional<FileReadings> readings(Instance instance, String path) {
    return Optional.ofNullable(instance.settings().readings().get(path));
  }
}
