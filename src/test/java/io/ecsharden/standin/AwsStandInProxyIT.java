package io.ecsharden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn.Source;
import io.ecsharden.standin.Fault.Kind;
import io.ecsharden.standin.Fault.Target;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;

/** TLS, the names of AWS's endpoints, and the way through a proxy. */
@NeedsEngine
class AwsStandInProxyIT {

  private AwsStandIn aws;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
    aws.putParameter("p", "String", "v");
  }

  @Test
  void speaks_TLS_with_a_certificate_of_its_own_authority() throws Exception {
    try (SsmClient ssm = Sdk.builder(aws.ssmHttps()).httpClient(trusting(p -> {})).build()) {
      assertEquals("v", value(ssm));
    }
    assertTrue(aws.requests().getLast().tls());
    try (SsmClient ssm = Sdk.client(aws.ssmHttps())) {
      assertThrows(SdkClientException.class, () -> value(ssm));
    }
  }

  @Test
  void resets_before_TLS() throws Exception {
    aws.faults(Fault.of(Kind.RESET_ON_CONNECT).always());

    // Then
    try (SsmClient ssm = Sdk.builder(aws.ssmHttps()).httpClient(trusting(p -> {})).build()) {
      assertThrows(SdkClientException.class, () -> value(ssm));
    }
  }

  @Test
  void leads_to_every_endpoint_by_its_own_name() throws Exception {
    for (boolean fips : List.of(false, true)) {
      for (boolean dual : List.of(false, true)) {
        try (SsmClient ssm = client(aws.proxy()).fipsEnabled(fips).dualstackEnabled(dual).build()) {
          assertEquals("v", value(ssm));
        }
      }
    }
    assertEquals(
        List.of(
            "ssm.us-east-1.amazonaws.com",
            "ssm.us-east-1.api.aws",
            "ssm-fips.us-east-1.amazonaws.com",
            "ssm-fips.us-east-1.api.aws"),
        aws.requests(Target.SSM).stream().map(r -> r.headers().get("host")).toList());
    assertEquals(
        List.of("CONNECT ssm.us-east-1.amazonaws.com:443", "CONNECT ssm.us-east-1.api.aws:443"),
        aws.requests(Target.PROXY).stream().map(LoggedRequest::operation).limit(2).toList());
  }

  @Test
  void takes_plain_HTTP_as_well() {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder().proxyConfiguration(through(aws.proxy())).build();
    try (SsmClient ssm = Sdk.builder(aws.ssm()).httpClient(http).build()) {
      assertEquals("v", value(ssm));
    }
    assertEquals("POST " + aws.ssm() + "/", aws.requests(Target.PROXY).getFirst().operation());
  }

  @Test
  void is_not_the_way_to_the_metadata_service() throws Exception {
    aws.rotate(Source.IMDS, Duration.ofHours(1));

    // When
    AwsCredentialsProvider role =
        InstanceProfileCredentialsProvider.builder().endpoint(aws.imds().toString()).build();
    try (SsmClient ssm = client(aws.proxy()).credentialsProvider(role).build()) {
      assertEquals("v", value(ssm));
    }

    // Then
    assertEquals(1, aws.requests(Target.PROXY).size());
    assertTrue(aws.requests(Target.IMDS).size() >= 3);
  }

  @Test
  void demands_a_password() throws Exception {
    aws.proxyLogin("user", "EXAMPLE-PASSWORD");

    // When
    try (SsmClient ssm = client(aws.proxy()).build()) {
      assertThrows(SdkClientException.class, () -> value(ssm));
    }

    // Then
    assertEquals("unauthorized", aws.requests(Target.PROXY).getFirst().verdict());
    assertTrue(aws.requests(Target.SSM).isEmpty());
  }

  @Test
  void fails_like_a_proxy() throws Exception {
    aws.faults(
        Fault.of(Kind.HTML_502).at(Target.PROXY), Fault.of(Kind.RESET_ON_CONNECT).at(Target.PROXY));

    // Then
    try (SsmClient ssm = client(aws.proxy()).build()) {
      assertThrows(SdkClientException.class, () -> value(ssm));
      assertThrows(SdkClientException.class, () -> value(ssm));
      assertEquals("v", value(ssm));
    }
  }

  /** A client of AWS's own endpoints, by way of a proxy. */
  private SsmClientBuilder client(URI proxy) throws Exception {
    return Sdk.builder(null).httpClient(trusting(h -> h.proxyConfiguration(through(proxy))));
  }

  private static ProxyConfiguration through(URI proxy) {
    return ProxyConfiguration.builder().endpoint(proxy).build();
  }

  private SdkHttpClient trusting(Consumer<UrlConnectionHttpClient.Builder> more) throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(SdkProcess.trusting(aws.caCertificate()));
    TrustManager[] managers = factory.getTrustManagers();
    UrlConnectionHttpClient.Builder builder =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(Sdk.TIMEOUT)
            .socketTimeout(Sdk.TIMEOUT)
            .tlsTrustManagersProvider(() -> managers);
    more.accept(builder);
    return builder.build();
  }

  private static String value(SsmClient ssm) {
    return ssm.getParameter(r -> r.name("p")).parameter().value();
  }
}
