package io.ecsharden.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.control.Finding;
import io.ecsharden.format.Digest;
import io.ecsharden.host.files.SafeFiles;
import io.ecsharden.host.files.StateDirectory;
import io.ecsharden.host.files.StateSection;
import io.ecsharden.machine.MachineException;
import io.ecsharden.plan.Plan;
import io.ecsharden.plan.RepairableFiles;
import io.ecsharden.reliability.MemoryFolder;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a journal or a receipt says, root changes nothing but the files of a repair. */
class ForgedStateTest {

  private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
  private static final String STATE = "var/lib/ecs-harden";

  /** What was there, and what is kept: nothing else may ever be in a file. */
  private static final List<String> CONTENTS = List.of("WAS=1\n", "KEPT=1\n", "KEPT=2\n");

  private static final List<String> DECOYS =
      List.of("etc/shadow", "etc/x", "bin/su", "root/.ssh/authorized_keys");

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private Path root;
  private int accepted;
  private int refused;

  @BeforeEach
  void build() throws IOException {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    write("outside/secret", "secret");
    for (String name : DECOYS) {
      write("root/" + name, "decoy " + name);
    }
    for (String path : RepairableFiles.ALL) {
      write("root" + path, CONTENTS.getFirst());
    }
    Files.createSymbolicLink(root.resolve("etc/ecs/link"), root.resolve("etc/shadow"));
    try (StateDirectory state = StateDirectory.lock(root, StateSection.REPAIRS, "test")) {
      for (String content : CONTENTS) {
        new ReceiptStore(state).keep(content.getBytes(UTF_8));
      }
    }
    Files.createDirectory(root.resolve(STATE + "/receipts"));
  }

  @Test
  void touches_nothing_else_whatever_is_forged() throws IOException {
    forge(600, 20261130);
  }

  @Test
  @Tag("reliability")
  void touches_nothing_else_whatever_is_forged_ten_thousand_times() throws IOException {
    forge(10_000, System.nanoTime());
  }

  private void forge(int times, long seed) throws IOException {
    List<String> digests =
        Stream.concat(CONTENTS.stream(), DECOYS.stream().map(name -> "decoy " + name))
            .map(content -> Digest.of(content.getBytes(UTF_8)))
            .toList();
    ForgedRecords records = new ForgedRecords(seed, digests);
    Map<String, String> decoys = decoys();
    for (int i = 0; i < times; i++) {
      // Given
      String label = "seed " + seed + ", " + i;
      boolean journal = i % 3 > 0;
      byte[] forged = records.next();
      put(journal ? "journal.json" : "receipts/" + records.name() + ".json", forged);

      // When
      run(i % 2 == 0, label + ": " + new String(forged, UTF_8));

      // Then
      assertEquals(decoys, decoys(), label + ": " + new String(forged, UTF_8));
      reset(label + ": " + new String(forged, UTF_8));
    }
    assertTrue(accepted > times / 20, "accepted " + accepted);
    assertTrue(refused > times / 20, "refused " + refused);
  }

  private void run(boolean fix, String label) {
    try (StateDirectory state = StateDirectory.lock(root, StateSection.REPAIRS, "test")) {
      ReceiptStore receipts = new ReceiptStore(state);
      FakeRuntime runtime = new FakeRuntime();
      Repair repair =
          new Repair(
              new Transaction(new SafeFiles(root), receipts),
              receipts,
              runtime,
              runtime,
              Duration.ofSeconds(1),
              progress -> {});
      if (fix) {
        Receipt draft = Receipt.begin("fix", "2", NOW, "default", Optional.empty());
        repair.run(goal(), draft, RestartLimit.NEVER);
      } else {
        repair.<IOException>undo(
            goal(),
            () -> receipts.last().orElseThrow(() -> new IOException("nothing")),
            receipt -> Receipt.begin("rollback", "2", NOW, "", Optional.of(receipt.id())),
            RestartLimit.NEVER);
      }
      accepted++;
    } catch (MachineException e) {
      refused++;
      assertEquals(1, e.getMessage().lines().count(), label);
    } catch (IOException e) {
      assertEquals("nothing", e.getMessage(), label);
    } catch (RuntimeException e) {
      throw new AssertionError(label, e);
    }
  }

  /** Everything but the state, and the files of a repair. */
  private Map<String, String> decoys() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    Files.walkFileTree(
        root.getParent(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes a)
              throws IOException {
            if (path.equals(root.resolve(STATE))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            found.put(path.toString(), Files.getAttribute(path, "unix:mode").toString());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes a) throws IOException {
            if (!RepairableFiles.contains("/" + root.relativize(path))) {
              found.put(
                  path.toString(),
                  Files.readAttributes(path, "unix:ino,mode,uid,ctime", LinkOption.NOFOLLOW_LINKS)
                      .toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /** Checks the files of a repair, and puts everything back for the next one. */
  private void reset(String label) throws IOException {
    for (String path : RepairableFiles.ALL) {
      Path file = root.resolve(path.substring(1));
      if (Files.exists(file)) {
        assertTrue(CONTENTS.contains(Files.readString(file)), label);
        int mode = (Integer) Files.getAttribute(file, "unix:mode");
        assertEquals(0, mode & 07000, label);
      }
      write("root" + path, CONTENTS.getFirst());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Files.deleteIfExists(root.resolve(STATE + "/journal.json"));
    List<Path> receipts = new ArrayList<>();
    try (var list = Files.newDirectoryStream(root.resolve(STATE + "/receipts"))) {
      list.forEach(receipts::add);
    }
    for (Path receipt : receipts) {
      Files.delete(receipt);
    }
  }

  private void put(String name, byte[] content) throws IOException {
    Files.write(root.resolve(STATE).resolve(name), content);
  }

  private void write(String name, String content) throws IOException {
    Path path = root.resolveSibling(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private static Repair.Goal goal() {
    return new Repair.Goal() {
      @Override
      public List<Finding> findings(Instance instance) {
        return List.of();
      }

      @Override
      public Plan plan(Instance instance, List<Finding> findings) {
        return Plan.EMPTY;
      }

      @Override
      public List<Finding> pending(List<Finding> findings) {
        return List.of();
      }
    };
  }
}
