package io.ecsharden.app;

import io.ecsharden.aws.compliance.SsmReporter;
import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.cli.Arguments;
import io.ecsharden.cli.Console;
import io.ecsharden.cli.ExitCode;
import io.ecsharden.cli.Failure;
import io.ecsharden.cli.Options;
import io.ecsharden.cli.ReportOptions;
import io.ecsharden.cli.ReportVerb;
import io.ecsharden.cli.Version;
import io.ecsharden.control.AuditResult;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.agent.Introspection;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.docker.DockerException;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.SharedReports;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.machine.AgentHealth;
import io.ecsharden.machine.Deadline;
import io.ecsharden.machine.MachineException;
import io.ecsharden.report.Style;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** From the command line to a report that is sent, or kept. Never changes what an audit found. */
public final class Reporting {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Arguments arguments;
  private final Console console;
  private final ReportOptions options;
  private final Path root;
  private Duration waited = Duration.ZERO;
  private boolean paused;

  public Reporting(Arguments arguments, Console console) throws Failure {
    this.arguments = arguments;
    this.console = console;
    this.options = ReportOptions.of(arguments);
    this.root = Options.rootOf(arguments);
  }

  /** Whether anything is to be told to anybody. */
  public boolean isWanted() {
    return options.ssm() || options.inventoryFile();
  }

  /** Waits, if an audit that follows is told to Systems Manager. */
  public void pauseBeforeAudit() {
    if (tellsService()) {
      pause();
    }
  }

  private boolean tellsService() {
    return options.ssm() || arguments.verb().equals(ReportVerb.NAME);
  }

  /**
   * The run's one random wait, before it looks at the instance and before its first call to Systems
   * Manager; nothing after that. An audit from before a long wait would be told after a later one.
   */
  public void pause() {
    long jitter = options.jitter().toMillis();
    if (paused || jitter == 0) {
      return;
    }
    paused = true;
    long begin = System.nanoTime();
    try {
      // The one generator that a native image seeds when it starts; others are as random as the
      // build was, and a whole fleet would wait equally long.
      Thread.sleep(ThreadLocalRandom.current().nextLong(jitter));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    waited = Duration.ofNanos(System.nanoTime() - begin);
  }

  /** What would be sent. */
  public String preview(AuditResult audit) {
    return reporter(audit, deadline()).preview();
  }

  /**
   * Leaves a file for SSM Agent, and sends within the deadline, as far as each is wanted.
   *
   * @param code what the run exits with otherwise
   */
  public ExitCode report(AuditResult audit, ExitCode code) {
    if (options.inventoryFile()) {
      leaveFile(audit).ifPresent(text -> console.error("inventory file: " + Style.safe(text)));
    }
    if (!tellsService()) {
      return code;
    }
    SsmReporter.Result result = send(audit);
    result.problem().ifPresent(text -> console.error("report: " + Style.safe(text)));
    return !result.delivered() && options.required() ? ExitCode.REPORT_NOT_DELIVERED : code;
  }

  private Optional<String> leaveFile(AuditResult audit) {
    try {
      return InventoryFileWriter.write(
          root, audit, versions(audit.instance()), options.instanceId(), holder());
    } catch (RuntimeException e) {
      return Optional.of("an error of ecs-harden itself: " + e);
    }
  }

  /** Whatever goes wrong here, the audit or the repair is done, and its result stands. */
  private SsmReporter.Result send(AuditResult audit) {
    try {
      return deliver(audit);
    } catch (RuntimeException e) {
      return failed("an error of ecs-harden itself: " + e);
    }
  }

  private SsmReporter.Result deliver(AuditResult audit) {
    Deadline deadline = deadline();
    SsmReporter reporter = reporter(audit, deadline);
    try {
      return reporter.report(
          new SharedReports(root, holder(), deadline::isOver), options.heartbeat());
    } catch (MachineException e) {
      // past what is kept, and past what was told last, nothing is sent while those are there
      return e.kind() == MachineException.Kind.LOCKED
          ? failed(e.getMessage() + "; the next run tells what is left")
          : reporter.withoutState(e.getMessage());
    } catch (IOException e) {
      return reporter.withoutState(String.valueOf(e.getMessage()));
    }
  }

  private Deadline deadline() {
    Duration left = options.timeout().minus(waited);
    return Deadline.in(left.isNegative() ? Duration.ZERO : left);
  }

  private SsmReporter reporter(AuditResult audit, Deadline deadline) {
    return new SsmReporter(
        settings(options, console, root, deadline),
        audit,
        id(audit),
        arguments.verb(),
        versions(audit.instance()));
  }

  private String holder() {
    return "ecs-harden " + arguments.verb() + ", process " + Kernel.process();
  }

  private static SsmReporter.Result failed(String why) {
    return new SsmReporter.Result(false, Optional.of(why));
  }

  /** How Systems Manager is reached from an instance. */
  public static SsmSettings settings(
      ReportOptions options, Console console, Path root, Deadline deadline) {
    return new SsmSettings(
        options.instanceId(),
        options.region(),
        console.environment(),
        file(root, "/var/lib/amazon/ssm/registration"),
        file(root, "/var/lib/cloud/data/instance-id"),
        Optional.ofNullable(console.environment().get("AWS_CA_BUNDLE"))
            .filter(path -> path.startsWith("/"))
            .flatMap(path -> file(Path.of("/"), path)),
        deadline);
  }

  private static Optional<byte[]> file(Path root, String path) {
    return new HostRoot(root).read(path) instanceof FileFact.Content content
        ? Optional.of(content.bytes())
        : Optional.empty();
  }

  private String id(AuditResult audit) {
    return arguments.verb() + "-" + audit.time().truncatedTo(ChronoUnit.MILLIS);
  }

  private Map<String, String> versions(Instance instance) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("EcsHardenVersion", Version.TEXT);
    if (!instance.facts().running().isOffline()) {
      if (new Introspection(Introspection.PORT, PATIENCE).health()
          instanceof AgentHealth.Healthy(String version)) {
        versions.put("AgentVersion", version);
      }
      String socket =
          DockerEngine.socketOf(instance.settings().agent().get(AgentSettings.DOCKER_HOST).text());
      try {
        DockerEngine docker = new DockerEngine(new HostRoot(root), socket, PATIENCE);
        versions.put("DockerVersion", docker.info().serverVersion());
      } catch (DockerException e) {
        // not there, or not to be seen: the audit says so
      }
    }
    return versions;
  }
}
