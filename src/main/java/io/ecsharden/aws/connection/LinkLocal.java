package io.ecsharden.aws.connection;

import io.ecsharden.machine.Deadline;
import io.ecsharden.machine.PlainHttp;
import io.ecsharden.machine.PlainHttp.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint on the instance that hands out identity: the metadata service, or that of a task's
 * credentials. Each try is short, as in AWS's SDKs, and tries are repeated until the deadline.
 */
final class LinkLocal {

  private static final Duration TRY = Duration.ofSeconds(1);
  private static final int HTTP = 80;

  private final PlainHttp http;
  private final String host;
  private final int port;
  private final Deadline deadline;

  /** No repetition begins after it. */
  private final Deadline retries;

  private LinkLocal(PlainHttp http, String host, int port, Deadline deadline, Deadline retries) {
    this.http = http;
    this.host = host;
    this.port = port;
    this.deadline = deadline;
    this.retries = retries;
  }

  /**
   * The endpoint of an address.
   *
   * @param url {@code http://169.254.169.254}; nothing where it is not of this kind
   * @param retries until when a request may be repeated
   */
  static Optional<LinkLocal> at(SsmSettings settings, String url, Deadline retries) {
    try {
      URI uri = new URI(url);
      String host = uri.getHost();
      if (!"http".equalsIgnoreCase(uri.getScheme()) || host == null) {
        return Optional.empty();
      }
      String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return Optional.of(
          new LinkLocal(
              settings.http(),
              plain,
              uri.getPort() < 0 ? HTTP : uri.getPort(),
              settings.deadline(),
              retries));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  String host() {
    return host;
  }

  /** The body of an answer with status 200; nothing where there is none. */
  Optional<byte[]> ask(String method, String target, Map<String, String> headers) {
    if (!isPlain(target) || !headers.values().stream().allMatch(LinkLocal::isHeader)) {
      return Optional.empty();
    }
    String address = address();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    Result result =
        MetadataRetry.until(
            retries,
            () ->
                http.ask(
                    new PlainHttp.Request(method, address, port, target, headers),
                    timeForOneTry()));
    return result instanceof Result.Answer(int status, byte[] body) && status == 200
        ? Optional.of(body)
        : Optional.empty();
  }

  private Duration timeForOneTry() {
    Duration left = deadline.left();
    return left.compareTo(TRY) < 0 ? left : TRY;
  }

  /** A name is only in an endpoint that somebody set. */
  private String address() {
    try {
      NativeNetwork.useNetwork();
      NameLookup.SHARED.await(host, deadline.left());
      return InetAddress.getByName(host).getHostAddress();
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean isPlain(String target) {
    return target.startsWith("/") && target.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private static boolean isHeader(String value) {
    return value.chars().allMatch(c -> c >= ' ' && c < 127);
  }
}
