package io.ecsharden.host.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeapPagesTest {

  private static final long CHUNK = 0x7f00_0008_0000L;
  private static final long AHEAD = 0x4_0000;
  private static final long LEFT = 0x1_0000;

  private final HeapPages pages = new HeapPages();

  @Test
  void asks_for_pages_once() {
    assertEquals(AHEAD, pages.next(CHUNK + 100));
    assertEquals(0, pages.next(CHUNK + 200));
    assertEquals(0, pages.next(CHUNK + AHEAD - LEFT - 1));
  }

  @Test
  void asks_again_before_the_last_ones_are_used() {
    pages.next(CHUNK);
    assertEquals(AHEAD, pages.next(CHUNK + AHEAD - LEFT));
  }

  @Test
  void asks_for_nothing_behind_the_chunk() {
    pages.next(CHUNK);
    assertEquals(0x3_0000, pages.next(CHUNK + 0x5_0010));
    assertEquals(0, pages.next(CHUNK + 0x7_fff0));
  }

  @Test
  void asks_for_those_of_the_next_chunk() {
    pages.next(CHUNK);
    assertEquals(AHEAD, pages.next(CHUNK + 0x8_0000));
    assertEquals(AHEAD, pages.next(CHUNK - 0x8_0000));
  }
}
