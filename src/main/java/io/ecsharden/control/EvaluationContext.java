package io.ecsharden.control;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.ParameterValue;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.hygiene.DeadVariables;
import io.ecsharden.hygiene.Hygiene;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.hygiene.UnlistedDefects;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.AgentBlock;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.Instance;
import io.ecsharden.settings.PendingEdit;
import io.ecsharden.settings.docker.DaemonStart;
import io.ecsharden.settings.docker.DaemonStartReader;
import io.ecsharden.settings.docker.DockerReader;
import io.ecsharden.settings.proxy.ProxyVariables;
import io.ecsharden.settings.starter.Starter;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import io.ecsharden.settings.value.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a control can look at. A control reaches effective values only through {@link
 * #value}, {@link #any} and {@link #proxies}, which record whose values they are: that program may
 * still run with older ones, and then a pass is a {@link Status#PENDING_RESTART}. {@link
 * #dockerdStart} is about the files alone.
 */
public final class EvaluationContext {

  private final ControlInfo control;
  private final Instance instance;
  private final Baseline baseline;
  private final Hygiene hygiene;
  private final Set<Consumer> asked = EnumSet.noneOf(Consumer.class);

  /**
   * @param control the control that is evaluated
   * @param hygiene of the instance's files
   */
  EvaluationContext(ControlInfo control, Instance instance, Baseline baseline, Hygiene hygiene) {
    this.control = control;
    this.instance = instance;
    this.baseline = baseline;
    this.hygiene = hygiene;
  }

  /** The programs whose effective values the control has asked for. */
  Set<Consumer> asked() {
    return asked;
  }

  /** The desired state. */
  public Baseline baseline() {
    return baseline;
  }

  /** The host's files and units. Values come from the methods below, not from these bytes. */
  public HostFacts facts() {
    return instance.facts();
  }

  /** Whether this is ECS Anywhere: no awsvpc tasks, no metadata service. */
  public boolean isExternal() {
    return instance.isExternal();
  }

  /** The defects in the instance's files. */
  public List<LineDefect> defects() {
    return hygiene.defects();
  }

  /** Those that a repair can rewrite, and that are too many to be listed. */
  public List<UnlistedDefects> unlistedDefects() {
    return hygiene.unlisted();
  }

  /** Why nothing reads a variable. */
  public Optional<DeadVariables.Dead> dead(String key) {
    return hygiene.dead(key);
  }

  /** Whether the agent that runs blocks the metadata service for tasks that it starts. */
  public AgentBlock agentBlock() {
    return AgentBlock.of(instance);
  }

  /** Edits that the running agent has not seen, and does not survive. */
  public List<PendingEdit> pendingEdits() {
    return PendingEdit.of(instance);
  }

  /** Every env file that was read, by its path, as each of its readers understands it. */
  public Map<String, FileReadings> readings() {
    return instance.settings().readings();
  }

  /** Whether {@code ecs.service} loads {@code /etc/ecs/ecs.config}. */
  public boolean isEcsConfigLoaded() {
    return instance.settings().init().environmentFiles().contains(HostFacts.ECS_CONFIG);
  }

  /** What starts the agent. */
  public Starter starter() {
    return instance.settings().starter();
  }

  /** Whether {@code docker.service} was found. */
  public boolean isDockerUnitSeen() {
    return instance.settings().dockerd().unitSeen();
  }

  /** Whether {@code daemon.json} sets proxies, which Engine 23 and later use. */
  public boolean isDockerdProxyInJson() {
    return instance.settings().dockerd().byJson();
  }

  /** Lines that should give dockerd a proxy, and whose names systemd drops. */
  public List<Origin> namesLostToDockerd() {
    return instance.settings().dockerd().lost();
  }

  /** The effective value of a setting for the agent or for ecs-init, which must read it. */
  public EffectiveValue value(Consumer consumer, String key) {
    asked.add(consumer);
    return switch (consumer) {
      case AGENT -> instance.settings().agent().get(key);
      case ECS_INIT -> instance.settings().init().get(key);
      case DOCKERD -> throw new IllegalArgumentException("dockerd reads no " + key);
    };
  }

  /** The effective value for the program that reads a variable; its text where none is known to. */
  public EffectiveValue any(String key) {
    Consumer consumer = Consumer.of(key);
    asked.add(consumer);
    return consumer == Consumer.ECS_INIT
        ? instance.settings().init().get(key)
        : instance.settings().agent().find(key).orElseGet(() -> unknownVariable(key));
  }

  private EffectiveValue unknownVariable(String key) {
    Optional<Sourced> given = instance.settings().agent().variable(key);
    Optional<String> gap = instance.settings().agent().gap(key);
    return new EffectiveValue(
        key,
        gap.<Value>map(Value.Unknown::new)
            .orElseGet(
                () -> new Value.Text(given.map(Sourced::raw).orElse(SensitiveText.value(key, "")))),
        given.map(Sourced::origin).orElse(Origin.AGENT_DEFAULT),
        given.map(Sourced::raw),
        List.of(),
        List.of());
  }

  /**
   * The variables by which a program chooses its proxies. dockerd counts as asked only where it has
   * a proxy: without one, nobody looks at the dockerd that runs.
   */
  public ProxyVariables proxies(Consumer consumer) {
    ProxyVariables proxies = consumer.proxies(instance.settings());
    if (consumer != Consumer.DOCKERD || proxies.isSet()) {
      asked.add(consumer);
    }
    return proxies;
  }

  /** The {@code NO_PROXY} that dockerd would use if one more file were there; for a remedy. */
  public Optional<Sourced> noProxyOfDockerdWith(FileFact.Content file) {
    return DockerReader.read(facts().with(file)).proxies().noProxy();
  }

  /** How dockerd starts with the files as they are. */
  public DaemonStart dockerdStart() {
    return DaemonStartReader.read(facts());
  }

  /** A parameter's text. */
  public String text(String parameter) {
    return switch (parameter(parameter)) {
      case ParameterValue.Text(String value) -> value;
      case ParameterValue.TextList(List<String> values) -> String.join(",", values);
    };
  }

  /** A parameter's list. */
  public List<String> list(String parameter) {
    return switch (parameter(parameter)) {
      case ParameterValue.Text(String value) -> List.of(value);
      case ParameterValue.TextList(List<String> values) -> values;
    };
  }

  private ParameterValue parameter(String name) {
    return Optional.ofNullable(baseline.policy(control.id()).parameters().get(name))
        .or(() ->
            Optional.ofNullable(control.parameters().get(name)).map(spec -> spec.defaultValue()))
        .orElseThrow();
  }

  /** Why the value is not what its text seems to say: sentences that start with a space. */
  public SensitiveText notes(EffectiveValue value) {
    SensitiveText text = SensitiveText.words("");
    for (EffectiveValue.Note note : value.notes()) {
      text = text.plus(" `").plus(note.about().raw().brief()).plus("` " + note.text() + ".");
    }
    return text;
  }
}
