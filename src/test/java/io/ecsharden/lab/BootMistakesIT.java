package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance.Result;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Identity;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong around a first boot: one clear line each, and the boot goes on. */
@NeedsEngine
class BootMistakesIT {

  private static final String ID = "i-0aaaaaaaaaaaaaaa9";
  private static final String DRIFT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=\"true\"\n";
  private static final String RIGHT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String BOOTSTRAP =
      " AWS_CA_BUNDLE="
          + AwsStandIn.CA_ON_INSTANCES
          + " ecs-harden bootstrap --report ssm --report-timeout 3s";
  private static final String MARK = "ecs-harden: report: ";

  private static EcsInstance instance;
  private static AwsStandIn aws;

  @BeforeAll
  static void boot() {
    instance = EcsInstance.setup().config(DRIFT).program(program()).boot();
    aws = AwsStandIn.start().reset();
    aws.manage(ID);
    correct();
  }

  @AfterAll
  static void end() {
    instance.close();
  }

  @BeforeEach
  void drift() {
    instance.write(EcsInstance.CONFIG, DRIFT);
    instance.exec("rm", "-rf", "/var/lib/ecs-harden").text();
  }

  @Test
  void there_is_no_line_where_nothing_is_wrong() {
    Result run = instance.sh(BOOTSTRAP);

    assertEquals(0, run.code(), run.toString());
    assertEquals("", run.err());
    assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
  }

  @Test
  void no_role() {
    aws.attach(instance, Identity.of(ID).withoutRole());

    assertOneLine("", "role");

    correct();
  }

  @Test
  void no_network() {
    instance.sh("ip route replace unreachable 169.254.169.254/32").text();

    assertOneLine("", "instance");

    correct();
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_REGION=eu-nowhere-1, eu-nowhere-1",
    "HTTPS_PROXY=http://127.0.0.1:9, 127.0.0.1:9",
  })
  void a_wrong_variable(String variable, String named) {
    assertOneLine(variable, named);
  }

  @Test
  void a_root_that_is_read_only() {
    instance.sh("mount --bind /etc/ecs /etc/ecs && mount -o remount,bind,ro /etc/ecs").text();
    try {
      // When
      Result run = instance.exec("ecs-harden", "bootstrap");

      // Then
      assertEquals(0, run.code(), run.toString());
      assertTrue(run.err().lines().count() <= 1, run.err());
      assertTrue((run.out() + run.err()).contains("ead-only"), run.toString());
      assertEquals(DRIFT, instance.read(EcsInstance.CONFIG));
    } finally {
      instance.sh("umount /etc/ecs").text();
    }
  }

  private static void correct() {
    aws.attach(instance, Identity.of(ID));
  }

  /** The repair is done, and standard error has one line about the report. */
  private static void assertOneLine(String variable, String contains) {
    Result run = instance.sh(variable + BOOTSTRAP);

    assertEquals(0, run.code(), run.toString());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith(MARK) && run.err().contains(contains), run.err());
    assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
  }

  private static Path program() {
    return Path.of(System.getProperty("native.image.path")).toAbsolutePath();
  }
}
