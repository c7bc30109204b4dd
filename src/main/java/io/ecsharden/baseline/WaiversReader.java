package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code waivers}. */
final class WaiversReader {

  private static final String SETTING = "setting";
  private static final String FAMILY = "family";

  /** The key by which a waiver names one of what a control judges, by the control. */
  private static final Map<String, String> SUBJECT_KEYS =
      Map.of("agent-settings", SETTING, "task-exposure", FAMILY);

  private static final List<String> REQUIRED =
      List.of("control", "reason", "approvedBy", "expires");
  private static final List<String> KEYS =
      List.of("control", SETTING, FAMILY, "reason", "approvedBy", "expires");

  private final ControlCatalog catalog;
  private final Problems problems;
  private final Shapes shapes;

  /** What a waiver is for: two for the same are one too many. */
  private record Target(String control, Optional<String> setting, Optional<String> family) {

    /** The same for the same target. */
    String key() {
      return control + "\n" + setting.orElse("") + "\n" + family.orElse("");
    }
  }

  private final Map<String, Location> seen = new HashMap<>();

  WaiversReader(ControlCatalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
    this.shapes = new Shapes(problems);
  }

  List<Waiver> read(YamlNode node) {
    List<Waiver> waivers = new ArrayList<>();
    for (YamlNode item : shapes.list(node, "`waivers`").orElse(List.of())) {
      shapes.mapping(item, "a waiver").flatMap(this::waiver).ifPresent(waivers::add);
    }
    return waivers;
  }

  private Optional<Waiver> waiver(YamlNode.Mapping waiver) {
    shapes.onlyKeys(waiver, KEYS, " in a waiver");
    for (String key : REQUIRED) {
      if (waiver.entry(key).isEmpty()) {
        problems.add(waiver.at(), "the waiver has no " + Quote.of(key));
      }
    }
    Optional<String> control = text(waiver, "control");
    Optional<String> setting = text(waiver, SETTING);
    Optional<String> family = text(waiver, FAMILY);
    control.ifPresent(id -> target(new Target(id, setting, family), waiver));
    Optional<String> reason = text(waiver, "reason");
    Optional<String> approvedBy = text(waiver, "approvedBy");
    Optional<LocalDate> expires = expires(waiver);
    if (control.isEmpty() || reason.isEmpty() || approvedBy.isEmpty() || expires.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Waiver(
            control.get(),
            setting,
            family,
            reason.get(),
            approvedBy.get(),
            expires.get(),
            waiver.at()));
  }

  private void target(Target target, YamlNode.Mapping waiver) {
    boolean known =
        ControlsReader.isControl(target.control(), place(waiver, "control"), catalog, problems);
    target
        .setting()
        .ifPresent(name -> SettingName.check(name, place(waiver, SETTING), catalog, problems));
    if (known) {
      SUBJECT_KEYS.forEach((control, key) -> {
        if (waiver.entry(key).isPresent() && !target.control().equals(control)) {
          problems.add(
              place(waiver, key),
              "the control " + Quote.of(target.control()) + " takes no `" + key + "`",
              "only a waiver of `" + control + "` can name a " + key);
        }
      });
    }
    Location first = seen.putIfAbsent(target.key(), waiver.at());
    if (first != null) {
      String message = "this is waived twice; the first waiver is in line " + first.line();
      problems.add(waiver.at(), message);
    }
  }

  private Optional<LocalDate> expires(YamlNode.Mapping waiver) {
    Optional<String> text = waiver.get("expires").flatMap(node -> shapes.value(node, "`expires`"));
    Optional<LocalDate> date = text.flatMap(WaiversReader::date);
    if (text.isPresent() && date.isEmpty()) {
      String message = Quote.of(text.get()) + " is not a date";
      problems.add(place(waiver, "expires"), message, "write it as `2027-03-31`");
    }
    return date;
  }

  /** {@code yyyy-MM-dd} only: ISO 8601 also has years of more digits. */
  private static Optional<LocalDate> date(String text) {
    try {
      return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<String> text(YamlNode.Mapping waiver, String key) {
    return waiver.get(key).flatMap(node -> shapes.text(node, Quote.of(key)));
  }

  private static Location place(YamlNode.Mapping waiver, String key) {
    return waiver.get(key).map(YamlNode::at).orElse(waiver.at());
  }
}
