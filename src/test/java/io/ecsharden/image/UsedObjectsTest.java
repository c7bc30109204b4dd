package io.ecsharden.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From a trace of memory to the objects that were used. */
class UsedObjectsTest {

  private static final String MAPPING =
      "SYSCALL[7,2](9) sys_mmap ( 0x58d00000, 27656192, 1, 18, 5, 14745600 ) --> Success\n";

  private final UsedObjects objects =
      new UsedObjects(
          List.of("524352\t64\tthird", "524288\t16\tfirst", "524304\t16\tsecond", "600000\t8\tx"));

  @Test
  void are_those_that_an_address_lies_in_after_the_heap_is_mapped() throws IOException {
    // When
    objects.read(
        new StringReader(
            " L 58d00010,8\n"
                + "SYSCALL[7,2](9) sys_mmap ( 0x0, 143360, 0, 34, -1, 0 ) --> Success\n"
                + MAPPING
                + "I  58d00010,3\n"
                + " L 58d00000,4\n"
                + " M 58d0007f,1\n"
                + " S 58d00020,8\n"
                + " S 1fff000718,8\n"
                + "==7== Exit code: 10\n"));

    // Then
    assertEquals(List.of("first", "third"), List.copyOf(objects.keys()));
  }

  /** The list is what runs that do not report were seen to read and write. */
  @Test
  void are_none_of_the_sdk_where_nothing_is_reported() throws IOException {
    List<String> lines = lines("used-objects.txt");

    assertTrue(lines.contains("class io.ecsharden.control.Auditor"));
    assertEquals(
        List.of(),
        lines.stream()
            .filter(line ->
                line.contains("class software.amazon")
                    || line.contains("interface software.amazon")
                    || line.startsWith("software.amazon"))
            .toList());
  }

  /** The collector of a daemon that gives memory back also looks at the SDK's. */
  @Test
  void are_in_one_list_only() throws IOException {
    List<String> others = lines("used-by-others.txt");
    List<String> both = new ArrayList<>(others);
    both.retainAll(Set.copyOf(lines("used-objects.txt")));

    assertTrue(others.contains("class io.ecsharden.watch.Daemon"));
    assertEquals(List.of(), both);
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream stream = UsedObjectsFirst.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  @Test
  void cannot_be_told_from_a_trace_without_a_heap() {
    assertThrows(IOException.class, () -> objects.read(new StringReader(" L 58d00010,8\n")));
  }
}
