package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.host.Peer;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.machine.Budget;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every service is there, takes the connection, and hangs in its own way: all of them at once. */
class HangingServicesTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  /** What a busy machine may take besides. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private final List<Peer> peers = new ArrayList<>();
  private final TestRun messages = new TestRun();
  private Path root;

  /** What a service does instead of answering. */
  enum Hang {
    /** Reads what it is told, and says nothing. */
    SILENCE((in, out) -> {
      while (in.read() >= 0) {
        // until the other side has closed
      }
    }),
    DRIP((in, out) -> {
      while (true) {
        out.write('H');
        Thread.sleep(50);
      }
    }),
    ENDLESS_BODY((in, out) -> {
      Peer.request(in);
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write(new byte[65536]);
      }
    }),
    ENDLESS_HEADERS((in, out) -> {
      Peer.request(in);
      out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }),
    DRIPPING_BODY((in, out) -> {
      Peer.request(in);
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write('{');
        Thread.sleep(50);
      }
    });

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without a state
    private final Peer.Manners manners;

    Hang(Peer.Manners manners) {
      this.manners = manners;
    }
  }

  @BeforeEach
  void makeAnInstance() throws IOException {
    root = folder.toRealPath();
    Files.createDirectories(root.resolve("etc/ecs"));
    Files.writeString(root.resolve("etc/ecs/ecs.config"), "ECS_CLUSTER=c\n");
  }

  @AfterEach
  void close() {
    peers.forEach(Peer::close);
  }

  @ParameterizedTest
  @EnumSource(Hang.class)
  void share_one_deadline(Hang hang) throws IOException {
    // Given
    Map<String, String> environment = services(hang);
    RunContext context = context(environment);
    ReportDelivery delivery = new ReportDelivery(context, request(TIMEOUT));
    long begin = System.nanoTime();

    // When
    Result<Audit.Done> lost = Audit.run(context, of("ssm:/baseline"), delivery);
    Audit.Done audit = done(Audit.run(context, of("default"), delivery));
    ReportDelivery.Status outcome = delivery.deliver(audit);

    // Then
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(TIMEOUT.plus(SLACK)) < 0, took.toString());
    assertInstanceOf(Result.Stopped.class, lost);
    assertInstanceOf(Program.Unseen.class, audit.whole().instance().facts().running().agent());
    assertEquals(ReportDelivery.Status.NOT_DELIVERED, outcome);
  }

  /** A program that stays must not have more threads and descriptors each time. */
  @Test
  void leave_nothing_behind_after_two_hundred_calls() throws IOException, InterruptedException {
    // Given
    Map<String, String> environment = services(Hang.SILENCE);
    int threads = 0;
    long descriptors = 0;

    // When
    for (int i = 0; i < 200; i++) {
      RunContext context = context(environment);
      ReportDelivery delivery = new ReportDelivery(context, request(Duration.ofMillis(20)));
      delivery.deliver(done(Audit.run(context, of("default"), delivery)));
      if (i == 20) {
        threads = ours();
        descriptors = descriptors();
      }
    }

    // Then
    assertTrue(ours() <= threads + 8, threads + " threads, then " + ours());
    assertTrue(
        descriptors() <= descriptors + 60, descriptors + " descriptors, then " + descriptors());
  }

  private Map<String, String> services(Hang hang) throws IOException {
    peers.add(Peer.unix(root, DockerEngine.SOCKET, hang.manners));
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL_SSM", address(hang));
    environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", address(hang));
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address(hang) + "/credentials");
    return environment;
  }

  private String address(Hang hang) throws IOException {
    Peer peer = Peer.loopback(hang.manners);
    peers.add(peer);
    return URI.create("http://127.0.0.1:" + peer.port()).toString();
  }

  private RunContext context(Map<String, String> environment) {
    return new RunContext(
        root,
        "audit",
        environment,
        Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC),
        messages,
        new Budget(TIMEOUT),
        messages);
  }

  private static Audit.Request of(String baseline) {
    return new Audit.Request(
        new BaselineRequest(
            Optional.of(baseline), Duration.ofHours(1), InputStream.nullInputStream()),
        Audit.WHOLE);
  }

  private static Audit.Done done(Result<Audit.Done> result) {
    return switch (result) {
      case Result.Done<Audit.Done>(Audit.Done audit) -> audit;
      case Result.Stopped<Audit.Done>(Stop stop) -> throw new AssertionError(stop);
    };
  }

  private static ReportRequest request(Duration timeout) {
    return new ReportRequest(
        true,
        timeout,
        Duration.ZERO,
        Duration.ZERO,
        false,
        Optional.empty(),
        Optional.of("us-east-1"));
  }

  /** The program's own threads, and the SDK's. */
  private static int ours() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("ecs-harden-") || name.startsWith("sdk-"))
            .count();
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }
}
