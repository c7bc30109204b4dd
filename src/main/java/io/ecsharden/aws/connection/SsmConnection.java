package io.ecsharden.aws.connection;

import io.ecsharden.format.ShortText;
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
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.SsmClientBuilder;
import software.amazon.awssdk.services.ssm.endpoints.SsmEndpointProvider;

/** The SDK's client. Nothing loads the SDK before this class is used. */
public final class SsmConnection implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private static final String NO_FILE = "/dev/null";

  /** More than any deadline allows: the deadline ends the retries. */
  private static final int TRIES = 50;

  private final SsmClient client;
  private final Optional<String> proxy;
  private final Deadline deadline;
  private final AtomicReference<@Nullable Throwable> last;

  private SsmConnection(
      SsmClient client,
      Optional<String> proxy,
      Deadline deadline,
      AtomicReference<@Nullable Throwable> last) {
    this.client = client;
    this.proxy = proxy;
    this.deadline = deadline;
    this.last = last;
  }

  /** A client for a region. */
  public static SsmConnection open(SsmSettings settings, String region) throws NotConnected {
    useSdk();
    AtomicReference<@Nullable Throwable> last = new AtomicReference<>();
    boolean fips = settings.isOn("AWS_USE_FIPS_ENDPOINT");
    boolean dual = settings.isOn("AWS_USE_DUALSTACK_ENDPOINT");
    Optional<URI> own = ownEndpoint(settings);
    URI endpoint = own.isPresent() ? own.get() : endpoint(region, fips, dual);
    ProxyConfiguration proxy = SdkProxy.of(settings, endpoint);
    SsmClientBuilder builder =
        SsmClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials(settings))
            .httpClient(http(settings, endpoint, proxy))
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
                            // only remembers the error; the strategy's own rules decide
                            .retryOnException(e -> {
                              last.set(e);
                              return false;
                            })
                            .build())
                    // no profile files
                    .defaultProfileFile(ProfileFile.aggregator().build())
                    .defaultProfileName("none"));
    own.ifPresent(builder::endpointOverride);
    Optional<String> named =
        Optional.ofNullable(proxy.host()).map(host -> host + ":" + proxy.port());
    return new SsmConnection(builder.build(), named, settings.deadline(), last);
  }

  /** Sets up the process for the SDK; call it before the SDK's first use. */
  static void useSdk() {
    NativeNetwork.useNetwork();
    // The SDK reads more than credentials from profile files, for example the address of the
    // metadata service, and fails on their mistakes. It skips what is not a regular file.
    System.setProperty("aws.configFile", NO_FILE);
    System.setProperty("aws.sharedCredentialsFile", NO_FILE);
  }

  private static Optional<URI> ownEndpoint(SsmSettings settings) throws NotConnected {
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
      // the message is below
    }
    throw new NotConnected("AWS_ENDPOINT_URL_SSM or AWS_ENDPOINT_URL is not an http or https URL");
  }

  private static URI endpoint(String region, boolean fips, boolean dual) throws NotConnected {
    try {
      return SsmEndpointProvider.defaultProvider()
          .resolveEndpoint(
              asked -> asked.region(Region.of(region)).useFips(fips).useDualStack(dual))
          .join()
          .url();
    } catch (CompletionException | SdkException | IllegalArgumentException e) {
      throw new NotConnected(
          "Systems Manager has no endpoint of this kind in " + ShortText.cut(region, 40));
    }
  }

  private static SdkHttpClient http(SsmSettings settings, URI endpoint, ProxyConfiguration proxy)
      throws NotConnected {
    UrlConnectionHttpClient.Builder builder =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ANSWER)
            .proxyConfiguration(proxy);
    Optional<String> bundle = settings.variable("AWS_CA_BUNDLE");
    if (bundle.isPresent()) {
      if (settings.caBundle().isEmpty()) {
        throw new NotConnected("AWS_CA_BUNDLE (" + bundle.get() + ") cannot be read");
      }
      builder.tlsTrustManagersProvider(CaBundle.parse(settings.caBundle().get()));
    }
    String host = proxy.host() == null ? endpoint.getHost() : proxy.host();
    return new BoundedHttp(builder.build(), host, settings.deadline());
  }

  /**
   * Credentials of the environment, the container's endpoint, or the instance profile by IMDSv2;
   * never of a file. A machine that an activation manages has no metadata service of EC2: what
   * answers at that address is something else.
   */
  private static AwsCredentialsProvider credentials(SsmSettings settings) throws NotConnected {
    List<AwsCredentialsProvider> providers = new ArrayList<>();
    if (settings.variable("AWS_ACCESS_KEY_ID").isPresent()) {
      providers.add(EnvironmentVariableCredentialsProvider.create());
    }
    boolean container =
        settings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").isPresent()
            || settings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent();
    if (container) {
      providers.add(EndpointCredentials.ofTask(settings));
    } else if (!Identity.isActivated(settings)) {
      providers.add(EndpointCredentials.ofInstance(settings));
    }
    if (providers.isEmpty()) {
      throw new NotConnected(
          "there are no credentials, because a machine that an activation manages has no instance"
              + " role: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run as a task with a"
              + " role");
    }
    return AwsCredentialsProviderChain.builder()
        .credentialsProviders(providers)
        .reuseLastProviderEnabled(true)
        .build();
  }

  /** The client; give each request {@link #inTime}. */
  public SsmClient client() {
    return client;
  }

  /** Limits one call to what is left of the time for all. */
  public void inTime(AwsRequestOverrideConfiguration.Builder call) {
    last.set(null);
    call.apiCallTimeout(deadline.left());
  }

  /** Whether the service itself refused the last try of a call. */
  public boolean isRefused(SdkException e) {
    Throwable cause = e instanceof ApiCallTimeoutException ? last.get() : e;
    return cause instanceof AwsServiceException refusal && !SdkErrors.code(refusal).isEmpty();
  }

  /** Why a call failed: a line for people, without a final stop. */
  public String reason(RuntimeException e) {
    Throwable before = last.get();
    return switch (e) {
      case ApiCallTimeoutException late ->
          before == null
              ? SdkErrors.late(proxy, deadline.text())
              : SdkErrors.of(before, proxy) + ", for " + deadline.text();
      default -> SdkErrors.of(e, proxy);
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
