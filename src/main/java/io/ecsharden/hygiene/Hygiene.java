package io.ecsharden.hygiene;

import io.ecsharden.settings.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The defects in an instance's configuration. They are looked for when somebody asks first, and not
 * again. Not for several threads.
 */
public final class Hygiene {

  private final Supplier<Defects> search;
  private final Map<String, Optional<DeadVariables.Dead>> judged = new HashMap<>();
  private Optional<Defects> found = Optional.empty();

  private Hygiene(Supplier<Defects> search) {
    this.search = search;
  }

  /** The files of an instance. */
  public static Hygiene of(Instance instance) {
    return new Hygiene(() -> Rules.find(instance));
  }

  /** What runs on an instance: processes have no files that could have defects. */
  public static Hygiene ofProcesses() {
    return new Hygiene(() -> Defects.NONE);
  }

  /**
   * What has no effect, or is read differently by two readers, in the order of the files. Of a file
   * with very many, the first thousand.
   */
  public List<LineDefect> defects() {
    return found().listed();
  }

  /** The defects that rules can rewrite and that {@link #defects} does not have, by files. */
  public List<UnlistedDefects> unlisted() {
    return found().unlisted();
  }

  /** Why nothing reads a variable; a name is judged once, since many controls ask. */
  public Optional<DeadVariables.Dead> dead(String key) {
    return judged.computeIfAbsent(key, DeadVariables::judge);
  }

  private Defects found() {
    if (found.isEmpty()) {
      found = Optional.of(search.get());
    }
    return found.get();
  }
}
