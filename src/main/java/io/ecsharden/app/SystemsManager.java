package io.ecsharden.app;

import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.HostInspector;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.http.SocketHttp;
import io.ecsharden.machine.Budget;
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

  /** Where nothing is sent, and no option says anything. */
  static SystemsManager unsent(RunContext context) {
    return new SystemsManager(context, ReportRequest.UNSENT);
  }

  /** Waits, if this run has not waited yet. */
  void pause() {
    jitter.pause();
  }

  /**
   * A part of the run's time to ask for a baseline in. It leaves enough to look at the instance,
   * which matters more than where the baseline comes from: there may be a copy.
   */
  Budget.Share forBaseline() {
    Duration total = context.budget().total();
    Duration look = total.dividedBy(2);
    Duration kept = look.compareTo(HostInspector.LOOK) < 0 ? look : HostInspector.LOOK;
    return context.budget().share(context.budget().left().minus(kept));
  }

  /** How to send a report: in the time that the wait, and everybody who was asked, have left. */
  SsmSettings forReport() {
    Duration left = request.timeout().minus(jitter.waited());
    Duration most = left.compareTo(context.budget().left()) < 0 ? left : context.budget().left();
    Duration time = most.isNegative() ? Duration.ZERO : most;
    return settings(new Deadline(request.timeout(), Deadline.in(time).end()));
  }

  /** How to ask in a part of the run's time. */
  SsmSettings settings(Budget.Share share) {
    return settings(new Deadline(request.timeout(), share.deadline().end()));
  }

  private SsmSettings settings(Deadline deadline) {
    return new SsmSettings(
        request.instanceId(),
        request.region(),
        context.environment(),
        file(context.root(), REGISTRATION),
        file(context.root(), CLOUD_INIT),
        own("AWS_CA_BUNDLE"),
        own("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"),
        new SocketHttp(),
        deadline);
  }

  /** A file of this process's own file system, which a variable names. */
  private Optional<byte[]> own(String variable) {
    return Optional.ofNullable(context.environment().get(variable))
        .filter(path -> path.startsWith("/"))
        .flatMap(path -> file(Path.of("/"), path));
  }

  private static Optional<byte[]> file(Path root, String path) {
    return new HostRoot(root).read(path) instanceof FileFact.Content content
        ? Optional.of(content.bytes())
        : Optional.empty();
  }
}
