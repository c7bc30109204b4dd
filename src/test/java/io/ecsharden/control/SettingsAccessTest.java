package io.ecsharden.control;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ecsharden.Hosts;
import io.ecsharden.baseline.Severity;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.hygiene.Hygiene;
import io.ecsharden.settings.EffectiveSettings;
import io.ecsharden.settings.EffectiveSettingsReader;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.agent.AgentReader;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.agent.AgentView;
import io.ecsharden.settings.docker.DockerReader;
import io.ecsharden.settings.docker.DockerView;
import io.ecsharden.settings.init.InitReader;
import io.ecsharden.settings.init.InitSettings;
import io.ecsharden.settings.init.InitView;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.value.EffectiveValue;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No control can pass a file while the program that reads it still runs with older values. */
class SettingsAccessTest {

  private static final Instant STARTED = Instant.parse("2026-06-29T08:00:00Z");
  private static final Hosts HOST =
      Hosts.instance()
          .with(HostFacts.ECS_CONFIG, "ECS_AWSVPC_BLOCK_IMDS=true\nNO_PROXY=a\n")
          .withDropIn(
              "[Service]\nEnvironment=ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS=true NO_PROXY=a\n");

  /** A control that passes when the files say what they say, asked in one of the possible ways. */
  private record Probe(String way, Predicate<EvaluationContext> passes) implements Control {

    @Override
    public ControlInfo info() {
      return ControlInfo.of("probe", way, Severity.LOW).build();
    }

    @Override
    public List<Outcome> evaluate(EvaluationContext context) {
      return List.of(Outcome.passIf(passes.test(context)).because("It was asked.", ""));
    }

    @Override
    public String toString() {
      return way;
    }
  }

  static List<Probe> probes() {
    return List.of(
        new Probe(
            "the agent's value",
            c -> c.value(Consumer.AGENT, AgentSettings.AWSVPC_BLOCK_IMDS).isTrue()),
        new Probe(
            "ecs-init's value",
            c -> c.value(Consumer.ECS_INIT, InitSettings.OFFHOST_INTROSPECTION).isTrue()),
        new Probe("any value", c -> c.any(AgentSettings.AWSVPC_BLOCK_IMDS).isTrue()),
        new Probe("any value of ecs-init", c -> c.any(InitSettings.OFFHOST_INTROSPECTION).isTrue()),
        new Probe("the agent's proxies", c -> c.proxies(Consumer.AGENT).noProxy().isPresent()),
        new Probe("ecs-init's proxies", c -> c.proxies(Consumer.ECS_INIT).noProxy().isPresent()));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void waits_for_a_restart_however_a_control_asks(Probe probe) {
    // Given
    Program older = new Program.Running(Map.of(), STARTED);
    Program down = new Program.Down("it does not run");

    // Then
    assertEquals(Status.PASS, status(probe, RunningFacts.OFFLINE));
    assertEquals(Status.PENDING_RESTART, status(probe, new RunningFacts(older, older)));
    assertEquals(Status.NOT_EVALUATED, status(probe, new RunningFacts(down, down)));
  }

  private static Status status(Probe probe, RunningFacts running) {
    Instance instance = Instance.of(HOST.facts().withRunning(running));
    Auditor auditor = new Auditor(List.of(probe), Audits.baseline(), Audits.NOW);
    return auditor.audit(instance).getFirst().status();
  }

  /** A new method that gives a value has to record its reader, or this test fails. */
  @Test
  void records_the_reader_in_every_method_that_gives_values() throws ReflectiveOperationException {
    List<Method> methods =
        Arrays.stream(EvaluationContext.class.getDeclaredMethods())
            .filter(
                m -> Set.of(EffectiveValue.class, ProxyVariables.class).contains(m.getReturnType()))
            .filter(m -> !java.lang.reflect.Modifier.isPrivate(m.getModifiers()))
            .toList();
    assertEquals(3, methods.size(), methods.toString());
    for (Method method : methods) {
      // Given
      EvaluationContext context =
          new EvaluationContext(
              probes().getFirst().info(),
              Instance.of(HOST.facts()),
              Audits.baseline(),
              Hygiene.ofProcesses());

      // When
      method.invoke(
          context,
          Arrays.stream(method.getParameterTypes())
              .map(
                  type -> type == Consumer.class ? Consumer.AGENT : AgentSettings.AWSVPC_BLOCK_IMDS)
              .toArray());

      // Then
      assertEquals(Set.of(Consumer.AGENT), context.asked(), method.toString());
    }
  }

  @Test
  void hands_out_nothing_else_that_holds_effective_values() {
    // Given
    Set<Class<?>> holders =
        Set.of(
            Instance.class,
            EffectiveSettings.class,
            AgentView.class,
            InitView.class,
            DockerView.class);

    // Then
    for (Method method : EvaluationContext.class.getMethods()) {
      assertFalse(
          holders.contains(method.getReturnType()),
          method + " gives controls values, and nobody records who reads them");
    }
  }

  @Test
  void leaves_controls_no_way_around_it() {
    noClasses()
        .that()
        .resideInAnyPackage("io.ecsharden.control.check..", "io.ecsharden.control.proxy..")
        .should()
        .dependOnClassesThat(
            belongToAnyOf(
                Instance.class,
                EffectiveSettings.class,
                EffectiveSettingsReader.class,
                AgentReader.class,
                AgentView.class,
                InitReader.class,
                InitView.class,
                DockerReader.class,
                DockerView.class))
        .because("a control asks its EvaluationContext, which records whose values it judges")
        .check(
            new ClassFileImporter()
                .importUrl(Control.class.getProtectionDomain().getCodeSource().getLocation()));
  }
}
