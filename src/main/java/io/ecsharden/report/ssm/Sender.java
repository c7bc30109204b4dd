package io.ecsharden.report.ssm;

/** Where reports go. */
interface Sender extends AutoCloseable {

  /** Sends one report: both of its calls, or it counts as not sent. */
  void send(Report report) throws NotSent;

  @Override
  void close();
}
