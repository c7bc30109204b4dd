package io.ecsharden.app;

import io.ecsharden.cli.Arguments;
import io.ecsharden.cli.Console;
import io.ecsharden.cli.ExitCode;
import io.ecsharden.cli.Failure;
import io.ecsharden.cli.Options;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.host.HostInspector;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import java.util.Comparator;
import java.util.Optional;

/** From the command line to the instance that is meant. */
public final class Instances {

  private Instances() {}

  /** Reads the instance's files; a machine on which there is nothing to judge is a failure. */
  public static Instance read(Arguments arguments, Console console) throws Failure {
    return read(inspector(arguments), console);
  }

  /** Reads the instance, and looks at what runs on it, if it is a running one. */
  public static Instance readWithRunning(Arguments arguments, Console console) throws Failure {
    HostInspector inspector = inspector(arguments);
    Instance instance = read(inspector, console);
    String dockerHost = instance.settings().agent().get(AgentSettings.DOCKER_HOST).text();
    return instance.with(inspector.running(instance.facts(), DockerEngine.socketOf(dockerHost)));
  }

  private static HostInspector inspector(Arguments arguments) throws Failure {
    return new HostInspector(new HostRoot(Options.rootOf(arguments)));
  }

  private static Instance read(HostInspector inspector, Console console) throws Failure {
    HostFacts facts = inspector.inspect(console.environment());
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

  private static final String BOTTLEROCKET =
      "nothing to audit: this is Bottlerocket, which keeps its ECS settings in its API and not in"
          + " files. Look at them with `apiclient get settings.ecs`, and set them with `apiclient"
          + " set ecs.awsvpc-block-imds=true`";

  private static final String TASK =
      "nothing to audit: this runs in an ECS task that does not see its host. On EC2 mount the"
          + " host's / at /host and say --root /host; on Fargate these settings do not exist";

  private static Failure nothing(String message) {
    return new Failure(ExitCode.NOT_A_CONTAINER_INSTANCE, message);
  }

  /** The first configuration file that this process may not read. */
  public static Optional<FileFact.Unreadable> forbidden(Instance instance) {
    return instance
        .facts()
        .all()
        .filter(FileFact.Unreadable.class::isInstance)
        .map(FileFact.Unreadable.class::cast)
        .filter(file -> file.trouble() == FileFact.Trouble.NO_PERMISSION)
        .min(Comparator.comparing(FileFact.Unreadable::path));
  }

  /** Says which file could not be read, and gives the code for that; else the given code. */
  public static ExitCode unlessForbidden(Instance instance, Console console, ExitCode code) {
    Optional<FileFact.Unreadable> forbidden = forbidden(instance);
    forbidden.ifPresent(file ->
        console.error(
            file.path() + ": " + file.detail() + "; run as root to see what is in force"));
    return forbidden.isPresent() ? ExitCode.NO_PERMISSION : code;
  }
}
