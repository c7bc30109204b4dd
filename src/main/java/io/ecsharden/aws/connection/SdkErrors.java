package io.ecsharden.aws.connection;

import io.ecsharden.format.ShortText;
import io.ecsharden.secrets.SensitiveText;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.thirdparty.jackson.core.JsonProcessingException;

/** Turns the SDK's exceptions into a line for people, without a final stop and without secrets. */
public final class SdkErrors {

  /** Characters; the SDK's messages can be several lines long. */
  private static final int LONGEST = 200;

  private static final int DEEPEST = 20;

  private static final String REACH = "Systems Manager cannot be reached";

  public static final String NOT_THE_SERVICE = "what answers is not Systems Manager: ";

  private SdkErrors() {}

  /** The service's own name of an error; empty when the error is not the service's. */
  public static String code(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }

  /** Why a call failed that goes through no proxy. */
  public static String of(Throwable e) {
    return of(e, Optional.empty());
  }

  /** Why a call failed. The proxy is named, because its answers look like the service's. */
  static String of(Throwable e, Optional<String> proxy) {
    if (e instanceof AwsServiceException refused) {
      String code = code(refused);
      return "Systems Manager says " + (code.isEmpty() ? "HTTP " + refused.statusCode() : code);
    }
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Unable to load credentials")) {
      return "there are no credentials, neither in the environment, nor from the container's"
          + " endpoint, nor from the instance's role";
    }
    return of(e, message, REACH + through(proxy) + ": ");
  }

  /** Nothing was answered in time. */
  static String late(Optional<String> proxy, String time) {
    return "Systems Manager did not answer" + through(proxy) + " within " + time;
  }

  private static String through(Optional<String> proxy) {
    return proxy.map(it -> " through the proxy " + it).orElse("");
  }

  private static String of(Throwable e, String message, String reach) {
    Throwable cause = e;
    for (int i = 0; i < DEEPEST && cause != null; i++) {
      if (cause instanceof UnknownHostException) {
        return reach + "the name " + brief(String.valueOf(cause.getMessage())) + " is unknown";
      }
      if (cause instanceof SSLException) {
        return reach + tls(String.valueOf(cause.getMessage()));
      }
      if (cause instanceof JsonProcessingException) {
        return NOT_THE_SERVICE + "its answer is not JSON";
      }
      if (cause instanceof IOException) {
        return reach + brief(String.valueOf(cause.getMessage()));
      }
      cause = cause.getCause();
    }
    return reach + brief(message);
  }

  private static String tls(String message) {
    return message.contains("PKIX path")
        ? "TLS: no trusted authority has signed its certificate; for a private authority set"
            + " AWS_CA_BUNDLE"
        : "TLS: " + brief(message);
  }

  /** The first line, masked: it may hold a proxy's URL with a password. */
  private static String brief(String message) {
    String text = SensitiveText.prose(message).masked();
    int line = text.indexOf('\n');
    String first = line < 0 ? text : text.substring(0, line);
    int tail = first.indexOf(" (SDK Attempt");
    return ShortText.cut(tail < 0 ? first : first.substring(0, tail), LONGEST);
  }
}
