package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.ProcessCost;
import io.ecsharden.standin.AwsStandIn;
import io.ecsharden.standin.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One daemon that lives the whole time: drift after drift, another writer, a service that is away
 * every other round, and a baseline that is changed and broken.
 */
final class DaemonLife implements Callable<DaemonLife.Done> {

  private static final String ID = "i-0aaaaaaaaaaaaaaa3";

  /** After this the daemon has nothing to do, and gives memory back. */
  private static final Duration QUIET = Duration.ofSeconds(7);

  /** The next one within two hours is a fight for the daemon. */
  private static final int MOST_REPAIRS = 3;

  /** Whole: of one writer or of the daemon, and nothing between. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "ECS_CLUSTER=soak\n# \\d+\nECS_AWSVPC_BLOCK_IMDS=(true|false|\"true\")\n# end\n");

  private static final List<Fault.Kind> AWAY =
      List.of(
          Fault.Kind.UNAVAILABLE_JSON,
          Fault.Kind.SILENCE,
          Fault.Kind.RESET_AFTER_REQUEST,
          Fault.Kind.THROTTLE,
          Fault.Kind.HALF_OPEN);

  /** What came of it; a cost for each round, and a time in ms from each drift to its repair. */
  record Done(List<ProcessCost> costs, List<Long> repairs, int fights, int reads) {}

  private final Path folder;
  private final AwsStandIn aws;
  private final Duration time;
  private final int rounds;
  private final List<ProcessCost> costs = new ArrayList<>();
  private final List<Long> repairs = new ArrayList<>();
  private boolean away;
  private int failures;
  private int number;
  private int repaired;
  private final AtomicInteger reads = new AtomicInteger();
  private volatile String torn = "";
  private volatile boolean over;

  DaemonLife(Path folder, AwsStandIn aws, Duration time, int rounds) {
    this.folder = folder;
    this.aws = aws;
    this.time = time;
    this.rounds = rounds;
  }

  @Override
  public Done call() throws Exception {
    Tree tree = Tree.in(folder).write(Tree.CONFIG, SoakedDaemon.right(0), "rw-r-----");
    baseline("first");
    aws.manage(ID);
    try (SoakedDaemon daemon = daemon(tree)) {
      daemon.await(" compliant: ");
      Thread reader = Thread.ofPlatform().daemon().start(() -> read(tree));
      long end = System.nanoTime() + time.toNanos();
      for (int round = 1; round <= rounds; round++) {
        service(round);
        baseline(daemon, round);
        fight(daemon);
        long until = end - time.toNanos() * (rounds - round) / rounds;
        do {
          drift(daemon);
        } while (System.nanoTime() < until);
        delivered(daemon);
        costs.add(costAtRest(daemon));
      }
      over = true;
      reader.join();
      assertEquals("", torn, "a file that was half written");
      return new Done(costs, repairs, rounds, reads.get());
    }
  }

