package io.ecsharden.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.graalvm.nativeimage.hosted.Feature;

/**
 * Puts the objects that an audit uses side by side, in front of all others, when the image is
 * built.
 *
 * <p>The image holds some 350,000 objects, most of them the AWS SDK's and TLS's, and an audit uses
 * 2,500 of them. The builder orders them by size, so the few lie among the many; and Linux maps 16
 * pages around each that is touched ({@code mm/memory.c}, {@code do_fault_around}). An audit then
 * holds 13 MiB of image heap for half a MiB of use. The program does not depend on the order: an
 * old or wrong list costs memory and nothing else.
 *
 * <p>{@code used-objects.txt} lists them, and {@code used-by-others.txt} what an audit with tasks,
 * the daemon and other commands use besides; {@code scripts/used-objects.sh} writes the lists.
 */
public final class UsedObjectsFirst implements Feature {

  /** The file for all objects and their places, which the script reads. */
  static final String LIST = "ecs-harden.objects";

  /** What is used comes in this order, and what is not comes last. */
  private static final List<String> PROFILES = List.of("used-objects.txt", "used-by-others.txt");

  @Override
  public void afterCompilation(AfterCompilationAccess access) {
    List<Set<String>> used = PROFILES.stream().map(UsedObjectsFirst::used).toList();
    try {
      HeapLayout.install(
          access,
          used.size() + 1,
          object -> rank(used, object),
          Optional.ofNullable(System.getProperty(LIST)).map(ObjectList::new));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // not the builder of GraalVM 25
      System.err.println("The image heap keeps its usual order, and costs more memory: " + e);
    }
  }

  private static int rank(List<Set<String>> used, ImageObject object) {
    for (int rank = 0; rank < used.size(); rank++) {
      if (used.get(rank).contains(object.key())) {
        return rank;
      }
    }
    return used.size();
  }

  private static Set<String> used(String profile) {
    try (InputStream stream = UsedObjectsFirst.class.getResourceAsStream(profile)) {
      if (stream == null) {
        return Set.of();
      }
      return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
