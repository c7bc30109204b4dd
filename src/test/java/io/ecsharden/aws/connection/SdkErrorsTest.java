package io.ecsharden.aws.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ConnectException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SdkErrorsTest {

  private static final SdkClientException REFUSED =
      SdkClientException.create("Unable to execute", new ConnectException("Connection refused"));

  @Test
  void names_the_proxy_through_which_nothing_is_reached() {
    assertEquals(
        "Systems Manager cannot be reached through the proxy 10.0.0.9:3128: Connection refused",
        SdkErrors.of(REFUSED, Optional.of("10.0.0.9:3128")));
  }

  @Test
  void names_the_proxy_that_does_not_answer() {
    assertEquals(
        "Systems Manager did not answer through the proxy 10.0.0.9:3128 within 3 s",
        SdkErrors.late(Optional.of("10.0.0.9:3128"), "3 s"));
    assertEquals(
        "Systems Manager did not answer within 3 s", SdkErrors.late(Optional.empty(), "3 s"));
  }

  @Test
  void names_no_proxy_where_there_is_none() {
    assertEquals("Systems Manager cannot be reached: Connection refused", SdkErrors.of(REFUSED));
  }

  @Test
  void names_no_proxy_where_the_service_itself_refuses() {
    assertEquals(
        "Systems Manager says HTTP 403",
        SdkErrors.of(SsmException.builder().statusCode(403).build(), Optional.of("10.0.0.9:3128")));
  }
}
