package io.ecsharden.plan;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.RandomFiles;
import java.nio.charset.StandardCharsets;

/** Instances with the configurations that people leave behind. */
final class RandomHosts {

  static final String MARKER = "hunter2hunter2";

  private static final String[] KEYS = {
    "ECS_CLUSTER",
    "ECS_AWSVPC_BLOCK_IMDS",
    "ECS_AWSVPC_BLOCK_IMDS",
    "ECS_ENABLE_TASK_IAM_ROLE",
    "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST",
    "ECS_SKIP_LOCALHOST_TRAFFIC_FILTER",
    "ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS",
    "DOCKER_HOST",
    "ECS_BACKEND_HOST",
    "ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES",
    "ECS_ENABLE_RUNTIME_STATS",
    "ECS_AGENT_RUN_PRIVILEGED",
    "ECS_AGENT_APPARMOR_PROFILE",
    "ECS_LOGLEVEL",
    "ECS_INSTANCE_ATTRIBUTES",
    "ECS_EXTERNAL",
    "AWS_DEFAULT_REGION",
    "ECS_DATADIR",
    "ECS_CHECKPOINT",
    "HTTP_PROXY",
    "NO_PROXY",
    "MY_OWN",
    "ECS_AGENT_CONFIG_FILE_PATH",
    "ECS_AVAILABLE_LOGGING_DRIVERS"
  };

  private static final String[] VALUES = {
    "true",
    "false",
    "true",
    "false",
    "1",
    "yes",
    "TRUE",
    "tRuE",
    "",
    "prod",
    "info",
    "unconfined",
    "unix:///var/run/docker.sock",
    "tcp://10.0.0.1:2375",
    "http://ecs.example",
    "[\"10.0.0.0/8\"]",
    "[]",
    "{\"a\":\"b\"}",
    "{\"a\":1}",
    "/data",
    "eu-central-1",
    "$X",
    "a b",
    "it's",
    "a\\b",
    "/etc/ecs/ecs.config.json",
    "\u00E9"
  };

  private static final String[] SECRETS = {
    "ECS_ENGINE_AUTH_DATA={\"quay.io\":{\"auth\":\"@\"}}",
    "HTTP_PROXY=http://user:@@proxy:3128",
    "AWS_SECRET_ACCESS_KEY=@",
    "MY_PASSWORD=@",
    "# ECS_ENGINE_AUTH_DATA={\"quay.io\":{\"password\":\"@\"}}"
  };

  private final RandomFiles files;

  RandomHosts(RandomFiles files) {
    this.files = files;
  }

  HostFacts next() {
    Hosts host = Hosts.instance();
    if (files.between(0, 3) == 0) {
      host.on("debian", "12", "Debian");
    }
    if (files.between(0, 15) > 0) {
      host.with(HostFacts.ECS_CONFIG, envFile(), files.between(0, 1) == 0 ? 0644 : 0600);
    }
    if (files.between(0, 4) == 0) {
      host.with(HostFacts.INSTANCE_CONFIG, envFile());
    }
    if (files.between(0, 5) == 0) {
      host.with(HostFacts.JSON_CONFIG, json());
    }
    if (files.between(0, 5) == 0) {
      host.withUnit(
          files.pick(
              "[Service]\nEnvironmentFile=-/etc/ecs/ecs.config\n",
              "[Service]\nExecStart=/x\n",
              "[Service]\nEnvironmentFile=-/etc/ecs/ecs.config\n"
                  + "EnvironmentFile=-/var/lib/ecs/ecs.config\n",
              "[Service]\nEnvironment=ECS_SKIP_LOCALHOST_TRAFFIC_FILTER=true\n"
                  + "EnvironmentFile=-/etc/ecs/ecs.config\n"));
    }
    if (files.between(0, 1) == 0) {
      host.registered();
    }
    return host.facts();
  }

  private byte[] envFile() {
    if (files.between(0, 7) == 0) {
      return files.next();
    }
    String end = files.pick("\n", "\n", "\n", "\r\n");
    StringBuilder file = new StringBuilder(files.between(0, 20) == 0 ? "\uFEFF" : "");
    for (int i = files.between(0, 7); i > 0; i--) {
      file.append(line());
      file.append(files.between(0, 12) == 0 ? files.pick("", "\r", "\\\n", "\n\n", "\\n") : end);
    }
    byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
    boolean secret = file.indexOf(MARKER) >= 0; // a damaged name says no longer what it holds
    return !secret && files.between(0, 15) == 0 ? files.damaged(bytes) : bytes;
  }

  private String line() {
    String key = files.pick(KEYS);
    String value = files.pick(VALUES);
    return switch (files.between(0, 22)) {
      case 0 -> "export " + key + "=" + value;
      case 1 -> key + "=\"" + value + "\"";
      case 2 -> key + "='" + value + "'";
      case 3 -> "# " + key + "=" + value;
      case 4 -> key + " = " + value;
      case 5 -> key + "=" + value + " # note";
      case 6 -> key + "=" + value + files.pick(KEYS) + "=" + files.pick(VALUES);
      case 7 -> key.toLowerCase(java.util.Locale.ROOT) + "=" + value;
      case 8 -> files.pick("# a comment \\", "; note", "#", "", "   ", "EOF", "}", "=x", "A");
      case 9 -> key + "=" + files.pick("\"", "'") + value;
      case 10 -> "\"" + key + "=" + value + "\"";
      case 11 -> key + "=" + value + files.pick(";", ",", " \\", "\\", "\"");
      case 12 -> files.pick(SECRETS).replace("@@", MARKER + "@").replaceFirst("@(?!proxy)", MARKER);
      case 13 -> "# note" + key + "=" + value;
      default -> key + "=" + value;
    };
  }

  private byte[] json() {
    String text =
        files.pick(
            "{\"TaskIAMRoleEnabledForNetworkHost\": true, \"Cluster\": \"c\"}\n",
            "{\n  \"AWSVPCBlockInstanceMetdata\" : false,\n \"EnableRuntimeStats\":true}",
            "{\"AWSVPCAdditionalLocalRoutes\":[\"10.0.0.0/8\"]}",
            "{\"EngineAuthData\":{\"x\":{\n\"auth\":\"" + MARKER + "\"}},\"cluster\":\"d\"}",
            "{\"Cluster\":",
            "{\"taskiamroleenabledfornetworkhost\":true,"
                + "\"TaskIAMRoleEnabledForNetworkHost\":false}");
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
