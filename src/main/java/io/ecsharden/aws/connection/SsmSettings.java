package io.ecsharden.aws.connection;

import io.ecsharden.machine.Deadline;
import io.ecsharden.machine.PlainHttp;
import java.util.Map;
import java.util.Optional;

/**
 * How Systems Manager is reached. Everything else comes from the environment, by the names that
 * every AWS SDK knows: {@code AWS_REGION}, {@code AWS_ENDPOINT_URL_SSM}, {@code
 * AWS_USE_FIPS_ENDPOINT}, {@code AWS_USE_DUALSTACK_ENDPOINT}, {@code AWS_CA_BUNDLE}, {@code
 * HTTPS_PROXY}, and those of the credentials.
 *
 * @param instanceId from the command line
 * @param region from the command line
 * @param environment this process's own
 * @param registration {@code /var/lib/amazon/ssm/registration}, where it is
 * @param cloudInitId {@code /var/lib/cloud/data/instance-id}, where it is
 * @param caBundle the file that {@code AWS_CA_BUNDLE} names, where it could be read
 * @param containerToken the file that {@code AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE} names, where
 *     it could be read
 * @param http asks the metadata service and a task's endpoint
 * @param deadline for everything together
 */
public record SsmSettings(
    Optional<String> instanceId,
    Optional<String> region,
    Map<String, String> environment,
    Optional<byte[]> registration,
    Optional<byte[]> cloudInitId,
    Optional<byte[]> caBundle,
    Optional<byte[]> containerToken,
    PlainHttp http,
    Deadline deadline) {

  public SsmSettings {
    environment = Map.copyOf(environment);
  }

  /** Whether a text is an instance id as Systems Manager accepts it. */
  public static boolean isInstanceId(String text) {
    return Identity.isInstanceId(text);
  }

  /** A variable that is set and not blank. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  /** Whether a variable is {@code true}, in any case. */
  boolean isOn(String name) {
    return variable(name).filter("true"::equalsIgnoreCase).isPresent();
  }
}
