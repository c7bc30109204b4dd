package io.ecsharden.control;

import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person should know about a control.
 *
 * @param id stable: reports, baselines and waivers name the control by it
 * @param title one line, without a full stop
 * @param severity unless the baseline gives another one
 * @param rationale why it matters
 * @param impact what an attacker or an accident gains when it fails
 * @param guidance what AWS says, and where that is not the whole truth
 * @param remediation what a person does to repair it
 * @param fix what {@code ecs-harden fix} does, and what is left to a person
 * @param limits what it does not cover
 * @param references the sources of its facts
 * @param parameters what a baseline can set, by name, in the order of the pages
 */
public record ControlInfo(
    String id,
    String title,
    Severity severity,
    String rationale,
    String impact,
    String guidance,
    String remediation,
    String fix,
    List<String> limits,
    List<String> references,
    Map<String, ParameterSpec> parameters) {

  public ControlInfo {
    limits = List.copyOf(limits);
    references = List.copyOf(references);
    // not Map.copyOf, whose order is another one in each run
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public static Builder of(String id, String title, Severity severity) {
    return new Builder(id, title, severity);
  }

  /** Builds a description. */
  public static final class Builder {
    private final String id;
    private final String title;
    private final Severity severity;
    private String rationale = "";
    private String impact = "";
    private String guidance = "";
    private String remediation = "";
    private String fix = "";
    private List<String> limits = List.of();
    private List<String> references = List.of();
    private Map<String, ParameterSpec> parameters = Map.of();

    private Builder(String id, String title, Severity severity) {
      this.id = id;
      this.title = title;
      this.severity = severity;
    }

    public Builder why(String text) {
      rationale = text;
      return this;
    }

    public Builder impact(String text) {
      impact = text;
      return this;
    }

    public Builder guidance(String text) {
      guidance = text;
      return this;
    }

    public Builder repair(String text) {
      remediation = text;
      return this;
    }

    public Builder fix(String text) {
      fix = text;
      return this;
    }

    public Builder limits(String... texts) {
      limits = List.of(texts);
      return this;
    }

    public Builder references(String... texts) {
      references = List.of(texts);
      return this;
    }

    public Builder parameter(String name, ParameterSpec spec) {
      Map<String, ParameterSpec> more = new LinkedHashMap<>(parameters);
      more.put(name, spec);
      parameters = more;
      return this;
    }

    public ControlInfo build() {
      return new ControlInfo(
          id,
          title,
          severity,
          rationale,
          impact,
          guidance,
          remediation,
          fix,
          limits,
          references,
          parameters);
    }
  }
}
