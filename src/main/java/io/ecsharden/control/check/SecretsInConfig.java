package io.ecsharden.control.check;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Secrets in the configuration can be read by few, and AWS keys are not there at all. */
final class SecretsInConfig implements Control {

  private static final String MAX_MODE = "maxMode";
  private static final List<String> FILES =
      List.of(HostFacts.ECS_CONFIG, HostFacts.INSTANCE_CONFIG, HostFacts.JSON_CONFIG);

  private static final String OTHERS =
      "make it readable for root alone; what stands in an Environment= line `systemctl show` tells"
          + " every user all the same, so put it into a file of EnvironmentFile=";

  private static final ControlInfo INFO =
      ControlInfo.of(
              "secrets-in-config",
              "Secrets in the configuration are readable by few, and none are AWS keys",
              Severity.HIGH)
          .why(
              "The packages create /etc/ecs/ecs.config readable for everyone (0644). Registry"
                  + " passwords, proxy passwords and log tokens in it are then readable for every"
                  + " user, and for every task that mounts the path.")
          .impact("Whoever reads the file can pull private images, or act as the key's owner.")
          .guidance(
              "AWS recommends the instance role instead of keys, and Secrets Manager for private"
                  + " registries.")
          .repair(
              "Make the file readable for root alone (chmod 600); agent and ecs-init run as root."
                  + " Replace AWS keys by the instance role.")
          .fix(
              "It takes permission bits of ecs.config and the like away until the mode is within"
                  + " maxMode, and leaves units, drop-ins and Docker's files to people. It never "
                  + "touches a line that holds a secret: AWS keys are left to people.")
          .limits(
              "The files of ecs.service and docker.service, Docker's environment files that"
                  + " docker.service names, and daemon.json are searched for AWS keys, registry"
                  + " credentials, URLs with a password and what is a key or token by its form: a"
                  + " name that speaks of a secret says nothing there. Whatever their mode, `systemctl show` tells Environment= lines to every user.",
              "Everything in the file is in the agent container's environment as well, where"
                  + " whoever may use the Docker socket can read it.")
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
  public List<Outcome> evaluate(EvaluationContext examination) {
    int allowed = Integer.parseInt(examination.text(MAX_MODE), 8);
    List<Detail> details = new ArrayList<>();
    List<Remedy> remedies = new ArrayList<>();
    boolean any = false;
    for (String path : FILES) {
      switch (examination.instance().facts().file(path)) {
        case FileFact.Content content -> {
          List<Secret> secrets = SecretFinder.find(content);
          any = any || !secrets.isEmpty();
          judge(content, secrets, allowed, details);
          remedies(content, secrets, allowed, remedies);
        }
        case FileFact.Unreadable unreadable -> {
          if (unreadable.mayHoldMore()) {
            return List.of(Outcome.notEvaluated(path + ": " + unreadable.detail()));
          }
        }
        case FileFact.Absent absent -> {}
      }
    }
    Optional<FileFact.Unreadable> unseen = Optional.empty();
    for (FileFact file : others(examination.instance().facts())) {
      switch (file) {
        case FileFact.Content content -> {
          List<Secret> secrets = SecretFinder.findSure(content);
          any = any || !secrets.isEmpty();
          judge(content, secrets, allowed, details);
          remedies(content, secrets, allowed, remedies);
        }
        case FileFact.Unreadable unreadable ->
            unseen = unseen.or(() -> Optional.of(unreadable).filter(SecretsInConfig::mayHoldOne));
        case FileFact.Absent absent -> {}
      }
    }
    if (details.isEmpty() && unseen.isPresent()) {
      return List.of(Outcome.notEvaluated(unseen.get().path() + ": " + unseen.get().detail()));
    }
    if (details.isEmpty()) {
      return List.of(
          Outcome.pass()
              .because(any ? "the files that hold secrets are readable by few" : "no secrets", ""));
    }
    return List.of(
        Outcome.fail()
            .source(details.getFirst().source())
            .expected("mode " + octal(allowed) + " or less, and no AWS keys")
            .details(details)
            .remedies(remedies)
            .because(
                details.size() == 1
                    ? details.getFirst().message()
                    : details.size() + " secrets are AWS keys or readable for too many",
                INFO.remediation()));
  }

  /** Not a device: a link to {@code /dev/null} switches a file off. */
  private static boolean mayHoldOne(FileFact.Unreadable file) {
    return file.mayHoldMore() && file.trouble() != FileFact.Trouble.NOT_REGULAR;
  }

  /** Where the proxies of ecs-init and dockerd stand besides. */
  private static List<FileFact> others(HostFacts facts) {
    List<FileFact> others = new ArrayList<>();
    for (UnitFacts unit : List.of(facts.ecsUnit(), facts.dockerUnit())) {
      unit.fragment().ifPresent(others::add);
      others.addAll(unit.dropIns());
    }
    HostFacts.DOCKER_ENVIRONMENT.forEach(path -> others.add(facts.file(path)));
    others.add(facts.file(HostFacts.DAEMON_JSON));
    return others;
  }

  private static void judge(
      FileFact.Content file, List<Secret> secrets, int allowed, List<Detail> details) {
    boolean wide = isWide(file, allowed);
    for (Secret secret : secrets) {
      String source = file.path() + ":" + secret.line();
      if (secret.awsKey()) {
        details.add(
            detail(
                "aws-key",
                source,
                secret,
                !FILES.contains(file.path())
                    ? "an AWS key stands in the file"
                    : secret.inForce()
                        ? "an AWS key stands in the file: the agent acts as its owner, for good"
                        : "an AWS key stands in the file, although nothing reads this line",
                "use the instance role, and make the key invalid"));
      } else if (wide) {
        details.add(
            detail(
                "readable-secret",
                source,
                secret,
                secret.what() + " in a file of mode " + octal(file.mode()),
                "chmod " + octal(file.mode() & allowed) + " " + file.path()));
      }
    }
  }

  private static void remedies(
      FileFact.Content file, List<Secret> secrets, int allowed, List<Remedy> remedies) {
    if (!secrets.isEmpty() && isWide(file, allowed)) {
      remedies.add(
          FILES.contains(file.path())
              ? new Remedy.NarrowMode(file.path(), file.mode() & allowed)
              : new Remedy.ByHand(file.path() + ": " + OTHERS));
    }
    for (Secret secret : secrets) {
      if (secret.awsKey()) {
        remedies.add(
            new Remedy.ByHand(
                file.path()
                    + ":"
                    + secret.line()
                    + ": an AWS key stands there: give the instance role what it needs, remove the"
                    + " line, and make the key invalid"));
      }
    }
  }

  private static boolean isWide(FileFact.Content file, int allowed) {
    return (file.mode() & ~allowed & 0777) != 0;
  }

  private static Detail detail(
      String kind, String source, Secret secret, String message, String remediation) {
    return new Detail(
        kind, source, secret.name(), Optional.empty(), Optional.empty(), message, remediation);
  }

  private static String octal(int mode) {
    return "0" + Integer.toOctalString(mode & 07777);
  }
}
