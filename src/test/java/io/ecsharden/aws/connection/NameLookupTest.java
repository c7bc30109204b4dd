package io.ecsharden.aws.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A resolver that asks a name server which says nothing until the test lets it. */
@Timeout(20)
class NameLookupTest {

  private static final Duration LONG = Duration.ofSeconds(15);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private DatagramSocket server;

  @BeforeEach
  void open() throws IOException {
    server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    server.setSoTimeout((int) LONG.toMillis());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void does_not_wait_longer_than_the_caller_for_a_resolver_that_hangs() {
    NameLookup names = new NameLookup(this::ask);
    long begin = System.nanoTime();

    IOException e = assertThrows(IOException.class, () -> names.await("ssm.example", SHORT));

    assertEquals("the resolver did not answer in time for ssm.example", e.getMessage());
    assertTrue(System.nanoTime() - begin < 2_000_000_000L);
  }

  @Test
  void asks_once_for_one_name_and_in_one_thread_for_all() throws Exception {
    NameLookup names = new NameLookup(this::ask);
    for (String name : List.of("a.example", "a.example", "b.example", "a.example")) {
      assertThrows(IOException.class, () -> names.await(name, SHORT));
    }
    assertEquals(List.of("a.example"), asked);

    // When
    answerAll();
    threads.getFirst().join(LONG.toMillis());

    // Then
    assertTrue(!threads.getFirst().isAlive(), "the thread ends when nothing is left to do");
    assertEquals(List.of("a.example", "b.example"), asked);
    assertEquals(1, threads.stream().distinct().count());
  }

  @Test
  void refuses_at_once_when_too_many_names_wait() throws Exception {
    NameLookup names = new NameLookup(this::ask);
    assertThrows(IOException.class, () -> names.await("first.example", SHORT));
    for (int i = 0; i < NameLookup.MOST_WAITING; i++) {
      String name = i + ".example";
      assertThrows(IOException.class, () -> names.await(name, Duration.ofMillis(1)));
    }
    long begin = System.nanoTime();

    IOException e = assertThrows(IOException.class, () -> names.await("more.example", LONG));

    assertEquals("the resolver does not answer, and other names wait for it", e.getMessage());
    assertTrue(System.nanoTime() - begin < 2_000_000_000L);

    // When
    answerAll();

    // Then
    names.await((NameLookup.MOST_WAITING - 1) + ".example", LONG);
    names.await("more.example", LONG);
  }

  @Test
  void says_what_the_resolver_says() {
    NameLookup unknown =
        new NameLookup(name -> {
          throw new UnknownHostException(name);
        });
    assertThrows(UnknownHostException.class, () -> unknown.await("no.example", LONG));
    NameLookup broken =
        new NameLookup(_ -> {
          throw new IllegalStateException("broken");
        });
    assertThrows(IOException.class, () -> broken.await("no.example", LONG));
  }

  @Test
  void asks_nobody_for_an_address() throws IOException {
    NameLookup names = new NameLookup(this::ask);
    names.await("169.254.169.254", SHORT);
    names.await("fd00:ec2::254", SHORT);
    assertEquals(List.of(), asked);
  }

  private InetAddress[] ask(String name) throws IOException {
    asked.add(name);
    threads.add(Thread.currentThread());
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      socket.send(new DatagramPacket(bytes, bytes.length, server.getLocalSocketAddress()));
      socket.receive(new DatagramPacket(new byte[1], 1));
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
  }

  /** Answers what has been asked, and what will be. */
  private void answerAll() {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            while (true) {
              DatagramPacket question = new DatagramPacket(new byte[64], 64);
              server.receive(question);
              server.send(new DatagramPacket(new byte[1], 1, question.getSocketAddress()));
            }
          } catch (IOException e) {
            // the test is over
          }
        });
  }
}
