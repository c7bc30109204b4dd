package io.ecsharden.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.Native;
import io.ecsharden.lab.NeedsEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The image of the executable: that of {@code make image}, and that of {@code make dist}. */
@NeedsEngine
@Timeout(300)
class ImageIT {

  /** Bytes: 55 MB, as Docker counts. */
  private static final long MOST = 55_000_000;

  /**
   * Docker notes the start some milliseconds late, now and then after the end: the median counts.
   */
  private static final Duration MOST_START = Duration.ofMillis(100);

  private static final int STARTS = 9;
  private static final String PROGRAM = "usr/local/bin/ecs-harden";

  @TempDir private Path folder;

  /** How it is made; each names it otherwise, so that nobody's image is replaced. */
  private enum Way {
    DOCKERFILE("docker build -q --target image -t \"$1\" ."),
    ARCHIVE(
        "scripts/image-archive.sh \"$0\" \"${1#*:}\" \"$(docker version -f '{{.Server.Arch}}')\""
            + " 2026-01-01T00:00:00Z \"$2/image.tar\" && docker load -qi \"$2/image.tar\"");

    private final String command;

    Way(String command) {
      this.command = command;
    }
  }

  @ParameterizedTest
  @EnumSource
  void holds_the_program_and_nothing_else(Way way) throws Exception {
    // Given
    String image = make(way);
    try {
      // When
      String saved = "cd \"$1\" && docker save \"$2\" | tar -x";
      text(saved, Files.createDirectory(folder.resolve("saved")).toString(), image);

      // Then
      assertEquals(List.of(PROGRAM), filesOfLayers(folder.resolve("saved")));
      long size = Long.parseLong(text("docker image inspect -f '{{.Size}}' \"$1\"", image));
      assertTrue(size <= MOST && size >= Files.size(Native.executable()), size + " bytes");
    } finally {
      text("docker image rm \"$1\"", image);
    }
  }

  @Test
  void starts_in_less_than_a_tenth_of_a_second() throws Exception {
    // Given
    String image = make(Way.DOCKERFILE);
    List<Duration> times = new ArrayList<>();
    try {
      for (int i = 0; i < STARTS; i++) {
        // When
        String id =
            text("docker create --network none --read-only --cap-drop ALL \"$1\" --version", image);
        String out = text("docker start -a \"$1\"", id);
        String[] state =
            text("docker inspect -f '{{.State.StartedAt}} {{.State.FinishedAt}}' \"$1\"", id)
                .split(" ");
        text("docker rm \"$1\"", id);

        // Then
        assertTrue(out.startsWith("ecs-harden "), out);
        times.add(Duration.between(Instant.parse(state[0]), Instant.parse(state[1])));
      }
    } finally {
      text("docker image rm \"$1\"", image);
    }
    Collections.sort(times);
    System.out.println("image, from its start to its end: " + times);
    assertTrue(times.get(STARTS / 2).compareTo(MOST_START) < 0, times.toString());
  }

  private String make(Way way) throws Exception {
    String image = "ecs-harden:test-" + way.name().toLowerCase(Locale.ROOT);
    text(way.command, image, folder.toString());
    return image;
  }

  /** Every file of every layer; directories are no files. */
  private List<String> filesOfLayers(Path saved) throws Exception {
    List<String> files = new ArrayList<>();
    JsonNode manifest = new ObjectMapper().readTree(saved.resolve("manifest.json").toFile());
    for (JsonNode layer : manifest.get(0).get("Layers")) {
      String names = text("tar -tf \"$1\"", saved.resolve(layer.textValue()).toString());
      Stream<String> found = names.lines().filter(name -> !name.endsWith("/"));
      found.map(name -> name.replaceFirst("^\\./", "")).forEach(files::add);
    }
    return files;
  }

  private String text(String command, String... arguments) throws Exception {
    Native.Result result = new Native(folder).shell(command, arguments);
    assertEquals(0, result.code(), command + "\n" + result);
    return result.out().strip();
  }
}
