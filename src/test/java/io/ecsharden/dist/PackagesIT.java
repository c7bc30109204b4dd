package io.ecsharden.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.docs.Commands;
import io.ecsharden.lab.EcsInstance;
import io.ecsharden.lab.EcsInstance.Result;
import io.ecsharden.lab.InstanceSetup;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of {@code make dist}, on a whole instance. */
@NeedsEngine
@Tag("dist")
class PackagesIT {

  private static final String DRIFT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=\"true\"\n";
  private static final String RIGHT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String ID = "i-0aaaaaaaaaaaaaaa5";
  private static final String DEB = "/var/tmp/ecs-harden.deb";
  private static final String RPM = "/var/tmp/ecs-harden.rpm";
  private static final String BASELINE = "/etc/ecs-harden/baseline.yaml";
  private static final String TIMER = "ecs-harden-audit.timer";

  private static final String REPAIR =
      "ecs-harden fix --restart never --baseline default > /dev/null; [ $? -le 11 ]";

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
      instance.sh(REPAIR).text();
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

      // When: the old package over the new one
      Result older = instance.exec("dpkg", "-i", DEB);

      // Then
      assertEquals(0, older.code(), older.toString());
      assertTrue(older.err().contains("downgrading ecs-harden"), older.toString());
      assertEquals("schemaVersion: 1\nextends: strict\n", instance.read(BASELINE));

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

      // the timer has systemd remember how the unit ended
      instance.exec("systemctl", "enable", "--now", TIMER).text();

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

      // When: it is repaired, and reports
      AwsStandIn aws = AwsStandIn.start().reset();
      aws.attach(instance, Identity.of(ID));
      aws.manage(ID);
      instance.write(
          "/etc/default/ecs-harden",
          "ECS_HARDEN_AUDIT_OPTIONS=--report ssm\nAWS_CA_BUNDLE=" + AwsStandIn.CA_ON_INSTANCES);
      instance.exec("ecs-harden", "fix", "--wait", "40s", "--baseline", "default").text();
      instance.exec("systemctl", "start", "ecs-harden-audit.service").text();

      // Then: an operator sees it
      assertEquals(Set.of("COMPLIANT"), aws.complianceStatuses(ID));
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
  void installs_upgrades_and_removes_the_rpm() {
    try (EcsInstance instance = withRpm()) {
      instance.sh("printf '#!/bin/sh\\n' > /usr/local/bin/ecs-harden").text();

      // When
      Result installed = instance.exec("rpm", "-U", "--nodeps", RPM);

      // Then: nothing is started, and it says what to do next
      assertEquals(0, installed.code(), installed.toString());
      assertTrue(installed.out().contains("has changed and started nothing"), installed.out());
      assertTrue(installed.out().contains("is another copy"), installed.out());
      assertEquals("disabled", instance.exec("systemctl", "is-enabled", TIMER).out().strip());
      assertEquals("", instance.exec("rpm", "-V", "--nodeps", "ecs-harden").text());
      assertTrue(instance.exec("/usr/bin/ecs-harden", "--version").text().startsWith("ecs-harden"));

      // Given: a baseline that was edited, a repair, and a daemon that runs
      instance.exec("rm", "/usr/local/bin/ecs-harden").text();
      instance.write(BASELINE, "schemaVersion: 1\nextends: strict\n");
      instance.sh(REPAIR).text();
      instance.sh(DAEMON).text();
      String before = instance.property("ecs-harden.service", "MainPID");

      // When: as an association of Distributor does each day
      Result again = instance.exec("rpm", "-U", "--nodeps", "--replacepkgs", RPM);

      // Then
      assertEquals(0, again.code(), again.toString());
      assertFalse(again.out().contains("started nothing"), again.out());
      assertNotEquals(before, instance.property("ecs-harden.service", "MainPID"));
      assertEquals("schemaVersion: 1\nextends: strict\n", instance.read(BASELINE));

      // When
      instance.exec("systemctl", "enable", "--now", TIMER).text();
      Result removed = instance.exec("rpm", "-e", "ecs-harden");

      // Then: what it did stays, with the way back
      assertEquals(0, removed.code(), removed.toString());
      assertEquals(0, instance.sh("! command -v ecs-harden").code());
      assertEquals("inactive", instance.exec("systemctl", "is-active", TIMER).out().strip());
      assertEquals("inactive", instance.property("ecs-harden.service", "ActiveState"));
      assertEquals(0, instance.sh("! ls /etc/systemd/system/*/" + TIMER + " 2>/dev/null").code());
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertEquals(
          0, instance.sh("ls /var/lib/ecs-harden/receipts/* " + BASELINE + ".rpmsave").code());
    }
  }

