package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options about telling others, refused before anything is looked at. */
class ReportOptionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"audit", "fix", "report"})
  void takes_no_sink_that_is_unknown(String verb) {
    Run run = Run.of(verb, "--report", "mail");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--report mail: there is `ssm`"), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "10s, 10s",
    "11s, 10s",
    "1h, 10s",
    "3s, 2s",
    "x, 10s",
    "1s, x",
    "-1s, 10s",
    "'', 10s"
  })
  void waits_less_than_it_may_take_altogether(String jitter, String timeout) {
    Run run = Run.of("audit", "--report-jitter", jitter, "--report-timeout", timeout);
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals(1, run.err().lines().count(), run.err());
  }
}
