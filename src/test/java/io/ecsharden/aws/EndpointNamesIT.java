package io.ecsharden.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.Native;
import io.ecsharden.aws.ReportingInstance.Outcome;
import io.ecsharden.standin.AwsStandIn;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable asks a name server on loopback for the names of AWS's services. */
class EndpointNamesIT {

  private static final InetSocketAddress DNS = new InetSocketAddress("127.0.0.88", 53);
  private static final List<String> IN_NAMESPACE = List.of("unshare", "--map-root-user", "--mount");
  private static final String REGION = "." + AwsStandIn.REGION + ".amazonaws.com";

  private final Set<String> asked = new ConcurrentSkipListSet<>();
  private ReportingInstance instance;
  private DatagramSocket server;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    AwsStandIn aws = AwsStandIn.start().reset();
    instance = new ReportingInstance(folder, aws);
    assumeTrue(
        Native.has("unshare") && new Native(folder).execute(with(IN_NAMESPACE, "true")).code() == 0,
        "!!!! SKIPPED: needs a mount namespace of its own !!!!");
    try {
      server = new DatagramSocket(DNS);
    } catch (SocketException e) {
      abort("!!!! SKIPPED: cannot listen at " + DNS + ": " + e.getMessage() + " !!!!");
    }
    // an instance that runs, seen from a container in its network
    Path root = instance.path("");
    write(root.resolve("run/systemd/system/here"), "");
    write(root.resolve("proc/1/comm"), "systemd\n");
    write(root.resolve("proc/1/net/dev"), Files.readString(Path.of("/proc/self/net/dev")));
    write(root.resolve("etc/resolv.conf"), "nameserver 127.0.0.88\n");
    write(root.resolve("etc/hosts"), Files.readString(Path.of("/etc/hosts")));
    write(
        folder.resolve("baseline.yaml"),
        "schemaVersion: 1\nextends: default\ncontrols: {private-endpoints: {enabled: true}}\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tells_private_addresses_from_public_ones() throws Exception {
    // Given
    answer(
        name -> name.startsWith("logs.") ? new byte[] {52, 94, 5, 10} : new byte[] {10, 0, 1, 7});

    // When
    JsonNode finding = finding(audit());

    // Then
    assertEquals("FAIL", finding.get("status").asText(), finding.toString());
    assertEquals("INFORMATIONAL", finding.get("severity").asText());
    assertEquals(1, finding.get("details").size(), finding.toString());
    assertTrue(finding.toString().contains("logs" + REGION + " is 52.94.5.10"));
    assertTrue(
        asked.containsAll(
            List.of("ecs" + REGION, "123456789012.dkr.ecr" + REGION, "ec2messages" + REGION)),
        asked.toString());
    assertTrue(asked.stream().noneMatch(name -> name.startsWith("s3.")), asked.toString());
  }

  @Test
  void says_which_names_have_no_address() throws Exception {
    // Given
    answer(name -> name.startsWith("ssm") ? new byte[0] : new byte[] {10, 0, 1, 7});

    // When
    JsonNode finding = finding(audit());

    // Then
    assertEquals("NOT_EVALUATED", finding.get("status").asText(), finding.toString());
    assertTrue(
        finding
            .toString()
            .contains("ssmmessages" + REGION + " (the resolver has no address for it)"),
        finding.toString());
  }

  @Test
  void ends_in_time_where_the_name_server_says_nothing() throws Exception {
    // When
    Outcome outcome = audit();

    // Then
    JsonNode finding = finding(outcome);
    assertEquals("NOT_EVALUATED", finding.get("status").asText(), finding.toString());
    assertTrue(finding.toString().contains("the resolver did not answer within 2 s"));
    assertTrue(outcome.seconds() < 10, outcome.toString());
  }

  @Test
  void asks_nobody_where_the_control_is_off() throws Exception {
    // Given
    answer(_ -> new byte[] {10, 0, 1, 7});

    // When
    instance.run(mounted(), "audit --format json --baseline strict");

    // Then
    assertEquals(Set.of(), asked);
  }

  private Outcome audit() throws IOException, InterruptedException {
    return instance.run(
        mounted(), "audit --format json --baseline " + folder.resolve("baseline.yaml"));
  }

  private List<String> mounted() {
    return with(
        IN_NAMESPACE,
        "sh",
        "-c",
        "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"",
        instance.path("etc/resolv.conf").toString());
  }

  private static JsonNode finding(Outcome outcome) throws IOException {
    for (JsonNode finding : new ObjectMapper().readTree(outcome.out()).get("findings")) {
      if (finding.get("control").asText().equals("private-endpoints")) {
        return finding;
      }
    }
    throw new AssertionError(outcome.toString());
  }

  /** Answers each question for an IPv4 address; no bytes mean that there is no such name. */
  private void answer(Function<String, byte[]> addresses) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            while (true) {
              DatagramPacket packet = new DatagramPacket(new byte[512], 512);
              server.receive(packet);
              byte[] reply =
                  reply(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()), addresses);
              server.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            }
          } catch (IOException e) {
            // the test is over
          }
        });
  }

  /** RFC 1035, section 4. */
  private byte[] reply(ByteBuffer query, Function<String, byte[]> addresses) {
    short id = query.getShort();
    query.position(12);
    StringBuilder labels = new StringBuilder();
    for (int length = query.get(); length > 0; length = query.get()) {
      byte[] label = new byte[length];
      query.get(label);
      labels
          .append(labels.isEmpty() ? "" : ".")
          .append(new String(label, StandardCharsets.US_ASCII));
    }
    String name = labels.toString();
    asked.add(name);
    boolean ipv4 = query.getShort() == 1;
    query.getShort();
    int end = query.position();
    byte[] address = addresses.apply(name);
    boolean answered = ipv4 && address.length > 0;
    ByteBuffer reply = ByteBuffer.allocate(512);
    reply.putShort(id).putShort((short) (address.length > 0 ? 0x8180 : 0x8183));
    reply.putShort((short) 1).putShort((short) (answered ? 1 : 0)).putInt(0);
    reply.put(query.array(), 12, end - 12);
    if (answered) {
      reply.putShort((short) 0xC00C).putShort((short) 1).putShort((short) 1).putInt(1);
      reply.putShort((short) address.length).put(address);
    }
    byte[] bytes = new byte[reply.position()];
    reply.flip().get(bytes);
    return bytes;
  }

  private static void write(Path path, String text) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static List<String> with(List<String> command, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return all;
  }
}
