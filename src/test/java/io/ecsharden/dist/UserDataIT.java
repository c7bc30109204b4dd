package io.ecsharden.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance;
import io.ecsharden.lab.NeedsEngine;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
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
