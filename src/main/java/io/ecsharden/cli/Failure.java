package io.ecsharden.cli;

import io.ecsharden.app.Result;
import io.ecsharden.app.Stop;
import java.util.List;

/** A run that cannot go on, with lines for the user and an exit code. */
final class Failure extends Exception {

  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final transient List<String> lines;

  private Failure(ExitCode code, List<String> lines) {
    // expected: the lines say everything, a stack trace would only hide it
    super(String.join("; ", lines), null, false, false);
    this.code = code;
    this.lines = lines;
  }

  /** A wrong command line: the option, its value, and the rule. */
  static Failure usage(String line) {
    return new Failure(ExitCode.USAGE, List.of(line));
  }

  /** What a use case came to; if it could not run, its reason. */
  static <T> T unlessDone(Result<T> result) throws Failure {
    return unlessDone(result, "");
  }

  /**
   * The same for what an option names.
   *
   * @param option comes before each line
   */
  static <T> T unlessDone(Result<T> result, String option) throws Failure {
    return switch (result) {
      case Result.Done<T>(T value) -> value;
      case Result.Stopped<T>(Stop stop) ->
          throw new Failure(
              ExitCode.of(stop.reason()),
              option.isEmpty()
                  ? stop.lines()
                  : stop.lines().stream().map(line -> option + " " + line).toList());
    };
  }

  ExitCode code() {
    return code;
  }

  List<String> lines() {
    return lines;
  }
}
