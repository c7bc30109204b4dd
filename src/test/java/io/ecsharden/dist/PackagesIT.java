package io.ecsharden.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance;
import io.ecsharden.lab.EcsInstance.Result;
import io.ecsharden.lab.NeedsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages of {@code make dist}, on a whole instance. */
@NeedsEngine
@Tag("dist")
class PackagesIT {

  private static final String DRIFT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=\"true\"\n";
  private static final String RIGHT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String DEB = "/var/tmp/ecs-harden.deb";
  private static final String BASELINE = "/etc/ecs-harden/baseline.yaml";
  private static final String TIMER = "ecs-harden-audit.timer";

  /** Stands for the daemon, so that a restart of it can be seen. */
  private static final String DAEMON =
      "mkdir -p /etc/systemd/system; printf '[Service]\\nExecStart=/bin/sleep infinity\\n'"
          + " > /etc/systemd/system/ecs-harden.service; systemctl daemon-reload;"
          + " systemctl start ecs-harden";

  @TempDir private Path folder;

  @Test
  void installs_upgrades_removes_and_purges_the_debian_package() {
    try (EcsInstance instance = withDebianPackage()) {
      // When
      Result installed = instance.exec("dpkg", "-i", DEB);

      // Then: nothing is started, and it says what to do next
      assertEquals(0, installed.code(), installed.toString());
      assertTrue(installed.out().contains("has changed and started nothing"), installed.out());
      assertFalse(installed.out().contains("another copy"), installed.out());
      assertEquals("disabled", instance.exec("systemctl", "is-enabled", TIMER).out().strip());
      assertEquals("inactive", instance.exec("systemctl", "is-active", TIMER).out().strip());
      assertTrue(instance.exec("ecs-harden", "--version").text().startsWith("ecs-harden "));
      assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));
      assertTrue(
          instance.exec("ecs-harden", "audit").out().contains(BASELINE), "the baseline is used");

      // Given: a baseline that was edited, a repair, and a daemon that runs
      instance.write(BASELINE, "schemaVersion: 1\nextends: strict\n");
      instance
          .sh("ecs-harden fix --restart never --baseline default > /dev/null; [ $? -le 11 ]")
          .text();
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      instance.sh(DAEMON).text();
      String before = instance.property("ecs-harden.service", "MainPID");

      // When
      Result upgraded =
          instance.sh(
              "cd /var/tmp && dpkg-deb -R ecs-harden.deb newer"
                  + " && sed -i 's/^Version: .*/Version: 99.0/' newer/DEBIAN/control"
                  + " && dpkg-deb -Znone -b newer newer.deb && dpkg -i newer.deb < /dev/null");

      // Then
      assertEquals(0, upgraded.code(), upgraded.toString());
      assertFalse(upgraded.out().contains("started nothing"), upgraded.out());
      assertEquals("schemaVersion: 1\nextends: strict\n", instance.read(BASELINE));
      assertNotEquals(before, instance.property("ecs-harden.service", "MainPID"));
      assertEquals("active", instance.property("ecs-harden.service", "ActiveState"));

      // When
      instance.exec("systemctl", "enable", "--now", TIMER).text();
      instance.exec("dpkg", "-r", "ecs-harden").text();

      // Then: the program is gone, and what it did stays, with the way back
      assertEquals(0, instance.sh("! command -v ecs-harden").code());
      assertEquals("inactive", instance.exec("systemctl", "is-active", TIMER).out().strip());
      assertEquals(0, instance.sh("! ls /etc/systemd/system/*/" + TIMER + " 2>/dev/null").code());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertEquals(0, instance.sh("ls /var/lib/ecs-harden/receipts/* " + BASELINE).code());

      // When
      instance.exec("dpkg", "-P", "ecs-harden").text();

