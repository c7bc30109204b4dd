package io.ecsharden.report;

import io.ecsharden.aws.AwsStandIn;
import io.ecsharden.aws.Fault;
import io.ecsharden.aws.Fault.Kind;
import io.ecsharden.aws.Fault.Target;
import io.ecsharden.aws.Identity;
import java.time.Duration;
import java.util.List;

/**
 * Something that is wrong between an instance and Systems Manager.
 *
 * @param line what the run says of it; empty where the report arrives all the same
 */
record ReportFault(String name, String line, Setting setting) {

  interface Setting {
    void in(AwsStandIn aws, ReportingInstance instance);
  }

  private static final String[] KEYS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"};
  private static final String[] OWN = {"AWS_ENDPOINT_URL_SSM"};
  private static final String NO_ANSWER = "Systems Manager did not answer within";
  private static final String NO_JSON =
      "what answers is not Systems Manager: its answer is no JSON";
  private static final String NO_ID =
      "what answers is not Systems Manager: its answer has no request id";
  private static final String NOT_REACHED = "Systems Manager cannot be reached: ";

  static List<ReportFault> all() {
    return List.of(
        always(Kind.THROTTLE, "Systems Manager says ThrottlingException, for 1 s"),
        once(Kind.THROTTLE),
        always(Kind.INTERNAL_JSON, "Systems Manager says InternalServerError, for 1 s"),
        always(Kind.INTERNAL_EMPTY, "Systems Manager says HTTP 500, for 1 s"),
        always(Kind.UNAVAILABLE_JSON, "Systems Manager says ServiceUnavailableException, for 1 s"),
        once(Kind.UNAVAILABLE_EMPTY),
        always(Kind.HTML_502, "Systems Manager says HTTP 502, for 1 s"),
        always(Kind.HTML_200, NO_ID),
        always(Kind.GARBAGE, NO_JSON),
        always(Kind.TRUNCATED_JSON, NO_JSON),
        always(Kind.TOO_LARGE, "Systems Manager says RequestEntityTooLargeException"),
        always(Kind.REDIRECT, "Systems Manager says HTTP 307"),
        always(Kind.HALF_OPEN, NO_ANSWER),
        always(Kind.SILENCE, NO_ANSWER),
        slow(Kind.DELAY, 5000),
        slow(Kind.DRIP, 300),
        always(Kind.RESET_ON_CONNECT, NOT_REACHED),
        once(Kind.RESET_ON_CONNECT),
        always(Kind.RESET_IN_REQUEST, NOT_REACHED),
        always(Kind.RESET_AFTER_REQUEST, NOT_REACHED),
        always(Kind.CLOSE_AFTER_REQUEST, NOT_REACHED),
        always(Kind.RESET_IN_BODY, NOT_REACHED),
        once(Kind.LOST_ANSWER),
        always(Kind.ACCESS_DENIED, "AccessDeniedException: the role lacks ssm:PutComplianceItems"),
        new ReportFault(
            "a portal takes the first call",
            NO_ID,
            (aws, i) -> aws.faults(Fault.of(Kind.HTML_200).on("PutComplianceItems").always())),
        new ReportFault(
            "inventory is denied",
            "AccessDeniedException",
            (aws, i) -> aws.faults(Fault.of(Kind.ACCESS_DENIED).on("PutInventory").always())),
        new ReportFault(
            "not managed yet",
            "InvalidResourceId: it does not manage this instance yet",
            (aws, i) -> aws.unmanage(AwsStandIn.INSTANCE)),
        new ReportFault(
            "connection refused",
            NOT_REACHED,
            (aws, i) -> i.with("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:1")),
        new ReportFault(
            "unknown name",
            "the name ssm.ecs-harden.invalid is not known",
            (aws, i) -> i.with("AWS_ENDPOINT_URL_SSM", "https://ssm.ecs-harden.invalid")),
        new ReportFault(
            "no URL", "is no URL", (aws, i) -> i.with("AWS_ENDPOINT_URL_SSM", "localhost:8000")),
        new ReportFault(
            "an unknown authority",
            NOT_REACHED + "TLS: ",
            (aws, i) -> i.with("AWS_ENDPOINT_URL_SSM", aws.ssmHttps())),
        new ReportFault(
            "a bundle that is none",
            "AWS_CA_BUNDLE",
            (aws, i) -> i.with("AWS_CA_BUNDLE", "/etc/hostname")),
        new ReportFault(
            "a dead proxy",
            NOT_REACHED,
            (aws, i) -> i.without(OWN).with("HTTPS_PROXY", "http://u:hunter2@127.0.0.1:1")),
        new ReportFault(
            "a wrong password for the proxy",
            NOT_REACHED,
            (aws, i) -> {
              aws.proxyLogin("u", "right");
              String proxy = aws.proxy().toString().replace("//", "//u:hunter2@");
              i.without(OWN).with("HTTPS_PROXY", proxy);
            }),
        new ReportFault("the clock is wrong", "", (aws, i) -> aws.clock(Duration.ofHours(-2))),
        new ReportFault(
            "an expired token",
            "ExpiredTokenException",
            (aws, i) -> {
              aws.key("EXPIRED", "SECRET", "TOKEN", Duration.ofHours(-1));
              i.with("AWS_ACCESS_KEY_ID", "EXPIRED").with("AWS_SECRET_ACCESS_KEY", "SECRET");
              i.with("AWS_SESSION_TOKEN", "TOKEN");
            }),
        new ReportFault(
            "no role",
            "there are no credentials",
            (aws, i) -> {
              aws.identity(Identity.of(AwsStandIn.INSTANCE).withoutRole());
              i.without(KEYS);
            }),
        new ReportFault(
            "silent metadata",
            "metadata service d",
            (aws, i) -> aws.faults(Fault.of(Kind.SILENCE).at(Target.IMDS).always())),
        new ReportFault(
            "metadata says 404",
            "which instance this is cannot be told",
            (aws, i) -> aws.faults(Fault.status(404, "").at(Target.IMDS).always())));
  }

  private static ReportFault always(Kind kind, String line) {
    return new ReportFault(kind + " always", line, (aws, i) -> aws.faults(Fault.of(kind).always()));
  }

  private static ReportFault once(Kind kind) {
    return new ReportFault(kind + " once", "", (aws, i) -> aws.faults(Fault.of(kind)));
  }

  private static ReportFault slow(Kind kind, long ms) {
    Fault fault = Fault.of(kind).lasting(Duration.ofMillis(ms)).always();
    return new ReportFault(kind + " " + ms + " ms", NO_ANSWER, (aws, i) -> aws.faults(fault));
  }

  @Override
  public String toString() {
    return name;
  }
}
