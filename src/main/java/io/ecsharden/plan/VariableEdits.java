package io.ecsharden.plan;

import io.ecsharden.control.Remedy.Assign;
import io.ecsharden.control.Remedy.Unset;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvAssigner;
import io.ecsharden.format.env.EnvBatch;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.NeverChanged;
import io.ecsharden.settings.init.InitSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** Gives variables of env files a value, or removes them. */
final class VariableEdits {

  private static final String PATH = HostFacts.ECS_CONFIG;

  private final Instance instance;
  private final DraftInstance draft;

  VariableEdits(Instance instance, DraftInstance draft) {
    this.instance = instance;
    this.draft = draft;
  }

  void apply(List<RequestedChange> requests) {
    if (!instance.settings().starter().isEcsInit()) {
      // nothing may read the file, or with other rules
      requests.stream()
          .filter(request -> request.setting().isPresent())
          .forEach(request ->
              draft.leave(
                  request,
                  instance.settings().starter().sentence()
                      + ": change "
                      + request.setting().orElseThrow()
                      + " there, by hand"));
      return;
    }
    // What goes first cannot take a line with it that was added before.
    for (RequestedChange request : requests) {
      if (request.remedy() instanceof Unset(String key)) {
        unset(request, key);
      }
    }
    List<RequestedChange> assigns = assigns(requests);
    if (!assignTogether(assigns)) {
      for (RequestedChange request : assigns) {
        if (request.remedy() instanceof Assign(String key, String value)) {
          assign(request, key, value);
        }
      }
    }
  }

  /** Those that are set go first: a reader may accept the file then, and what is added suits it. */
  private List<RequestedChange> assigns(List<RequestedChange> requests) {
    List<RequestedChange> set = new ArrayList<>();
    List<RequestedChange> added = new ArrayList<>();
    for (RequestedChange request : requests) {
      if (request.remedy() instanceof Assign(String key, String value)) {
        Optional<String> forbidden = forbidden(key, value);
        if (forbidden.isPresent()) {
          draft.leave(request, forbidden.get());
        } else {
          (isSet(key) ? set : added).add(request);
        }
      }
    }
    set.addAll(added);
    return set;
  }

  private Optional<String> forbidden(String key, String value) {
    return NeverChanged.forbids(key, value, instance)
        .map(why -> RemedyApplier.stays(key, why))
        .or(() -> RemedyApplier.closed(draft.file(PATH)));
  }

  private boolean isSet(String key) {
    FileReadings readings = instance.settings().readings().get(PATH);
    return readings != null && readings.by(Dialect.ECS_INIT).last(key).isPresent();
  }

  /**
   * One edit for all: to read the file again with every reader for each variable is slow.
   *
   * @return false when that cannot be done, and nothing was
   */
  private boolean assignTogether(List<RequestedChange> requests) {
    EnvFile env = draft.readings(PATH).file();
    Map<String, String> values = new LinkedHashMap<>();
    Set<RequestedChange> edits = Collections.newSetFromMap(new IdentityHashMap<>());
    for (RequestedChange request : requests) {
      if (request.remedy() instanceof Assign(String key, String value)) {
        String other = values.getOrDefault(key, value);
        if (!other.equals(value)) {
          return false;
        }
        if (!values.containsKey(key) && !EnvBatch.holds(env, key, value)) {
          values.put(key, value);
          edits.add(request);
        }
      }
    }
    Optional<EnvFile> after =
        values.size() < 2 ? Optional.empty() : EnvBatch.assign(env, values, secrets(PATH, env));
    if (after.isEmpty()) {
      return false;
    }
    for (RequestedChange request : requests) {
      if (request.remedy() instanceof Assign(String key, String value)) {
        SensitiveText shown = shown(key, value);
        if (edits.contains(request)) {
          put(PATH, after.get(), request, SensitiveText.words("set ").plus(shown));
        } else {
          unchanged(request, shown);
        }
      }
    }
    return true;
  }

  private void assign(RequestedChange request, String key, String value) {
    SensitiveText shown = shown(key, value);
    EnvFile env = draft.readings(PATH).file();
    Optional<EnvFile> after = assigner(PATH, key).assign(key, value);
    if (after.isEmpty()) {
      draft.leave(
          request,
          SensitiveText.words(PATH + ": no line ")
              .plus(shown)
              .plus(
                  " can be added that all readers of the file accept: repair the file by hand"
                      + " first"));
    } else if (isSame(after.get(), env)) {
      unchanged(request, shown);
    } else {
      put(PATH, after.get(), request, SensitiveText.words("set ").plus(shown));
    }
  }

  private void unchanged(RequestedChange request, SensitiveText shown) {
    if (draft.changed(PATH)) {
      draft.reason(PATH, request, shown.plus(" takes effect with that"));
    } else {
      draft.leave(
          request,
          SensitiveText.words(PATH + " already sets ")
              .plus(shown)
              .plus(", and something else overrides it"));
    }
  }

  private static SensitiveText shown(String key, String value) {
    return SensitiveText.words(key + "=").plus(SensitiveText.value(key, value));
  }

  private void unset(RequestedChange request, String key) {
    Optional<String> never = NeverChanged.because(key, instance);
    if (never.isPresent()) {
      draft.leave(request, RemedyApplier.stays(key, never.get()));
      return;
    }
    for (String path : RemedyApplier.ENV_FILES) {
      FileFact file = draft.file(path);
      if (file instanceof FileFact.Absent) {
        continue;
      }
      Optional<String> closed = RemedyApplier.closed(file);
      Optional<EnvFile> after =
          closed.isPresent() ? Optional.empty() : assigner(path, key).unset(key);
      if (after.isEmpty()) {
        draft.leave(
            request,
            closed.orElse(
                key + " cannot be removed from " + path + " without changing other lines"));
      } else if (!isSame(after.get(), draft.readings(path).file())) {
        put(path, after.get(), request, SensitiveText.words("remove " + key));
      }
    }
  }

  private static boolean isSame(EnvFile after, EnvFile before) {
    return after == before || Arrays.equals(after.lines().source(), before.lines().source());
  }

  private void put(String path, EnvFile after, RequestedChange request, SensitiveText what) {
    draft.remember(path, after);
    draft.put(draft.with(path, after.lines().source()), request, what);
  }

  private EnvAssigner assigner(String path, String key) {
    Set<Dialect> required = EnumSet.of(Dialect.ECS_INIT);
    boolean loaded = instance.settings().init().environmentFiles().contains(path);
    if (loaded && InitSettings.reads(key)) {
      required.add(Dialect.SYSTEMD);
    }
    EnvFile env = draft.readings(path).file();
    return new EnvAssigner(env, secrets(path, env), required, InitSettings::reads);
  }

  private IntPredicate secrets(String path, EnvFile env) {
    return draft.file(path) instanceof FileFact.Content content
        ? SecretLines.in(content, env.lines())
        : SecretLines.NONE;
  }
}
