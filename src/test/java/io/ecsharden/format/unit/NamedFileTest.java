package io.ecsharden.format.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What systemd 252 makes of EnvironmentFile=. */
class NamedFileTest {

  @ParameterizedTest
  @CsvSource({
    "/etc/ecs/ecs.config, /etc/ecs/ecs.config, true",
    "-/etc/ecs/ecs.config, /etc/ecs/ecs.config, false",
    "//etc//ecs/ecs.config, /etc/ecs/ecs.config, true",
    "-/etc/./ecs/././ecs.config, /etc/ecs/ecs.config, false",
    "/etc/.//./ecs.config, /etc/ecs.config, true",
    "/etc/.hidden/a, /etc/.hidden/a, true"
  })
  void names_a_file(String value, String path, boolean required) {
    assertEquals(Optional.of(new NamedFile(path, required)), NamedFile.of(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "etc/ecs.config", "\"/etc/ecs.config\"", "--/etc/ecs.config"})
  void names_nothing_where_systemd_drops_the_line(String value) {
    assertTrue(NamedFile.of(value).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/a, false, false",
    "/etc/*.conf, true, false",
    "/etc/a?, true, false",
    "/etc/%i, false, true",
    "%h/a, false, true",
    "\\x2fa, false, true",
    "/etc/a\\x20b, false, true"
  })
  void says_whether_its_name_is_plain(String path, boolean pattern, boolean opaque) {
    NamedFile file = new NamedFile(path, true);

    assertEquals(pattern, file.isPattern());
    assertEquals(opaque, file.isOpaque());
  }
}
