package io.ecsharden.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.aws.ReportingInstance.Outcome;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.AwsStandIn.Source;
import io.ecsharden.standin.Fault;
import io.ecsharden.standin.Fault.Kind;
import io.ecsharden.standin.Fault.Target;
import io.ecsharden.standin.Identity;
import io.ecsharden.standin.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which instance it is, in which region, and with whose credentials. */
@NeedsEngine
class ReportIdentityIT {

  private static final String AUDIT = "audit --report ssm --report-timeout 20s";

  /** For a service that does not answer. */
  private static final String SHORT_AUDIT = "audit --report ssm --report-timeout 2s";

  private static final String HYBRID = "mi-0123456789abcdef0";
  private static final String OTHER = "i-0fedcba9876543210";

  @TempDir private static Path folder;

  private AwsStandIn aws;
  private ReportingInstance instance;

  @BeforeEach
  void start() throws IOException {
    aws = AwsStandIn.start().reset();
    aws.manage(AwsStandIn.INSTANCE, HYBRID, OTHER);
    instance = new ReportingInstance(folder, aws);
  }

  @Test
  void asks_the_metadata_service_for_everything() throws Exception {
    // Given
    aws.rotate(Source.IMDS, Duration.ofHours(1));
    instance.without("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

    // When
    assertDelivered(instance.run(AUDIT), AwsStandIn.INSTANCE, "EXAMPLE-IMDS-1");

    // Then
    List<LoggedRequest> metadata = aws.requests(Target.IMDS);
    assertTrue(metadata.stream().noneMatch(r -> r.verdict().contains("refused")), "version 1");
    assertEquals(1, metadata.stream().filter(r -> r.path().contains("/dynamic/")).count());
    assertEquals(2, metadata.stream().filter(r -> r.method().equals("PUT")).count(), "tokens");
  }

  @Test
  void takes_a_tasks_credentials_from_a_full_address_with_a_token_file() throws Exception {
    // Given
    aws.rotate(Source.CREDENTIALS, Duration.ofHours(1));
    aws.containerAuthorization("Bearer EXAMPLE");
    Path token = Files.writeString(folder.resolve("token"), "Bearer EXAMPLE");
    instance
        .without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
        .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.containerCredentials())
        .with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token);
    aws.faults(Fault.of(Kind.SILENCE).at(Target.IMDS).always());

    // When
    Outcome outcome = instance.run(AUDIT + " --instance-id " + OTHER);

