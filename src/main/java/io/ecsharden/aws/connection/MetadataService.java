package io.ecsharden.aws.connection;

import io.ecsharden.machine.Deadline;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The instance metadata service, version 2 only: a token first, then the value. There is no
 * fall-back to version 1.
 */
final class MetadataService {

  private static final String V4 = "http://169.254.169.254";
  private static final String V6 = "http://[fd00:ec2::254]";
  private static final int LONGEST_TOKEN = 1024;

  private final LinkLocal endpoint;
  private Optional<String> token = Optional.empty();

  private MetadataService(LinkLocal endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * The service, by the variables that every AWS SDK knows; nothing where they switch it off.
   *
   * @param retries until when a request may be repeated
   */
  static Optional<MetadataService> of(SsmSettings settings, Deadline retries) {
    if (settings.isOn("AWS_EC2_METADATA_DISABLED")) {
      return Optional.empty();
    }
    boolean six =
        settings
            .variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")
            .filter("IPv6"::equalsIgnoreCase)
            .isPresent();
    String url =
        settings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT").orElse(six ? V6 : V4).strip();
    return LinkLocal.at(settings, url, retries).map(MetadataService::new);
  }

  /** The value at a path; nothing where the service does not answer, or has none. */
  Optional<byte[]> get(String path) {
    if (token.isEmpty()) {
      token =
          endpoint
              .ask(
                  "PUT",
                  "/latest/api/token",
                  Map.of("X-aws-ec2-metadata-token-ttl-seconds", "21600"))
              .filter(bytes -> bytes.length <= LONGEST_TOKEN)
              .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip());
    }
    return token.flatMap(t -> endpoint.ask("GET", path, Map.of("X-aws-ec2-metadata-token", t)));
  }
}
