package io.ecsharden.settings.docker;

import io.ecsharden.settings.value.Origin;
import java.util.Locale;

/**
 * A reason for which dockerd exits when it starts, or systemd does not start it.
 *
 * @param message what happens, without a final stop and without a secret
 * @param remediation what to do, likewise
 */
public record DaemonDefect(Kind kind, Origin origin, String message, String remediation) {

  /** What is wrong. */
  public enum Kind {
    /** A word on the command line that belongs to no option. */
    ARGUMENT,
    /** A flag that no version knows. */
    UNKNOWN_FLAG,
    /** A name in {@code daemon.json} that no version knows. */
    UNKNOWN_DIRECTIVE,
    /** An option that has no value, or one of another type. */
    OPTION_VALUE,
    /** An option on the command line and in {@code daemon.json}. */
    SET_TWICE,
    /** {@code daemon.json} is not one JSON object. */
    INVALID_JSON,
    /** More than one {@code ExecStart=}. */
    SEVERAL_COMMANDS,
    /** A file of variables that the unit needs, and that systemd cannot load. */
    ENVIRONMENT_FILE;

    /** The name in reports: {@code unknown-flag}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
