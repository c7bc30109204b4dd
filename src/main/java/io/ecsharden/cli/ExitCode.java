package io.ecsharden.cli;

import io.ecsharden.app.Stop;

/**
 * Every exit code of the program; {@code docs/exit-codes.md} and {@code --help} show the same
 * table. Codes that mean something to those who start the program are never used: 5 (the agent's
 * own "do not restart me"), 168 and 194 (SSM Agent: install update, reboot).
 */
public enum ExitCode {
  COMPLIANT(0, "compliant, or the report was all that was asked for"),
  USAGE(2, "the command line is wrong"),
  NOT_A_CONTAINER_INSTANCE(3, "nothing to audit: this is not a container instance"),
  DRIFT(10, "drift: at least one control fails"),
  RESTART_PENDING(11, "the files are right, and a restart is pending"),
  ROLLED_BACK(
      12, "the change failed: the files are as before, and the agent is as healthy as before"),
  NOT_RESTORED(
      13,
      "the change failed: a file could not be put back, or the agent is not seen healthy again"),
  STATE_UNREADABLE(
      14, "the program's own state cannot be read or trusted, and nothing was changed"),
  UNHEALTHY(69, "the daemon does not run, or has not looked for too long"),
  INTERNAL_ERROR(70, "an error of the program itself"),
  REPORT_NOT_DELIVERED(74, "the report could not be delivered"),
  LOCKED(75, "another run holds the lock"),
  NO_PERMISSION(77, "no permission to read or write what is needed"),
  BAD_BASELINE(78, "the baseline has mistakes, or cannot be had");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number. */
  public int code() {
    return code;
  }

  /** What it means, for the help and the documentation. */
  public String meaning() {
    return meaning;
  }

  /** The code for a use case that could not run. */
  static ExitCode of(Stop.Reason reason) {
    return switch (reason) {
      case WRONG_REQUEST -> USAGE;
      case NOTHING_TO_AUDIT -> NOT_A_CONTAINER_INSTANCE;
      case BAD_BASELINE -> BAD_BASELINE;
      case NO_PERMISSION -> NO_PERMISSION;
      case LOCKED -> LOCKED;
      case NOTHING_CHANGED -> ROLLED_BACK;
      case NOT_RESTORED -> NOT_RESTORED;
      case NOT_RECORDED -> REPORT_NOT_DELIVERED;
      case STATE_UNREADABLE -> STATE_UNREADABLE;
    };
  }
}
