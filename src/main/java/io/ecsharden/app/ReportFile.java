package io.ecsharden.app;

import io.ecsharden.host.files.OutputFile;
import io.ecsharden.machine.MachineException;
import io.ecsharden.report.OutputText;
import java.io.IOException;

/** A file for a report, which is written as a whole or not at all. */
public final class ReportFile {

  private final OutputFile file;

  private ReportFile(OutputFile file) {
    this.file = file;
  }

  /**
   * Checks, before anything else is done, that a report can go there.
   *
   * @param secret whether the report may show secrets: a new file is then for its owner alone
   */
  public static Result<ReportFile> of(String path, boolean secret) {
    try {
      return new Result.Done<>(new ReportFile(OutputFile.check(path, secret)));
    } catch (MachineException e) {
      Stop.Reason reason =
          e.kind() == MachineException.Kind.PERMISSION
              ? Stop.Reason.NO_PERMISSION
              : Stop.Reason.WRONG_REQUEST;
      return new StopException(reason, e.getMessage()).result();
    }
  }

  /**
   * Replaces the file.
   *
   * @throws IOException with a line for people; the file is then as it was
   */
  public void write(OutputText report) throws IOException {
    file.write(report.bytes());
  }
}
