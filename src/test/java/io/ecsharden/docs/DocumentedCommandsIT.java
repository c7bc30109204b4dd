package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance;
import io.ecsharden.lab.EcsInstance.Result;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of README.md and docs that need no more than an instance, on one with a drift, and
 * with a Systems Manager that answers.
 */
@NeedsEngine
@Tag("dist")
class DocumentedCommandsIT {

  private static final String ID = "i-0aaaaaaaaaaaaaaa7";
  private static final String DRIFT = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=\"true\"\n";
  private static final String CA = "AWS_CA_BUNDLE=" + AwsStandIn.CA_ON_INSTANCES + "\n";

  /** What every block begins with. */
  private static final String RESET =
      """
      systemctl disable --now ecs-harden.service ecs-harden-audit.timer 2> /dev/null
      rm -rf /var/lib/ecs-harden /root/* /etc/default/ecs-harden
      printf '%s' "$DRIFT" > /etc/ecs/ecs.config
      printf '%s' "$CA" > /etc/default/ecs-harden
      """;

  private static EcsInstance instance;
  private static AwsStandIn aws;

  @BeforeAll
  static void boot() throws IOException {
    Path program = Path.of(System.getProperty("native.image.path")).toAbsolutePath();
    instance = EcsInstance.setup().config(DRIFT).program(program).boot();
    // where the packages put it
    instance.sh("ln -s " + EcsInstance.PROGRAM + " /usr/bin/ecs-harden").text();
    try (Stream<Path> units = Files.list(Path.of("ecs-config/units"))) {
      for (Path unit : units.toList()) {
        instance.copyIn(unit, "/usr/lib/systemd/system/" + unit.getFileName());
      }
    }
    instance.sh("systemctl daemon-reload; mkdir /host; mount --bind / /host").text();
    aws = AwsStandIn.start().reset();
    aws.attach(instance, Identity.of(ID));
    aws.manage(ID);
    aws.putParameter("/ecs-harden/baseline", "String", "schemaVersion: 1\nextends: strict\n");
  }

  @AfterAll
  static void end() {
    instance.close();
  }

  @BeforeEach
  void reset() {
    instance.sh("DRIFT=$1; CA=$2\n" + RESET, DRIFT, CA).text();
  }

  static List<String> blocks() throws IOException {
    return Commands.of(Commands.INSTANCE);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void works_as_it_is_written(String block) {
    // a random part of a minute and more is only for a fleet
    String text = block.replaceAll("--report-jitter [0-9]+s", "--report-jitter 1s");
    int before = aws.requests().size();

    Result result = Commands.run(instance, "/root", "export " + CA, text);

    assertEquals(0, result.code(), result.out());
    if (block.contains("--report ssm")) {
      assertTrue(aws.requests().size() > before, result.out());
    }
  }

  @Test
  void would_notice_a_command_that_fails() {
    Result result =
        Commands.run(instance, "/root", "", "ecs-harden audit --no-such\nls /nowhere\ntrue\n");

    assertEquals(1, result.code(), result.out());
    assertTrue(result.out().contains("exit code 2: ecs-harden audit --no-such"), result.out());
    assertTrue(result.out().contains("exit code 2: ls /nowhere"), result.out());
  }
}
