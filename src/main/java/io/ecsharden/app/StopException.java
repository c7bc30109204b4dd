package io.ecsharden.app;

import java.util.List;

/** Carries a {@link Stop} from where it is found to the end of a use case. */
final class StopException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Stop stop;

  StopException(Stop.Reason reason, String line) {
    this(new Stop(reason, List.of(line)));
  }

  StopException(Stop stop) {
    // expected, and handled: the lines say everything
    super(String.join("; ", stop.lines()), null, false, false);
    this.stop = stop;
  }

  Stop stop() {
    return stop;
  }

  <T> Result<T> result() {
    return new Result.Stopped<>(stop);
  }
}
