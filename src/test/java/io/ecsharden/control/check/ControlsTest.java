package io.ecsharden.control.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every control says about itself. */
class ControlsTest {

  static List<ControlInfo> infos() {
    return Controls.all().stream().map(Control::info).toList();
  }

  @ParameterizedTest
  @MethodSource("infos")
  void explains_itself(ControlInfo info) {
    for (String text :
        List.of(
            info.title(),
            info.rationale(),
            info.impact(),
            info.guidance(),
            info.remediation(),
            info.fix())) {
      assertFalse(text.isBlank(), info.id());
      assertFalse(text.contains("  "), info.id() + ": " + text);
    }
    assertFalse(info.limits().isEmpty(), info.id() + " has no limits");
    assertFalse(info.references().isEmpty(), info.id() + " has no references");
    info.limits().forEach(text -> assertFalse(text.isBlank(), info.id()));
    info.references().forEach(text -> assertFalse(text.isBlank(), info.id()));
  }

  @ParameterizedTest
  @MethodSource("infos")
  void has_an_id_of_lower_case_words_and_a_title_of_one_line(ControlInfo info) {
    assertTrue(
        info.id().chars().allMatch(c -> c == '-' || c >= 'a' && c <= 'z'), "id " + info.id());
    assertTrue(info.title().length() < 80 && !info.title().endsWith("."), info.title());
    assertTrue(info.rationale().endsWith("."), info.rationale());
  }

  @Test
  void have_ids_of_their_own_and_are_found_by_them() {
    // When
    List<String> ids = infos().stream().map(ControlInfo::id).toList();

    // Then
    assertEquals(ids.size(), new HashSet<>(ids).size());
    assertEquals(ids, List.copyOf(Controls.catalog().ids()));
    ids.forEach(id -> assertEquals(id, Controls.find(id).orElseThrow().info().id()));
    assertTrue(Controls.find("no-such-control").isEmpty());
  }
}
