package io.ecsharden.control.check;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Consumer;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue;
import io.ecsharden.format.json.JsonValue.JsonArray;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.net.AddressBlock;
import io.ecsharden.format.net.GoIp;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** awsvpc tasks have no routes past their own network interface. */
final class AdditionalLocalRoutes implements Control {

  private static final String ALLOW = "allow";
  private static final List<GoIp> METADATA =
      List.of(
          GoIp.parse("169.254.169.254").orElseThrow(), GoIp.parse("fd00:ec2::254").orElseThrow());

  private static final ControlInfo INFO =
      ControlInfo.of(
              "additional-local-routes",
              "awsvpc tasks have no routes past their own network interface",
              Severity.MEDIUM)
          .why(
              "ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES sends a task's traffic for some networks through"
                  + " the instance's bridge, past the task's security groups and flow logs.")
          .impact(
              "The task reaches those networks as the instance. A route that covers"
                  + " 169.254.169.254 leads to the metadata service.")
          .guidance("AWS documents the setting for special cases, without a warning.")
          .repair(
              "Remove ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES from /etc/ecs/ecs.config, or list the"
                  + " networks that the fleet needs under `allow` in the baseline. Running tasks"
                  + " keep their routes.")
          .fix(
              "It removes ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES from both files. A person has to"
                  + " remove a field of the JSON file.")
          .limits("A change applies to tasks that start after the agent's restart.")
          .references(
              "amazon-ecs-agent 1.105.1: agent/config/parse.go (parseAdditionalLocalRoutes),"
                  + " README.md")
          .parameter(
              ALLOW,
              new ParameterSpec(
                  ParameterSpec.Kind.CIDR_LIST, "networks that a route may lead to", ""))
          .build();

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    if (context.isExternal()) {
      return List.of(Outcome.notApplicable("An external instance has no awsvpc tasks."));
    }
    EffectiveValue value = context.value(Consumer.AGENT, AgentSettings.ADDITIONAL_LOCAL_ROUTES);
    if (value.value() instanceof Value.Unknown(String reason)) {
      return List.of(Outcome.unknown(reason));
    }
    String text = value.unmasked();
    Outcome.Builder fail =
        Outcome.passIf(false)
            .origin(value.origin())
            .effective(value.text())
            .expected(expected(context))
            .remedies(Remedies.unset(context, value));
    Optional<List<AddressBlock>> routes = routes(text);
    if (routes.isEmpty()) {
      return List.of(
          fail.details(FailureDetails.of(context, value))
              .because("The value is not a JSON array of CIDR blocks.", INFO.remediation()));
    }
    if (routes.get().stream().anyMatch(AdditionalLocalRoutes::coversMetadata)) {
      return List.of(
          fail.because("A route leads tasks to the metadata service.", INFO.remediation()));
    }
    List<AddressBlock> allowed =
        context.list(ALLOW).stream().flatMap(block -> AddressBlock.parse(block).stream()).toList();
    boolean all =
        routes.get().stream().allMatch(r -> allowed.stream().anyMatch(a -> a.contains(r)));
    if (!all) {
      return List.of(
          fail.because("Tasks reach networks past their security groups.", INFO.remediation()));
    }
    return List.of(
        Outcome.passIf(true)
            .origin(value.origin())
            .effective(value.text())
            .expected(expected(context))
            .because(
                routes.get().isEmpty()
                    ? "There is no such route."
                    : "Every route leads to a network that the baseline allows.",
                ""));
  }

  private static String expected(EvaluationContext context) {
    List<String> allowed = context.list(ALLOW);
    return allowed.isEmpty() ? "none" : "within " + String.join(", ", allowed);
  }

  private static Optional<List<AddressBlock>> routes(String text) {
    if (text.isEmpty()) {
      return Optional.of(List.of());
    }
    Optional<JsonValue> root = JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8)).root();
    if (!(root.orElse(null) instanceof JsonArray(List<JsonValue> elements, int s, int e))) {
      return Optional.empty();
    }
    List<AddressBlock> routes = new ArrayList<>();
    for (JsonValue element : elements) {
      Optional<AddressBlock> route =
          element instanceof JsonString(String block, int from, int to)
              ? AddressBlock.parse(block)
              : Optional.empty();
      if (route.isEmpty()) {
        return Optional.empty();
      }
      routes.add(route.get());
    }
    return Optional.of(routes);
  }

  private static boolean coversMetadata(AddressBlock route) {
    return METADATA.stream().anyMatch(route::contains);
  }
}
