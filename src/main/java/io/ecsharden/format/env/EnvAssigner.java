package io.ecsharden.format.env;

import io.ecsharden.format.GoText;
import io.ecsharden.format.env.EditProof.Others;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Gives a variable a value, or takes it out of a file, so that all readers that accept the file
 * agree on it.
 *
 * <p>The change is the smallest that does it: the last line that counts is rewritten, or a line is
 * added at the end or, where something above would swallow it there, further up. Each attempt is
 * proved by reading the result with all readers.
 */
public final class EnvAssigner {

  private final EnvFile file;
  private final IntPredicate untouchable;
  private final Set<Dialect> required;
  private final Predicate<String> matters;

  /**
   * @param untouchable tells of a line, by its number from 1, whether its bytes stay
   * @param required the readers that must take the result, also where they refused the file
   * @param matters which variables anybody takes from systemd
   */
  public EnvAssigner(
      EnvFile file, IntPredicate untouchable, Set<Dialect> required, Predicate<String> matters) {
    this.file = file;
    this.untouchable = untouchable;
    this.required = Set.copyOf(required);
    this.matters = matters;
  }

  /** The file in which a variable has a value for all readers; none where no edit does that. */
  public Optional<EnvFile> assign(String key, String value) {
    EditProof proof = new EditProof(file, key, Optional.of(value), required, matters);
    if (proof.holdsAlready()) {
      return Optional.of(file);
    }
    String text = key + "=" + value;
    TreeSet<Integer> mine = proof.linesOfKey();
    TreeSet<Integer> free = touchable(mine);
    List<Consumer<EnvEditor>> attempts = new ArrayList<>();
    if (!free.isEmpty()) {
      int target = proof.lastForEcsInit().filter(free::contains).orElse(free.last());
      attempts.add(edit -> edit.replace(target, List.of(text)));
    }
    if (free.size() < mine.size()) {
      attempts.add(edit -> edit.insertBefore(mine.last() + 1, text));
    }
    attempts.add(edit -> edit.append(text));
    attempts.add(edit -> edit.insertBefore(Math.max(1, edit.count()), text));
    proof.lastForSystemd().ifPresent(line -> attempts.add(e -> e.insertBefore(line, text)));
    attempts.add(edit -> edit.insertBefore(1, text));
    return firstThatHolds(proof, free, attempts);
  }

  /** The file in which no reader finds a variable; none where that takes more than its lines. */
  public Optional<EnvFile> unset(String key) {
    EditProof proof = new EditProof(file, key, Optional.empty(), required, matters);
    return proof.holdsAlready()
        ? Optional.of(file)
        : firstThatHolds(proof, touchable(proof.linesOfKey()), List.of(edit -> {}));
  }

  /** First those that leave every other variable alone. */
  private Optional<EnvFile> firstThatHolds(
      EditProof proof, Set<Integer> free, List<Consumer<EnvEditor>> attempts) {
    for (Others others : Others.values()) {
      for (Consumer<EnvEditor> attempt : attempts) {
        EnvEditor editor = new EnvEditor(file);
        free.forEach(editor::remove);
        attempt.accept(editor);
        EnvFile after = file.with(editor.toBytes());
        if (proof.holds(after, free, others)) {
          return Optional.of(after);
        }
      }
    }
    return Optional.empty();
  }

  private TreeSet<Integer> touchable(TreeSet<Integer> lines) {
    TreeSet<Integer> rest = new TreeSet<>(lines);
    rest.removeIf(untouchable::test);
    rest.removeIf(this::holdsCarriageReturn);
    return rest;
  }

  /** For systemd such a line is several: others than the variable's may stand in it. */
  private boolean holdsCarriageReturn(int line) {
    return GoText.trimSpace(file.lines().text(line - 1)).indexOf('\r') >= 0;
  }
}
