package io.ecsharden.report.ssm;

/** Where reports go. */
interface Sender extends AutoCloseable {

  /** Makes one of a report's calls. */
  void send(Part part, Report report) throws NotSent;

  @Override
  void close();
}
