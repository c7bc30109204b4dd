package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;

/**
 * A fleet reports to a service that takes so many calls a second and no more: everything arrives,
 * though not all of it in the first run. What that took is in docs/fleet.md.
 */
@NeedsEngine
class FleetIT {

  private static final int MOST_RUNS = 60;

  private AwsStandIn aws;

  @TempDir Path folder;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
    SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride(
        "AWS_ACCESS_KEY_ID", AwsStandIn.ACCESS_KEY);
    SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride(
        "AWS_SECRET_ACCESS_KEY", AwsStandIn.SECRET_KEY);
  }

  @AfterEach
  void end() {
    SystemSettingUtilsTestBackdoor.clearEnvironmentVariableOverrides();
  }

  @Test
  void delivers_everything_although_the_service_throttles() throws Exception {
    assertTrue(deliver(150, 20, 0, 10) > 1);
  }

  @Tag("reliability")
  @ParameterizedTest
  @CsvSource({"20,0,10", "40,0,10", "20,150,160", "40,75,85"})
  void delivers_everything_of_a_thousand(int rate, int jitter, int timeout) throws Exception {
    assertTrue(deliver(1000, rate, jitter, timeout) >= 1);
  }

  /** In how many runs everything was delivered. */
  private int deliver(int count, int rate, int jitter, int timeout) throws Exception {
    // Given
    List<String> left = Fleet.ids(count);
    aws.manage(left.toArray(String[]::new));
    aws.tokenBucket(rate, rate);
    Fleet fleet =
        new Fleet(folder, aws.ssm(), Duration.ofSeconds(jitter), Duration.ofSeconds(timeout));
    List<Integer> perRun = new ArrayList<>();
    List<Long> times = new ArrayList<>();

    // When
    long start = System.nanoTime();
    while (!left.isEmpty() && perRun.size() < MOST_RUNS) {
      long before = (System.nanoTime() - start) / 1_000_000;
      List<Fleet.Run> runs = fleet.round(left, perRun.size());
      runs.stream()
          .filter(Fleet.Run::delivered)
          .forEach(run -> times.add(before + run.endedMillis()));
      left = runs.stream().filter(run -> !run.delivered()).map(Fleet.Run::instance).toList();
      perRun.add(times.size());
    }

    // Then
    assertEquals(List.of(), left);
    for (String instance : Fleet.ids(count)) {
      assertFalse(aws.complianceItems(instance).isEmpty(), instance);
      assertFalse(aws.inventory(instance).isEmpty(), instance);
    }
    Collections.sort(times);
    Figures.add(
        "%d instances, %d calls/s, jitter %d s, timeout %d s"
            .formatted(count, rate, jitter, timeout),
        "delivered after each run: " + perRun,
        "50%% after %d s, 90%% after %d s, all after %d s; %s"
            .formatted(
                times.get(count / 2) / 1000,
                times.get(count * 9 / 10) / 1000,
                times.getLast() / 1000,
                calls()));
    return perRun.size();
  }

  private String calls() {
    int taken = 0;
    int throttled = 0;
    for (JsonNode second : aws.callsPerSecond()) {
      taken += second.path("ok").intValue();
      throttled += second.path("ThrottlingException").intValue();
    }
    return taken + " calls taken, " + throttled + " throttled";
  }
}
