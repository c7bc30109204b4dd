package io.ecsharden.app;

import io.ecsharden.aws.compliance.InventoryFile;
import io.ecsharden.control.AuditResult;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.SafeFiles;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.NewContent;
import io.ecsharden.machine.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Leaves the row of inventory where SSM Agent collects it. */
final class InventoryFileWriter {

  private static final int PRIVATE = 0600;

  /** SSM Agent takes what ends in .json. */
  private static final String TEMPORARY = ".EcsAgentConfiguration.json.new";

  private InventoryFileWriter() {}

  /**
   * Writes the file when it says something else than before.
   *
   * @return why it was not written
   */
  static Optional<String> write(
      RunContext context,
      AuditResult audit,
      Map<String, String> versions,
      Optional<String> instanceId) {
    Path root = context.root();
    Optional<InventoryFile> file =
        InventoryFile.of(
            audit, versions, new HostRoot(root).names(InventoryFile.FOLDER, ""), instanceId);
    if (file.isEmpty()) {
      return Optional.of(
          InventoryFile.FOLDER
              + " does not have exactly one instance's directory, which SSM Agent makes; say which"
              + " one this is with --instance-id");
    }
    try {
      // the lock keeps two runs from writing beside each other
      StateDirectory lock = StateDirectory.lock(root, StateSection.REPORTS, context.holder());
      try (Target target = new SafeFiles(root).open(file.get().path())) {
        replace(target, file.get().content());
        return Optional.empty();
      } finally {
        lock.close();
      }
    } catch (MachineException e) {
      return Optional.of(
          e.kind() == MachineException.Kind.LOCKED
              ? "another run is reporting; the next one writes the file"
              : e.getMessage());
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void replace(Target target, byte[] bytes) throws IOException {
    int mode = PRIVATE;
    if (target.fact() instanceof FileFact.Content there) {
      if (Arrays.equals(there.bytes(), bytes)) {
        return;
      }
      mode = there.mode();
    }
    // of a run that was killed in between
    target.discard(TEMPORARY);
    try {
      target.stage(TEMPORARY, new NewContent(bytes, mode, target.uid(), target.gid()));
      target.commit();
    } catch (MachineException e) {
      target.discard(TEMPORARY);
      throw e;
    }
  }
}
