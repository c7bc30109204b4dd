package io.ecsharden.aws.connection;

import io.ecsharden.format.net.GoIp;
import io.ecsharden.machine.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Credentials of a role, from the container's endpoint or from the metadata service. The SDK's own
 * providers keep an answer of any length, and wait for one that comes byte by byte.
 */
final class EndpointCredentials implements AwsCredentialsProvider {

  private static final String CONTAINER = "http://169.254.170.2";
  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";

  /** New ones are handed out five minutes before the old ones end, or earlier. */
  private static final Duration FRESH = Duration.ofMinutes(4);

  private final Supplier<Optional<byte[]>> source;
  private @Nullable AwsSessionCredentials known;
  private Deadline fresh = Deadline.in(Duration.ZERO);

  private EndpointCredentials(Supplier<Optional<byte[]>> source) {
    this.source = source;
  }

  /** A task's role, at the address that the agent put into its environment. */
  static EndpointCredentials ofTask(SsmSettings settings) throws NotConnected {
    Optional<String> relative = settings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    String url =
        relative.isPresent()
            ? CONTAINER + relative.get()
            : settings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").orElse("");
    Optional<LinkLocal> endpoint =
        LinkLocal.at(settings, url, settings.deadline()).filter(EndpointCredentials::isLocal);
    int path = url.indexOf('/', "http://".length());
    if (endpoint.isEmpty()) {
      throw new NotConnected(
          "AWS_CONTAINER_CREDENTIALS_FULL_URI is not http to an address that hands out credentials"
              + " here: 127.0.0.0/8, [::1], 169.254.170.2, 169.254.170.23 or [fd00:ec2::23]");
    }
    Optional<String> token =
        settings
            .containerToken()
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
            .or(() -> settings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    Map<String, String> headers = token.map(t -> Map.of("Authorization", t)).orElse(Map.of());
    String target = path < 0 ? "/" : url.substring(path);
    return new EndpointCredentials(() -> endpoint.get().ask("GET", target, headers));
  }

  /** The role of the instance. */
  static EndpointCredentials ofInstance(SsmSettings settings) {
    return new EndpointCredentials(() ->
        MetadataService.of(settings, settings.deadline())
            .flatMap(service ->
                service
                    .get(ROLES)
                    .map(EndpointCredentials::line)
                    .flatMap(role -> service.get(ROLES + role))));
  }

  /** The first line: an instance has one role. */
  private static String line(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end).strip();
  }

  /** The addresses that AWS's SDKs trust with a full URL over plain HTTP. */
  private static boolean isLocal(LinkLocal endpoint) {
    String host = endpoint.host();
    return host.equals("localhost")
        || host.equals("169.254.170.2")
        || host.equals("169.254.170.23")
        || host.equalsIgnoreCase("fd00:ec2::23")
        || GoIp.parse(host).filter(GoIp::isLoopback).isPresent();
  }

  @Override
  public synchronized AwsCredentials resolveCredentials() {
    if (known == null || fresh.isOver()) {
      known =
          source
              .get()
              .flatMap(EndpointCredentials::parse)
              .orElseThrow(() -> SdkClientException.create("Unable to load credentials"));
      fresh = Deadline.in(FRESH);
    }
    return known;
  }

  private static Optional<AwsSessionCredentials> parse(byte[] json) {
    Optional<String> id = Identity.field(json, "AccessKeyId");
    Optional<String> key = Identity.field(json, "SecretAccessKey");
    if (id.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        AwsSessionCredentials.create(
            id.get(), key.get(), Identity.field(json, "Token").orElse("")));
  }
}
