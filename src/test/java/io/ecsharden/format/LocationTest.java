package io.ecsharden.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LocationTest {

  @Test
  void shows_file_and_line() {
    assertEquals("/etc/ecs/ecs.config:3", Location.line("/etc/ecs/ecs.config", 3).display());
    assertEquals("/etc/ecs/ecs.config:3", new Location("/etc/ecs/ecs.config", 3, 7).toString());
  }

  @Test
  void shows_the_file_alone_where_the_whole_file_is_meant() {
    assertEquals("/etc/ecs/ecs.config", Location.wholeFile("/etc/ecs/ecs.config").display());
  }

  @Test
  void equals_a_location_with_the_same_file_line_and_column_only() {
    Location location = new Location("a", 3, 7);
    assertEquals(new Location("a", 3, 7), location);
    assertEquals(new Location("a", 3, 7).hashCode(), location.hashCode());
    assertNotEquals(new Location("b", 3, 7), location);
    assertNotEquals(new Location("a", 4, 7), location);
    assertNotEquals(new Location("a", 3, 8), location);
    assertNotEquals(location, (Object) "a:3");
  }

  @Test
  void rejects_a_negative_line_or_column() {
    assertThrows(IllegalArgumentException.class, () -> new Location("a", -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Location("a", 0, -1));
  }
}
