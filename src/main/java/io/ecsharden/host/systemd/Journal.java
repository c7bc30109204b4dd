package io.ecsharden.host.systemd;

import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.linux.Conversation;
import io.ecsharden.host.linux.Socket;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The instance's journal, as a stream of lines: what {@code systemd-cat} does. The stream begins
 * with seven lines, of which the last four are switches (systemd 257, {@code
 * src/libsystemd/sd-journal/journal-send.c}, {@code sd_journal_stream_fd}).
 */
public final class Journal {

  /** Where journald takes streams. */
  public static final String SOCKET = "/run/systemd/journal/stdout";

  /** How long journald may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(2);

  private Journal() {}

  /** How much a line matters, as in {@code syslog.h}. */
  public enum Priority {
    WARNING(4),
    INFO(6);

    private final int number;

    Priority(int number) {
      this.number = number;
    }
  }

  /**
   * Writes one line.
   *
   * @param identifier for {@code journalctl -t}; one word
   * @param line without a line feed
   * @param deadline until when journald has to take it
   * @return whether journald took it; without one, or where it is late, it does not
   */
  public static boolean write(
      HostRoot root, String identifier, Priority priority, String line, Deadline deadline) {
    try {
      Optional<Path> socket = root.locate(SOCKET);
      if (socket.isEmpty()) {
        return false;
      }
      try (Conversation stream =
          new Conversation(
              Socket.unix(socket.get().toString(), deadline.left()), deadline.left())) {
        // no unit, no priority in front of each line, and nothing passed on to others
        String head = identifier + "\n\n" + priority.number + "\n0\n0\n0\n0\n";
        stream.say((head + line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
