package io.ecsharden.aws;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Fault;
import io.ecsharden.standin.Fault.Kind;
import io.ecsharden.standin.Fault.Target;
import io.ecsharden.standin.Identity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Something that is wrong between an instance and Systems Manager.
 *
 * @param line what the run says of it; empty where the report arrives all the same
 */
record ReportFault(String name, String line, End end, Setting setting) {

  /** What ends a run that meets the fault. */
  enum End {
    /** An answer, or a mistake that is found without a request: slow machines have time. */
    ITSELF(20),

    /** Nothing but the deadline, until which it is tried again: that is waited for in each test. */
    DEADLINE(2);

    private final int seconds;

    End(int seconds) {
      this.seconds = seconds;
    }

    /** What the run is given, as its option has it. */
    String timeout() {
      return seconds + "s";
    }

    /** How long a run may take as a whole: the promise is two seconds more than its deadline. */
    int longest() {
      return this == DEADLINE ? seconds + 2 : seconds;
    }
  }

  interface Setting {
    void in(AwsStandIn aws, ReportingInstance instance);
  }

  private static final String[] KEYS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"};
  private static final String[] OWN = {"AWS_ENDPOINT_URL_SSM"};
  private static final String NO_ANSWER = "Systems Manager did not answer within";
  private static final String NO_JSON =
      "what answers is not Systems Manager: its answer is not JSON";
  private static final String NO_ID =
      "what answers is not Systems Manager: its answer has no request id";
  private static final String NOT_REACHED = "Systems Manager cannot be reached: ";

  private static final String FOR = ", for " + End.DEADLINE.seconds + " s";
  private static final String UNKNOWN = "ssm.ecs-harden.invalid";

