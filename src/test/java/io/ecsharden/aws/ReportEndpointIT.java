package io.ecsharden.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.aws.ReportingInstance.Outcome;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Fault.Target;
import io.ecsharden.standin.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which name Systems Manager is asked, and by which way. */
@NeedsEngine
class ReportEndpointIT {

  private static final String AUDIT = "audit --report ssm --report-timeout 20s";

  @TempDir private static Path folder;

  private AwsStandIn aws;
  private ReportingInstance instance;

  @BeforeEach
  void start() throws IOException {
    aws = AwsStandIn.start().reset();
    aws.manage(AwsStandIn.INSTANCE);
    Path bundle = Files.writeString(folder.resolve("ca.pem"), aws.caCertificate());
    instance =
        new ReportingInstance(folder, aws)
            .without("AWS_ENDPOINT_URL_SSM")
            .with("AWS_CA_BUNDLE", bundle)
            .with("HTTPS_PROXY", aws.proxy());
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, false, false, ssm.us-east-1.amazonaws.com",
    "us-east-1, true, false, ssm-fips.us-east-1.amazonaws.com",
    "us-east-1, false, true, ssm.us-east-1.api.aws",
    "us-east-1, true, true, ssm-fips.us-east-1.api.aws",
    "cn-north-1, false, false, ssm.cn-north-1.amazonaws.com.cn",
    "us-gov-west-1, false, false, ssm.us-gov-west-1.amazonaws.com",
    "us-gov-west-1, true, false, ssm.us-gov-west-1.amazonaws.com",
  })
  void asks_by_the_name_of_partition_and_kind(
      String region, boolean fips, boolean dual, String name) throws Exception {
    // When
    instance
        .with("AWS_REGION", region)
        .with("AWS_USE_FIPS_ENDPOINT", fips)
        .with("AWS_USE_DUALSTACK_ENDPOINT", dual)
        .run(AUDIT);

    // Then: the stand-in takes signatures for one region alone
    assertEquals("CONNECT " + name + ":443", aws.requests(Target.PROXY).getFirst().operation());
    LoggedRequest asked = aws.requests(Target.SSM).getFirst();
    assertEquals(name, asked.headers().get("host"));
    assertTrue(asked.tls());
  }

  @Test
  void logs_in_at_a_proxy() throws Exception {
    // Given
    aws.proxyLogin("user", "p@ss/word");
    String proxy = aws.proxy().toString().replace("//", "//user:p%40ss%2Fword@");

    // Then
    assertDelivered(instance.with("HTTPS_PROXY", proxy).run(AUDIT));
    assertTrue(aws.requests(Target.PROXY).stream().anyMatch(r -> r.verdict().equals("tunnel")));
  }

  @Test
  void takes_a_proxy_in_lower_case_and_without_a_scheme() throws Exception {
    // Given
    instance.without("HTTPS_PROXY").with("https_proxy", aws.proxy().getAuthority());

    // Then
    assertDelivered(instance.run(AUDIT));
    assertTrue(aws.requests(Target.PROXY).size() > 0);
  }

  @Test
  void goes_past_the_proxy_where_NO_PROXY_says_so() throws Exception {
    // Given
    instance
        .with("AWS_ENDPOINT_URL", aws.ssmHttps())
        .with("NO_PROXY", "example.com," + aws.ssmHttps().getHost() + "/32");

    // Then
    assertDelivered(instance.run(AUDIT));
    assertEquals(List.of(), aws.requests(Target.PROXY));
  }

  @Test
  void uses_no_proxy_for_metadata() throws Exception {
    // Given
    instance
        .with("HTTP_PROXY", aws.proxy())
        .without("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

    // Then
    assertDelivered(instance.run(AUDIT));
    assertTrue(
        aws.requests(Target.PROXY).stream().allMatch(r -> r.operation().startsWith("CONNECT ssm")));
  }

  private void assertDelivered(Outcome outcome) {
    assertEquals(List.of(), outcome.err());
    assertEquals(1, aws.inventory(AwsStandIn.INSTANCE).size());
  }
}
