package io.ecsharden.hygiene;

import io.ecsharden.facts.FileFact;
import io.ecsharden.hygiene.LineDefect.Kind;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something other than a file in the place of a configuration file, or a disk that does not give a
 * file: what stands in it may decide for the agent, ecs-init or Docker, so nothing may pass in
 * silence.
 */
final class Unreadable implements InstanceRule {

  @Override
  public List<LineDefect> find(Instance instance) {
    List<LineDefect> defects = new ArrayList<>();
    for (FileFact file : byPath(instance)) {
      if (file instanceof FileFact.Unreadable unreadable
          && counts(unreadable)
          && !isFatal(unreadable, instance)) {
        defects.add(defect(unreadable));
      }
    }
    return defects;
  }

  private static List<FileFact> byPath(Instance instance) {
    return instance.facts().all().sorted(Comparator.comparing(FileFact::path)).toList();
  }

  /** Of other programs' files, a person has to look after those that the disk does not give. */
  private static boolean counts(FileFact.Unreadable file) {
    boolean ours = file.path().startsWith("/etc/ecs/") || file.path().startsWith("/var/lib/ecs/");
    return switch (file.cause()) {
      case NO_PERMISSION -> false;
      case IO_ERROR -> true;
      case DIRECTORY, SYMLINK_LOOP, FIFO, NOT_REGULAR, KERNEL_FILE, CHANGING, TOO_LARGE -> ours;
    };
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
