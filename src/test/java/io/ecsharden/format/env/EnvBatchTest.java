package io.ecsharden.format.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.format.RandomFiles;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several variables in one edit: what {@link EnvAssigner} makes of them one after the other. */
class EnvBatchTest {

  private static final IntPredicate NONE = line -> false;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|K=v.L=w.",
        "A=1.|A=1.K=v.L=w.",
        "A=1|A=1.K=v.L=w.",
        "K=old.A=1.L=old.|K=v.A=1.L=w.",
        "L=1.K=1.L=2.K=2.|L=w.K=v.",
        "# K=old.A=1.|# K=old.A=1.K=v.L=w.",
        "A=1~L=1~|A=1~L=w~K=v~"
      })
  void assigns_with_one_edit(String before, String after) {
    assertEquals(Optional.of(after), assign(before, NONE).map(EnvBatchTest::text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A=\"open.K=1.", // a line that is added here would be a part of the value
        "A B=1.", // docker refuses the file
        "K = old.A=1.", // this too
        "A=1\rK=1.", // for systemd these are two lines
        "K=\"open.L=1.A=1." // one line less, and other variables appear
      })
  void leaves_a_file_that_needs_care_to_one_edit_for_each(String before) {
    assertEquals(Optional.empty(), assign(before, NONE));
  }

  @Test
  void changes_no_line_that_has_to_stay() {
    assertTrue(assign("K=1.A=1.", line -> line == 2).isPresent());
    assertEquals(Optional.empty(), assign("K=1.A=1.", line -> line == 1));
  }

  @Test
  void holds_what_every_reader_finds() {
    assertTrue(EnvBatch.holds(file("K=1.K=v."), "K", "v"));
    assertFalse(EnvBatch.holds(file("K=\"v\"."), "K", "v"));
    assertFalse(EnvBatch.holds(file("K=v.A B=1."), "K", "v"));
  }

  @Test
  void gives_the_same_lines_as_one_edit_for_each() {
    RandomFiles files = new RandomFiles(4711);
    int compared = 0;
    for (int i = 0; i < 20_000; i++) {
      EnvFile before = EnvFile.parse(random(files));
      Map<String, String> values = new LinkedHashMap<>();
      for (String key : new String[] {"K", "L", "M"}) {
        if (!EnvBatch.holds(before, key, "v")) {
          values.put(key, "v");
        }
      }
      Optional<EnvFile> together = EnvBatch.assign(before, values, NONE);
      if (together.isPresent()) {
        EnvFile one = before;
        for (String key : values.keySet()) {
          one = new EnvAssigner(one, NONE, Set.of(), key2 -> true).assign(key, "v").orElseThrow();
        }
        assertEquals(text(one), text(together.get()), () -> text(before));
        compared++;
      }
    }
    assertTrue(compared > 3_000, compared + " compared");
  }

  private static byte[] random(RandomFiles files) {
    String end = files.pick("\n", "\r\n");
    StringBuilder file = new StringBuilder();
    for (int i = files.between(0, 6); i > 0; i--) {
      file.append(files.pick("K", "L", "M", "A", "#K", "export L", "K ", " M"));
      file.append(files.pick("=", "=", "=", " = ", "=\"", "='", ""));
      file.append(files.pick("v", "1", "x y", "", "a\\", "#", "\""));
      file.append(files.pick(end, end, end, "", end + end));
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<EnvFile> assign(String before, IntPredicate untouchable) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("K", "v");
    values.put("L", "w");
    return EnvBatch.assign(file(before), values, untouchable);
  }

  private static EnvFile file(String text) {
    return EnvFile.parse(
        text.replace("~", "\r\n").replace('.', '\n').getBytes(StandardCharsets.UTF_8));
  }

  private static String text(EnvFile file) {
    return new String(file.lines().source(), StandardCharsets.UTF_8)
        .replace("\r\n", "~")
        .replace('\n', '.');
  }
}
