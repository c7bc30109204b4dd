package io.ecsharden.app;

import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How a run reaches Systems Manager from an instance. */
final class SystemsManager {

  /** Where SSM Agent keeps its registration. */
  static final String REGISTRATION = "/var/lib/amazon/ssm/registration";

  /** Where cloud-init keeps the instance id. */
  static final String CLOUD_INIT = "/var/lib/cloud/data/instance-id";

  private final RunContext context;
  private final ReportRequest request;
  private final Jitter jitter;

  SystemsManager(RunContext context, ReportRequest request) {
    this.context = context;
    this.request = request;
    // The one generator that a native image seeds when it starts; others are as random as the
    // build was, and a whole fleet would wait equally long.
    this.jitter =
        new Jitter(
            request.jitter(), context.timer(), most -> ThreadLocalRandom.current().nextLong(most));
  }

  /** Waits, if this run has not waited yet. */
  void pause() {
    jitter.pause();
  }

  /** How to ask for a baseline; it has the whole time. */
  SsmSettings forBaseline() {
    return settings(request.timeout());
  }

  /** How to send a report; what the wait took is gone. */
  SsmSettings forReport() {
    Duration left = request.timeout().minus(jitter.waited());
    return settings(left.isNegative() ? Duration.ZERO : left);
  }

  private SsmSettings settings(Duration time) {
    return new SsmSettings(
        request.instanceId(),
        request.region(),
        context.environment(),
        file(context.root(), REGISTRATION),
        file(context.root(), CLOUD_INIT),
        Optional.ofNullable(context.environment().get("AWS_CA_BUNDLE"))
            .filter(path -> path.startsWith("/"))
            .flatMap(path -> file(Path.of("/"), path)),
        Deadline.in(time));
  }

  private static Optional<byte[]> file(Path root, String path) {
    return new HostRoot(root).read(path) instanceof FileFact.Content content
        ? Optional.of(content.bytes())
        : Optional.empty();
  }
}