    // Then
    assertDelivered(outcome, OTHER, "EXAMPLE-TASK-1");
    assertEquals(List.of(), aws.requests(Target.IMDS));
  }

  @Test
  void takes_keys_from_the_environment_before_any_other() throws Exception {
    // Given
    instance.with("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.containerCredentials());

    // Then
    assertDelivered(instance.run(AUDIT), AwsStandIn.INSTANCE, AwsStandIn.ACCESS_KEY);
    assertEquals(List.of(), aws.requests(Target.CREDENTIALS));
  }

  @Test
  void reads_no_profile() throws Exception {
    // Given
    Path profile =
        Files.writeString(
            folder.resolve("credentials"),
            "[default]\naws_access_key_id = WRONG\naws_secret_access_key = WRONG\n");
    instance
        .without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
        .with("AWS_SHARED_CREDENTIALS_FILE", profile)
        .with("AWS_CONFIG_FILE", profile)
        .with("HOME", folder);
    aws.rotate(Source.IMDS, Duration.ofHours(1));

    // Then
    assertDelivered(instance.run(AUDIT), AwsStandIn.INSTANCE, "EXAMPLE-IMDS-1");
  }

  @Test
  void neither_fails_on_a_profile_file_nor_obeys_it() throws Exception {
    // Given
    Path file = Files.createDirectories(folder.resolve("home/.aws")).resolve("config");
    Files.writeString(
        file,
        "[default]\nregion: eu-north-1\nec2_metadata_service_endpoint = http://127.0.0.1:1\n");
    aws.rotate(Source.IMDS, Duration.ofHours(1));
    String imds = aws.imds().toString();
    instance
        .without("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION")
        .with("AWS_EC2_METADATA_SERVICE_ENDPOINT", imds)
        .with("HOME", folder.resolve("home"));

    // Then
    assertDelivered(instance.run(AUDIT), AwsStandIn.INSTANCE, "EXAMPLE-IMDS-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void asks_the_metadata_service_again_when_it_is_busy(int request) throws Exception {
    // Given
    aws.rotate(Source.IMDS, Duration.ofHours(1));
    instance.without("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    aws.faults(Fault.status(503, "").at(Target.IMDS).after(request).times(2));

    // Then
    assertDelivered(instance.run(AUDIT), AwsStandIn.INSTANCE, "EXAMPLE-IMDS-1");
    assertEquals(List.of(2), aws.strikes());
  }

  @Test
  void asks_the_metadata_service_again_when_it_dropped_a_request() throws Exception {
    // Given
    instance.without("AWS_REGION");
    aws.faults(Fault.of(Kind.SILENCE).at(Target.IMDS));

    // Then
    assertDelivered(instance.run(AUDIT), AwsStandIn.INSTANCE, AwsStandIn.ACCESS_KEY);
  }

  @Test
  void does_not_wait_for_a_metadata_service_that_it_does_not_need() throws Exception {
    // Given
    Files.createDirectories(instance.path("var/lib/cloud/data"));
    Files.writeString(instance.path("var/lib/cloud/data/instance-id"), OTHER + "\n");
    aws.faults(Fault.of(Kind.SILENCE).at(Target.IMDS).always());

    // When
    Outcome outcome = instance.run("audit --report ssm --report-timeout 12s");

    // Then
    assertDelivered(outcome, OTHER, AwsStandIn.ACCESS_KEY);
    assertTrue(outcome.seconds() < 8, outcome.toString());
  }

  @Test
  void trusts_no_metadata_service_where_there_is_an_activation() throws Exception {
    // Given
    aws.rotate(Source.IMDS, Duration.ofHours(1));
    instance.without("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    Files.createDirectories(instance.path("var/lib/amazon/ssm"));
    Path registration = instance.path("var/lib/amazon/ssm/registration");
    Files.writeString(
        registration, "{\"ManagedInstanceID\":\"" + HYBRID + "\",\"Region\":\"us-east-1\"}");

    // When
    Outcome outcome = instance.run(AUDIT);
    Files.writeString(registration, "{\"ManagedInstanceID\":\"" + HYBRID + "\"}");
    Outcome nowhere = instance.run(AUDIT);

    // Then
    assertTrue(outcome.err().getFirst().contains("there are no credentials"), outcome.toString());
    assertTrue(nowhere.err().getFirst().contains("the region is unknown"), nowhere.toString());
    assertEquals(List.of(), aws.requests(Target.IMDS));
    assertEquals(List.of(), aws.requests(Target.SSM));
  }

  @Test
  void is_what_the_activation_says_and_where() throws Exception {
    // Given
    aws.faults(Fault.of(Kind.SILENCE).at(Target.IMDS).always());
    instance.without("AWS_REGION");
    Files.createDirectories(instance.path("var/lib/amazon/ssm"));
    Files.writeString(
        instance.path("var/lib/amazon/ssm/registration"),
        "{\"ManagedInstanceID\":\"" + HYBRID + "\",\"Region\":\"us-east-1\"}");

    // Then
    assertDelivered(instance.run(AUDIT), HYBRID, AwsStandIn.ACCESS_KEY);

    // And
    assertDelivered(
        instance.with("ECS_HARDEN_INSTANCE_ID", OTHER).run(AUDIT + " --report-heartbeat 0s"),
        OTHER,
        AwsStandIn.ACCESS_KEY);
    assertDelivered(
        instance.run(AUDIT + " --report-heartbeat 0s --instance-id " + AwsStandIn.INSTANCE),
        AwsStandIn.INSTANCE,
        AwsStandIn.ACCESS_KEY);
  }

  @Test
  void is_what_cloud_init_wrote_where_there_is_no_metadata() throws Exception {
    // Given
    instance.with("AWS_EC2_METADATA_DISABLED", "true");
    Files.createDirectories(instance.path("var/lib/cloud/data"));
    Files.writeString(instance.path("var/lib/cloud/data/instance-id"), OTHER + "\n");

    // Then
    assertDelivered(instance.run(AUDIT), OTHER, AwsStandIn.ACCESS_KEY);
    assertEquals(List.of(), aws.requests(Target.IMDS));
  }

  @Test
  void reports_itself_although_its_disk_is_a_copy_of_an_instance_that_reported_the_same()
      throws Exception {
    // Given
    Path id = instance.path("var/lib/cloud/data/instance-id");
    Files.createDirectories(id.getParent());
    Files.writeString(id, AwsStandIn.INSTANCE + "\n");
    assertDelivered(instance.run(AUDIT), AwsStandIn.INSTANCE, AwsStandIn.ACCESS_KEY);
    aws.faults(Fault.of(Kind.SILENCE).at(Target.SSM).always());
    instance.run(SHORT_AUDIT + " --report-heartbeat 0s");
    assertEquals(1, instance.state("spool").size());
    aws.recover();
    aws.identity(Identity.of(OTHER));
    int before = aws.requests(Target.SSM).size();

    // When
    Files.writeString(id, OTHER + "\n");
    Outcome outcome = instance.run(AUDIT);

    // Then
    assertEquals(1, outcome.err().size(), outcome.toString());
    assertTrue(outcome.err().getFirst().contains("1 report of another"), outcome.toString());
    assertTrue(aws.complianceItems(OTHER).size() > 10);
    assertEquals(before + 2, aws.requests(Target.SSM).size());
    assertEquals(List.of(), instance.state("spool"));

    // And
    assertEquals(List.of(), instance.run(AUDIT).err());
    assertEquals(before + 2, aws.requests(Target.SSM).size());
  }

  @Test
  void prefers_the_region_of_the_command_line() throws Exception {
    // Given
    aws.identity(Identity.of(AwsStandIn.INSTANCE).inRegion("eu-west-1"));
    instance.with("AWS_REGION", "eu-central-1");

    // Then
    assertDelivered(
        instance.run(AUDIT + " --region us-east-1"), AwsStandIn.INSTANCE, AwsStandIn.ACCESS_KEY);
    assertTrue(
        instance
            .run(AUDIT + " --report-heartbeat 0s")
            .err()
            .getFirst()
            .contains("InvalidSignatureException"));
  }

  private void assertDelivered(Outcome outcome, String as, String by) {
    assertEquals(List.of(), outcome.err());
    assertEquals(10, outcome.code());
    assertEquals(by, aws.requests(Target.SSM).getLast().principal());
    assertTrue(aws.complianceItems(as).size() > 10);
    assertEquals(1, aws.inventory(as).size());
  }
}
