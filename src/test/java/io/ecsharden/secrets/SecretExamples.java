package io.ecsharden.secrets;

import java.util.ArrayList;
import java.util.List;

/** A made-up secret for each row of the table, each with a text of its own. */
public final class SecretExamples {

  private static final List<String> LOGINS =
      List.of(
          "HTTP_PROXY=http://bob:@@proxy:3128",
          "HTTP_PROXY=http://bob:@%40proxy:3128",
          "HTTPS_PROXY=http://bob:@",
          "https_proxy=http://bob:@\uFF20proxy:3128",
          "http_proxy=http://bob:a@b@@@proxy",
          "HTTP_PROXY=\"http://bob:a '@@proxy:3128\"",
          "HTTP_PROXY=http://bob:@\\u0040proxy:3128",
          "HTTP_PROXY=bob:@",
          "NO_PROXY=a,bob:@@b",
          "ECS_BACKEND_HOST=https://bob:@@ecs.example.com",
          "ECS_BACKEND_HOST=https://ecs.example.com/?X-Amz-Signature=@",
          "ECS_BACKEND_HOST=https://ecs.example.com/?a=1&sig=@",
          "DOCKER_HOST=tcp://bob:@@docker:2376",
          "ECS_LOG_OPTS={\"splunk-token\":\"@\",\"splunk-url\":\"https://x\"}",
          "ECS_LOG_OPTS={\"gelf-address\":\"udp://bob:@@x\"}",
          "ECS_ENGINE_AUTH_DATA={\"https://x\":{\"username\":\"u\",\"password\":\"@\"}}",
          "AWS_SECRET_ACCESS_KEY=@",
          "ECS_INSTANCE_ATTRIBUTES={\"u\":\"https:\\/\\/bob:@\\u0040git.example.com\"}",
          "ECS_INSTANCE_ATTRIBUTES={\"db\\u005fpass\":\"@\"}",
          "ECS_CLUSTER=Server=db;Uid=sa;Pwd=@",
          "ECS_CONTAINER_INSTANCE_TAGS={\"dsn\":\"postgres://bob:@@db/x\"}",
          "# HTTP_PROXY=http://bob:@@proxy:3128",
          "ECS_CLUSTER=-----BEGIN RSA PRIVATE KEY-----@");

  private SecretExamples() {}

  /**
   * A made-up secret.
   *
   * @param text a token, or a line of an env file
   * @param mark the part of it that is nowhere else
   */
  public record Example(String text, String mark) {}

  /** A token of each known form, twice. */
  public static List<Example> tokens(int first) {
    List<Example> tokens = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (SecretRule.Token rule : SecretRules.TOKENS) {
        String number = String.valueOf(10_000 + first + tokens.size());
        String mark = rule.of() == SecretRule.Alphabet.HEX ? "e0a" + number : "EXAMPLE" + number;
        tokens.add(new Example(rule.text() + mark.repeat(60 / mark.length()), mark));
      }
    }
    return tokens;
  }

  /** A line for each word of a name, as a variable and within JSON; and logins. */
  public static List<Example> lines(int first) {
    List<Example> lines = new ArrayList<>();
    for (SecretRule.Word rule : SecretRules.WORDS_OF_NAMES) {
      add(lines, first, "MY_" + rule.text() + "=@");
      add(lines, first, "ECS_INSTANCE_ATTRIBUTES={\"my_" + rule.text() + "\": \"@\"}");
    }
    LOGINS.forEach(line -> add(lines, first, line));
    return lines;
  }

  private static void add(List<Example> lines, int first, String line) {
    String mark = "hunter" + (10_000 + first + lines.size());
    lines.add(new Example(line.replaceFirst("@", mark), mark));
  }
}
