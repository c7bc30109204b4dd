package io.ecsharden.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A call that no SDK would make, signed by hand. */
final class HandSigned {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI endpoint;
  private final Map<String, String> headers = new TreeMap<>();
  private String accessKey = AwsStandIn.ACCESS_KEY;
  private String secretKey = AwsStandIn.SECRET_KEY;
  private String scope = "us-east-1/ssm/aws4_request";
  private Instant time = Instant.now();

  HandSigned(URI endpoint, String operation) {
    this.endpoint = endpoint;
    headers.put("content-type", "application/x-amz-json-1.1");
    headers.put("host", endpoint.getAuthority());
    headers.put("x-amz-target", "AmazonSSM." + operation);
  }

  HandSigned with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  HandSigned keys(String access, String secret) {
    accessKey = access;
    secretKey = secret;
    return this;
  }

  HandSigned scope(String text) {
    scope = text;
    return this;
  }

  HandSigned at(Instant when) {
    time = when;
    return this;
  }

  /** What is signed is sent. */
  HttpResponse<String> send(String body) {
    return send(body, body);
  }

  HttpResponse<String> send(String signed, String sent) {
    String stamp = STAMP.format(time);
    headers.put("x-amz-date", stamp);
    String names = String.join(";", headers.keySet());
    StringBuilder canonical = new StringBuilder("POST\n/\n\n");
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(sha256(signed));
    String day = stamp.substring(0, 8);
    byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
    for (String part : (day + "/" + scope).split("/")) {
      key = hmac(key, part);
    }
    String text =
        String.join(
            "\n", "AWS4-HMAC-SHA256", stamp, day + "/" + scope, sha256(canonical.toString()));
    String authorization =
        "AWS4-HMAC-SHA256 Credential=%s/%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(accessKey, day, scope, names, HexFormat.of().formatHex(hmac(key, text)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .header("authorization", authorization)
            .POST(BodyPublishers.ofString(sent));
    headers.forEach((name, value) -> {
      if (!name.equals("host")) {
        request.header(name, value);
      }
    });
    return exchange(request.build());
  }

  /** Without any signature. */
  HttpResponse<String> sendUnsigned(String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve("/"));
    request.header("x-amz-target", headers.get("x-amz-target"));
    request.header("content-type", headers.get("content-type"));
    return exchange(request.POST(BodyPublishers.ofString(body)).build());
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