  @Test
  void replaces_an_older_rpm_and_refuses_to_replace_a_newer_one() {
    try (EcsInstance instance = withRpm()) {
      // Given: packages of nothing that have the name
      instance
          .sh(
              "cd /var/tmp && for version in 0.0.1 99; do printf '%s\\n' 'Name: ecs-harden'"
                  + " \"Version: $version\" 'Release: 1' 'Summary: x' 'License: x'"
                  + " 'BuildArch: noarch' '%description' 'x' '%files' > x.spec"
                  + " && rpmbuild -bb --quiet --define '_topdir /var/tmp/build' x.spec; done")
          .text();
      String built = "/var/tmp/build/RPMS/noarch/ecs-harden-";
      instance.exec("rpm", "-U", "--nodeps", built + "0.0.1-1.noarch.rpm").text();

      // When
      Result newer = instance.exec("rpm", "-U", "--nodeps", RPM);
      instance.sh(DAEMON).text();
      String before = instance.property("ecs-harden.service", "MainPID");
      instance.exec("rpm", "-U", "--nodeps", built + "99-1.noarch.rpm").text();
      String after = instance.property("ecs-harden.service", "MainPID");
      Result older = instance.exec("rpm", "-U", "--nodeps", RPM);

      // Then: an upgrade restarts a daemon that runs
      assertEquals(0, newer.code(), newer.toString());
      assertFalse(newer.out().contains("started nothing"), newer.out());
      assertNotEquals(before, after);
      assertNotEquals(0, older.code());
      assertTrue(older.err().contains("which is newer than"), older.toString());
    }
  }

  static List<String> documented() throws IOException {
    return Commands.of(Commands.PACKAGES);
  }

  @ParameterizedTest
  @MethodSource("documented")
  void works_as_it_is_documented(String block) {
    // Given: Debian's own packages are in no database of rpm
    String setup = "rpm() { command rpm --nodeps \"$@\"; }";
    if (block.contains("docker run")) {
      setup += "\ndocker tag \"$(docker load -qi target/dist/*.tar | sed 's/.*: //')\" ecs-harden";
    }
    InstanceSetup files = EcsInstance.setup().config(DRIFT).cloudInit("#!/bin/sh\n");
    for (String suffix : List.of(".deb", ".rpm", ".tar")) {
      Path file = Artefacts.only(suffix);
      files.file("/root/" + Artefacts.DIST + "/" + file.getFileName(), file);
    }

    try (EcsInstance instance = files.boot()) {
      // When
      Result result = Commands.run(instance, "/root", setup, block);

      // Then
      assertEquals(0, result.code(), result.out());
    }
  }

  private static String arch() {
    return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
  }

  private static EcsInstance withDebianPackage() {
    return EcsInstance.setup().config(DRIFT).file(DEB, Artefacts.only(".deb")).boot();
  }

  /** The image with the real cloud-init has rpm, too. */
  private static EcsInstance withRpm() {
    return EcsInstance.setup()
        .config(DRIFT)
        .cloudInit("#!/bin/sh\n")
        .file(RPM, Artefacts.only(".rpm"))
        .boot();
  }
}
