package io.ecsharden.report;

/** The version of the JSON reports. */
final class Schema {

  /** Grows when something that others rely on changes or goes away. */
  static final int VERSION = 1;

  private Schema() {}
}
