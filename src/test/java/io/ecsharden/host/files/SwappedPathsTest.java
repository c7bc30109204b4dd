package io.ecsharden.host.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Swapper;
import io.ecsharden.facts.FileFact;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing from outside the root is read, and nothing waits, whatever is swapped meanwhile. */
@ParameterizedClass(name = "without openat2: {0}")
@ValueSource(booleans = {false, true})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwappedPathsTest {

  private static final long NANOS = 300_000_000L;
  private static final int ENOUGH = 100;

  @Parameter private boolean byName;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void reads_what_is_right_or_nothing(Swapper.Trick trick) throws Exception {
    // Given
    int right = 0;
    int foreign = 0;
    try (Swapper swapper = new Swapper(folder, trick)) {
      HostRoot host = new HostRoot(swapper.root(), new PathOpener(byName));

      // When
      long end = System.nanoTime() + NANOS;
      while (System.nanoTime() < end || right < ENOUGH || swapper.swaps() < ENOUGH) {
        if (host.read("/etc/ecs/ecs.config") instanceof FileFact.Content content) {
          boolean good = new String(content.bytes(), UTF_8).equals(Swapper.GOOD);
          right += good ? 1 : 0;
          foreign += good ? 0 : 1;
        }
      }
    }

    // Then
    assertEquals(0, foreign);
  }
}