  private SoakedDaemon daemon(Tree tree) throws IOException {
    return new SoakedDaemon(
        tree,
        Map.of(
            "AWS_REGION", AwsStandIn.REGION,
            "AWS_ENDPOINT_URL_SSM", aws.ssm().toString(),
            "AWS_ACCESS_KEY_ID", AwsStandIn.ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY", AwsStandIn.SECRET_KEY,
            "AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.imds().toString()),
        "--baseline",
        folder.resolve("baseline.yaml").toString(),
        "--report",
        "ssm",
        "--instance-id",
        ID,
        "--report-timeout",
        "2s",
        "--interval",
        "1m");
  }

  /** Somebody who reads the file all the time. */
  private void read(Tree tree) {
    while (!over && torn.isEmpty()) {
      try {
        String text = tree.text(Tree.CONFIG);
        if (!WHOLE.matcher(text).matches()) {
          torn = "`" + text + "`";
        }
        reads.incrementAndGet();
        Thread.sleep(1);
      } catch (IOException e) {
        torn = e.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Away in every other round, and in another way after each signal. */
  private void service(int round) {
    away = round % 2 == 1;
    aws.recover();
    fail();
  }

  private void fail() {
    if (away) {
      aws.recover();
      aws.faults(Fault.of(AWAY.get(failures++ % AWAY.size())).always());
    }
  }

  private void baseline(SoakedDaemon daemon, int round) throws Exception {
    daemon.mark();
    write("schemaVersion: 1\ncontrols: {nope: {}}\n");
    daemon.await("the baseline from before stays");
    baseline("round-" + round);
    daemon.await("the baseline is round-" + round);
  }

  private void baseline(String name) throws IOException {
    String severity = name.hashCode() % 2 == 0 ? "HIGH" : "CRITICAL";
    write(
        "schemaVersion: 1\nname: "
            + name
            + "\nextends: default\ncontrols: {awsvpc-imds-block: {severity: "
            + severity
            + "}}\n");
  }

  private void write(String text) throws IOException {
    Path next = Files.writeString(folder.resolve("baseline.next"), text);
    Files.move(next, folder.resolve("baseline.yaml"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** A drift, and the time to its repair; the daemon does not take it for a fight. */
  private void drift(SoakedDaemon daemon) throws Exception {
    number++;
    long begin = System.nanoTime();
    daemon.replace(SoakedDaemon.config(number, number % 2 == 0 ? "false" : "\"true\""));
    daemon.awaitContent(SoakedDaemon.right(number));
    repairs.add((System.nanoTime() - begin) / 1_000_000);
    if (++repaired == MOST_REPAIRS) {
      begin(daemon);
    }
  }

  /** What was repaired until now counts no more. */
  private void begin(SoakedDaemon daemon) throws Exception {
    fail();
    daemon.readAgain();
    repaired = 0;
  }

  /** Another program that wants the file otherwise, again and again. */
  private void fight(SoakedDaemon daemon) throws Exception {
    begin(daemon);
    daemon.mark();
    number++;
    String theirs = SoakedDaemon.config(number, "false");
    daemon.await(
        "the conflict",
        () -> {
          if (!daemon.tree().text(Tree.CONFIG).equals(theirs)) {
            daemon.replace(theirs);
          }
          Thread.sleep(20);
          return daemon.count(" conflict: ") > 0;
        });
    for (int i = 0; i < 3; i++) {
      number++;
      daemon.replace(SoakedDaemon.config(number, "false"));
      Thread.sleep(500);
    }
    assertEquals(SoakedDaemon.config(number, "false"), daemon.tree().text(Tree.CONFIG));
    assertEquals(1, daemon.count(" conflict: "), "conflicts that were reported");
    assertEquals(MOST_REPAIRS, daemon.count(" repaired: "), "repairs before it gave in");
    begin(daemon);
    daemon.awaitContent(SoakedDaemon.right(number));
    repaired = 1;
  }

  /** When the service is back, an operator sees how the instance is, and nothing is left behind. */
  private void delivered(SoakedDaemon daemon) throws Exception {
    away = false;
    aws.recover();
    daemon.readAgain();
    Path spool = daemon.tree().path(Tree.STATE + "/spool");
    daemon.await("the report", () -> items().equals("[COMPLIANT]") && reports(spool).isEmpty());
    daemon.await("nothing left behind", daemon.tree()::isClean);
  }

  /**
   * When nothing is to be sent, and what the last report has left is collected by one more look.
   */
  private static ProcessCost costAtRest(SoakedDaemon daemon) throws Exception {
    daemon.readAgain();
    Thread.sleep(QUIET);
    return daemon.cost();
  }

  private String items() {
    return aws.complianceItems(ID).stream()
        .filter(item -> item.get("Id").textValue().equals("awsvpc-imds-block"))
        .map(item -> item.get("Status").textValue())
        .toList()
        .toString();
  }

  private static List<Path> reports(Path spool) throws IOException {
    if (!Files.isDirectory(spool)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(spool)) {
      return files.filter(path -> path.toString().endsWith(".json")).toList();
    }
  }
}
