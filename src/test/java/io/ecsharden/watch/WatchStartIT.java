package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.Native;
import io.ecsharden.cli.Run;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that starts where something is missing: it says what in one line, and goes on. */
@Timeout(300)
class WatchStartIT {

  private static final String RIGHT = "ECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String DRIFT = "ECS_AWSVPC_BLOCK_IMDS=false\n";
  private static final String CONFIG = "etc/ecs/ecs.config";
  private static final List<String> OWN_MOUNTS =
      List.of("unshare", "--mount", "--propagation", "private");
  private static final String FULL =
      "mkdir -p -m 700 \"$1/$DIR\"; mount -t tmpfs -o mode=755,size=16k tmpfs \"$1/$DIR\"; chmod 700"
          + " \"$1/$DIR\"; cp \"$1/keep\" \"$1/$DIR/ecs.config\";"
          + " dd if=/dev/zero of=\"$1/$DIR/fill\" bs=4k 2>/dev/null || :";

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void instance() throws IOException {
    root = Files.createDirectory(folder.toRealPath().resolve("root"));
    Run.write(root, "etc/os-release", "ID=amzn\nVERSION_ID=\"2023\"\n");
    Run.write(root, CONFIG, DRIFT);
    Run.write(root, "keep", DRIFT);
  }

  @Test
  void goes_on_without_the_bus_and_without_Docker() throws Exception {
    // Given: a system that runs, as its files say
    Files.createDirectories(root.resolve("run/systemd/system"));
    for (String name :
        List.of(
            "etc/docker",
            "etc/systemd/system/ecs.service.d",
            "etc/systemd/system/docker.service.d")) {
      Files.createDirectories(root.resolve(name));
    }

    // When
    try (WatchProcess daemon = WatchProcess.start(root, List.of(), "", "--mode", "fix")) {
      // Then
      daemon.await("a repair", () -> Files.readString(root.resolve(CONFIG)).equals(RIGHT));
      daemon.await(" compliant: ");
      assertEquals(2, daemon.count(" mounts: "), daemon.log());
      assertEquals(
          1,
          daemon.count(
              "there is no /run/dbus/system_bus_socket: what systemd says is NOT_EVALUATED"));
      assertEquals(
          1,
          daemon.count("there is no /var/run/docker.sock: what the running agent and tasks have"),
          daemon.log());
      healthy(daemon);
    }
  }

  @Test
  void waits_for_a_directory_that_is_not_there_yet() throws Exception {
    // Given
    Files.delete(root.resolve(CONFIG));
    Files.delete(root.resolve("etc/ecs"));

    // When
    try (WatchProcess daemon = WatchProcess.start(root, List.of(), "", "--mode", "fix")) {
      daemon.await(" failed: ");
      assertEquals(1, daemon.count(" failed: "), daemon.log());
      assertTrue(daemon.log().contains("nothing to audit"), daemon.log());
      Run.write(root, CONFIG, DRIFT);

      // Then
      daemon.await("a repair", () -> Files.readString(root.resolve(CONFIG)).equals(RIGHT));
      healthy(daemon);
    }
  }

  @Test
  void changes_nothing_on_a_full_disk_and_repairs_when_there_is_room() throws Exception {
    needMounts();

    // When
    try (WatchProcess daemon =
        WatchProcess.start(
            root, OWN_MOUNTS, "DIR=etc/ecs; " + FULL, "--mode", "fix", "--interval", "1s")) {
      // Then
      daemon.await("no space left on device");
      RunningDaemon.sleep(Duration.ofSeconds(2));
      assertTrue(daemon.isAlive(), daemon.log());
      assertEquals(1, daemon.count("no space left on device"), daemon.log());
      assertEquals(DRIFT, Files.readString(daemon.path(CONFIG)));

      // When
      Files.delete(daemon.path("etc/ecs/fill"));

      // Then
      daemon.await("a repair", () -> Files.readString(daemon.path(CONFIG)).equals(RIGHT));
    }
  }

