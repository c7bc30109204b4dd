package io.ecsharden.cli;

import io.ecsharden.app.Fix;
import io.ecsharden.app.Suggestion;
import io.ecsharden.report.AuditScope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** Options that choose controls, and severities. */
final class ControlOptions {

  static final String ONLY = "--only";
  static final String SKIP = "--skip";
  private static final String MIN_SEVERITY = "--min-severity";
  private static final String FAIL_ON = "--fail-on";

  private static final String REPEATED = " Can be repeated, or a list with commas.";

  private ControlOptions() {}

  static OptionSpec only(String description) {
    return Options.list(ONLY, "CONTROL", description + REPEATED, List.copyOf(Fix.controls()));
  }

  static OptionSpec skip(String description) {
    return Options.list(SKIP, "CONTROL", description + REPEATED, List.copyOf(Fix.controls()));
  }

  static OptionSpec minSeverity() {
    return Options.choice(
        MIN_SEVERITY,
        "SEVERITY",
        "Show findings of this severity and worse. Default: all.",
        AuditScope.severities());
  }

  static OptionSpec failOn() {
    return Options.choice(
        FAIL_ON,
        "SEVERITY",
        "Exit with 10 or 11 only for findings of this severity and worse. Default: for all.",
        AuditScope.severities());
  }

  static AuditScope scopeOf(Arguments arguments) throws Failure {
    return new AuditScope(onlyOf(arguments), skipOf(arguments), severity(arguments, MIN_SEVERITY));
  }

  static Optional<String> failOnOf(Arguments arguments) throws Failure {
    return severity(arguments, FAIL_ON);
  }

  static Set<String> onlyOf(Arguments arguments) throws Failure {
    return controls(arguments, ONLY);
  }

  static Set<String> skipOf(Arguments arguments) throws Failure {
    return controls(arguments, SKIP);
  }

  private static Set<String> controls(Arguments arguments, String option) throws Failure {
    Set<String> ids = new LinkedHashSet<>();
    for (String value : arguments.values(option)) {
      for (String id : value.split(",", -1)) {
        if (!Fix.controls().contains(id)) {
          throw Failure.usage(
              option
                  + " "
                  + id
                  + ": there is no such control"
                  + Suggestion.orAll(id, Fix.controls()));
        }
        ids.add(id);
      }
    }
    return ids;
  }

  private static Optional<String> severity(Arguments arguments, String option) throws Failure {
    Optional<String> text = arguments.value(option);
    if (text.isEmpty()) {
      return text;
    }
    for (String severity : AuditScope.severities()) {
      if (severity.equalsIgnoreCase(text.get())) {
        return Optional.of(severity);
      }
    }
    throw Failure.usage(
        option
            + " "
            + text.get()
            + ": this is not a severity"
            + Suggestion.orAll(text.get(), AuditScope.severities()));
  }
}
