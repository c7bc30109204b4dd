package io.ecsharden.plan;

import io.ecsharden.control.Remedy;
import io.ecsharden.control.Remedy.Assign;
import io.ecsharden.control.Remedy.Unset;
import io.ecsharden.format.GoBoolean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Wishes for one setting that cannot both be fulfilled. */
final class Conflicts {

  private Conflicts() {}

  /** The wishes without those that contradict each other; why goes into the attempt. */
  static List<RequestedChange> withdrawn(List<RequestedChange> wishes, DraftInstance attempt) {
    Map<String, List<RequestedChange>> byKey = new LinkedHashMap<>();
    for (RequestedChange wish : wishes) {
      key(wish.remedy())
          .ifPresent(key -> byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(wish));
    }
    List<RequestedChange> rest = new ArrayList<>(wishes);
    byKey.forEach((key, same) -> {
      boolean agree = same.stream().allMatch(w -> agree(w.remedy(), same.getFirst().remedy()));
      if (!agree) {
        String reason = reason(key, same);
        same.forEach(wish -> attempt.leave(wish, reason));
        rest.removeIf(wish -> key(wish.remedy()).filter(key::equals).isPresent());
      }
    });
    return rest;
  }

  /** The setting that a wish is about. */
  static Optional<String> key(Remedy remedy) {
    return switch (remedy) {
      case Assign(String key, String value) -> Optional.of(key);
      case Unset(String key) -> Optional.of(key);
      case Remedy.Plain p -> Optional.empty();
      case Remedy.JsonBoolean j -> Optional.empty();
      case Remedy.JsonText j -> Optional.empty();
      case Remedy.DropIn d -> Optional.empty();
      case Remedy.RestartDocker r -> Optional.empty();
      case Remedy.NarrowMode n -> Optional.empty();
      case Remedy.ByHand b -> Optional.empty();
    };
  }

  /** Whether both can be fulfilled. */
  static boolean agree(Remedy one, Remedy other) {
    if (one instanceof Assign(String k, String a) && other instanceof Assign(String l, String b)) {
      Optional<Boolean> meaning = GoBoolean.parse(a);
      return a.equals(b) || meaning.isPresent() && meaning.equals(GoBoolean.parse(b));
    }
    return one instanceof Unset && other instanceof Unset;
  }

  /** What to say of wishes that contradict each other. */
  static String reason(String key, List<RequestedChange> wishes) {
    StringBuilder reason = new StringBuilder("the baseline contradicts itself on " + key + ":");
    String separator = " ";
    for (RequestedChange wish : wishes) {
      reason.append(separator).append(wish.who()).append(" wants ");
      reason.append(wish.remedy() instanceof Assign assign ? assign.value() : "it not set at all");
      separator = ", ";
    }
    return reason.toString();
  }
}
