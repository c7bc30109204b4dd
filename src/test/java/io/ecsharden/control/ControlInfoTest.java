package io.ecsharden.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.check.Controls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlInfoTest {

  @Test
  void keeps_the_order_of_parameters() {
    // Given
    ParameterSpec spec =
        Controls.all().stream()
            .flatMap(control -> control.info().parameters().values().stream())
            .findFirst()
            .orElseThrow();
    ControlInfo.Builder builder = ControlInfo.of("id", "Title", Severity.LOW);
    List<String> names = new ArrayList<>();
    for (int i = 20; i > 0; i--) {
      names.add("name" + i);
      builder.parameter("name" + i, spec);
    }

    // Then
    assertEquals(names, List.copyOf(builder.build().parameters().keySet()));
  }
}
