package io.ecsharden.standin;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Something that goes wrong on demand: see {@code src/test/resources/standin/standin/faults.py}.
 *
 * <p>A fault strikes once, at any call of Systems Manager, by default. A request gets the first of
 * the faults that fits it. Immutable.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public record Fault(
    @JsonProperty("kind") String kind,
    @JsonProperty("target") String target,
    @JsonProperty("operation") String operation,
    @JsonProperty("principal") String principal,
    @JsonProperty("times") int times,
    @JsonProperty("skip") int skip,
    @JsonProperty("ms") long ms,
    @JsonProperty("status") int status,
    @JsonProperty("code") String code,
    @JsonProperty("message") String message,
    @JsonProperty("location") String location) {

  /** Where a fault strikes. */
  public enum Target {
    SSM,
    IMDS,
    CREDENTIALS,
    PROXY
  }

  /** What happens. */
  public enum Kind {
    /** RST before a byte is read, and before TLS. */
    RESET_ON_CONNECT,
    /** The connection is accepted, and nothing is ever read or answered. */
    HALF_OPEN,
    /** RST in the middle of the request's body. */
    RESET_IN_REQUEST,
    /** RST when the request has been read; nothing is done. */
    RESET_AFTER_REQUEST,
    /** An orderly end of the connection when the request has been read; nothing is done. */
    CLOSE_AFTER_REQUEST,
    /** The request is read and never answered; nothing is done. */
    SILENCE,
    /** The answer comes late: see {@link Fault#lasting}. */
    DELAY,
    /** The answer comes byte by byte, with a pause after each. */
    DRIP,
    /** The call is done, and RST comes instead of its answer. */
    LOST_ANSWER,
    /** The call is done, and RST comes in the middle of its answer. */
    RESET_IN_BODY,
    /** The call is done, and the connection ends in the middle of the answer. */
    CUT,
    /** Half of the JSON, with the Content-Length of that half. */
    TRUNCATED_JSON,
    /** All of the JSON, with half of its Content-Length. */
    LENGTH_SHORT,
    THROTTLE,
    ACCESS_DENIED,
    INVALID_RESOURCE,
    /** InternalServerError, 500. */
    INTERNAL_JSON,
    INTERNAL_EMPTY,
    /** ServiceUnavailableException, 503. */
    UNAVAILABLE_JSON,
    UNAVAILABLE_EMPTY,
    HTML_200,
    HTML_500,
    HTML_502,
    /** 200 with the right type and no JSON. */
    GARBAGE,
    /** RequestEntityTooLargeException, 413. */
    TOO_LARGE,
    /** 307 to somewhere else. */
    REDIRECT,
    /** An error of the service: see {@link Fault#error}. */
    ERROR,
    /** Any HTTP status, with text: see {@link Fault#status}. */
    STATUS;

    String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public static Fault of(Kind kind) {
    return new Fault(
        kind.wireName(),
        "ssm",
        "*",
        "",
        1,
        0,
        0,
        400,
        "InternalServerError",
        "",
        "http://127.0.0.1:9/elsewhere");
  }

  /** An error of the service, with 400 or any other status. */
  public static Fault error(int status, String code, String message) {
    return of(Kind.ERROR).answering(status, code, message);
  }

  /** An HTTP status with a text, for instance IMDS' 404. */
  public static Fault status(int status, String text) {
    return of(Kind.STATUS).answering(status, "", text);
  }

  public Fault at(Target where) {
    return with(where.name().toLowerCase(Locale.ROOT), operation, principal, times, skip, ms);
  }

  /** Only at operations that begin so; of metadata, at paths that begin so. */
  public Fault on(String beginning) {
    return with(target, beginning, principal, times, skip, ms);
  }

  /** Only for access keys that begin so. */
  public Fault whenSignedBy(String accessKey) {
    return with(target, operation, accessKey, times, skip, ms);
  }

  public Fault times(int count) {
    return with(target, operation, principal, count, skip, ms);
  }

  public Fault always() {
    return times(-1);
  }

  /** Lets so many requests pass before it strikes. */
  public Fault after(int requests) {
    return with(target, operation, principal, times, requests, ms);
  }

  /** How late a delayed answer comes; the pause after each byte of one that drips. */
  public Fault lasting(Duration duration) {
    return with(target, operation, principal, times, skip, duration.toMillis());
  }

  /** Where a redirect leads. */
  public Fault to(URI uri) {
    return new Fault(
        kind, target, operation, principal, times, skip, ms, status, code, message, uri.toString());
  }

  private Fault answering(int newStatus, String newCode, String newMessage) {
    return new Fault(
        kind,
        target,
        operation,
        principal,
        times,
        skip,
        ms,
        newStatus,
        newCode,
        newMessage,
        location);
  }

  private Fault with(
      String newTarget,
      String newOperation,
      String newPrincipal,
      int newTimes,
      int newSkip,
      long newMs) {
    return new Fault(
        kind,
        newTarget,
        newOperation,
        newPrincipal,
        newTimes,
        newSkip,
        newMs,
        status,
        code,
        message,
        location);
  }
}
