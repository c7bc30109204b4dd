package io.ecsharden.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names of objects that stay from one build to the next. */
class ObjectKeyTest {

  private record Made(
      String type, Optional<Object> value, Optional<ImageObject> parent, String root)
      implements ImageObject {

    @Override
    public long offset() {
      return 0;
    }

    @Override
    public long size() {
      return 16;
    }
  }

  private static ImageObject root(String type, String method) {
    return new Made(type, Optional.empty(), Optional.empty(), method);
  }

  private static ImageObject below(ImageObject parent, String... types) {
    ImageObject object = parent;
    for (String type : types) {
      object = new Made(type, Optional.empty(), Optional.of(object), "unused");
    }
    return object;
  }

  private static ImageObject valued(String type, Object value) {
    return new Made(type, Optional.of(value), Optional.empty(), "name");
  }

  @Test
  void a_string_is_its_text_and_its_bytes_go_with_it() {
    ImageObject string = valued("java.lang.String", "a\n\"b\" é");

    assertEquals("\"a\\ua\"b\" \\ue9\"", string.key());
    assertEquals(string.key(), below(string, "byte[]").key());
  }

  @Test
  void a_long_string_is_its_beginning_and_a_hash() {
    String text = "x".repeat(101);

    assertEquals(
        "\"" + "x".repeat(100) + "... " + Integer.toHexString(text.hashCode()) + "\"",
        valued("java.lang.String", text).key());
  }

  @Test
  void a_class_is_its_name_and_what_belongs_to_it_is_named_by_it() {
    ImageObject hub = valued("java.lang.Class", "class a.B$$Lambda/0x00000000a9958ac8");

    assertEquals("class a.B", hub.key());
    assertEquals("Companion < class a.B", below(hub, "Companion").key());
  }

  @Test
  void another_object_is_its_type_and_those_that_led_to_it() {
    ImageObject map = root("Map", "lambda$of$12");

    assertEquals("Map << lambda$of", map.key());
    assertEquals("Node < Node[] < Map << lambda$of", below(map, "Node[]", "Node").key());
    assertEquals("E < D < C < B", below(map, "B", "C", "D", "E").key());
  }

  @Test
  void a_link_of_a_chain_is_like_the_one_before_it() {
    ImageObject list = root("List", "of");

    assertEquals(
        below(list, "Link", "Link").key(), below(list, "Link", "Link", "Link", "Link").key());
  }

  @Test
  void a_string_that_the_builder_cannot_show_is_like_any_other_object() {
    assertEquals("java.lang.String << of", root("java.lang.String", "of").key());
  }
}
