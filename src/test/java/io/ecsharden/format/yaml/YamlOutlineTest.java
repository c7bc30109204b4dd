package io.ecsharden.format.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.yaml.YamlOutline.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlOutlineTest {

  private static final String TEXT =
      """
      # a comment
      services:
        web:
          image: nginx   # not ours
        agent:
          command: |
            image: no
          image: "a:1"
          env:
          - A=b: c
          - name: 'x'
        last: {a: b}
      """;

  @Test
  void gives_lines_with_their_depth() {
    // When
    List<Entry> entries = YamlOutline.of(TEXT).entries();

    // Then
    assertEquals(
        List.of(
            new Entry(0, false, "services", "", 2),
            new Entry(2, false, "web", "", 3),
            new Entry(4, false, "image", "nginx", 4),
            new Entry(2, false, "agent", "", 5),
            new Entry(4, false, "command", "|", 6),
            new Entry(4, false, "image", "a:1", 8),
            new Entry(4, false, "env", "", 9),
            new Entry(6, true, "A=b", "c", 10),
            new Entry(6, true, "name", "x", 11),
            new Entry(2, false, "last", "{a: b}", 12)),
        entries);
  }

  @Test
  void keeps_to_the_mapping_and_to_what_is_below_a_member() {
    // Given
    YamlOutline outline = YamlOutline.of(TEXT);
    Entry image = outline.entries().get(5);

    // When
    List<Entry> mapping = outline.mapping(image);

    // Then
    assertEquals(List.of(6, 8, 9, 10, 11), mapping.stream().map(Entry::line).toList());
    assertEquals(2, YamlOutline.below(mapping, mapping.get(2)).size());
  }

  @Test
  void takes_any_text() {
    for (String text : List.of("", "-", "- - a", "\t: x", "'a", "\"a\":", ":", "a:\n-\n- b: |")) {
      assertTrue(YamlOutline.of(text).entries().size() <= 3, text);
    }
  }
}
