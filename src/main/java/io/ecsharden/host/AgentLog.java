package io.ecsharden.host;

import io.ecsharden.format.ShortText;
import io.ecsharden.host.files.HostRoot;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of the agent's log: {@code level=critical time=2026-11-30T04:44:27Z msg="…"}
 * (amazon-ecs-agent 1.105.1, {@code ecs-agent/logger}). ecs-init mounts {@code /var/log/ecs} as the
 * container's {@code /log} ({@code ecs-init/docker/docker.go}).
 */
final class AgentLog {

  static final String PATH = "/var/log/ecs/ecs-agent.log";

  private static final int MOST_BYTES = 64 << 10;
  private static final int MOST_SHOWN = 400;

  private final String[] lines;

  private AgentLog(String[] lines) {
    this.lines = lines;
  }

  static AgentLog read(HostRoot host) {
    byte[] end = host.readEnd(PATH, MOST_BYTES).bytesOrEmpty();
    return new AgentLog(new String(end, StandardCharsets.UTF_8).split("\n"));
  }

  /** The last critical line; not before a time. */
  Optional<String> critical(Instant since) {
    return last(since, "level=critical", "\"level\":\"critical\"");
  }

  /** The last line on the registration that is not before a time. */
  Optional<String> registration(Instant since) {
    return last(
        since,
        "registering container instance",
        "Registering Instance with ECS",
        "register as a container instance");
  }

  private Optional<String> last(Instant since, String... words) {
    for (int i = lines.length - 1; i >= 0; i--) {
      for (String word : words) {
        if (lines[i].contains(word) && !time(lines[i]).isBefore(since)) {
          return Optional.of(ShortText.start(lines[i].strip(), MOST_SHOWN));
        }
      }
    }
    return Optional.empty();
  }

  /** When a line was written; since ever where it does not say. */
  private static Instant time(String line) {
    int at = line.indexOf("time=");
    int start = at >= 0 ? at + 5 : line.indexOf("\"time\":\"") + 8;
    int end = start;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '"') {
      end++;
    }
    try {
      return Instant.parse(line.substring(Math.min(start, end), end));
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