      // Then
      assertEquals(
          "",
          instance
              .sh(
                  "find / -xdev -name '*ecs-harden*' ! -path '/var/tmp/*'"
                      + " ! -path '/etc/systemd/system/ecs-harden.service' ! -path '/proc/*'")
              .text());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
    }
  }

  @Test
  void warns_of_a_copy_that_was_installed_by_hand() {
    try (EcsInstance instance = withDebianPackage()) {
      instance.sh("printf '#!/bin/sh\\n' > /usr/local/bin/ecs-harden").text();
      assertTrue(instance.exec("dpkg", "-i", DEB).text().contains("is another copy"));
    }
  }

  @Test
  void audits_from_the_timer_and_counts_drift_as_a_result() {
    try (EcsInstance instance = withDebianPackage()) {
      instance.exec("dpkg", "-i", DEB).text();
      instance.sh(
          "printf 'ECS_HARDEN_AUDIT_OPTIONS=--baseline default\\n' > /etc/default/ecs-harden");

      // When
      Result audit = instance.exec("systemctl", "start", "ecs-harden-audit.service");

      // Then
      String journal = instance.journal("ecs-harden-audit.service");
      assertEquals(0, audit.code(), audit + journal);
      assertTrue(journal.contains("FAIL  HIGH           awsvpc-imds-block"), journal);
      assertEquals("10", instance.property("ecs-harden-audit.service", "ExecMainStatus"));
      assertEquals("success", instance.property("ecs-harden-audit.service", "Result"));

      // When: the sandbox hides nothing that an audit outside of it sees
      String inside = instance.sh("journalctl -o cat -u ecs-harden-audit.service").text();
      String outside = instance.exec("ecs-harden", "audit", "--baseline", "default").out();

      // Then
      String summary = outside.lines().filter(line -> line.contains(" FAIL (")).findFirst().get();
      assertTrue(inside.contains(summary), inside + outside);

      // Then
      instance.exec("systemctl", "enable", "--now", TIMER).text();
      assertEquals("active", instance.property(TIMER, "ActiveState"));
      assertEquals(
          "",
          instance
              .sh(
                  "systemd-analyze verify --man=no /usr/lib/systemd/system/ecs-harden-audit.service"
                      + " /usr/lib/systemd/system/"
                      + TIMER
                      + " 2>&1")
              .text());
      assertEquals(
          0,
          instance
              .sh("systemd-analyze security --threshold=25 --no-pager ecs-harden-audit.service")
              .code());
    }
  }

  @Test
  void runs_the_image_without_capabilities() throws IOException {
    try (EcsInstance instance = EcsInstance.setup().config(DRIFT).boot()) {
      instance.copyIn(Artefacts.only(".tar"), "/var/tmp/image.tar");
      String loaded = instance.exec("docker", "load", "-i", "/var/tmp/image.tar").text();
      String image = loaded.substring(loaded.indexOf("ecs-harden:")).strip();

      // When
      Result audit =
          instance.exec(
              "docker",
              "run",
              "--rm",
              "--read-only",
              "--cap-drop",
              "ALL",
              "--network",
              "none",
              "-v",
              "/:/host:ro",
              image,
              "audit",
              "--root",
              "/host");

      // Then
      assertEquals(10, audit.code(), audit.toString());
      assertTrue(audit.out().contains("awsvpc-imds-block"), audit.out());
    }
  }

  @Test
  void installs_and_removes_by_the_scripts_of_distributor() throws IOException {
    // Given
    Path zip = Files.createDirectory(folder.resolve("zip"));
    Artefacts.unzip(Artefacts.only("ecs-harden-deb-" + arch() + ".zip"), zip);

    try (EcsInstance instance = EcsInstance.setup().config(DRIFT).boot()) {
      try (Stream<Path> files = Files.list(zip)) {
        for (Path file : files.toList()) {
          instance.copyIn(file, "/var/tmp/package/" + file.getFileName());
        }
      }

      // Then: twice, because an association does so each day
      String install = "cd /var/tmp/package && sh install.sh";
      assertEquals(0, instance.sh(install).code());
      assertEquals(0, instance.sh(install).code());
      assertEquals(0, instance.sh("ecs-harden --version").code());
      assertEquals(0, instance.sh("cd /var/tmp/package && sh uninstall.sh").code());
      assertEquals(0, instance.sh("! command -v ecs-harden").code());
    }
  }

  @Test
  void runs_the_scriptlets_of_the_rpm() throws IOException {
    try (EcsInstance instance = withDebianPackage()) {
      instance.exec("dpkg", "-i", DEB).text();
      for (String script : new String[] {"post", "preun", "postun"}) {
        instance.write(
            "/var/tmp/" + script, Files.readString(Path.of("src/packages/rpm/" + script + ".sh")));
      }

      // Then: installed
      String first = instance.exec("sh", "-e", "/var/tmp/post", "1").text();
      assertTrue(first.contains("started nothing"), first);
      assertEquals("", instance.exec("sh", "-e", "/var/tmp/post", "2").text());

      // Then: upgraded
      instance.sh(DAEMON).text();
      String before = instance.property("ecs-harden.service", "MainPID");
      instance.exec("sh", "-e", "/var/tmp/preun", "1").text();
      instance.exec("sh", "-e", "/var/tmp/postun", "1").text();
      assertNotEquals(before, instance.property("ecs-harden.service", "MainPID"));

      // Then: removed
      instance.exec("systemctl", "enable", "--now", TIMER).text();
      instance.exec("sh", "-e", "/var/tmp/preun", "0").text();
      instance.exec("sh", "-e", "/var/tmp/postun", "0").text();
      assertEquals("inactive", instance.property(TIMER, "ActiveState"));
      assertEquals("inactive", instance.property("ecs-harden.service", "ActiveState"));
    }
  }

  private static String arch() {
    return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
  }

  private static EcsInstance withDebianPackage() {
    EcsInstance instance = EcsInstance.setup().config(DRIFT).boot();
    instance.copyIn(Artefacts.only(".deb"), DEB);
    return instance;
  }
}
