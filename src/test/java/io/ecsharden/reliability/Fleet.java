package io.ecsharden.reliability;

import io.ecsharden.Hosts;
import io.ecsharden.aws.compliance.SsmReporter;
import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.baseline.BadBaseline;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BaselineLoader;
import io.ecsharden.baseline.BaselineSource;
import io.ecsharden.baseline.BaselineUnreadable;
import io.ecsharden.control.AuditResult;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.check.Controls;
import io.ecsharden.host.files.SharedReports;
import io.ecsharden.host.http.SocketHttp;
import io.ecsharden.machine.Deadline;
import io.ecsharden.settings.Instance;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Many instances, each with its own id and its own state, which report as the program does: one
 * run, its deadline, and what is left is for the next run. A process that would have ended is a
 * thread that is interrupted.
 */
final class Fleet {

  private final Path folder;
  private final URI endpoint;
  private final Duration jitter;
  private final Duration timeout;
  private final AuditResult audit;

  /**
   * @param jitter up to how long an instance waits first, within the timeout
   */
  Fleet(Path folder, URI endpoint, Duration jitter, Duration timeout) throws BadBaseline {
    this.folder = folder;
    this.endpoint = endpoint;
    this.jitter = jitter;
    this.timeout = timeout;
    Instance instance = Instance.of(Hosts.instance().facts());
    Baseline baseline = builtin();
    Instant now = Instant.now();
    this.audit =
        new AuditResult(
            instance, baseline, now, new Auditor(Controls.all(), baseline, now).audit(instance));
  }

  /** What one run of an instance came to: when it ended, and whether everything was delivered. */
  record Run(String instance, long endedMillis, boolean delivered) {}

  static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj("i-%017x"::formatted).toList();
  }

  /** One run of each of these instances, all started in the same moment. */
  List<Run> round(List<String> instances, int number) throws Exception {
    List<Future<Run>> runs = new ArrayList<>();
    long start = System.nanoTime();
    try (ExecutorService machines = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String instance : instances) {
        runs.add(
            machines.submit(() -> {
              boolean delivered = run(instance, number);
              return new Run(instance, (System.nanoTime() - start) / 1_000_000, delivered);
            }));
      }
    }
    List<Run> ended = new ArrayList<>();
    for (Future<Run> run : runs) {
      ended.add(run.get());
    }
    return ended;
  }

  private boolean run(String instance, int number) throws Exception {
    Path root = Files.createDirectories(folder.resolve(instance).resolve("var/lib"));
    boolean[] delivered = new boolean[1];
    Thread process =
        Thread.ofVirtual()
            .unstarted(
                () -> delivered[0] = reported(instance, root.resolve("../..").normalize(), number));
    process.start();
    process.join(timeout.plusMillis(500));
    process.interrupt();
    process.join();
    return delivered[0];
  }

  private boolean reported(String instance, Path root, int number) {
    Deadline deadline = Deadline.in(timeout);
    SsmReporter reporter = reporter(settings(instance, deadline), number);
    try {
      if (!jitter.isZero()) {
        Thread.sleep(ThreadLocalRandom.current().nextLong(jitter.toMillis()));
      }
      return reporter
          .report(new SharedReports(root, "a test", deadline::isOver), Duration.ofHours(24))
          .delivered();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException | RuntimeException e) {
      return false;
    }
  }

  /** One at a time: an audit works its values out when it is asked, and here a thousand ask. */
  private synchronized SsmReporter reporter(SsmSettings settings, int number) {
    return new SsmReporter(
        settings,
        audit,
        "audit-%s-%03d".formatted(audit.time(), number),
        "audit",
        Map.of("EcsHardenVersion", "test"));
  }

  private SsmSettings settings(String instance, Deadline deadline) {
    return new SsmSettings(
        Optional.of(instance),
        Optional.of("us-east-1"),
        Map.of("AWS_ENDPOINT_URL_SSM", endpoint.toString(), "AWS_ACCESS_KEY_ID", "set"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new SocketHttp(),
        deadline);
  }

  private static Baseline builtin() throws BadBaseline {
    BaselineSource none =
        new BaselineSource() {
          @Override
          public byte[] read(String path) throws BaselineUnreadable {
            throw new BaselineUnreadable(path);
          }

          @Override
          public String resolve(String base, String relative) {
            return relative;
          }
        };
    return new BaselineLoader(Controls.catalog(), none).load("default");
  }
}
