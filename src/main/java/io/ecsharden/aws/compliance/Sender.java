package io.ecsharden.aws.compliance;

/** Makes the calls of reports. */
interface Sender extends AutoCloseable {

  /** Makes one of a report's calls. */
  void send(ReportCall call, Report report) throws NotSent;

  @Override
  void close();
}
