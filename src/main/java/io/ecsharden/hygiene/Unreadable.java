package io.ecsharden.hygiene;

import io.ecsharden.facts.FileFact;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Something other than a file in the place of a configuration file. */
final class Unreadable implements InstanceRule {

  @Override
  public List<LineDefect> find(Instance instance) {
    List<LineDefect> defects = new ArrayList<>();
    List<FileFact> files = new ArrayList<>(instance.facts().files().values());
    files.sort(Comparator.comparing(FileFact::path));
    for (FileFact file : files) {
      boolean ours = file.path().startsWith("/etc/ecs/") || file.path().startsWith("/var/lib/ecs/");
      if (ours
          && file instanceof FileFact.Unreadable unreadable
          && unreadable.cause() != FileFact.Cause.NO_PERMISSION
          && !isFatal(unreadable, instance)) {
        defects.add(defect(unreadable));
      }
    }
    return defects;
  }

  /** Whether the agent does not start because of it, which {@link AgentExits} says. */
  private static boolean isFatal(FileFact.Unreadable file, Instance instance) {
    Origin where = Origin.wholeFile(file.path());
    return instance.settings().agent().failures().stream()
        .anyMatch(failure -> failure.origin().equals(where));
  }

  private LineDefect defect(FileFact.Unreadable file) {
    String effect =
        switch (file.cause()) {
          case DIRECTORY, SYMLINK_LOOP -> "; ecs-init treats it as an empty file";
          case FIFO, NOT_REGULAR, KERNEL_FILE, CHANGING, NO_PERMISSION, TOO_LARGE, IO_ERROR -> "";
        };
    return at(Kind.UNREADABLE, Origin.wholeFile(file.path()))
        .because(
            file.detail() + effect,
            switch (file.cause()) {
              case IO_ERROR -> "Find out why it cannot be read";
              case CHANGING -> "Find out which program writes it all the time";
              case DIRECTORY,
                  SYMLINK_LOOP,
                  FIFO,
                  NOT_REGULAR,
                  KERNEL_FILE,
                  NO_PERMISSION,
                  TOO_LARGE ->
                  "Put a regular file there";
            });
  }
}
