package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceManagerTest {

  private final List<String> sent = new ArrayList<>();

  private ServiceManager with(Map<String, String> environment) {
    return new ServiceManager(environment, 42, (to, message) -> sent.add(to + " " + message));
  }

  @Test
  void says_nothing_where_nobody_asked() {
    // Given
    ServiceManager manager = with(Map.of("WATCHDOG_USEC", "1000000"));

    // When
    manager.ready();
    manager.alive();
    manager.stopping();

    // Then
    assertEquals(List.of(), sent);
    assertEquals(Optional.empty(), manager.watchdog());
  }

  @Test
  void says_how_it_is() {
    // Given
    ServiceManager manager = with(Map.of("NOTIFY_SOCKET", "/run/systemd/notify"));

    // When
    manager.ready();
    manager.reloading();
    manager.status("2 controls fail\nand more");
    manager.stopping();

    // Then
    assertEquals("/run/systemd/notify READY=1", sent.get(0));
    assertTrue(sent.get(1).startsWith("/run/systemd/notify RELOADING=1\nMONOTONIC_USEC="));
    assertEquals("/run/systemd/notify STATUS=2 controls fail", sent.get(2));
    assertEquals("/run/systemd/notify STOPPING=1", sent.get(3));
  }

  @Test
  void is_alive_for_a_watchdog_alone() {
    with(Map.of("NOTIFY_SOCKET", "@n")).alive();
    assertEquals(List.of(), sent);

    // When
    ServiceManager manager =
        with(Map.of("NOTIFY_SOCKET", "@n", "WATCHDOG_USEC", "3000000", "WATCHDOG_PID", "42"));
    manager.alive();

    // Then
    assertEquals(List.of("@n WATCHDOG=1"), sent);
    assertEquals(Optional.of(Duration.ofSeconds(3)), manager.watchdog());
  }

  @Test
  void leaves_the_watchdog_of_another_process_alone() {
    assertEquals(
        Optional.empty(),
        with(Map.of("NOTIFY_SOCKET", "@n", "WATCHDOG_USEC", "3", "WATCHDOG_PID", "41")).watchdog());
    assertEquals(
        Optional.empty(), with(Map.of("NOTIFY_SOCKET", "@n", "WATCHDOG_USEC", "x")).watchdog());
  }

  @Test
  void says_why_it_was_not_heard() {
    ServiceManager manager =
        new ServiceManager(
            Map.of("NOTIFY_SOCKET", "/gone"),
            42,
            (to, _) -> {
              throw new IOException(to + ": no such file");
            });

    assertEquals(Optional.of("/gone: no such file"), manager.ready());
  }
}
