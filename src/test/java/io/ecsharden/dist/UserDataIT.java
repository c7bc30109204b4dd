package io.ecsharden.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance;
import io.ecsharden.lab.EcsInstance.Result;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Identity;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The three forms of user data in {@code ecs-config/user-data}, in a first boot with the real
 * cloud-init. The package comes from a file, by the same curl.
 */
@NeedsEngine
@Tag("dist")
class UserDataIT {

  private static final Path FOLDER = Path.of("ecs-config/user-data");
  private static final String PACKAGE = "/var/tmp/ecs-harden.deb";
  private static final String ID = "i-0aaaaaaaaaaaaaaa8";
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String BLOCK = "ECS_AWSVPC_BLOCK_IMDS";
  private static final String DRIFT = "ECS_CLUSTER=prod\n" + BLOCK + "=\"true\"\n";

  @ParameterizedTest
  @ValueSource(strings = {"user-data.sh", "cloud-config.yaml", "multi-part.mime"})
  void has_the_agent_start_once_with_the_right_values(String form) throws Exception {
    // Given: no network to AWS
    String userData = userData(form, sha256(Artefacts.only(".deb")));
    try (EcsInstance instance = boot(userData)) {
      // When
      instance.waitForAgent(SOON);

      // Then
      String log =
          instance.sh("cat /var/log/cloud-init-output.log; cloud-init status --long").out();
      assertEquals("true", instance.agentEnvironment().get(BLOCK), log);
      assertEquals("0", instance.property("ecs.service", "NRestarts"), log);
      assertTrue(instance.sh("journalctl -t ecs-harden -o cat").text().contains("changed"), log);
      assertFalse(log.contains("status: error"), log);
      assertTrue(instance.read(EcsInstance.CONFIG).startsWith("ECS_CLUSTER=prod\n"), log);
      assertEquals(
          "inactive",
          instance.exec("systemctl", "is-active", "ecs-harden-audit.timer").out().strip());

      // When: there is a network
      AwsStandIn aws = AwsStandIn.start().reset();
      aws.attach(instance, Identity.of(ID));
      aws.manage(ID);
      Result audit =
          instance.sh(
              "AWS_CA_BUNDLE=" + AwsStandIn.CA_ON_INSTANCES + " ecs-harden audit --report ssm");

      // Then: an operator sees an instance that is compliant
      assertEquals(0, audit.code(), audit.toString());
      assertEquals(Set.of("COMPLIANT"), aws.complianceStatuses(ID));
    }
  }

  @Test
  void installs_nothing_where_the_checksum_is_another_and_the_boot_goes_on() throws Exception {
    try (EcsInstance instance = boot(userData("user-data.sh", "0".repeat(64)))) {
      // When
      instance.waitForAgent(SOON);

      // Then
      assertTrue(
          instance.read("/var/log/cloud-init-output.log").contains("another SHA-256"), "a line");
      assertEquals(0, instance.sh("! command -v ecs-harden").code());
      assertEquals("\"true\"", instance.agentEnvironment().get(BLOCK));
      assertEquals("active", instance.property("cloud-final.service", "ActiveState"));
    }
  }

  @Test
  void installs_nothing_where_the_package_cannot_be_fetched_and_the_boot_goes_on()
      throws Exception {
    String userData = userData("multi-part.mime", "0".repeat(64));
    try (EcsInstance instance = boot(userData.replace("file://", "https://nowhere.invalid"))) {
      // When
      instance.waitForAgent(SOON);

      // Then
      assertTrue(
          instance.read("/var/log/cloud-init-output.log").contains("cannot be fetched"), "a line");
      assertEquals(0, instance.sh("! command -v ecs-harden").code());
      assertEquals("active", instance.property("cloud-final.service", "ActiveState"));
    }
  }

  @Test
  void says_in_one_line_that_a_root_that_is_read_only_takes_no_package() throws Exception {
    try (EcsInstance instance =
        EcsInstance.setup().config(DRIFT).file(PACKAGE, Artefacts.only(".deb")).boot()) {
      instance.write("/root/x", userData("user-data.sh", sha256(Artefacts.only(".deb"))));
      instance.sh("mount --bind /usr /usr && mount -o remount,bind,ro /usr").text();

      // When
      Result result = instance.exec("sh", "/root/x");

      // Then
      assertEquals(0, result.code(), result.toString());
      assertTrue(
          result.out().endsWith("ecs-harden user data: the package cannot be installed\n"),
          result.toString());
      assertEquals(0, instance.sh("! command -v ecs-harden").code());
    }
  }

  private static EcsInstance boot(String userData) {
    return EcsInstance.setup()
        .config(DRIFT)
        .cloudInit(userData)
        .file(PACKAGE, Artefacts.only(".deb"))
        .boot();
  }

  private static String userData(String form, String sha256) throws IOException {
    return Files.readString(FOLDER.resolve(form))
        .replaceAll("URL='.*'", "URL='file://" + PACKAGE + "'")
        .replaceAll("SHA256='.*'", "SHA256='" + sha256 + "'")
        .replaceAll("OPTIONS='.*'", "OPTIONS='--report ssm --report-timeout 2s'")
        .replace("ECS_CLUSTER=EXAMPLE-CLUSTER", "ECS_LOGLEVEL=warn");
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return "%064x".formatted(new BigInteger(1, digest));
  }
}
