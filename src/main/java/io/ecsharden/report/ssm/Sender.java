package io.ecsharden.report.ssm;

/** Where reports go. */
interface Sender extends AutoCloseable {

  /** Who this instance is. */
  String instanceId();

  /** The first call for a report. */
  void sendCompliance(Report report) throws NotSent;

  /** The second. */
  void sendInventory(Report report) throws NotSent;

  @Override
  void close();
}
