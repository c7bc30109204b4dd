package io.ecsharden.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * <p>{@code used-objects.txt} lists them; {@code scripts/used-objects.sh} writes the list.
 */
public final class UsedObjectsFirst implements Feature {

  /** The file for all objects and their places, which the script reads. */
  private static final String LIST = "ecs-harden.objects";

  private static final String PROFILE = "used-objects.txt";

  @Override
  public void afterCompilation(AfterCompilationAccess access) {
    Set<String> used = used();
    try {
      HeapLayout.install(
          access,
          object -> used.contains(object.key()),
          Optional.ofNullable(System.getProperty(LIST)).map(ObjectList::new));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // not the builder of GraalVM 25
      System.err.println("The image heap keeps its usual order, and costs more memory: " + e);
    }
  }

  private static Set<String> used() {
    try (InputStream stream = UsedObjectsFirst.class.getResourceAsStream(PROFILE)) {
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
