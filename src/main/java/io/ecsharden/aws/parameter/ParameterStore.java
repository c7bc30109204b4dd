package io.ecsharden.aws.parameter;

import io.ecsharden.aws.connection.Identity;
import io.ecsharden.aws.connection.InstanceMetadata;
import io.ecsharden.aws.connection.NotConnected;
import io.ecsharden.aws.connection.SdkErrors;
import io.ecsharden.aws.connection.SsmConnection;
import io.ecsharden.aws.connection.SsmSettings;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** Reads a parameter, decrypted where it is a {@code SecureString}. */
public final class ParameterStore {

  private ParameterStore() {}

  /** The result of a request. */
  public sealed interface Answer {

    /** The value. */
    record Value(byte[] bytes) implements Answer {}

    /**
     * There is no such parameter or version. Asking again changes nothing.
     *
     * @param reason without a final stop
     */
    record Missing(String reason) implements Answer {}

    /**
     * The service could not be reached, or the role may not read the parameter.
     *
     * @param reason without a final stop
     */
    record Unreachable(String reason) implements Answer {}
  }

  /** Reads a parameter. */
  public static Answer get(SsmSettings settings, ParameterName name) {
    Optional<String> region = Identity.region(settings, new InstanceMetadata(settings));
    if (region.isEmpty()) {
      return new Answer.Unreachable("the region is unknown: set --region or AWS_REGION");
    }
    try (SsmConnection connection = SsmConnection.open(settings, region.get())) {
      return get(connection, name);
    } catch (NotConnected e) {
      return new Answer.Unreachable(e.getMessage());
    }
  }

  private static Answer get(SsmConnection connection, ParameterName name) {
    try {
      Parameter parameter =
          connection
              .client()
              .getParameter(request ->
                  request
                      .overrideConfiguration(connection::inTime)
                      .name(name.request())
                      .withDecryption(true))
              .parameter();
      return parameter == null || parameter.value() == null
          ? new Answer.Unreachable(
              "what answers is not Systems Manager: its answer has no parameter")
          : new Answer.Value(parameter.value().getBytes(StandardCharsets.UTF_8));
    } catch (AwsServiceException e) {
      String code = SdkErrors.code(e);
      return switch (code) {
        case "ParameterNotFound", "ParameterVersionNotFound", "ValidationException" ->
            new Answer.Missing("Parameter Store says " + code);
        default -> new Answer.Unreachable(connection.reason(e));
      };
    } catch (SdkException | UncheckedIOException e) {
      return new Answer.Unreachable(connection.reason(e));
    }
  }
}
