package io.ecsharden.format.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"A=1", "ECS_CLUSTER=prod", "A_9=!", "A=~", "A=a=b#c;d$e`f", "a="})
  void is_what_every_reader_reads_the_same_way(String line) {
    assertTrue(PlainText.isRead(assignment(line)));

    // and so they do
    EnvFile file = EnvFile.parse((line + "\n").getBytes(StandardCharsets.UTF_8));
    for (Dialect dialect : Dialect.values()) {
      List<Assignment> read = List.copyOf(file.read(dialect).lastByKey().values());
      assertEquals(1, read.size(), dialect + " of " + line);
      assertEquals(line, read.getFirst().key() + "=" + read.getFirst().value(), dialect.name());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1",
        "A-B=1",
        "A =1",
        "A= 1",
        "A=1 2",
        "A=\"1\"",
        "A=it's",
        "A=1\\",
        "A=\u007f",
        "A=\u00e9",
        "A=\t"
      })
  void says_nothing_of_what_a_reader_could_read_otherwise(String line) {
    assertFalse(PlainText.isRead(assignment(line)));
  }

  private static Assignment assignment(String line) {
    int equals = line.indexOf('=');
    return new Assignment(line.substring(0, equals), line.substring(equals + 1), 1);
  }
}
