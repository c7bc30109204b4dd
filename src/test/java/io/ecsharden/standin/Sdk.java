package io.ecsharden.standin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;
import software.amazon.awssdk.services.ssm.model.ComplianceItemEntry;
import software.amazon.awssdk.services.ssm.model.ComplianceSeverity;
import software.amazon.awssdk.services.ssm.model.ComplianceStatus;
import software.amazon.awssdk.services.ssm.model.PutComplianceItemsRequest;

/** AWS's SDK for Java as a client of the stand-in. */
final class Sdk {

  static final String COMPLIANCE_TYPE = "Custom:EcsAgentHardening";

  /** How long a client waits for a byte that comes. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** How long one waits that gives up. */
  static final Duration SHORT = Duration.ofSeconds(1);

  private Sdk() {}

  static AwsCredentialsProvider keys(String accessKey, String secretKey) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }

  /** With the account's keys, and with one attempt only. */
  static SsmClientBuilder builder(URI endpoint) {
    return SsmClient.builder()
        .region(Region.of(AwsStandIn.REGION))
        .endpointOverride(endpoint)
        .credentialsProvider(keys(AwsStandIn.ACCESS_KEY, AwsStandIn.SECRET_KEY))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClient(http(TIMEOUT));
  }

  static SsmClient client(URI endpoint) {
    return builder(endpoint).build();
  }

  /** With so many attempts, and next to no pause between them. */
  static SsmClient patient(URI endpoint, int attempts) {
    return builder(endpoint)
        .overrideConfiguration(o ->
            o.retryStrategy(
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(attempts)
                    .backoffStrategy(attempt -> Duration.ofMillis(1))
                    .throttlingBackoffStrategy(attempt -> Duration.ofMillis(1))
                    .build()))
        .build();
  }

  static SdkHttpClient http(Duration timeout) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(timeout)
        .socketTimeout(timeout)
        .build();
  }

  /** A report that AWS would take. */
  static PutComplianceItemsRequest.Builder report(String instance) {
    return PutComplianceItemsRequest.builder()
        .resourceId(instance)
        .resourceType("ManagedInstance")
        .complianceType(COMPLIANCE_TYPE)
        .executionSummary(s -> s.executionTime(Instant.ofEpochSecond(1_700_000_000)))
        .items(item("imds-blocked").build());
  }

  static ComplianceItemEntry.Builder item(String id) {
    return ComplianceItemEntry.builder()
        .id(id)
        .title("Tasks cannot reach the instance's credentials")
        .severity(ComplianceSeverity.HIGH)
        .status(ComplianceStatus.NON_COMPLIANT)
        .details(Map.of("file", "/etc/ecs/ecs.config"));
  }
}
