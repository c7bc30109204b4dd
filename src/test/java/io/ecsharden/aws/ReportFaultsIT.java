package io.ecsharden.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.Native;
import io.ecsharden.aws.ReportFault.End;
import io.ecsharden.aws.ReportingInstance.Outcome;
import io.ecsharden.lab.NeedsEngine;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Fault;
import io.ecsharden.standin.Fault.Kind;
import io.ecsharden.standin.Fault.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the way to Systems Manager, an audit or a repair is what it is. */
@NeedsEngine
class ReportFaultsIT {

  private static final String SSM = " --report ssm --report-timeout ";

  /** For what arrives, or is refused: a slow machine has its time. */
  private static final String REPORT = SSM + End.ITSELF.timeout();

  /** For what waits for the end of this time. */
  private static final String SHORT_REPORT = SSM + End.DEADLINE.timeout();

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A loopback address that no machine's own resolver has. */
  private static final InetSocketAddress DNS = new InetSocketAddress("127.0.0.88", 53);

  /** What a verb does without a report. */
  private static final Map<String, Outcome> UNTOLD = new HashMap<>();

  @TempDir private static Path folder;

  private AwsStandIn aws;
  private ReportingInstance instance;

  @BeforeEach
  void start() throws IOException {
    aws = AwsStandIn.start().reset();
    aws.manage(AwsStandIn.INSTANCE);
    instance = new ReportingInstance(folder, aws);
  }

  static Stream<Arguments> faultsAndVerbs() {
    return ReportFault.all().stream()
        .flatMap(fault ->
            Stream.of("audit", "fix --restart never").map(verb -> Arguments.of(fault, verb)));
  }

  @ParameterizedTest
  @MethodSource("faultsAndVerbs")
  void changes_no_result_and_loses_no_report(ReportFault fault, String verb) throws Exception {
    // Given
    Outcome unreported = unreported(verb);
    fault.setting().in(aws, instance);

    // When
    Outcome reported = instance.run(verb + SSM + fault.end().timeout());

    // Then
    assertEquals(unreported.out(), reported.out());
    assertEquals(unreported.code(), reported.code());
    assertTrue(reported.seconds() <= fault.end().longest(), reported.toString());
    boolean arrives = fault.line().isEmpty();
    assertEquals(arrives ? 0 : 1, reported.err().size(), reported.toString());
    assertTrue(String.join("", reported.err()).contains(fault.line()), reported.toString());
    assertFalse(reported.toString().contains("hunter2"), reported.toString());
    List<Path> kept = instance.state("spool");
    assertEquals(arrives ? 0 : 1, kept.size());
    for (Path file : kept) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    assertMetadataIsNeverAskedWithoutToken();
    assertDeliversWhatIsKept(kept);
  }

  private Outcome unreported(String verb) throws Exception {
    if (!UNTOLD.containsKey(verb)) {
      UNTOLD.put(verb, instance.run(verb));
      instance.restore();
    }
    return UNTOLD.get(verb);
  }

  private void assertMetadataIsNeverAskedWithoutToken() {
    assertTrue(
        aws.requests(Target.IMDS).stream()
            .allMatch(r ->
                r.method().equals("PUT") || r.headers().containsKey("x-aws-ec2-metadata-token")));
  }

  /**
   * The fault is gone; the next run's report says the same, and takes the place of what is kept. A
   * call that arrived is not made again.
   */
  private void assertDeliversWhatIsKept(List<Path> kept) throws Exception {
    boolean half = Files.exists(instance.path("var/lib/ecs-harden/spool/half-sent"));
    assertTrue(!half || accepted("PutComplianceItems") > 0);
    aws.reset().manage(AwsStandIn.INSTANCE);
    Outcome next = instance.beside(aws).run("audit" + REPORT);
    assertEquals(List.of(), next.err());
    assertEquals(List.of(), instance.state("spool"));
    assertEquals(half ? 0 : kept.size(), accepted("PutComplianceItems"));
    assertEquals(kept.size(), accepted("PutInventory"));
  }

  private long accepted(String operation) {
    return aws.requests(Target.SSM).stream()
        .filter(r -> r.operation().equals(operation) && r.verdict().equals("ok"))
        .count();
  }

  @Test
  void fails_with_74_where_the_report_is_required() throws Exception {
    // When
    Outcome delivered = instance.run("audit --report-required" + REPORT);
    aws.faults(Fault.of(Kind.ACCESS_DENIED).always());
    Outcome unchanged = instance.run("audit --report-required" + REPORT);
    Outcome refused = instance.run("audit --report-required --report-heartbeat 0s" + REPORT);

    // Then
    assertEquals(10, delivered.code());
    assertEquals(10, unchanged.code());
    assertEquals(74, refused.code());
  }

  @Test
  void keeps_the_order_of_reports_that_many_runs_could_not_send() throws Exception {
    // Given
    aws.faults(Fault.of(Kind.ACCESS_DENIED).times(4 * 2));
    for (int i = 0; i < 2; i++) {
      instance.run("fix --restart never" + REPORT);
      Files.writeString(instance.path("etc/ecs/ecs.config"), "ECS_AWSVPC_BLOCK_IMDS=false\n");
      instance.run("audit" + REPORT);
    }
    List<String> ids = new ArrayList<>();
    for (Path kept : instance.state("spool")) {
      ids.add(JSON.readTree(kept.toFile()).findValue("ExecutionId").textValue());
    }

    // When
    instance.run("report" + REPORT);

    // Then
    assertEquals(
        List.of("fix", "audit", "fix", "audit"), ids.stream().map(id -> id.split("-")[0]).toList());
    assertEquals(4, accepted("PutComplianceItems"));
    assertTrue(
        aws.complianceItems(AwsStandIn.INSTANCE).getFirst().toString().contains("\"report-"));
  }