  static List<ReportFault> all() {
    return List.of(
        lasting(Kind.THROTTLE, "Systems Manager says ThrottlingException" + FOR),
        once(Kind.THROTTLE),
        lasting(Kind.INTERNAL_JSON, "Systems Manager says InternalServerError" + FOR),
        lasting(Kind.INTERNAL_EMPTY, "Systems Manager says HTTP 500" + FOR),
        lasting(Kind.UNAVAILABLE_JSON, "Systems Manager says ServiceUnavailableException" + FOR),
        once(Kind.UNAVAILABLE_EMPTY),
        lasting(Kind.HTML_502, "Systems Manager says HTTP 502" + FOR),
        always(Kind.HTML_200, NO_ID),
        lasting(Kind.GARBAGE, NO_JSON + FOR),
        lasting(Kind.TRUNCATED_JSON, NO_JSON + FOR),
        always(Kind.TOO_LARGE, "Systems Manager says RequestEntityTooLargeException"),
        always(Kind.REDIRECT, "Systems Manager says HTTP 307"),
        lasting(Kind.HALF_OPEN, NO_ANSWER),
        lasting(Kind.SILENCE, NO_ANSWER),
        slow(Kind.DELAY, 5000),
        slow(Kind.DRIP, 300),
        lasting(Kind.RESET_ON_CONNECT, NOT_REACHED),
        once(Kind.RESET_ON_CONNECT),
        lasting(Kind.RESET_IN_REQUEST, NOT_REACHED),
        lasting(Kind.RESET_AFTER_REQUEST, NOT_REACHED),
        lasting(Kind.CLOSE_AFTER_REQUEST, NOT_REACHED),
        lasting(Kind.RESET_IN_BODY, NOT_REACHED),
        once(Kind.LOST_ANSWER),
        always(Kind.ACCESS_DENIED, "AccessDeniedException: the role lacks ssm:PutComplianceItems"),
        new ReportFault(
            "a portal takes the first call",
            NO_ID,
            End.ITSELF,
            (aws, i) -> aws.faults(Fault.of(Kind.HTML_200).on("PutComplianceItems").always())),
        new ReportFault(
            "inventory is denied",
            "AccessDeniedException",
            End.ITSELF,
            (aws, i) -> aws.faults(Fault.of(Kind.ACCESS_DENIED).on("PutInventory").always())),
        new ReportFault(
            "not managed yet",
            "InvalidResourceId: it does not manage this instance yet",
            End.ITSELF,
            (aws, i) -> aws.unmanage(AwsStandIn.INSTANCE)),
        new ReportFault(
            "connection refused",
            NOT_REACHED,
            End.DEADLINE,
            (aws, i) -> i.with("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:1")),
        new ReportFault(
            "unknown name",
            "the name " + UNKNOWN + " is unknown",
            End.DEADLINE,
            (aws, i) -> {
              assumeTrue(
                  Resolver.KNOWS_WHAT_IS_UNKNOWN,
                  "!!!! SKIPPED: needs a resolver that says at once that a name is not known !!!!");
              i.with("AWS_ENDPOINT_URL_SSM", "https://" + UNKNOWN);
            }),
        new ReportFault(
            "no URL",
            "is not an http or https URL",
            End.ITSELF,
            (aws, i) -> i.with("AWS_ENDPOINT_URL_SSM", "localhost:8000")),
        new ReportFault(
            "an unknown authority",
            NOT_REACHED + "TLS: ",
            End.DEADLINE,
            (aws, i) -> i.with("AWS_ENDPOINT_URL_SSM", aws.ssmHttps())),
        new ReportFault(
            "a bundle that is none",
            "AWS_CA_BUNDLE",
            End.ITSELF,
            (aws, i) -> i.with("AWS_CA_BUNDLE", "/etc/hostname")),
        new ReportFault(
            "a dead proxy",
            "Systems Manager cannot be reached through the proxy 127.0.0.1:1: ",
            End.DEADLINE,
            (aws, i) -> i.without(OWN).with("HTTPS_PROXY", "http://u:hunter2@127.0.0.1:1")),
        new ReportFault(
            "a wrong password for the proxy",
            "Systems Manager cannot be reached through the proxy ",
            End.DEADLINE,
            (aws, i) -> {
              aws.proxyLogin("u", "right");
              String proxy = aws.proxy().toString().replace("//", "//u:hunter2@");
              i.without(OWN).with("HTTPS_PROXY", proxy);
            }),
        new ReportFault(
            "the clock is wrong", "", End.ITSELF, (aws, i) -> aws.clock(Duration.ofHours(-2))),
        new ReportFault(
            "an expired token",
            "ExpiredTokenException",
            End.ITSELF,
            (aws, i) -> {
              aws.key("EXPIRED", "SECRET", "TOKEN", Duration.ofHours(-1));
              i.with("AWS_ACCESS_KEY_ID", "EXPIRED").with("AWS_SECRET_ACCESS_KEY", "SECRET");
              i.with("AWS_SESSION_TOKEN", "TOKEN");
            }),
        new ReportFault(
            "no role",
            "there are no credentials",
            End.ITSELF,
            (aws, i) -> {
              aws.identity(Identity.of(AwsStandIn.INSTANCE).withoutRole());
              i.without(KEYS);
            }),
        new ReportFault(
            "silent metadata",
            "metadata service d",
            End.DEADLINE,
            (aws, i) -> aws.faults(Fault.of(Kind.SILENCE).at(Target.IMDS).always())),
        new ReportFault(
            "metadata says 404",
            "the instance id is unknown",
            End.ITSELF,
            (aws, i) -> aws.faults(Fault.status(404, "").at(Target.IMDS).always())));
  }

  /** An answer that is final. */
  private static ReportFault always(Kind kind, String line) {
    return always(kind, line, End.ITSELF);
  }

  /** An error that can pass, but does not. */
  private static ReportFault lasting(Kind kind, String line) {
    return always(kind, line, End.DEADLINE);
  }

  private static ReportFault always(Kind kind, String line, End end) {
    return new ReportFault(
        kind + " always", line, end, (aws, i) -> aws.faults(Fault.of(kind).always()));
  }

  private static ReportFault once(Kind kind) {
    return new ReportFault(kind + " once", "", End.ITSELF, (aws, i) -> aws.faults(Fault.of(kind)));
  }

  private static ReportFault slow(Kind kind, long ms) {
    Fault fault = Fault.of(kind).lasting(Duration.ofMillis(ms)).always();
    return new ReportFault(
        kind + " " + ms + " ms", NO_ANSWER, End.DEADLINE, (aws, i) -> aws.faults(fault));
  }

  /** This machine's resolver, which is asked once: the JVM remembers what it said. */
  private static final class Resolver {

    private static final int SOON_MS = 500;
    static final boolean KNOWS_WHAT_IS_UNKNOWN = knowsWhatIsUnknown();

    private static boolean knowsWhatIsUnknown() {
      try {
        return CompletableFuture.supplyAsync(ReportFault::isUnknown)
            .get(SOON_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return false;
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Not of {@link Resolver}, whose own initialisation waits for this in another thread. */
  private static boolean isUnknown() {
    try {
      return InetAddress.getByName(UNKNOWN) == null;
    } catch (UnknownHostException e) {
      return true;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
