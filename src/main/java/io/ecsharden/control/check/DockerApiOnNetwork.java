package io.ecsharden.control.check;

import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.docker.ApiAddress;
import io.ecsharden.settings.docker.DaemonStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** dockerd serves its API on no TCP address without asking for client certificates. */
final class DockerApiOnNetwork implements Control {

  private static final ControlInfo INFO =
      ControlInfo.of(
              "docker-api-on-network",
              "dockerd asks for client certificates on every TCP address",
              Severity.CRITICAL)
          .why(
              "The Docker API asks for no password. On a TCP address only client certificates"
                  + " (--tlsverify) keep others out: everybody who reaches the API is root on"
                  + " the instance.")
          .impact(
              "Anybody who reaches the port starts a container with the instance's file system in"
                  + " it. On a loopback address that is every program on the instance, and every"
                  + " task in host mode.")
          .guidance(
              "Docker recommends the Unix socket, or ssh, and TLS with client certificates where"
                  + " TCP is needed. The agent needs the Unix socket only.")
          .repair(
              "Remove the TCP address from -H in docker.service and its environment files, from"
                  + " hosts in /etc/docker/daemon.json, and from ListenStream= in docker.socket. Or"
                  + " give dockerd --tlsverify with --tlscacert, --tlscert and --tlskey. Then restart"
                  + " Docker.")
          .fix("Nothing: dockerd's options are a person's decision.")
          .limits(
              "It judges the files. A dockerd that was not restarted since they changed still"
                  + " listens where it did.",
              "It does not see a proxy that puts the Unix socket on the network.",
              "TLS without client certificates fails: it hides the traffic and lets everybody in. So"
                  + " does TLS by daemon.json without tlscacert: it accepts the"
                  + " certificates of every authority that the system trusts.")
          .references(
              "moby 25.0.6: cmd/dockerd/daemon.go (loadDaemonCliConfig, loadListeners),"
                  + " opts/hosts.go",
              "systemd 252: systemd.socket(5)")
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    DaemonStart start = context.dockerdStart();
    if (!start.seen()) {
      return List.of(Outcome.notApplicable(DockerdStarts.NOT_SEEN));
    }
    if (!start.open().isEmpty()) {
      return List.of(failure(start.open()));
    }
    if (start.openUnknown().isPresent()) {
      return List.of(
          Outcome.notEvaluated(
              "Where dockerd listens is not known: " + start.openUnknown().get() + "."));
    }
    return List.of(
        start.defects().isEmpty()
            ? Outcome.passIf(true)
                .because("The files give dockerd no TCP address that is open to everybody.", "")
            : Outcome.notEvaluated(
                "dockerd does not start with its files, so where it would listen is not known."));
  }

  private static Outcome failure(List<ApiAddress> open) {
    List<Detail> details = new ArrayList<>();
    List<Remedy> remedies = new ArrayList<>();
    boolean network = false;
    for (ApiAddress address : open) {
      network = network || !address.loopback();
      Detail detail =
          new Detail(
              address.loopback() ? "docker-api-on-loopback" : "docker-api-on-network",
              address.origin(),
              Optional.empty(),
              Optional.of(SensitiveText.words(address.text())),
              Optional.empty(),
              "dockerd listens on "
                  + address.text()
                  + (address.encrypted()
                      ? " with TLS, but without client certificates of an authority of its own"
                      : " without client certificates")
                  + (address.loopback() ? ", for every program and host-mode task here" : ""),
              address.encrypted()
                  ? "Remove the address, or give dockerd --tlsverify and --tlscacert"
                  : "Remove the address, or give dockerd --tlsverify");
      details.add(detail);
      remedies.add(DockerdStarts.byHand(detail));
    }
    return Outcome.passIf(false)
        .origin(open.getFirst().origin())
        .effective(SensitiveText.words(open.getFirst().text()))
        .expected("a Unix socket, or --tlsverify")
        .details(details)
        .remedies(remedies)
        .because(
            network
                ? "Everybody who reaches dockerd's TCP address is root on the instance."
                : "Every program and every host-mode task on the instance can become root by"
                    + " dockerd's TCP address.",
            INFO.remediation());
  }
}
