package io.ecsharden.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.Native;
import io.ecsharden.lab.EcsInstance;
import io.ecsharden.lab.EcsInstance.Result;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.AwsStandIn.Source;
import io.ecsharden.standin.Fault.Target;
import io.ecsharden.standin.Identity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A whole instance that reports: no option is set, and everything is found where EC2 has it. */
@NeedsEngine
class LiveReportIT {

  private static final String ID = "i-0aaaaaaaaaaaaaaa1";
  private static final String REPORT =
      "AWS_CA_BUNDLE=/usr/local/share/ca-certificates/standin.crt "
          + "ecs-harden audit --report ssm --report-timeout 20s --report-heartbeat 0s >/dev/null";

  @Test
  void reports_what_runs_and_keeps_what_it_cannot_send() {
    AwsStandIn aws = AwsStandIn.start().reset();
    aws.manage(ID);
    try (EcsInstance instance = EcsInstance.boot()) {
      instance.installProgram(Native.executable());
      instance.waitForAgent(Duration.ofSeconds(60));
      aws.attach(instance, Identity.of(ID));

      // When
      assertSilent(instance.sh(REPORT));

      // Then
      JsonNode row = aws.inventory(ID).getFirst();
      assertTrue(row.findValue("AgentVersion").textValue().contains("v1."), row.toString());
      assertFalse(row.findValue("DockerVersion").textValue().isEmpty());
      assertTrue(aws.requests(Target.SSM).getLast().principal().startsWith("EXAMPLE-IMDS"));

      // When
      aws.rotate(Source.CREDENTIALS, Duration.ofHours(1));
      assertSilent(
          instance.sh("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/x " + REPORT));

      // Then
      assertTrue(aws.requests(Target.SSM).getLast().principal().startsWith("EXAMPLE-TASK"));

      // When
      instance.sh("ip route replace unreachable 169.254.169.254/32").text();
      Result kept = instance.sh(REPORT);

      // Then
      assertEquals(1, kept.err().lines().count(), kept.err());
      assertTrue(kept.err().contains("is unknown"), kept.err());

      // When
      aws.attach(instance, Identity.of(ID));
      int before = aws.requests(Target.SSM).size();
      assertSilent(instance.sh(REPORT));

      // Then
      assertEquals(2, aws.requests(Target.SSM).size() - before);
    }
  }

  private static void assertSilent(Result result) {
    assertEquals("", result.err());
  }
}
