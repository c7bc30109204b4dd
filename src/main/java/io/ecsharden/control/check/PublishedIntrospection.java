package io.ecsharden.control.check;

import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.settings.starter.ContainerCommand;
import io.ecsharden.settings.value.Origin;
import java.util.List;
import java.util.Optional;

/**
 * An agent that ecs-init did not start, and whose container has a network of its own, is reached by
 * others where its port is published (docker-run(1), {@code --network} and {@code --publish}).
 * Elsewhere the containers of its network reach it, so that it never passes.
 */
final class PublishedIntrospection {

  private PublishedIntrospection() {}

  /** The failure, where the port is open to others. */
  static Optional<Outcome> failure(EvaluationContext context) {
    return context
        .starter()
        .made()
        .filter(command -> command.open().isEmpty() && command.network().isOwn())
        .flatMap(PublishedIntrospection::failure);
  }

  private static Optional<Outcome> failure(ContainerCommand command) {
    return command.network().addresses(KernelRule.INTROSPECTION_PORT).stream()
        .filter(address -> !isLoopback(address))
        .findFirst()
        .map(address -> failure(command.where(), address));
  }

  private static Outcome failure(Origin where, String address) {
    return Outcome.passIf(false)
        .origin(where)
        .expected("port 51678 published on 127.0.0.1, or not at all")
        .remedies(
            List.of(
                new Remedy.ByHand(
                    where.isFile() ? Optional.of(where) : Optional.empty(),
                    "publish the agent's port on 127.0.0.1 only (127.0.0.1:51678:51678), and make"
                        + " its container again")))
        .because(
            "The agent's container publishes the introspection port on "
                + (address.isEmpty() ? "every address of the instance" : address)
                + ".",
            "Publish it on 127.0.0.1 only, or not at all, and make the agent's container again.");
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.") || address.equals("::1") || address.equals("localhost");
  }
}
