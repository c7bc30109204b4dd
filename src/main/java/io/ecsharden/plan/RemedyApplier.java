package io.ecsharden.plan;

import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.Assign;
import io.ecsharden.control.Remedy.JsonBoolean;
import io.ecsharden.control.Remedy.NarrowMode;
import io.ecsharden.control.Remedy.Plain;
import io.ecsharden.control.Remedy.Unset;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvAssigner;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.json.JsonEditor;
import io.ecsharden.format.unit.EnvironmentDropIn;
import io.ecsharden.secrets.Masker;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** Fulfils wishes on the files of an instance, one after the other, lines first. */
final class RemedyApplier {

  static final List<String> ENV_FILES = List.of(HostFacts.ECS_CONFIG, HostFacts.INSTANCE_CONFIG);

  private static final int NEW_FILE = 0644;

  private final Instance instance;
  private final Masker masker;
  private final DraftInstance attempt;

  private RemedyApplier(Instance instance, Masker masker) {
    this.instance = instance;
    this.masker = masker;
    this.attempt = new DraftInstance(instance);
  }

  /**
   * What the files are like when the wishes are fulfilled, as far as they can be.
   *
   * @param numbered whether lines may be named by number: they have those of the file on the disk
   */
  static DraftInstance attempt(
      Instance instance, Masker masker, List<RequestedChange> wishes, boolean numbered) {
    return new RemedyApplier(instance, masker).all(wishes, numbered);
  }

  private DraftInstance all(List<RequestedChange> wishes, boolean numbered) {
    List<RequestedChange> rest = Conflicts.withdrawn(wishes, attempt);
    for (String path : ENV_FILES) {
      List<RequestedChange> lines =
          rest.stream()
              .filter(w -> w.remedy() instanceof Plain plain && plain.path().equals(path))
              .toList();
      new LineRepairs(instance, attempt, numbered).mend(path, lines);
    }
    // What goes first cannot take a line with it that was added before.
    rest.forEach(wish -> {
      if (wish.remedy() instanceof Unset(String key)) {
        unset(wish, key);
      }
    });
    // A line that is written anew may let a reader take the file; what is added must suit it.
    for (boolean there : new boolean[] {true, false}) {
      rest.forEach(wish -> {
        if (wish.remedy() instanceof Assign(String key, String value) && isSaid(key) == there) {
          assign(wish, key, value);
        }
      });
    }
    for (RequestedChange wish : rest) {
      switch (wish.remedy()) {
        case Assign assign -> {}
        case JsonBoolean(String path, String field, boolean value) ->
            json(wish, path, field, value);
        case NarrowMode(String path, int mode) -> narrow(wish, path, mode);
        case Remedy.JsonText(String path, String object, String field, String value) ->
            replace(
                wish,
                path,
                JsonEditor.setText(attempt.file(path).bytesOrEmpty(), object, field, value),
                object + "." + field + "=" + masker.value(field, value));
        case Remedy.DropIn(String path, String key, String value) ->
            replace(
                wish,
                path,
                EnvironmentDropIn.text(key, value),
                key + "=" + masker.value(key, value) + " for the unit");
        case Remedy.RestartDocker restart -> {}
        case Plain plain -> {}
        case Unset unset -> {}
        case Remedy.ByHand(String reason) -> attempt.leave(wish, reason);
      }
    }
    return attempt;
  }

  private boolean isSaid(String key) {
    FileReadings readings = instance.settings().readings().get(HostFacts.ECS_CONFIG);
    return readings != null && readings.by(Dialect.ECS_INIT).last(key).isPresent();
  }

  private void assign(RequestedChange wish, String key, String value) {
    String path = HostFacts.ECS_CONFIG;
    Optional<String> never = NeverChanged.forbids(key, value, instance);
    Optional<String> closed = closed(attempt.file(path));
    if (never.isPresent() || closed.isPresent()) {
      attempt.leave(wish, never.map(why -> stays(key, why)).or(() -> closed).orElseThrow());
      return;
    }
    String shown = key + "=" + masker.value(key, value);
    byte[] before = attempt.file(path).bytesOrEmpty();
    Optional<byte[]> after = edited(path, assigner(path, key).assign(key, value));
    if (after.isEmpty()) {
      attempt.leave(
          wish,
          "no line "
              + shown
              + " can be put into "
              + path
              + " that all its readers take alike: mend the file by hand first");
    } else if (!Arrays.equals(after.get(), before)) {
      attempt.put(content(path, after.get()), wish, "set " + shown);
    } else if (attempt.changed(path)) {
      attempt.reason(path, wish, shown + " is in force with that");
    } else {
      attempt.leave(wish, path + " says " + shown + " already, and something else beats it");
    }
  }

