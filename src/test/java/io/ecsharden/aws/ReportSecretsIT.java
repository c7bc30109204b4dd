package io.ecsharden.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.aws.ReportingInstance.Outcome;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report holds no secret, whatever options say. */
@NeedsEngine
class ReportSecretsIT {

  private static final String SECRET = "hunter2hunter2";
  private static final String PLANTED =
      "\nHTTPS_PROXY=http://user:"
          + SECRET
          + "@proxy.example:3128\nECS_ENGINE_AUTH_DATA={\"https://x\":{\"auth\":\""
          + SECRET
          + "\"}}\nAWS_SECRET_ACCESS_KEY="
          + SECRET
          + "\nexport DB_PASSWORD=\""
          + SECRET
          + "\"\n";

  @TempDir private static Path folder;

  private ReportingInstance planted(AwsStandIn aws) throws Exception {
    ReportingInstance instance = new ReportingInstance(folder, aws);
    Files.writeString(instance.path("etc/ecs/ecs.config"), PLANTED, StandardOpenOption.APPEND);
    return instance;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"audit", "audit --reveal-secrets", "fix --restart never --reveal-secrets"})
  void keeps_none(String verb) throws Exception {
    // Given
    ReportingInstance instance = planted(AwsStandIn.start().reset());

    // When: the instance is not managed
    Outcome outcome = instance.run(verb + " --report ssm --report-timeout 20s");

    // Then
    assertEquals(1, outcome.err().size(), outcome.toString());
    assertFalse(outcome.err().toString().contains(SECRET));
    List<Path> kept = instance.state("spool");
    assertEquals(1, kept.size());
    String text = Files.readString(kept.getFirst());
    assertFalse(text.contains(SECRET), text);
    assertTrue(text.contains("[masked]"), text);
  }

  @Test
  void sends_none() throws Exception {
    // Given
    AwsStandIn aws = AwsStandIn.start().reset();
    aws.manage(AwsStandIn.INSTANCE);

    // When
    Outcome outcome = planted(aws).run("audit --reveal-secrets --report ssm");

    // Then
    assertTrue(outcome.out().contains(SECRET));
    String report =
        aws.complianceItems(AwsStandIn.INSTANCE).toString() + aws.inventory(AwsStandIn.INSTANCE);
    assertTrue(report.contains("[masked]"));
    assertFalse(report.contains(SECRET));
  }
}
