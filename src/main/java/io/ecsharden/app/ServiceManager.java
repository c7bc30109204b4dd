package io.ecsharden.app;

import io.ecsharden.format.ShortText;
import io.ecsharden.host.linux.Datagram;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the program that started this process, and waits for news of it, how it is doing: systemd,
 * for a unit of the type {@code notify} (sd_notify(3), sd_watchdog_enabled(3)). Says nothing where
 * nobody asked. For several threads.
 */
public final class ServiceManager {

  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final String WATCHDOG = "WATCHDOG_USEC";
  private static final String WATCHDOG_PROCESS = "WATCHDOG_PID";

  /** A status is one line. */
  private static final int LONGEST_STATUS = 200;

  /** How a message goes out. */
  @FunctionalInterface
  interface Line {
    void send(String address, String message) throws IOException;
  }

  private final Optional<String> socket;
  private final Optional<Duration> watchdog;
  private final Line line;

  ServiceManager(Map<String, String> environment, long process, Line line) {
    this.socket = Optional.ofNullable(environment.get(SOCKET)).filter(text -> !text.isEmpty());
    this.watchdog =
        Optional.ofNullable(environment.get(WATCHDOG))
            .filter(_ -> socket.isPresent())
            .filter(_ -> isFor(environment.get(WATCHDOG_PROCESS), process))
            .flatMap(ServiceManager::micros);
    this.line = line;
  }

  /** The one that started this process. */
  public static ServiceManager of(Map<String, String> environment) {
    return new ServiceManager(environment, Kernel.process(), Datagram::send);
  }

  private static boolean isFor(@Nullable String named, long process) {
    return named == null || named.equals(Long.toString(process));
  }

  private static Optional<Duration> micros(String text) {
    try {
      long micros = Long.parseLong(text);
      return micros > 0
          ? Optional.of(Duration.ofNanos(Math.multiplyExact(micros, 1000L)))
          : Optional.empty();
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** How often {@link #alive} has to be said at least; nothing where nobody waits for it. */
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  /** The process has begun its work, or goes on with it after {@link #reloading}. */
  public Optional<String> ready() {
    return tell("READY=1");
  }

  /** The process reads everything again; {@link #ready} follows. */
  public Optional<String> reloading() {
    return tell("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1000);
  }

  /** The process begins to end. */
  public Optional<String> stopping() {
    return tell("STOPPING=1");
  }

  /** The process does its work. */
  public Optional<String> alive() {
    return watchdog.isPresent() ? tell("WATCHDOG=1") : Optional.empty();
  }

  /** What the process has to say of its work; the first line of it. */
  public Optional<String> status(String text) {
    String first = text.lines().findFirst().orElse("");
    return tell("STATUS=" + ShortText.head(first, Math.min(LONGEST_STATUS, first.length())));
  }

  /** Why the message could not be sent. */
  private Optional<String> tell(String message) {
    if (socket.isEmpty()) {
      return Optional.empty();
    }
    try {
      line.send(socket.get(), message);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