  private void unset(RequestedChange wish, String key) {
    Optional<String> never = NeverChanged.because(key, instance);
    if (never.isPresent()) {
      attempt.leave(wish, stays(key, never.get()));
      return;
    }
    for (String path : ENV_FILES) {
      FileFact file = attempt.file(path);
      if (file instanceof FileFact.Absent) {
        continue;
      }
      Optional<String> closed = closed(file);
      Optional<byte[]> after =
          closed.isPresent() ? Optional.empty() : edited(path, assigner(path, key).unset(key));
      if (after.isEmpty()) {
        attempt.leave(
            wish,
            closed.orElse(
                key + " cannot be taken out of " + path + " without touching other lines"));
      } else if (!Arrays.equals(after.get(), file.bytesOrEmpty())) {
        attempt.put(content(path, after.get()), wish, "remove " + key);
      }
    }
  }

  private EnvAssigner assigner(String path, String key) {
    FileFact file = attempt.file(path);
    Set<Dialect> required = EnumSet.of(Dialect.ECS_INIT);
    boolean loaded = instance.settings().init().environmentFiles().contains(path);
    if (loaded && InitSettings.reads(key)) {
      required.add(Dialect.SYSTEMD);
    }
    EnvFile env = attempt.readings(path).file();
    IntPredicate secrets =
        file instanceof FileFact.Content content
            ? SecretLines.in(content, env.lines())
            : SecretLines.NONE;
    return new EnvAssigner(env, secrets, required, InitSettings::reads);
  }

  private Optional<byte[]> edited(String path, Optional<EnvFile> after) {
    after.ifPresent(file -> attempt.remember(path, file));
    return after.map(file -> file.lines().source());
  }

  private void json(RequestedChange wish, String path, String field, boolean value) {
    FileFact file = attempt.file(path);
    Optional<byte[]> after =
        JsonEditor.setBoolean(
            file.bytesOrEmpty(), member -> AgentSettings.isJsonField(member, field), value);
    if (after.isEmpty() || closed(file).isPresent()) {
      attempt.leave(wish, path + ": set " + field + " to " + value + " by hand");
    } else {
      attempt.put(content(path, after.get()), wish, "set " + field + " to " + value);
    }
  }

  private void replace(RequestedChange wish, String path, Optional<byte[]> after, String what) {
    FileFact file = attempt.file(path);
    Optional<String> closed = closed(file);
    if (after.isEmpty() || closed.isPresent()) {
      attempt.leave(wish, closed.orElse(path + ": no line can say " + what) + "; do it by hand");
    } else if (!Arrays.equals(after.get(), file.bytesOrEmpty())) {
      attempt.put(content(path, after.get()), wish, "set " + what);
    } else {
      attempt.leave(wish, path + " says so already, and something else beats it");
    }
  }

  private void narrow(RequestedChange wish, String path, int mode) {
    if (attempt.file(path) instanceof FileFact.Content f && (f.mode() & mode) != f.mode()) {
      int narrowed = f.mode() & mode;
      attempt.put(
          new FileFact.Content(path, f.bytes(), narrowed, f.uid(), f.gid()),
          wish,
          "narrow the mode from " + octal(f.mode()) + " to " + octal(narrowed));
    }
  }

  /** {@code 0640}. */
  static String octal(int mode) {
    return "0" + Integer.toOctalString(mode);
  }

  static String stays(String key, String why) {
    return key + " stays as it is: " + why;
  }

  /** Why a file cannot be edited. */
  static Optional<String> closed(FileFact file) {
    return switch (file) {
      case FileFact.Absent absent -> Optional.empty();
      case FileFact.Unreadable unreadable ->
          Optional.of(unreadable.path() + ": " + unreadable.detail());
      case FileFact.Content content -> {
        byte[] b = content.bytes();
        boolean utf16 = b.length > 1 && (b[0] == -1 && b[1] == -2 || b[0] == -2 && b[1] == -1);
        yield utf16
            ? Optional.of(content.path() + " is UTF-16: save it as UTF-8 first")
            : Optional.empty();
      }
    };
  }

  /** A file with other bytes; a new one belongs to root. */
  private FileFact.Content content(String path, byte[] bytes) {
    return attempt.file(path) instanceof FileFact.Content f
        ? new FileFact.Content(path, bytes, f.mode(), f.uid(), f.gid())
        : new FileFact.Content(path, bytes, NEW_FILE, 0, 0);
  }
}
