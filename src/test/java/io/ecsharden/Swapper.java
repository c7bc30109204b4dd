package io.ecsharden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Swaps {@code /etc/ecs/ecs.config} or {@code /etc/ecs} of a tree for something else and back, as
 * quickly as it can, as a task with {@code /etc/ecs} mounted writable could.
 */
public final class Swapper implements AutoCloseable {

  /** The content that is right. */
  public static final String GOOD = "ECS_CLUSTER=good\n";

  /** In what must never be read. */
  public static final String FOREIGN = "foreign-7431";

  /** What it is swapped for. */
  public enum Trick {
    FILE_TO_OUTSIDE,
    DIRECTORY_TO_OUTSIDE,
    FILE_TO_ENVIRONMENT,
    FILE_TO_KERNEL_LOG,
    FILE_TO_FIFO,
    FILE_TO_DEVICE
  }

  private final Path root;
  private final Path other;
  private final Path place;
  private final AtomicInteger swaps = new AtomicInteger();
  private final Thread thread;
  private volatile boolean over;

  /**
   * @param folder gets the tree {@code root}, and a folder that is outside of it
   */
  public Swapper(Path folder, Trick trick) throws IOException, InterruptedException {
    root = Files.createDirectories(folder.resolve("root"));
    Files.writeString(Files.createDirectories(root.resolve("good")).resolve("ecs.config"), GOOD);
    Path outside = Files.createDirectories(folder.resolve("outside")).resolve("ecs.config");
    Files.writeString(outside, "ECS_CLUSTER=" + FOREIGN + "\n");
    Path ecs = root.resolve("etc/ecs");
    Files.createDirectories(ecs.getParent());
    other = root.resolve("other");
    if (trick == Trick.DIRECTORY_TO_OUTSIDE) {
      place = ecs;
      Files.createSymbolicLink(ecs, Path.of("/good"));
    } else {
      place = Files.createDirectories(ecs).resolve("ecs.config");
      Files.writeString(place, GOOD);
    }
    switch (trick) {
      case FILE_TO_OUTSIDE -> Files.createSymbolicLink(other, outside);
      case DIRECTORY_TO_OUTSIDE -> Files.createSymbolicLink(other, outside.getParent());
      case FILE_TO_ENVIRONMENT -> Files.createSymbolicLink(other, Path.of("/proc/self/environ"));
      case FILE_TO_KERNEL_LOG -> Files.createSymbolicLink(other, Path.of("/proc/kmsg"));
      case FILE_TO_DEVICE -> Files.createSymbolicLink(other, Path.of("/dev/zero"));
      case FILE_TO_FIFO ->
          assertTrue(
              new ProcessBuilder("mkfifo", other.toString()).start().waitFor(5, TimeUnit.SECONDS));
    }
    thread = Thread.ofPlatform().daemon().start(this::swap);
  }

  /** The tree. */
  public Path root() {
    return root;
  }

  /** How often the other one was put in place. */
  public int swaps() {
    return swaps.get();
  }

  private void swap() {
    Path spare = root.resolve("spare");
    try {
      while (!over) {
        if (place.endsWith("ecs")) {
          Files.createSymbolicLink(spare, Path.of("/good"));
        } else {
          Files.writeString(spare, GOOD);
        }
        Files.move(spare, place, StandardCopyOption.ATOMIC_MOVE);
        if (Files.isSymbolicLink(other)) {
          Files.createSymbolicLink(spare, Files.readSymbolicLink(other));
        } else {
          Files.createLink(spare, other);
        }
        Files.move(spare, place, StandardCopyOption.ATOMIC_MOVE);
        swaps.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
  }
}
