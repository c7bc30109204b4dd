package io.ecsharden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn.Source;
import io.ecsharden.standin.Fault.Kind;
import io.ecsharden.standin.Fault.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The metadata service and the endpoint for a task's credentials, seen by hand and by AWS's SDK.
 */
@NeedsEngine
class AwsStandInMetadataIT {

  private static final String ROLE = "/latest/meta-data/iam/security-credentials/";
  private static final String TOKEN = "/latest/api/token";
  private static final Duration HOUR = Duration.ofHours(1);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private AwsStandIn aws;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
    aws.putParameter("p", "String", "v");
    // the SDK's own limit is one second, which a busy machine takes to answer now and then
    System.setProperty("aws.ec2MetadataServiceTimeout", "10");
  }

  @AfterEach
  void forgetTheEndpoint() {
    System.clearProperty("aws.ec2MetadataServiceTimeout");
    System.clearProperty("aws.containerCredentialsFullUri");
    System.clearProperty("aws.containerAuthorizationToken");
  }

  @Test
  void answers_an_instance_that_has_a_token() throws Exception {
    aws.identity(
        Identity.of("i-0fedcba9876543210").inRegion("eu-central-1").withUserData("#!/bin/sh"));
    String token = token().body();

    // Then
    assertEquals("i-0fedcba9876543210", get("/latest/meta-data/instance-id", token).body());
    assertEquals("eu-central-1", get("/latest/meta-data/placement/region", token).body());
    assertEquals(
        "eu-central-1a", get("/latest/meta-data/placement/availability-zone", token).body());
    assertEquals("#!/bin/sh", get("/latest/user-data", token).body());
    assertEquals("ecsInstanceRole", get(ROLE, token).body());
    assertTrue(get(ROLE + "ecsInstanceRole", token).body().contains("EXAMPLE-IMDS-1"));
    assertTrue(
        get("/latest/dynamic/instance-identity/document", token)
            .body()
            .contains("\"region\": \"eu-central-1\""));
    assertEquals(404, get("/latest/meta-data/nothing", token).statusCode());
  }

  @Test
  void refuses_and_counts_what_comes_without_a_token() throws Exception {
    assertEquals(401, get("/latest/meta-data/instance-id", null).statusCode());
    assertEquals(401, get("/latest/meta-data/instance-id", "made up").statusCode());
    assertEquals(
        List.of("v1 refused", "token not valid"),
        aws.requests(Target.IMDS).stream().map(LoggedRequest::verdict).toList());
  }

  @Test
  void can_be_slow_absent_empty_or_silent() throws Exception {
    aws.faults(
        Fault.of(Kind.DELAY).at(Target.IMDS).on(TOKEN).lasting(Duration.ofMillis(300)),
        Fault.status(404, "").at(Target.IMDS).on("/latest/meta-data/placement"),
        Fault.of(Kind.SILENCE).at(Target.IMDS).on(TOKEN));
    long begin = System.nanoTime();

    // Then
    String token = token().body();
    assertTrue(System.nanoTime() - begin >= Duration.ofMillis(300).toNanos());
    assertEquals(404, get("/latest/meta-data/placement/region", token).statusCode());
    assertThrows(HttpTimeoutException.class, () -> token(Sdk.SHORT));
    assertEquals(200, token().statusCode());
  }

  @Test
  void signs_calls_with_the_role_of_the_instance() {
    aws.rotate(Source.IMDS, HOUR);

    // When
    try (InstanceProfileCredentialsProvider role = role()) {
      call(role);
    }

    // Then
    assertEquals("EXAMPLE-IMDS-1", aws.requests(Target.SSM).getLast().principal());
    assertEquals(
        List.of(TOKEN, ROLE, ROLE + "ecsInstanceRole"),
        aws.requests(Target.IMDS).stream().map(LoggedRequest::operation).toList());
  }

  @Test
  void shows_that_the_SDK_tries_version_1_when_there_is_no_token() {
    aws.faults(Fault.status(404, "").at(Target.IMDS).on(TOKEN));

    // When
    try (InstanceProfileCredentialsProvider role = role()) {
      assertThrows(SdkClientException.class, role::resolveCredentials);
    }

    // Then
    assertEquals(
        List.of("404", "v1 refused"),
        aws.requests(Target.IMDS).stream().map(LoggedRequest::verdict).toList());
  }

  @Test
  void has_credentials_that_have_expired() {
    aws.rotate(Source.IMDS, Duration.ofMinutes(-1));

    // When
    try (InstanceProfileCredentialsProvider role = role()) {
      assertThrows(Exception.class, () -> call(role));
    }

    // Then
    assertEquals("ExpiredTokenException", aws.requests(Target.SSM).getLast().verdict());
  }

  @Test
  void has_an_instance_without_a_role() {
    aws.identity(Identity.of(AwsStandIn.INSTANCE).withoutRole());

    // Then
    try (InstanceProfileCredentialsProvider role = role()) {
      assertThrows(SdkClientException.class, () -> call(role));
    }
    assertTrue(aws.requests(Target.SSM).isEmpty());
  }

  @Test
  void signs_calls_with_the_role_of_a_task() {
    System.setProperty("aws.containerCredentialsFullUri", aws.containerCredentials().toString());
    System.setProperty("aws.containerAuthorizationToken", "Bearer EXAMPLE");
    aws.containerAuthorization("Bearer EXAMPLE");
    aws.rotate(Source.CREDENTIALS, HOUR);
    aws.rotate(Source.CREDENTIALS, HOUR);

    // When
    try (ContainerCredentialsProvider task = ContainerCredentialsProvider.create()) {
      call(task);
    }

    // Then
    assertEquals("EXAMPLE-TASK-2", aws.requests(Target.SSM).getLast().principal());
  }

  @Test
  void gives_no_credentials_to_a_task_with_the_wrong_token() {
    System.setProperty("aws.containerCredentialsFullUri", aws.containerCredentials().toString());
    aws.containerAuthorization("Bearer EXAMPLE");

    // Then
    try (ContainerCredentialsProvider task = ContainerCredentialsProvider.create()) {
      assertThrows(SdkClientException.class, () -> call(task));
    }
    assertEquals("unauthorized", aws.requests(Target.CREDENTIALS).getLast().verdict());
  }

  private InstanceProfileCredentialsProvider role() {
    return InstanceProfileCredentialsProvider.builder().endpoint(aws.imds().toString()).build();
  }

  private void call(AwsCredentialsProvider credentials) {
    try (SsmClient ssm = Sdk.builder(aws.ssm()).credentialsProvider(credentials).build()) {
      assertEquals("v", ssm.getParameter(r -> r.name("p")).parameter().value());
    }
  }

  private HttpResponse<String> token() throws Exception {
    return token(Sdk.TIMEOUT);
  }

  private HttpResponse<String> token(Duration timeout) throws Exception {
    return http.send(
        request(TOKEN)
            .timeout(timeout)
            .header("x-aws-ec2-metadata-token-ttl-seconds", "60")
            .PUT(BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = request(path);
    if (token != null) {
      request.header("x-aws-ec2-metadata-token", token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    URI uri = aws.imds().resolve(path);
    return HttpRequest.newBuilder(uri).timeout(Sdk.TIMEOUT);
  }
}
