package io.ecsharden.report;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.ControlPolicy;
import io.ecsharden.baseline.ParameterValue;
import io.ecsharden.baseline.Waiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two baselines, each with all that it extends, and where they differ. */
public record BaselineDiff(Baseline before, Baseline after) {

  /**
   * A difference.
   *
   * @param path {@code controls.awsvpc-enabled.enabled}
   * @param before empty where the first baseline says nothing
   * @param after empty where the second one says nothing
   */
  record Difference(String path, Optional<String> before, Optional<String> after) {}

  /** The differences, by path. */
  List<Difference> differences() {
    SortedMap<String, String> old = flat(before);
    SortedMap<String, String> now = flat(after);
    TreeSet<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(now.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String path : paths) {
      Optional<String> left = Optional.ofNullable(old.get(path));
      Optional<String> right = Optional.ofNullable(now.get(path));
      if (!left.equals(right)) {
        differences.add(new Difference(path, left, right));
      }
    }
    return differences;
  }

  private static SortedMap<String, String> flat(Baseline baseline) {
    SortedMap<String, String> flat = new TreeMap<>();
    baseline
        .settings()
        .forEach((key, expectation) ->
            flat.put(
                "settings." + key,
                BaselineYaml.condition(expectation.condition())
                    + expectation.severity().map(severity -> ", " + severity).orElse("")));
    baseline.controls().forEach((id, policy) -> control(flat, "controls." + id, policy));
    for (Waiver waiver : baseline.waivers()) {
      String path =
          "waivers." + waiver.control() + waiver.subject().map(key -> "." + key).orElse("");
      String text =
          "until " + waiver.expires() + " by " + waiver.approvedBy() + ": " + waiver.reason();
      flat.merge(path, text, (first, second) -> first + "; " + second);
    }
    return flat;
  }

  private static void control(Map<String, String> flat, String path, ControlPolicy policy) {
    flat.put(path + ".enabled", Boolean.toString(policy.enabled()));
    policy.severity().ifPresent(severity -> flat.put(path + ".severity", severity.name()));
    for (Map.Entry<String, ParameterValue> each : policy.parameters().entrySet()) {
      flat.put(path + "." + each.getKey(), BaselineYaml.parameter(each.getValue()));
    }
  }
}
