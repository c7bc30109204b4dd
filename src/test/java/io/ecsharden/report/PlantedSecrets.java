package io.ecsharden.report;

import io.ecsharden.format.ByteBuilder;
import io.ecsharden.format.RandomFiles;
import java.nio.charset.StandardCharsets;

/**
 * Files with a secret in them, in the places where secrets stand, and with the damage that people
 * do to whole lines: quotes, export, glued and commented lines, wrong case, lost line ends.
 */
final class PlantedSecrets {

  static final String MARKER = "hunter2hunter2";

  private static final String[] SECRETS = {
    "ECS_ENGINE_AUTH_DATA={\"https://index.docker.io/v1/\":{\"username\":\"u\",\"password\":\"@\"}}",
    "ECS_ENGINE_AUTH_DATA={\"quay.io\":{\"auth\":\"@\",\"email\":\"a@example.com\"}}",
    "ECS_ENGINE_AUTH_DATA=@",
    "AWS_SECRET_ACCESS_KEY=@",
    "AWS_SESSION_TOKEN=@",
    "HTTP_PROXY=http://user:@@proxy.example:3128",
    "HTTPS_PROXY=https://user:@@proxy.example:3128/",
    "http_proxy=user:@@proxy.example:3128",
    "https_proxy=http://@:x@proxy.example",
    "HTTP_PROXY=http://user:a,@@proxy.example:3128",
    "HTTPS_PROXY=http://user:a 1'@@proxy.example:3128",
    "HTTP_PROXY=socks5://user:a/@@proxy.example:1080",
    "ECS_LOG_OPTS={\"splunk-token\":\"@\",\"splunk-url\":\"https://x\"}",
    "ECS_BACKEND_HOST=http://user:@@ecs.example",
    "DOCKER_HOST=tcp://user:@@docker.example:2375",
    "MY_PASSWORD=@",
    "DB_TOKEN=@"
  };

  private static final String[] OTHERS = {
    "ECS_CLUSTER=c",
    "ECS_AWSVPC_BLOCK_IMDS=\"true\"",
    "# a comment",
    "",
    "EOF",
    "ECS_LOGLEVEL=info",
    "ECS_AVAILABLE_LOGGING_DRIVERS=[\"json-file\"",
    "ECS_INSTANCE_ATTRIBUTES={\"a\":1}",
    "A",
    "NO_PROXY=169.254.169.254",
    "ECS_CLUSTER='",
    "# \\"
  };

  private final RandomFiles files;

  PlantedSecrets(RandomFiles files) {
    this.files = files;
  }

  byte[] envFile() {
    ByteBuilder file = new ByteBuilder(512);
    int lines = files.between(1, 6);
    for (int i = 0; i < lines; i++) {
      add(file, files.between(0, 2) == 0 ? files.pick(OTHERS) : around(secret()));
      add(file, files.pick("\n", "\n", "\n", "\r\n", "\r", "", "\\\n", "\n\n", " \n"));
    }
    return file.toBytes();
  }

  byte[] json() {
    String text =
        files.pick(
            "{\"EngineAuthData\":{\"https://x\":{\"auth\":\"@\"}},\"EngineAuthType\":\"docker\"}",
            "{\"EngineAuthData\":\"@\"}",
            "{\"EngineAuthData\":\"@",
            "{\"APIEndpoint\":\"http://user:@@ecs.example\"}",
            "{\"Cluster\":\"c\", \"password\":\"@\", \"secret\":\"@\"}",
            "{\"DockerEndpoint\":\"tcp://user:@@docker\"}",
            "");
    return utf8(text.replace("@", MARKER).replace(MARKER + MARKER, MARKER + "@"));
  }

  byte[] dropIn() {
    String word = secret().replace("\"", "\\\"");
    return utf8(
        files.pick(
            "[Service]\nEnvironment=\"" + word + "\"\n",
            "[Service]\nEnvironment='" + word + "'\nEnvironment=A=1\n",
            "[Service]\nEnvironment=" + word + "\n",
            ""));
  }

  /** What people put around a line. */
  private String around(String line) {
    int equals = line.indexOf('=');
    String name = line.substring(0, equals);
    String value = line.substring(equals + 1);
    return switch (files.between(0, 13)) {
      case 0 -> "export " + line;
      case 1 -> name + "=\"" + value + "\"";
      case 2 -> name + "='" + value + "'";
      case 3 -> "# " + line;
      case 4 -> name + " = " + value;
      case 5 -> " " + line + " # note";
      case 6 -> files.pick(OTHERS) + line;
      case 7 -> line + files.pick(OTHERS);
      case 8 -> name.toLowerCase(java.util.Locale.ROOT) + "=" + value;
      case 9 -> name + ": " + value;
      case 10 -> "echo " + line + " >> /etc/ecs/ecs.config";
      case 11 -> "\"" + name + "\"=" + value;
      default -> line;
    };
  }

  private String secret() {
    String line = files.pick(SECRETS);
    int at = line.indexOf("@@");
    return at >= 0
        ? line.substring(0, at) + MARKER + line.substring(at + 1)
        : line.replaceFirst("@(?!example)", MARKER);
  }

  private static void add(ByteBuilder file, String text) {
    byte[] bytes = utf8(text);
    file.append(bytes, 0, bytes.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
