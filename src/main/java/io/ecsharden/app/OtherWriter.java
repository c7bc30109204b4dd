package io.ecsharden.app;

import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.linux.FileStatus;
import io.ecsharden.host.proc.ProcFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** What can be seen of somebody who changes a file back. */
public final class OtherWriter {

  private OtherWriter() {}

  /**
   * Looks now: the owner, the mode and the time of the file, and the processes that have it open as
   * far as this process sees them.
   *
   * @param path the instance's path
   */
  public static String of(RunContext context, String path) {
    HostRoot root = new HostRoot(context.root());
    StringBuilder seen = new StringBuilder();
    try {
      Optional<FileStatus> status = root.status(path);
      if (status.isEmpty()) {
        seen.append("it was removed");
      } else {
        seen.append("owner ").append(Integer.toUnsignedString(status.get().uid()));
        seen.append(", mode 0").append(Integer.toOctalString(status.get().permissions()));
        Instant changed = Instant.ofEpochSecond(0, status.get().changed());
        seen.append(", changed ").append(changed.truncatedTo(ChronoUnit.SECONDS));
      }
    } catch (IOException e) {
      seen.append(e.getMessage());
    }
    String open =
        new ProcFiles(new HostRoot(Path.of("/")))
            .holders(Set.of(path, Path.of(root.display(), path).toString()));
    seen.append(open.isEmpty() ? "; no process is seen that has it open" : "; open in " + open);
    return seen.toString();
  }
}
