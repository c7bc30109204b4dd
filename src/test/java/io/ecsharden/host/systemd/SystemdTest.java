package io.ecsharden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.host.Peer;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** systemd's answers over the bus, good and bad. */
class SystemdTest {

  /** Where an answer comes: as long as a busy machine may need. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Where none comes; the connection comes before it, and has to be made within the same time. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir private Path root;

  @Test
  void asks_for_a_restart_and_gets_the_job() throws IOException {
    // Given
    WireWriter job = new WireWriter().string("/org/freedesktop/systemd1/job/4711");

    // When
    try (Peer bus = bus((member, serial) -> FakeBus.reply(serial, "o", job));
        Systemd systemd = connect()) {
      // Then
      assertEquals("/org/freedesktop/systemd1/job/4711", systemd.restart("ecs.service"));
    }
  }

  @Test
  void reads_what_systemd_257_really_said() throws IOException {
    // Given
    String noSuchUnit =
        "6c0301011f000000b00000005d00000005017500020000000601730005000000"
            + " 3a312e31320000000401730023000000"
            + " 6f72672e667265656465736b746f702e73797374656d64312e4e6f53756368556e69740000000000"
            + " 0801670001730000 07017300040000003a312e3000000000"
            + "1a000000556e6974206e6f2e73657276696365206e6f7420666f756e642e00";
    byte[] bytes = HexFormat.of().parseHex(noSuchUnit.replace(" ", ""));

    // When
    try (Peer bus = bus((member, serial) -> bytes);
        Systemd systemd = connect()) {
      SystemdException e =
          assertThrows(SystemdException.class, () -> systemd.restart("no.service"));

      // Then
      assertEquals("org.freedesktop.systemd1.NoSuchUnit", e.errorName());
      assertEquals("RestartUnit: Unit no.service not found.", e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"loaded, active, true", "not-found, inactive, false", "masked, failed, false"})
  void reads_whether_a_unit_is_loaded_and_its_state(String load, String active, boolean loaded)
      throws IOException {
    // Given: Hello is 1, LoadUnit is 2, and the properties come in the order of the requests
    FakeBus.Answers answers =
        (member, serial) ->
            member.equals("LoadUnit")
                ? FakeBus.reply(serial, "o", new WireWriter().string("/unit"))
                : FakeBus.reply(serial, "v", text(serial == 3 ? load : active));

    // When
    try (Peer bus = bus(answers);
        Systemd systemd = connect()) {
      // Then
      assertEquals(new Services.Unit(loaded, active), systemd.unit("ecs.service"));
    }
  }

  @ParameterizedTest
  @CsvSource({"running, RUNNING", "waiting, WAITING"})
  void reads_how_far_a_job_is(String state, Services.Job job) throws IOException {
    try (Peer bus = bus((member, serial) -> FakeBus.reply(serial, "v", text(state)));
        Systemd systemd = connect()) {
      assertEquals(job, systemd.job("/org/freedesktop/systemd1/job/83"));
    }
  }

  @ParameterizedTest
  @CsvSource({"initializing, true", "starting, true", "running, false", "degraded, false"})
  void knows_a_system_that_is_still_starting(String state, boolean starting) throws IOException {
    try (Peer bus = bus((member, serial) -> FakeBus.reply(serial, "v", text(state)));
        Systemd systemd = connect()) {
      assertEquals(starting, systemd.isStarting());
    }
  }

  @Test
  void tells_its_version() throws IOException {
    try (Peer bus = bus((member, serial) -> FakeBus.reply(serial, "v", text("257.9-1~deb13u1")));
        Systemd systemd = connect()) {
      assertEquals("257.9-1~deb13u1", systemd.version());
    }
  }

  @Test
  void skips_messages_that_are_not_the_answer() throws IOException {
    // Given
    FakeBus.Answers answers =
        (member, serial) ->
            FakeBus.all(
                List.of(
                    FakeBus.message(4, 0, Map.of(3, "NameAcquired"), "s", new byte[20]),
                    FakeBus.reply(serial - 1, "v", text("starting")),
                    FakeBus.reply(serial, "v", text("running"))));

    // When
    try (Peer bus = bus(answers);
        Systemd systemd = connect()) {
      // Then
      assertFalse(systemd.isStarting());
    }
  }

  @Test
  void reads_an_unknown_job_as_over() throws IOException {
    // Given
    FakeBus.Answers answers =
        (member, serial) ->
            FakeBus.error(serial, "org.freedesktop.DBus.Error.UnknownObject", "Unknown object");

    // When
    try (Peer bus = bus(answers);
        Systemd systemd = connect()) {
      // Then
      assertEquals(Services.Job.OVER, systemd.job("/org/freedesktop/systemd1/job/1"));
    }
  }

  @Test
  void goes_on_after_an_error_of_systemd() throws IOException {
    // Given
    FakeBus.Answers answers =
        (member, serial) ->
            member.equals("RestartUnit")
                ? FakeBus.error(serial, "org.freedesktop.systemd1.NoSuchUnit", "")
                : FakeBus.reply(serial, "", new WireWriter());

    // When
    try (Peer bus = bus(answers);
        Systemd systemd = connect()) {
      SystemdException e = assertThrows(SystemdException.class, () -> systemd.restart("a.service"));

      // Then
      assertEquals("RestartUnit: org.freedesktop.systemd1.NoSuchUnit", e.getMessage());
      systemd.resetFailed("a.service");
      systemd.reload();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // another byte order, another protocol, more than may be, the same with overflow
        "42020101000000000100000000000000",
        "6c020102000000000100000000000000",
        "6c020101000000100100000000000000",
        "6c020101000000000100000000000010",
        "6c020101ffffffff01000000ffffffff",
        // fields that lead out of the header, a field of a container's type, text without NUL
        "6c020101000000000100000008000000040173007f000000",
        "6c0201010000000001000000080000000a02617300000000",
        "6c02010100000000010000000a000000040173000100000061610000000000000000",
        // an end in the middle
        "6c0201010400000001000000",
        "6c020101100000000100000000000000ff"
      })
  void refuses_what_is_not_a_message_and_closes_the_connection(String hex) throws IOException {
    // Given
    FakeBus.Answers answers =
        (member, serial) -> {
          throw new Said(HexFormat.of().parseHex(hex));
        };

    // When
    try (Peer bus = peer(answers);
        Systemd systemd = connect()) {
      SystemdException e = assertThrows(SystemdException.class, systemd::isStarting);

      // Then
      assertFalse(isTimeout(e), e.getMessage());
      assertThrows(SystemdException.class, systemd::isStarting);
    }
  }

  @Test
  void survives_every_damage_to_a_message() throws IOException {
    // Given
    Random random = new Random(42);
    FakeBus.Answers answers =
        (member, serial) -> {
          byte[] message = FakeBus.reply(serial, "v", text("running"));
          for (int i = random.nextInt(3); i >= 0; i--) {
            message[random.nextInt(message.length)] = (byte) random.nextInt(256);
          }
          throw new Said(Arrays.copyOf(message, message.length - random.nextInt(2)));
        };
    Set<String> seen = new TreeSet<>();

    // When
    try (Peer bus = peer(answers)) {
      for (int i = 0; i < 1000; i++) {
        try (Systemd systemd = connect()) {
          systemd.isStarting();
          seen.add("an answer");
        } catch (SystemdException e) {
          seen.add(isTimeout(e) ? "a timeout" : "an error");
        }
      }
    }

    // Then
    assertEquals(Set.of("an error", "an answer"), seen);
  }

  @Test
  void does_not_wait_for_ever_for_an_answer() throws IOException {
    // Given
    FakeBus.Answers answers = (member, serial) -> new byte[0];

    // When
    try (Peer bus = bus(answers);
        Systemd systemd = connect(SHORT)) {
      SystemdException e =
          assertTimeoutPreemptively(
              TIMEOUT, () -> assertThrows(SystemdException.class, systemd::isStarting));

      // Then
      assertTrue(isTimeout(e), e.getMessage());
      assertEquals("Get: no answer within 1000 ms", e.getMessage());
    }
  }

  @Test
  void does_not_wait_for_ever_for_a_bus_that_sends_a_byte_now_and_then() throws IOException {
    // Given
    Peer.Manners drip =
        (in, out) -> {
          FakeBus.line(in);
          for (int i = 0; i < 300; i++) {
            out.write('O');
            Thread.sleep(100);
          }
        };

    // When
    try (Peer bus = Peer.unix(root, Systemd.SOCKET, drip)) {
      SystemdException e =
          assertTimeoutPreemptively(
              TIMEOUT, () -> assertThrows(SystemdException.class, () -> connect(SHORT)));

      // Then
      assertTrue(isTimeout(e), e.getMessage());
    }
  }

  @Test
  void stops_after_many_messages_that_are_not_the_answer() throws IOException {
    // Given
    byte[] signal = FakeBus.message(4, 0, Map.of(3, "Noise"), "", new byte[0]);
    FakeBus.Answers answers = (member, serial) -> FakeBus.all(Collections.nCopies(1000, signal));

    // When
    try (Peer bus = bus(answers);
        Systemd systemd = connect()) {
      SystemdException e = assertThrows(SystemdException.class, systemd::isStarting);

      // Then
      assertFalse(isTimeout(e), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "u", "", "vv"})
  void refuses_an_answer_of_another_type(String signature) throws IOException {
    // Given
    FakeBus.Answers answers =
        (member, serial) -> FakeBus.reply(serial, signature, new WireWriter().string("running"));

    // When
    try (Peer bus = bus(answers);
        Systemd systemd = connect()) {
      // Then
      SystemdException e = assertThrows(SystemdException.class, systemd::isStarting);
      assertFalse(isTimeout(e), e.getMessage());
    }
  }

  @Test
  void names_its_user_and_reports_that_the_bus_does_not_accept_it() throws IOException {
    // Given
    AtomicReference<String> heard = new AtomicReference<>("");
    Peer.Manners manners =
        (in, out) -> {
          heard.set(FakeBus.line(in));
          out.write("REJECTED EXTERNAL\r\n".getBytes(StandardCharsets.US_ASCII));
        };

    // When
    try (Peer bus = Peer.unix(root, Systemd.SOCKET, manners)) {
      SystemdException e = assertThrows(SystemdException.class, this::connect);

      // Then
      assertEquals("the system bus does not accept this user", e.getMessage());
      String uid = String.valueOf(Files.getAttribute(root, "unix:uid"));
      String hex = HexFormat.of().formatHex(uid.getBytes(StandardCharsets.US_ASCII));
      assertEquals("\0AUTH EXTERNAL " + hex + "\r", heard.get());
    }
  }

  @Test
  void says_where_there_is_no_bus() throws IOException {
    // When
    SystemdException absent = assertThrows(SystemdException.class, this::connect);
    Files.createDirectories(root.resolve("run/dbus"));
    Files.createFile(root.resolve("run/dbus/system_bus_socket"));
    SystemdException dead = assertThrows(SystemdException.class, this::connect);

    // Then
    assertEquals("there is no D-Bus socket at /run/dbus/system_bus_socket", absent.getMessage());
    assertTrue(
        String.valueOf(dead.getMessage()).startsWith("nothing listens at "), dead.getMessage());
  }

  private static boolean isTimeout(SystemdException e) {
    return String.valueOf(e.getMessage()).contains("no answer within");
  }

  private Systemd connect() throws SystemdException {
    return connect(TIMEOUT);
  }

  private Systemd connect(Duration timeout) throws SystemdException {
    return Systemd.connect(new HostRoot(root), timeout);
  }

  private Peer bus(FakeBus.Answers answers) throws IOException {
    return Peer.unix(root, Systemd.SOCKET, (in, out) -> FakeBus.talk(in, out, answers));
  }

  /** As {@link #bus}, and what is {@link Said} is the last that it says. */
  private Peer peer(FakeBus.Answers answers) throws IOException {
    return Peer.unix(
        root,
        Systemd.SOCKET,
        (in, out) -> {
          try {
            FakeBus.talk(in, out, answers);
          } catch (Said last) {
            out.write(last.bytes);
          }
        });
  }

  private static WireWriter text(String text) {
    return new WireWriter().signature("s").string(text);
  }

  private static final class Said extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient byte[] bytes;

    Said(byte[] bytes) {
      this.bytes = Arrays.copyOf(bytes, bytes.length);
    }
  }
}
