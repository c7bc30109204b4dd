package io.ecsharden.format;

import io.ecsharden.LinearTime;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.EnvFile;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.unit.EnvironmentWords;
import io.ecsharden.format.unit.UnitFile;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A megabyte is read in milliseconds, whatever its shape: nothing here is quadratic. The aim is 50
 * ms on a quiet machine, as {@code docs/performance.md} shows for the native program.
 */
@Isolated
class SpeedTest {

  private static final int MEGABYTE = 1 << 20;
  private static final int QUARTER = MEGABYTE / 4;

  /** For what is slow without being quadratic. */
  private static final long LIMIT_NANOS = 1_000_000_000;

  private static final int ATTEMPTS = 20;

  private static final Map<String, byte[]> LARGE = shapes(MEGABYTE);
  private static final Map<String, byte[]> SMALL = shapes(QUARTER);

  private static Map<String, byte[]> shapes(int size) {
    Map<String, byte[]> shapes = new TreeMap<>();
    for (String piece :
        new String[] {
          "x",
          "\n",
          "\r",
          "=",
          "\"",
          "'",
          "\\",
          "#",
          " ",
          "A=1\n",
          "A=1\r\n",
          "B='2'\n",
          "C=\\\n",
          "# comment\n",
          "# comment \\\n",
          "[Service]\nEnvironment=A=1\n",
          "Environment=A=1 \\\n",
          "\uFEFF",
          "é",
          "%",
          "{\"a\":[",
          "[],",
          "\"a\":1,",
          "\\u00e9"
        }) {
      shapes.put(piece, Bytes.repeated(piece, size));
    }
    shapes.put("one long string", quoted("a", size));
    shapes.put("one string of escapes", quoted("\\ud83d\\ude00", size));
    shapes.put("deep", array("{\"name\":[".repeat(4_900) + "]}".repeat(4_900), size));
    shapes.put("one object of many members", array("{\"name\":\"value\",\"n\":-1.5e3}", size));
    shapes.put("different names", differentNames(size));
    return shapes;
  }

  private static byte[] quoted(String piece, int size) {
    byte[] text = Bytes.repeated(piece, size / 12 * 12);
    return Bytes.joined(Bytes.joined(Bytes.utf8("\""), text), Bytes.utf8("\""));
  }

  private static byte[] array(String element, int size) {
    StringBuilder text = new StringBuilder("[").append(element);
    while (text.length() + element.length() < size) {
      text.append(",\n").append(element);
    }
    return Bytes.utf8(text.append(']').toString());
  }

  private static byte[] differentNames(int size) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < size; i++) {
      text.append("ECS_SETTING_").append(i).append("=\"value\"\n");
    }
    return Bytes.utf8(text.toString());
  }

  @Test
  void reads_a_megabyte_as_ecs_init_does() {
    assertQuick(file -> EnvFile.parse(file).read(Dialect.ECS_INIT));
  }

  @Test
  void reads_a_megabyte_as_systemd_does() {
    assertQuick(file -> EnvFile.parse(file).read(Dialect.SYSTEMD));
  }

  @Test
  void reads_a_megabyte_as_docker_does() {
    assertQuick(file -> EnvFile.parse(file).read(Dialect.DOCKER_ENV_FILE));
  }

  @Test
  void reads_a_megabyte_of_json() {
    assertQuick(JsonDocument::parse);
  }

  @Test
  void reads_a_megabyte_of_a_unit_file() {
    assertQuick(UnitFile::parse);
  }

  @Test
  void splits_a_megabyte_of_environment_words() {
    assertQuick(GoText::decode, EnvironmentWords::of);
  }

  private static void assertQuick(Consumer<byte[]> reader) {
    assertQuick(file -> file, reader);
  }

  /**
   * @param preparation what is done to a file before, and takes the time that it takes
   */
  private static <T> void assertQuick(Function<byte[], T> preparation, Consumer<T> reader) {
    LARGE.values().stream().map(preparation).forEach(reader);
    LARGE.forEach((name, file) -> {
      T quarter = preparation.apply(Objects.requireNonNull(SMALL.get(name)));
      T whole = preparation.apply(file);
      LinearTime.check(
          name, () -> reader.accept(quarter), () -> reader.accept(whole), LIMIT_NANOS, ATTEMPTS);
    });
  }
}
