package io.ecsharden.app;

import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Detail;
import io.ecsharden.control.Finding;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.Status;
import io.ecsharden.control.check.Controls;
import io.ecsharden.report.Snapshot;
import io.ecsharden.secrets.Disclosure;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes a baseline from an instance: the settings that its files set, with their effective values.
 * What a control of the default baseline finds wrong is left to that control, so that the two never
 * want different values.
 */
public final class BaselineSnapshot {

  private BaselineSnapshot() {}

  /** Takes it. Writes nothing on the instance. */
  public static Result<Snapshot> take(RunContext context) {
    try {
      Instance instance = InstanceReader.readFiles(context);
      AuditResult audit = Audit.of(instance, BaselineResolver.builtinDefault(), context.now());
      List<Snapshot.Kept> kept = new ArrayList<>();
      List<Snapshot.Left> left = new ArrayList<>();
      for (EffectiveValue value : set(instance)) {
        Optional<String> reason = reason(audit, value);
        if (reason.isPresent()) {
          left.add(new Snapshot.Left(value.key(), reason.get()));
        } else {
          kept.add(new Snapshot.Kept(value.key(), value.unmasked(), value.origin().display()));
        }
      }
      return new Result.Done<>(
          new Snapshot(
              instance,
              HostIdentityReader.read(context, instance, Disclosure.HIDE),
              context.now(),
              kept,
              left));
    } catch (StopException e) {
      return e.result();
    }
  }

  /** What files set, by name; the agent's value where ecs-init reads a setting as well. */
  private static List<EffectiveValue> set(Instance instance) {
    TreeMap<String, EffectiveValue> values = new TreeMap<>();
    for (EffectiveValue value : instance.settings().init().values().values()) {
      values.put(value.key(), value);
    }
    for (EffectiveValue value : instance.settings().agent().all()) {
      values.put(value.key(), value);
    }
    values.values().removeIf(value -> !value.origin().isFile() || !isName(value.key()));
    return List.copyOf(values.values());
  }

  /** Why a setting cannot be in the baseline. */
  private static Optional<String> reason(AuditResult audit, EffectiveValue value) {
    if (value.value() instanceof Value.Unknown(String why)) {
      return Optional.of(why);
    }
    if (value.value() instanceof Value.Text(SensitiveText text) && text.holdsSecret()) {
      return Optional.of("its value may be a secret");
    }
    for (Finding finding : audit.findings()) {
      if (finding.status() == Status.FAIL && isAbout(finding, value)) {
        return Optional.of("the control " + finding.control() + " fails with it");
      }
    }
    return Controls.catalog().mistakeIn(value.key(), value.unmasked());
  }

  private static boolean isAbout(Finding finding, EffectiveValue value) {
    Set<String> keys = new HashSet<>();
    for (Remedy remedy : finding.remedies()) {
      switch (remedy) {
        case Remedy.Assign(String key, String _) -> keys.add(key);
        case Remedy.Unset(String key) -> keys.add(key);
        default -> {}
      }
    }
    return keys.contains(value.key())
        || finding.origin().filter(value.origin()::equals).isPresent()
        || finding.details().stream().map(Detail::origin).anyMatch(value.origin()::equals);
  }

  /** Whether a baseline can name a setting: {@code http_proxy} it cannot. */
  private static boolean isName(String key) {
    return KnownKeys.isSetting(key) && key.chars().noneMatch(c -> c >= 'a' && c <= 'z');
  }
}
