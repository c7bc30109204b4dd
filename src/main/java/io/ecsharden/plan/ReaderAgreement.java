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

/** The settings of an env file that its readers take alike: that must not get worse. */
final class ReaderAgreement {

  private ReaderAgreement() {}

  /** The settings that ecs-init and systemd take alike from a file. */
  static Set<String> settings(Instance instance, String path) {
    Set<String> alike = new HashSet<>();
    Optional<FileReadings> readings = readings(instance, path);
    if (readings.isPresent()) {
      Map<String, Assignment> init = readings.get().lastBy(Dialect.SYSTEMD);
      readings
          .get()
          .lastBy(Dialect.ECS_INIT)
          .values()
          .forEach(assignment -> {
            Assignment other = init.get(assignment.key());
            boolean same = other != null && other.value().equals(assignment.value());
            if (same && KnownKeys.isSetting(assignment.key())) {
              alike.add(assignment.key());
            }
          });
    }
    return alike;
  }

  /** A setting of a file that not all of some readers take alike, if they take the file. */
  static Optional<String> difference(
      Instance instance, String path, Set<String> keys, Dialect... readers) {
    Optional<FileReadings> readings = readings(instance, path);
    if (keys.isEmpty() || readings.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Assignment> agent = readings.get().lastBy(Dialect.ECS_INIT);
    for (Dialect reader : readers) {
      if (readings.get().by(reader) instanceof Reading.Taken) {
        Map<String, Assignment> taken = readings.get().lastBy(reader);
        for (String key : keys) {
          if (!value(agent, key).equals(value(taken, key))) {
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
