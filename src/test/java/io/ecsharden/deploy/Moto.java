package io.ecsharden.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.standin.AwsStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls of services for which there is no client among the dependencies; moto checks no key. */
final class Moto {

  /** What came back. */
  record Answer(int code, String text) {

    /** The texts of all elements of this name. */
    List<String> all(String element) {
      return Pattern.compile("<" + element + ">([^<]+)<")
          .matcher(text)
          .results()
          .map(found -> found.group(1))
          .toList();
    }
  }

  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final URI endpoint = AwsStandIn.start().moto();

  /** A call of a service that speaks JSON. */
  Answer json(String service, String target, Map<String, String> members) {
    try {
      return send(
          request(service, "application/x-amz-json-1.1").header("X-Amz-Target", target),
          new ObjectMapper().writeValueAsString(members));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All values of an element in what EC2 answers. */
  List<String> ec2(String action, String element) {
    Answer answer = query("ec2", Map.of("Action", action, "Version", "2016-11-15"));
    assertEquals(200, answer.code(), answer.text());
    return answer.all(element);
  }

  /** Makes a stack, which has to become complete: the types of what is in it. */
  List<String> stack(String name, String template, Map<String, String> parameters) {
    Map<String, String> form = cloudFormation("CreateStack", name);
    form.put("TemplateBody", template);
    form.put("Capabilities.member.1", "CAPABILITY_NAMED_IAM");
    int number = 1;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      form.put("Parameters.member." + number + ".ParameterKey", parameter.getKey());
      form.put("Parameters.member." + number + ".ParameterValue", parameter.getValue());
      number++;
    }
    Answer created = query("cloudformation", form);
    assertEquals(200, created.code(), created.text());
    Answer stack = query("cloudformation", cloudFormation("DescribeStacks", name));
    assertEquals(List.of("CREATE_COMPLETE"), stack.all("StackStatus"), stack.text());
    return query("cloudformation", cloudFormation("DescribeStackResources", name))
        .all("ResourceType");
  }

  private static Map<String, String> cloudFormation(String action, String stack) {
    return new LinkedHashMap<>(
        Map.of("Action", action, "Version", "2010-05-15", "StackName", stack));
  }

  private Answer query(String service, Map<String, String> form) {
    return send(
        request(service, FORM),
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
            .collect(Collectors.joining("&")));
  }

  /** It takes the service from the scope of the signature. */
  private HttpRequest.Builder request(String service, String type) {
    return HttpRequest.newBuilder(endpoint)
        .timeout(LIMIT)
        .header("Content-Type", type)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=EXAMPLE/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                .formatted(AwsStandIn.REGION, service));
  }

  private static Answer send(HttpRequest.Builder request, String body) {
    HttpRequest post = request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(post, HttpResponse.BodyHandlers.ofString(UTF_8));
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