  @Test
  void exits_where_its_own_disk_is_full() throws Exception {
    needMounts();

    try (WatchProcess daemon =
        WatchProcess.start(root, OWN_MOUNTS, "DIR=var/lib/ecs-harden; " + FULL, "--mode", "fix")) {
      assertEquals(14, daemon.code());
      assertEquals("ecs-harden: /var/lib/ecs-harden: no space left on device\n", daemon.log());
      assertEquals(DRIFT, Files.readString(root.resolve(CONFIG)));
    }
  }

  @Test
  void goes_on_when_its_own_disk_fills_up() throws Exception {
    needMounts();
    Files.writeString(root.resolve(CONFIG), RIGHT);

    // Given
    try (WatchProcess daemon =
        WatchProcess.start(
            root,
            OWN_MOUNTS,
            "mkdir -p -m 700 \"$1/var/lib/ecs-harden\"; mount -t tmpfs -o mode=700,size=64k tmpfs"
                + " \"$1/var/lib/ecs-harden\"",
            "--mode",
            "fix",
            "--interval",
            "1s")) {
      daemon.await(" compliant: ");
      Path fill = daemon.path("var/lib/ecs-harden/fill");
      assertThrows(IOException.class, () -> Files.write(fill, new byte[128 * 1024]));

      // When
      Files.writeString(root.resolve(CONFIG), DRIFT);

      // Then
      daemon.await("no space left on device");
      RunningDaemon.sleep(Duration.ofSeconds(2));
      assertEquals(1, daemon.count(" failed: "), daemon.log());
      assertEquals(DRIFT, Files.readString(root.resolve(CONFIG)));
      assertTrue(daemon.isAlive(), daemon.log());

      // When
      Files.delete(fill);

      // Then
      daemon.await("a repair", () -> Files.readString(root.resolve(CONFIG)).equals(RIGHT));
    }
  }

  @Test
  void goes_on_where_it_may_not_write() throws Exception {
    needMounts();

    // When
    try (WatchProcess daemon =
        WatchProcess.start(
            root,
            OWN_MOUNTS,
            "mount --bind \"$1/etc\" \"$1/etc\"; mount -o remount,ro,bind \"$1/etc\"",
            "--mode",
            "fix",
            "--interval",
            "1s")) {
      // Then
      daemon.await("read-only file system");
      RunningDaemon.sleep(Duration.ofSeconds(2));
      assertEquals(1, daemon.count("read-only file system"), daemon.log());
      assertEquals(DRIFT, Files.readString(root.resolve(CONFIG)));
      healthy(daemon);
    }
  }

  @Test
  void exits_where_it_is_not_root() throws Exception {
    assumeTrue(Kernel.effectiveUser() == 0, "!!!! SKIPPED: needs root !!!!");
    assumeTrue(Native.has("setpriv"), "!!!! SKIPPED: needs setpriv !!!!");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path copy =
        Files.copy(
            Native.executable(), folder.resolve("program"), StandardCopyOption.COPY_ATTRIBUTES);

    // When
    Native.Result result =
        new Native(folder)
            .shell(
                "exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$1\" watch --mode fix"
                    + " --root \"$2\"",
                copy.toString(),
                root.toString());

    // Then
    assertEquals(77, result.code(), result.toString());
    assertEquals(1, (result.out() + result.err()).lines().count(), result.toString());
    assertTrue(result.err().contains("permission denied; run as root"), result.toString());
  }

  private void healthy(WatchProcess daemon) throws Exception {
    Native.Result health = new Native(folder).run("health", "--root", root.toString());
    assertEquals(0, health.code(), health + "\n" + daemon.log());
  }

  private void needMounts() throws IOException, InterruptedException {
    boolean works =
        Native.has("unshare")
            && new Native(folder).shell("unshare --mount mount -t tmpfs tmpfs /mnt").code() == 0;
    assumeTrue(works, "!!!! SKIPPED: needs the permission to mount !!!!");
  }
}
