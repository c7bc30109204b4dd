package io.ecsharden.app;

import io.ecsharden.aws.connection.Identity;
import io.ecsharden.aws.connection.InstanceMetadata;
import io.ecsharden.aws.connection.NameLookup;
import io.ecsharden.aws.connection.SsmSettings;
import io.ecsharden.control.endpoint.ServiceName;
import io.ecsharden.facts.EndpointFacts;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.NameAnswer;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.Budget;
import io.ecsharden.machine.Deadline;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the instance's resolver for the names of AWS's services in the instance's region. */
final class EndpointLook {

  /** The metadata service answers in a millisecond, or not at all. */
  private static final Duration METADATA = Duration.ofSeconds(1);

  /** A resolver in a VPC answers in milliseconds. */
  private static final Duration NAMES = Duration.ofSeconds(2);

  /** What decides what a name means, besides the name servers. */
  private static final List<String> RESOLVER_FILES = List.of("/etc/resolv.conf", "/etc/hosts");

  private static final EndpointFacts UNKNOWN_REGION =
      new EndpointFacts.Unseen("the region is unknown: set AWS_REGION");

  private final RunContext context;
  private final NameLookup resolver;

  EndpointLook(RunContext context, NameLookup resolver) {
    this.context = context;
    this.resolver = resolver;
  }

  /** The same instance with the answers. In a tree of files, nobody is asked. */
  static Instance of(RunContext context, Instance instance) {
    RunningFacts running = instance.facts().running();
    if (running.isOffline()) {
      return instance;
    }
    EndpointFacts answers = new EndpointLook(context, NameLookup.SHARED).ask(instance);
    return instance.with(running.with(running.network().with(answers)));
  }

  EndpointFacts ask(Instance instance) {
    if (!instance.facts().surroundings().hostNetwork()) {
      return new EndpointFacts.Unseen("this container has a network of its own");
    }
    Optional<String> other = RESOLVER_FILES.stream().filter(this::isOther).findFirst();
    if (other.isPresent()) {
      return new EndpointFacts.Unseen(
          "this container has another " + other.get() + " than the instance");
    }
    Place place = place(instance);
    return place.region().map(region -> seen(region, place.account())).orElse(UNKNOWN_REGION);
  }

  /** What the names are made of. */
  private record Place(Optional<String> region, Optional<String> account) {}

  private Place place(Instance instance) {
    try (Budget.Share share = context.budget().share(METADATA)) {
      SsmSettings settings = SystemsManager.unsent(context).settings(share);
      InstanceMetadata metadata = new InstanceMetadata(settings);
      return new Place(
          ofAgent(instance).or(() -> Identity.region(settings, metadata)),
          instance.isExternal() ? Optional.empty() : metadata.account());
    }
  }

  /** The agent's region, where its files say it. */
  private static Optional<String> ofAgent(Instance instance) {
    EffectiveValue region = instance.settings().agent().get(AgentSettings.REGION);
    return region.isKnown()
        ? Optional.of(region.unmasked()).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  private EndpointFacts seen(String region, Optional<String> account) {
    if (!ServiceName.isKnown(region)) {
      return new EndpointFacts.Unseen(
          "the names of AWS's services in the region that is set are not known");
    }
    Map<String, NameAnswer> answers = new HashMap<>();
    try (Budget.Share share = context.budget().share(NAMES)) {
      Arrays.stream(ServiceName.values())
          .flatMap(service -> service.host(region, account).stream())
          .forEach(name -> answers.put(name, lookUp(name, share.deadline())));
    }
    return new EndpointFacts.Seen(region, account, answers);
  }

  private NameAnswer lookUp(String name, Deadline deadline) {
    if (deadline.isOver()) {
      return new NameAnswer.Unknown("no time was left to ask for it");
    }
    try {
      return new NameAnswer.Addresses(resolver.addresses(name, deadline.left()));
    } catch (IOException e) {
      return new NameAnswer.Unknown(
          deadline.isOver()
              ? "the resolver did not answer within " + deadline.text()
              : "the resolver has no address for it");
    }
  }

  /** Whether this process has another file than the instance. */
  private boolean isOther(String path) {
    return !context.root().toString().equals("/")
        && !(new HostRoot(context.root()).read(path) instanceof FileFact.Content theirs
            && new HostRoot(Path.of("/")).read(path) instanceof FileFact.Content ours
            && Arrays.equals(theirs.bytes(), ours.bytes()));
  }
}
