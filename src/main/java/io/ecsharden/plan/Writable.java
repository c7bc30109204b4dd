package io.ecsharden.plan;

import io.ecsharden.facts.AccessFacts;
import io.ecsharden.facts.FileFact;
import io.ecsharden.plan.Plan.ByHand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The changes whose files a repair would write. It refuses directories in which others can swap
 * files ({@code host.files}); the plan refuses the same ones before, and a file that would be too
 * large to be read again. The agent's files change together or not at all, because one can override
 * another; so do the file and the link of a unit.
 *
 * @param refused a line for each file that is not written
 * @param refusesBlock whether one of them is of the unit that blocks the metadata service
 */
record Writable(List<FileContent> changes, List<ByHand> refused, boolean refusesBlock) {

  /** The control that fails where others can write. */
  private static final String CONTROL = "config-owner";

  private static final String SIZE = "config-hygiene";

  private static final String TOO_LARGE =
      "it would have more than " + FileFact.MOST_BYTES + " bytes, and is not read then";

  static Writable of(List<FileContent> changes, AccessFacts access) {
    boolean agentRefused = refuses(changes, access, Writable::isOfTheAgent);
    boolean blockRefused = refuses(changes, access, RepairableFiles::isOfBlock);
    List<FileContent> writable = new ArrayList<>();
    List<ByHand> refused = new ArrayList<>();
    for (FileContent change : changes) {
      Optional<String> refusal = access.refusal(change.path());
      if (refusal.isPresent()) {
        refused.add(new ByHand(CONTROL, Optional.empty(), line(change, refusal.get())));
      } else if (isTooLarge(change)) {
        refused.add(new ByHand(SIZE, Optional.empty(), line(change, TOO_LARGE)));
      } else if (agentRefused && isOfTheAgent(change.path())) {
        refused.add(
            new ByHand(
                CONTROL,
                Optional.empty(),
                line(change, "the agent's other files cannot be changed with it")));
      } else if (blockRefused && RepairableFiles.isOfBlock(change.path())) {
        refused.add(
            new ByHand(
                CONTROL,
                Optional.empty(),
                line(change, "the rest of the unit cannot be changed with it")));
      } else {
        writable.add(change);
      }
    }
    return new Writable(writable, refused, blockRefused);
  }

  private static boolean refuses(
      List<FileContent> changes, AccessFacts access, Predicate<String> group) {
    return changes.stream()
        .filter(change -> group.test(change.path()))
        .anyMatch(change -> access.refusal(change.path()).isPresent() || isTooLarge(change));
  }

  private static boolean isTooLarge(FileContent change) {
    return change.after().filter(after -> after.length > FileFact.MOST_BYTES).isPresent();
  }

  private static boolean isOfTheAgent(String path) {
    return path.startsWith("/etc/ecs/") || path.startsWith("/var/lib/ecs/");
  }

  private static String line(FileContent change, String refusal) {
    Set<String> controls = new LinkedHashSet<>();
    change.reasons().forEach(reason -> controls.add(reason.control()));
    return "fix does not write "
        + change.path()
        + " for "
        + String.join(", ", controls)
        + ": "
        + refusal;
  }
}
