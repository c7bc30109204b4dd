package io.ecsharden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.Fault.Kind;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** What AWS's SDK makes of each of the faults; and that each does what it says. */
@NeedsEngine
class AwsStandInFaultsIT {

  // a machine that stands still for some seconds must not make the late answer come in time
  private static final Duration LONG = Sdk.SHORT.multipliedBy(20);
  private static final Set<Kind> SILENT = Set.of(Kind.HALF_OPEN, Kind.SILENCE, Kind.DELAY);
  private static final String ID = AwsStandIn.INSTANCE;

  private AwsStandIn aws;
  private SsmClient ssm;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
    aws.manage(ID);
    aws.putParameter("p", "String", "v");
    ssm = Sdk.client(aws.ssm());
  }

  @AfterEach
  void close() {
    // what a client learns of AWS's clock holds for all clients of the JVM
    SdkGlobalTime.setGlobalTimeOffset(0);
    if (ssm != null) {
      ssm.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLE, 400, ThrottlingException",
    "ACCESS_DENIED, 400, AccessDeniedException",
    "INVALID_RESOURCE, 400, InvalidResourceId",
    "INTERNAL_JSON, 500, InternalServerError",
    "UNAVAILABLE_JSON, 503, ServiceUnavailableException",
    "TOO_LARGE, 413, RequestEntityTooLargeException",
    "INTERNAL_EMPTY, 500,",
    "UNAVAILABLE_EMPTY, 503,",
    "HTML_500, 500,",
    "HTML_502, 502,",
    "REDIRECT, 307,"
  })
  void the_SDK_has_an_error_of_the_service(Kind kind, int status, String code) {
    aws.faults(Fault.of(kind));

    // When
    SsmException e = assertThrows(SsmException.class, this::call);

    // Then
    assertEquals(status, e.statusCode());
    assertEquals(code, e.awsErrorDetails().errorCode());
    assertEquals(List.of(1), aws.strikes());
    assertEquals("v", call());
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {
        "HALF_OPEN",
        "RESET_IN_REQUEST",
        "RESET_AFTER_REQUEST",
        "CLOSE_AFTER_REQUEST",
        "SILENCE",
        "LOST_ANSWER",
        "RESET_IN_BODY",
        "CUT",
        "TRUNCATED_JSON",
        "GARBAGE",
        "HTML_200",
        "DELAY"
      })
  void the_SDK_has_no_answer(Kind kind) {
    aws.faults(Fault.of(kind).lasting(LONG));

    // When
    try (SsmClient hasty = hasty()) {
      SsmClient client = SILENT.contains(kind) ? hasty : ssm;
      RuntimeException e = assertNoAnswer(() -> call(client));

      // Then
      assertFalse(String.valueOf(e.getMessage()).isBlank());
    }
    // the JDK's client sends nothing again by itself
    assertEquals(List.of(1), aws.strikes());
    assertEquals("v", call());
  }

  @Test
  void the_SDK_has_no_answer_where_each_connection_is_reset() {
    aws.faults(Fault.of(Kind.RESET_ON_CONNECT).always());

    // When
    assertNoAnswer(this::call);

    // Then: a connection that ends before the request is written is made once more
    assertTrue(Set.of(1, 2).contains(aws.strikes().getFirst()), () -> aws.strikes().toString());
  }

  @Test
  void an_answer_that_drips_outlives_the_time_between_two_bytes() {
    aws.faults(Fault.of(Kind.DRIP).lasting(Duration.ofMillis(5)));

    // When
    long begin = System.nanoTime();
    String value;
    try (SsmClient hasty = hasty()) {
      value = call(hasty);
    }

    // Then
    assertEquals("v", value);
    assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(Sdk.SHORT) > 0);
  }

  @Test
  void an_answer_that_is_longer_than_it_says_spoils_the_next_one_on_its_connection() {
    aws.faults(Fault.of(Kind.LENGTH_SHORT));

    // When
    assertNoAnswer(this::call);

    // Then: a leftover that is no HTTP, and an exception that is not the SDK's
    assertThrows(UncheckedIOException.class, this::call);
    assertEquals("v", call());
  }

  @Test
  void a_call_whose_answer_is_lost_has_been_done() {
    aws.faults(Fault.of(Kind.LOST_ANSWER).on("PutComplianceItems"));

    // When
    assertNoAnswer(() -> ssm.putComplianceItems(Sdk.report(ID).build()));

    // Then
    assertEquals(1, aws.complianceItems(ID).size());
  }

  @Test
  void a_call_that_is_reset_has_not_been_done() {
    aws.faults(Fault.of(Kind.RESET_AFTER_REQUEST).on("PutComplianceItems"));

    // When
    assertNoAnswer(() -> ssm.putComplianceItems(Sdk.report(ID).build()));

    // Then
    assertTrue(aws.complianceItems(ID).isEmpty());
  }

  @Test
  void the_SDK_tries_again_and_says_so_in_a_header() {
    aws.faults(
        Fault.of(Kind.THROTTLE), Fault.of(Kind.RESET_AFTER_REQUEST), Fault.of(Kind.HTML_500));
    try (SsmClient patient = Sdk.patient(aws.ssm(), 4)) {
      // When
      assertEquals("v", patient.getParameter(r -> r.name("p")).parameter().value());
    }

    // Then
    assertEquals(
        List.of("ThrottlingException", "unanswered", "500", "ok"),
        aws.requests().stream().map(LoggedRequest::verdict).toList());
    assertEquals("attempt=4; max=4", aws.requests().getLast().headers().get("amz-sdk-request"));
    assertEquals(
        1,
        aws.requests().stream()
            .map(LoggedRequest::headers)
            .map((Map<String, String> headers) -> headers.get("amz-sdk-invocation-id"))
            .distinct()
            .count());
  }

  @Test
  void the_SDK_follows_the_clock_of_AWS() {
    aws.clock(Duration.ofHours(2));
    assertThrows(SsmException.class, this::call);
    aws.reset();
    aws.putParameter("p", "String", "v");
    aws.clock(Duration.ofHours(-3));

    // When
    try (SsmClient patient = Sdk.patient(aws.ssm(), 2)) {
      assertEquals("v", patient.getParameter(r -> r.name("p")).parameter().value());
    }

    // Then
    assertEquals(
        List.of("InvalidSignatureException", "ok"),
        aws.requests().stream().map(LoggedRequest::verdict).toList());
  }

  @Test
  void strikes_where_when_and_as_often_as_it_is_told() {
    aws.faults(
        Fault.of(Kind.THROTTLE).on("PutInventory").always(),
        Fault.error(400, "First", "m").after(1).times(2),
        Fault.of(Kind.ACCESS_DENIED).whenSignedBy("EXAMPLE-OTHER"));

    // When
    assertNull(code());
    assertEquals("First", code());
    assertEquals("First", code());
    assertNull(code());

    // Then
    assertEquals(List.of(0, 2, 0), aws.strikes());
  }

  /**
   * The SDK wraps what fails while it sends or reads; where the connection ends between the two, it
   * throws what the JDK's client threw. Which of the two a reset becomes is a matter of time.
   */
  private static RuntimeException assertNoAnswer(Executable call) {
    RuntimeException e = assertThrows(RuntimeException.class, call);
    assertTrue(e instanceof SdkClientException || e instanceof UncheckedIOException, e::toString);
    return e;
  }

  private SsmClient hasty() {
    return Sdk.builder(aws.ssm()).httpClient(Sdk.http(Sdk.SHORT)).build();
  }

  private String call() {
    return call(ssm);
  }

  private static String call(SsmClient client) {
    GetParameterResponse response = client.getParameter(r -> r.name("p"));
    return response.parameter() == null ? null : response.parameter().value();
  }

  private String code() {
    try {
      call();
      return null;
    } catch (SsmException e) {
      return e.awsErrorDetails().errorCode();
    }
  }
}
