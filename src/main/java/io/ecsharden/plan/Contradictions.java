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

/** Requests for one setting that cannot both be fulfilled. */
final class Contradictions {

  private Contradictions() {}

  /** The requests without those that contradict each other; the draft gets the reason. */
  static List<RequestedChange> withdrawn(List<RequestedChange> requests, DraftInstance draft) {
    Map<String, List<RequestedChange>> bySetting = new LinkedHashMap<>();
    for (RequestedChange request : requests) {
      Optional<String> setting = request.setting();
      if (setting.isPresent()) {
        bySetting.computeIfAbsent(setting.get(), k -> new ArrayList<>()).add(request);
      }
    }
    List<RequestedChange> rest = new ArrayList<>(requests);
    bySetting.forEach((key, same) -> {
      boolean agree = same.stream().allMatch(r -> agree(r.remedy(), same.getFirst().remedy()));
      if (!agree) {
        String reason = reason(key, same);
        same.forEach(request -> draft.leave(request, reason));
        rest.removeIf(request -> request.setting().filter(key::equals).isPresent());
      }
    });
    return rest;
  }

  /** Whether both can be fulfilled. */
  static boolean agree(Remedy one, Remedy other) {
    if (one instanceof Assign(String k, String a) && other instanceof Assign(String l, String b)) {
      Optional<Boolean> meaning = GoBoolean.parse(a);
      return a.equals(b) || meaning.isPresent() && meaning.equals(GoBoolean.parse(b));
    }
    return one instanceof Unset && other instanceof Unset;
  }

  /** What to say of requests that contradict each other. */
  static String reason(String key, List<RequestedChange> requests) {
    StringBuilder reason = new StringBuilder("the baseline contradicts itself on " + key + ":");
    String separator = " ";
    for (RequestedChange request : requests) {
      reason.append(separator).append(request.requester()).append(" wants ");
      reason.append(
          request.remedy() instanceof Assign assign ? assign.value() : "it not set at all");
      separator = ", ";
    }
    return reason.toString();
  }
}
