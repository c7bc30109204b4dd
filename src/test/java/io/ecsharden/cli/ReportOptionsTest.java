package io.ecsharden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options for reports, refused before the instance is read. */
class ReportOptionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"audit", "fix", "report"})
  void refuses_an_unknown_sink(String verb) {
    Run run = Run.of(verb, "--report", "mail");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--report mail: there is `ssm`"), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--report-timeout, 0s, between 1s and 24h",
    "--report-timeout, 25h, between 1s and 24h",
    "--report-timeout, 999999d, between 1s and 24h",
    "--instance-id, foo, write i-",
    "--instance-id, i-0, write i-",
    "--instance-id, ../../etc, write i-",
    "--region, EU, write a name such as eu-central-1",
    "--region, 'a b', write a name such as eu-central-1"
  })
  void refuses_a_value_that_cannot_be_right(String option, String value, String message) {
    Run run = Run.of("audit", "--report", "ssm", option, value);
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains(option), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "fix"})
  void requires_no_report_where_nothing_is_sent(String verb) {
    Run run = Run.of(verb, "--report-required");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--report-required: nothing is sent"), run.err());
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
  void waits_less_than_the_whole_timeout(String jitter, String timeout) {
    Run run = Run.of("audit", "--report-jitter", jitter, "--report-timeout", timeout);
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals(1, run.err().lines().count(), run.err());
  }
}
