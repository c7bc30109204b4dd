package io.ecsharden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn.Source;
import io.ecsharden.standin.Fault.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS's SDK takes from the environment of its process. */
@NeedsEngine
class AwsStandInEnvironmentIT {

  @TempDir Path directory;
  private AwsStandIn aws;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
    aws.putParameter("p", "String", "v");
    aws.rotate(Source.IMDS, Duration.ofHours(1));
    aws.rotate(Source.CREDENTIALS, Duration.ofHours(1));
  }

  @Test
  void the_SDK_honours_HTTPS_PROXY_and_asks_for_metadata_without_it() throws Exception {
    // When
    String out = run("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.imds().toString());

    // Then
    assertTrue(out.contains("value v"), out);
    System.out.println("AWS SDK: " + out.lines().toList().getLast());
    assertEquals(
        List.of("CONNECT ssm.us-east-1.amazonaws.com:443"),
        aws.requests(Target.PROXY).stream().map(LoggedRequest::operation).toList());
    assertEquals("EXAMPLE-IMDS-1", aws.requests(Target.SSM).getFirst().principal());
    assertFalse(aws.requests(Target.IMDS).isEmpty());
  }

  @Test
  void the_SDK_reads_the_token_of_a_task_from_a_file() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), "Bearer EXAMPLE");
    aws.containerAuthorization("Bearer EXAMPLE");

    // When
    String out =
        run(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            aws.containerCredentials().toString(),
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            token.toString());

    // Then
    assertTrue(out.contains("value v"), out);
    assertEquals("EXAMPLE-TASK-1", aws.requests(Target.SSM).getFirst().principal());
    assertEquals(1, aws.requests(Target.CREDENTIALS).size());
    assertEquals(1, aws.requests(Target.PROXY).size());
  }

  @Test
  void the_SDK_leaves_it_to_the_JDK_to_log_in_at_a_proxy() throws Exception {
    aws.proxyLogin("user", "EXAMPLE");
    String proxy = aws.proxy().toString().replace("http://", "http://user:EXAMPLE@");
    String[] variables = {
      "AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.imds().toString(), "HTTPS_PROXY", proxy, "", ""
    };

    // When
    String out = run(variables);

    // Then
    assertTrue(out.contains("407 Proxy Authentication Required"), out);

    // When
    variables[4] = SdkProcess.AUTHENTICATOR;
    variables[5] = "user:EXAMPLE";
    out = run(variables);

    // Then
    assertTrue(out.contains("value v"), out);
  }

  private String run(String... variables) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_REGION", AwsStandIn.REGION);
    environment.put("HTTPS_PROXY", aws.proxy().toString());
    environment.put("HTTP_PROXY", aws.proxy().toString());
    for (int i = 0; i < variables.length; i += 2) {
      if (!variables[i].isEmpty()) {
        environment.put(variables[i], variables[i + 1]);
      }
    }
    return SdkProcess.run(directory, aws.caCertificate(), environment);
  }
}
