package io.ecsharden.aws.compliance;

/** Where reports go. */
interface Sender extends AutoCloseable {

  /** Makes one of a report's calls. */
  void send(ReportCall part, Report report) throws NotSent;

  @Override
  void close();
}
