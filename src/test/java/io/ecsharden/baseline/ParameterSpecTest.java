package io.ecsharden.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecsharden.baseline.ParameterSpec.Kind;
import io.ecsharden.baseline.ParameterValue.Text;
import io.ecsharden.baseline.ParameterValue.TextList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterSpecTest {

  @Test
  void makes_the_default_from_its_text() {
    // Then
    assertEquals(new Text("false"), value(Kind.BOOLEAN, "false"));
    assertEquals(new Text(""), value(Kind.TEXT, ""));
    assertEquals(new Text("0640"), value(Kind.FILE_MODE, "640"));
    assertEquals(new TextList(List.of()), value(Kind.CIDR_LIST, ""));
    assertEquals(
        new TextList(List.of("10.0.0.0/8", "fd00::/8")),
        value(Kind.CIDR_LIST, "10.0.0.0/8, fd00::/8"));
    assertEquals(new TextList(List.of("a", "b")), value(Kind.TEXT_LIST, "a,b"));
  }

  @ParameterizedTest
  @CsvSource({"BOOLEAN, yes", "FILE_MODE, 0999", "FILE_MODE, 00640", "CIDR_LIST, 10.0.0.0"})
  void refuses_a_default_that_is_not_of_the_kind(Kind kind, String text) {
    // Then
    assertThrows(IllegalArgumentException.class, () -> new ParameterSpec(kind, "x", text));
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0/0", "10.0.0.0/8", "169.254.169.254/32", "::/0", "fd00:ec2::254/128"})
  void takes_a_network(String text) {
    // Then
    assertEquals(new TextList(List.of(text)), value(Kind.CIDR_LIST, text));
  }

  private static ParameterValue value(Kind kind, String text) {
    return new ParameterSpec(kind, "x", text).defaultValue();
  }
}
