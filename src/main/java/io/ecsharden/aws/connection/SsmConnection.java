package io.ecsharden.aws.connection;

import io.ecsharden.aws.compliance.Limits;
import io.ecsharden.aws.compliance.NotSent;
import io.ecsharden.machine.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;
import software.amazon.awssdk.services.ssm.endpoints.SsmEndpointProvider;

/** The SDK's client. The first class that touches the SDK; nothing else loads it. */
public final class SsmConnection implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private static final String NO_FILE = "/dev/null";

  /** The deadline ends it, not the count. */
  private static final int TRIES = 50;

  private final SsmClient client;
  private final Deadline deadline;
  private final AtomicReference<@Nullable Throwable> last;

  private SsmConnection(
      SsmClient client, Deadline deadline, AtomicReference<@Nullable Throwable> last) {
    this.client = client;
    this.deadline = deadline;
    this.last = last;
  }

  /** A client for a region. */
  public static SsmConnection open(SsmSettings settings, String region) throws NotSent {
    useSdk();
    AtomicReference<@Nullable Throwable> last = new AtomicReference<>();
    boolean fips = settings.isOn("AWS_USE_FIPS_ENDPOINT");
    boolean dual = settings.isOn("AWS_USE_DUALSTACK_ENDPOINT");
    Optional<URI> own = ownEndpoint(settings);
    URI endpoint = own.isPresent() ? own.get() : endpoint(region, fips, dual);
    SsmClientBuilder builder =
        SsmClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials(settings))
            .httpClient(http(settings, endpoint))
            .fipsEnabled(fips)
            .dualstackEnabled(dual)
            .overrideConfiguration(configuration ->
                configuration
                    .retryStrategy(
                        StandardRetryStrategy.builder()
                            .maxAttempts(TRIES)
                            // with full jitter
                            .backoffStrategy(
                                BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
                            .throttlingBackoffStrategy(
                                BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
                            .circuitBreakerEnabled(false)
                            // asked first, and knows of nothing: it only remembers
                            .retryOnException(e -> {
                              last.set(e);
                              return false;
                            })
                            .build())
                    // nobody's files of profiles
                    .defaultProfileFile(ProfileFile.aggregator().build())
                    .defaultProfileName("none"));
    own.ifPresent(builder::endpointOverride);
    return new SsmConnection(builder.build(), settings.deadline(), last);
  }

  /** Before anything of the SDK runs. */
  static void useSdk() {
    NativeNetwork.useNetwork();
    // for credentials and for metadata: no fall-back to version 1
    System.setProperty("aws.disableEc2MetadataV1", "true");
    // The SDK looks into files of profiles for more than credentials, among others for the address
    // of the metadata service, and stumbles over their mistakes. What is no file is not read.
    System.setProperty("aws.configFile", NO_FILE);
    System.setProperty("aws.sharedCredentialsFile", NO_FILE);
  }

  private static Optional<URI> ownEndpoint(SsmSettings settings) throws NotSent {
    Optional<String> text =
        settings.variable("AWS_ENDPOINT_URL_SSM").or(() -> settings.variable("AWS_ENDPOINT_URL"));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(text.get());
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw NotSent.forNow("AWS_ENDPOINT_URL_SSM or AWS_ENDPOINT_URL is no URL");
  }

  private static URI endpoint(String region, boolean fips, boolean dual) throws NotSent {
    try {
      return SsmEndpointProvider.defaultProvider()
          .resolveEndpoint(
              asked -> asked.region(Region.of(region)).useFips(fips).useDualStack(dual))
          .join()
          .url();
    } catch (CompletionException | SdkException | IllegalArgumentException e) {
      throw NotSent.forNow("Systems Manager has no such endpoint in " + Limits.cut(region, 40));
    }
  }

  private static SdkHttpClient http(SsmSettings settings, URI endpoint) throws NotSent {
    UrlConnectionHttpClient.Builder builder =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ANSWER)
            .proxyConfiguration(SdkProxy.of(settings, endpoint));
    Optional<String> bundle = settings.variable("AWS_CA_BUNDLE");
    if (bundle.isPresent()) {
      if (settings.caBundle().isEmpty()) {
        throw NotSent.forNow("AWS_CA_BUNDLE (" + bundle.get() + ") cannot be read");
      }
      builder.tlsTrustManagersProvider(CaBundle.parse(settings.caBundle().get()));
    }
    return builder.build();
  }

  /**
   * Environment, container endpoint, instance profile by IMDSv2; never a file. A machine that is
   * managed by an activation has no metadata service: whoever answers there is somebody else.
   */
  private static AwsCredentialsProvider credentials(SsmSettings settings) throws NotSent {
    List<AwsCredentialsProvider> providers = new ArrayList<>();
    if (settings.variable("AWS_ACCESS_KEY_ID").isPresent()) {
      providers.add(EnvironmentVariableCredentialsProvider.create());
    }
    boolean container =
        settings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").isPresent()
            || settings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent();
    if (container) {
      providers.add(persistent(ContainerCredentialsProvider.builder().build(), settings));
    } else if (!Identity.isActivated(settings)) {
      providers.add(
          persistent(
              InstanceProfileCredentialsProvider.builder()
                  .profileFile(() -> ProfileFile.aggregator().build())
                  .profileName("none")
                  .build(),
              settings));
    }
    if (providers.isEmpty()) {
      throw NotSent.forNow(
          "there are no credentials: a machine that is managed by an activation has no role by the"
              + " metadata service; give AWS_ACCESS_KEY_ID and the like, or run as a task with a role");
    }
    return AwsCredentialsProviderChain.builder()
        .credentialsProviders(providers)
        .reuseLastProviderEnabled(true)
        .build();
  }

  private static AwsCredentialsProvider persistent(
      AwsCredentialsProvider provider, SsmSettings settings) {
    return () -> MetadataRetry.until(settings.deadline(), provider::resolveCredentials);
  }

  public SsmClient client() {
    return client;
  }

  /** For one call: what is left of the time for all. */
  public void inTime(AwsRequestOverrideConfiguration.Builder call) {
    last.set(null);
    call.apiCallTimeout(deadline.left());
  }

  /** Whether it was the service itself that would not take a call, at the last try. */
  public boolean isRefused(SdkException e) {
    Throwable cause = e instanceof ApiCallTimeoutException ? last.get() : e;
    return cause instanceof AwsServiceException refusal && !SdkErrors.code(refusal).isEmpty();
  }

  /** Why a call came to nothing: a line for people, without a final stop. */
  public String reason(RuntimeException e) {
    Throwable before = last.get();
    return switch (e) {
      case ApiCallTimeoutException late ->
          before == null
              ? "Systems Manager did not answer within " + deadline.text()
              : SdkErrors.of(before) + ", for " + deadline.text();
      default -> SdkErrors.of(e);
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
