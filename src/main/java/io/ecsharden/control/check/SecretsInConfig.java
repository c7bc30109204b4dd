package io.ecsharden.control.check;

import static io.ecsharden.control.check.ConfigFiles.octal;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.secrets.SecretFinder;
import io.ecsharden.secrets.SecretFinder.Secret;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Few users can read the secrets in the configuration, and AWS keys are not there at all. */
final class SecretsInConfig implements Control {

  private static final String MAX_MODE = "maxMode";

  private static final String OTHERS =
      "make it readable for root alone. `systemctl show` still tells an Environment= line to every"
          + " user, so move the secret to a file of EnvironmentFile=";

  private static final ControlInfo INFO =
      ControlInfo.of(
              "secrets-in-config",
              "Few users can read the secrets in the configuration; none is an AWS key",
              Severity.HIGH)
          .why(
              "The packages create /etc/ecs/ecs.config readable for everyone (0644). Every user,"
                  + " and every task that mounts the path, can then read the registry passwords,"
                  + " proxy passwords and log tokens in it.")
          .impact(
              "Anybody who reads the file can pull private images, or act as the owner of the key.")
          .guidance(
              "AWS recommends the instance role instead of keys, and Secrets Manager for private"
                  + " registries.")
          .repair(
              "Make the file readable for root alone (chmod 600). The agent and ecs-init run as"
                  + " root. Replace AWS keys by the instance role.")
          .fix(
              "It removes permission bits of the ecs.config files until the mode is within maxMode."
                  + " A person has to change units, drop-ins and Docker's files. It never changes a"
                  + " line that holds a secret, so a person also has to remove AWS keys.")
          .limits(
              "Of copies it sees those in /etc/ecs whose names hold config, those in /var/lib/ecs"
                  + " whose names hold ecs.config, at most 20, and /etc/ecs/ecs/config.",
              "In the files of ecs.service and docker.service, Docker's environment files that"
                  + " docker.service names, and daemon.json, it looks for AWS keys, registry"
                  + " credentials, URLs with a password, and text that has the form of a key or"
                  + " token. It does not go by names there.",
              "Whatever their mode, `systemctl show` tells Environment= lines to every user.",
              "Everything in the file is also in the environment of the agent's container, where"
                  + " everybody who can use the Docker socket can read it.")
          .references(
              "amazon-ecs-agent 1.105.1: packaging/amazon-linux-ami-integrated/ecs-agent.spec")
          .parameter(
              MAX_MODE,
              new ParameterSpec(
                  ParameterSpec.Kind.FILE_MODE,
                  "the widest mode of a file that holds secrets",
                  "0640"))
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    int allowed = Integer.parseInt(context.text(MAX_MODE), 8);
    Search search = new Search(allowed);
    for (String path : ConfigFiles.ALL) {
      switch (context.facts().file(path)) {
        case FileFact.Content content ->
            search.in(
                content,
                content.path().equals(HostFacts.JSON_CONFIG)
                    ? SecretFinder.findInJson(content.bytes())
                    : SecretFinder.find(content.bytes()));
        case FileFact.Unreadable unreadable -> {
          if (unreadable.mayHoldMore()) {
            return List.of(Outcome.unreadable(path, unreadable.detail()));
          }
        }
        case FileFact.Absent _ -> {}
      }
    }
    Optional<FileFact.Unreadable> unseen = Optional.empty();
    for (FileFact file : context.facts().copies()) {
      switch (file) {
        case FileFact.Content content -> search.in(content, SecretFinder.find(content.bytes()));
        case FileFact.Unreadable unreadable ->
            unseen = unseen.or(() -> Optional.of(unreadable).filter(ConfigFiles::mayHoldText));
        case FileFact.Absent _ -> {}
      }
    }
    for (FileFact file : others(context.facts())) {
      switch (file) {
        case FileFact.Content content -> search.in(content, SecretFinder.findSure(content.bytes()));
        case FileFact.Unreadable unreadable ->
            unseen = unseen.or(() -> Optional.of(unreadable).filter(ConfigFiles::mayHoldText));
        case FileFact.Absent _ -> {}
      }
    }
    if (search.details.isEmpty() && unseen.isPresent()) {
      return List.of(Outcome.unreadable(unseen.get().path(), unseen.get().detail()));
    }
    return List.of(search.outcome());
  }

  /** The files of the units, where proxies of ecs-init and dockerd can be. */
  private static List<FileFact> others(HostFacts facts) {
    List<FileFact> others = new ArrayList<>();
    for (UnitFacts unit : List.of(facts.ecsUnit(), facts.dockerUnit())) {
      unit.fragment().ifPresent(others::add);
      others.addAll(unit.dropIns());
    }
    others.addAll(facts.dockerEnvironment());
    others.add(facts.daemonJson());
    return others;
  }

  /** What was found so far. */
  private static final class Search {

    private final int allowed;
    private final List<Detail> details = new ArrayList<>();
    private final List<Remedy> remedies = new ArrayList<>();
    private boolean any;

    /**
     * @param allowed the widest mode
     */
    Search(int allowed) {
      this.allowed = allowed;
    }

    void in(FileFact.Content file, List<Secret> secrets) {
      any = any || !secrets.isEmpty();
      boolean own = ConfigFiles.ALL.contains(file.path());
      boolean wide = (file.mode() & ~allowed & 0777) != 0;
      int narrowed = file.mode() & allowed;
      if (!secrets.isEmpty() && wide) {
        remedies.add(
            own
                ? new Remedy.NarrowMode(file.path(), narrowed)
                : new Remedy.ByHand(file.path() + ": " + OTHERS));
      }
      for (Secret secret : secrets) {
        Origin origin = Origin.line(file.path(), secret.line());
        if (secret.awsKey()) {
          awsKey(origin, secret, own);
        } else if (wide) {
          add(
              "readable-secret",
              origin,
              secret,
              "Mode " + octal(file.mode()) + " lets too many users read " + secret.what(),
              "Run chmod " + octal(narrowed) + " " + file.path());
        }
      }
    }

    private void awsKey(Origin origin, Secret secret, boolean own) {
      String effect =
          !own
              ? ""
              : secret.inForce()
                  ? ": the agent acts as its owner, for good"
                  : ", although nothing reads this line";
      add(
          "aws-key",
          origin,
          secret,
          "The file holds an AWS key" + effect,
          "Use the instance role, and make the key invalid");
      remedies.add(
          new Remedy.ByHand(
              Optional.of(origin),
              "this is an AWS key: give the instance role what it needs, remove the line,"
                  + " and make the key invalid"));
    }

    private void add(
        String kind, Origin origin, Secret secret, String message, String remediation) {
      details.add(
          new Detail(
              kind,
              origin,
              secret.name(),
              Optional.empty(),
              Optional.empty(),
              message,
              remediation));
    }

    Outcome outcome() {
      if (details.isEmpty()) {
        String message = any ? "Few users can read the files that hold secrets." : "No secrets.";
        return Outcome.passIf(true).because(message, "");
      }
      return Outcome.passIf(false)
          .origin(details.getFirst().origin())
          .expected("mode " + octal(allowed) + " or less, and no AWS keys")
          .details(details)
          .remedies(remedies)
          .because(
              details.size() == 1 ? details.getFirst().message() + "." : several(),
              INFO.remediation());
    }

    /** {@code 1 AWS key; too many users can read 2 secrets}. */
    private String several() {
      long keys = details.stream().filter(detail -> detail.kind().equals("aws-key")).count();
      long readable = details.size() - keys;
      return (keys == 0
              ? ""
              : keys + (keys == 1 ? " AWS key is" : " AWS keys are") + " in the files.")
          + (keys == 0 || readable == 0 ? "" : " ")
          + (readable == 0
              ? ""
              : "Too many users can read "
                  + (readable == 1 ? "1 secret." : readable + " secrets."));
    }
  }
}