  @Test
  void does_not_send_again_what_arrived() throws Exception {
    // Given
    aws.faults(Fault.of(Kind.THROTTLE).on("PutInventory").always());
    for (int i = 0; i < 3; i++) {
      assertEquals(1, instance.run("audit" + SHORT_REPORT).err().size());
    }
    assertEquals(1, accepted("PutComplianceItems"));
    aws.reset().manage(AwsStandIn.INSTANCE);

    // When
    Outcome reported = instance.run("audit" + REPORT);

    // Then
    assertEquals(List.of(), reported.err());
    assertEquals(0, accepted("PutComplianceItems"));
    assertEquals(1, accepted("PutInventory"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "fix --restart never"})
  void ends_in_time_where_the_resolver_never_answers(String verb) throws Exception {
    // Given
    Outcome unreported = unreported(verb);
    List<String> inNamespace = List.of("unshare", "--map-root-user", "--mount");
    assumeTrue(
        Native.has("unshare") && new Native(folder).execute(with(inNamespace, "true")).code() == 0,
        "SKIPPED: needs a mount namespace of its own");
    Path resolver = Files.writeString(folder.resolve("resolv.conf"), "nameserver 127.0.0.88\n");
    String mounted = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";
    instance.with("AWS_ENDPOINT_URL_SSM", "https://ssm.example.com");

    // When
    Outcome reported;
    try (DatagramChannel silent = resolver()) {
      reported =
          instance.run(
              with(inNamespace, "sh", "-c", mounted, resolver.toString()), verb + SHORT_REPORT);
      assertNotNull(received(silent), "the resolver was not asked");
    }

    // Then
    assertEquals(unreported.out(), reported.out());
    assertEquals(unreported.code(), reported.code());
    assertTrue(reported.seconds() <= End.DEADLINE.longest(), reported.toString());
    assertEquals(1, reported.err().size(), reported.toString());
    assertTrue(
        reported
            .err()
            .getFirst()
            .contains("the resolver did not answer in time for ssm.example.com"),
        reported.toString());
    assertEquals(1, instance.state("spool").size());
  }

  private static DatagramChannel resolver() throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      return channel.bind(DNS);
    } catch (SocketException e) {
      channel.close();
      return abort("!!!! SKIPPED: cannot listen at " + DNS + ": " + e.getMessage() + " !!!!");
    }
  }

  private static @Nullable SocketAddress received(DatagramChannel channel) throws IOException {
    channel.configureBlocking(false);
    return channel.receive(ByteBuffer.allocate(512));
  }

  private static List<String> with(List<String> command, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return all;
  }

  @Test
  void sends_what_cannot_be_kept() throws Exception {
    // Given
    Files.createDirectories(instance.path("var/lib"));
    Files.writeString(instance.path("var/lib/ecs-harden"), "in the way");

    // When
    Outcome sent = instance.run("audit --report-required" + REPORT);
    aws.faults(Fault.of(Kind.ACCESS_DENIED).always());
    Outcome lost = instance.run("audit --report-required" + REPORT);

    // Then
    assertEquals(10, sent.code());
    assertEquals(1, sent.err().size(), sent.toString());
    assertTrue(
        sent.err().getFirst().contains("the report cannot be kept for later"), sent.toString());
    assertEquals(1, accepted("PutInventory"));
    assertEquals(74, lost.code());
    assertEquals(1, lost.err().size(), lost.toString());
  }

  @Test
  void sends_with_a_full_disk() throws Exception {
    // Given
    List<String> strace =
        List.of("strace", "-f", "-qq", "-e", "signal=none", "-e", "trace=fsync", "-o", "/dev/null");
    assumeTrue(
        Native.has("strace") && new Native(folder).shell("strace -o /dev/null true").code() == 0,
        "SKIPPED: needs strace, and the permission to use it");
    List<String> full = new ArrayList<>(strace);
    full.addAll(List.of("-e", "inject=fsync:error=ENOSPC"));

    // When
    Outcome sent = instance.run(full, "audit" + REPORT);

    // Then
    assertEquals(10, sent.code());
    assertEquals(1, sent.err().size(), sent.toString());
    assertTrue(
        sent.err().getFirst().contains("the report cannot be kept for later"), sent.toString());
    assertEquals(1, accepted("PutInventory"));
    assertEquals(List.of(), instance.state("spool"));
  }

  @Test
  void reports_two_runs_at_once() throws Exception {
    // Given
    aws.faults(Fault.of(Kind.DELAY).lasting(Duration.ofMillis(700)));
    String both = "audit --report-heartbeat 0s" + REPORT;

    // When
    Outcome second;
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<Outcome> first = other.submit(() -> instance.run(both));
      second = instance.run(both);

      // Then
      assertEquals(List.of(), first.get().err());
    }
    assertEquals(List.of(), second.err());
    // they say the same: where the second was kept before the first was sent it took its place
    assertTrue(List.of(1L, 2L).contains(accepted("PutInventory")));
    assertEquals(List.of(), instance.state("spool"));
  }
}
