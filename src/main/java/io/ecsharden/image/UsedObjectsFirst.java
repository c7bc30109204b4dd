package io.ecsharden.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graalvm.nativeimage.hosted.Feature;

/**
 * Puts the objects that an audit uses side by side, in front of all others, when the image is
 * built.
 *
 * <p>The image holds some 350,000 objects, most of them the AWS SDK's and TLS's, and an audit uses
 * 2,500 of them. The builder orders them by size, so that the few lie among the many; and Linux
 * maps 16 pages around each that is touched ({@code mm/memory.c}, {@code do_fault_around}). An
 * audit then holds 13 MiB of image heap for half a MiB of use. The order means nothing to the
 * program: a list that is old, or wrong, costs memory and nothing else.
 *
 * <p>After them come those of a run that reports. {@code used-objects*.txt} say which they are;
 * {@code scripts/used-objects.sh} writes them.
 */
public final class UsedObjectsFirst implements Feature {

  /** Where to write all objects to, with their places: what the script reads. */
  private static final String LIST = "ecs-harden.objects";

  /** The first come first. */
  private static final List<String> PROFILES =
      List.of("used-objects.txt", "used-objects-to-report.txt");

  @Override
  public void afterCompilation(AfterCompilationAccess access) {
    Map<String, Integer> ranks = ranks();
    try {
      HeapLayout.install(
          access,
          object -> ranks.getOrDefault(object.key(), PROFILES.size()),
          Optional.ofNullable(System.getProperty(LIST)).map(ObjectList::new));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // another builder than the one this was made for
      System.err.println("The image heap keeps its usual order, and costs more memory: " + e);
    }
  }

  private static Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new HashMap<>();
    for (String profile : PROFILES) {
      try (InputStream stream = UsedObjectsFirst.class.getResourceAsStream(profile)) {
        if (stream != null) {
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
              .lines()
              .forEach(key -> ranks.putIfAbsent(key, PROFILES.indexOf(profile)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return ranks;
  }
}
