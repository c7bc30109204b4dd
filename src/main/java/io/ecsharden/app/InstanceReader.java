package io.ecsharden.app;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.control.endpoint.PrivateEndpoints;
import io.ecsharden.control.task.TaskControls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.host.HostInspector;
import io.ecsharden.host.ProbeQuestion;
import io.ecsharden.host.Question;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.Budget;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads the instance. A machine on which there is nothing to judge ends the use case. */
final class InstanceReader {

  private static final String BOTTLEROCKET =
      "nothing to audit: this is Bottlerocket, which keeps its ECS settings in its API and not in"
          + " files. Show them with `apiclient get settings.ecs`, and change them with `apiclient"
          + " set ecs.awsvpc-block-imds=true`";

  private static final String TASK =
      "nothing to audit: this runs in an ECS task that does not see its host. On EC2 mount the"
          + " host's / at /host and say --root /host; on Fargate these settings do not exist";

  private InstanceReader() {}

  /** Reads the instance's files alone. */
  static Instance readFiles(RunContext context) throws StopException {
    return read(context, inspector(context));
  }

  /** Reads the instance's files, and what runs on it where it is a running one. */
  static Instance readRunning(RunContext context) throws StopException {
    HostInspector inspector = inspector(context);
    Instance files = read(context, inspector);
    try (Budget.Share share = context.budget().share(HostInspector.LOOK)) {
      HostFacts asked = inspector.askSystemd(files.facts(), share.deadline());
      Instance instance =
          asked.systemd().equals(files.facts().systemd()) ? files : Instance.of(asked);
      return instance.with(
          inspector.running(
              instance.facts(), DockerEngine.socketOf(dockerHost(instance)), share.deadline()));
    }
  }

  /** The same, with what the controls of a baseline want to know besides. */
  static Instance readRunning(RunContext context, Baseline baseline) throws StopException {
    Instance instance = readRunning(context);
    Set<Question> questions = questions(baseline);
    Instance asked =
        questions.isEmpty()
            ? instance
            : instance.with(
                inspector(context)
                    .ask(
                        instance.facts(),
                        DockerEngine.socketOf(dockerHost(instance)),
                        questions,
                        context.budget())
                    .running());
    return PrivateEndpoints.isWanted(baseline) ? EndpointLook.of(context, asked) : asked;
  }

  /** What the controls of a baseline want to know of what runs, besides the agent and Docker. */
  static Set<Question> questions(Baseline baseline) {
    Set<Question> questions = EnumSet.noneOf(Question.class);
    if (TaskControls.wantTasks(baseline)) {
      questions.add(Question.TASKS);
    }
    if (TaskControls.wantMetadata(baseline)) {
      questions.add(Question.METADATA);
    }
    if (TaskControls.wantBlock(baseline)) {
      questions.add(Question.BLOCK);
    }
    return questions;
  }

  /**
   * The same instance with the tasks that run on it.
   *
   * @param probes whether their networks are to be entered afterwards
   * @param timeout for all of Docker's answers together
   */
  static Instance withTasks(
      RunContext context, Instance instance, boolean probes, Duration timeout) {
    try (Budget.Share share = context.budget().share(timeout)) {
      String socket = DockerEngine.socketOf(dockerHost(instance));
      HostInspector inspector = inspector(context);
      TaskFacts tasks =
          probes
              ? inspector.tasksWithProcesses(socket, share.deadline())
              : inspector.tasks(socket, share.deadline());
      return withTasks(instance, tasks);
    }
  }

  private static Instance withTasks(Instance instance, TaskFacts tasks) {
    RunningFacts running = instance.facts().running();
    return instance.with(running.with(running.network().with(tasks)));
  }

  /** The same instance with what came of asking from inside the network of each task. */
  static Instance withProbes(RunContext context, Instance instance, ProbeQuestion question) {
    try (Budget.Share share = context.budget().share(context.budget().left())) {
      TaskFacts tasks =
          inspector(context)
              .probe(instance.facts().running().network().tasks(), question, share.deadline());
      return withTasks(instance, tasks);
    }
  }

  /** Where the agent finds Docker. */
  static String dockerHost(Instance instance) {
    return instance.settings().agent().get(AgentSettings.DOCKER_HOST).unmasked();
  }

  /** The first configuration file that this process may not read. */
  static Optional<FileFact.Unreadable> forbidden(Instance instance) {
    return instance
        .facts()
        .all()
        .filter(FileFact.Unreadable.class::isInstance)
        .map(FileFact.Unreadable.class::cast)
        .filter(file -> file.cause() == FileFact.Cause.NO_PERMISSION)
        .min(Comparator.comparing(FileFact.Unreadable::path));
  }

  /** A line about {@link #forbidden}, where there is one. */
  static Optional<String> unseen(Instance instance) {
    return forbidden(instance)
        .map(file -> file.path() + ": " + file.detail() + "; run as root to see what is in force");
  }

  private static HostInspector inspector(RunContext context) {
    return new HostInspector(new HostRoot(context.root()));
  }

  private static Instance read(RunContext context, HostInspector inspector) throws StopException {
    HostFacts facts = inspector.inspect(context.environment());
    Instance instance = Instance.of(facts);
    return switch (instance.place()) {
      case CONTAINER_INSTANCE, EXTERNAL_INSTANCE -> instance;
      case BOTTLEROCKET -> throw nothing(BOTTLEROCKET);
      case TASK_WITHOUT_HOST -> throw nothing(TASK);
      case NO_CONTAINER_INSTANCE ->
          throw nothing(
              "nothing to audit: there is no /etc/ecs, no ecs.service and no agent"
                  + (facts.root().equals("/") ? "" : " under " + facts.root()));
    };
  }

  private static StopException nothing(String line) {
    return new StopException(Stop.Reason.NOTHING_TO_AUDIT, line);
  }
}
