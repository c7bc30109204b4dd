package io.ecsharden.report;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.env.Assignment;
import io.ecsharden.format.env.Dialect;
import io.ecsharden.format.env.Reading;
import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.hygiene.Hygiene;
import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.FileReadings;
import io.ecsharden.settings.agent.StartFailure;
import io.ecsharden.settings.proxy.ProxyDecision;
import io.ecsharden.settings.value.EffectiveValue;
import io.ecsharden.settings.value.Sourced;
import io.ecsharden.settings.value.Value;
import java.util.List;
import java.util.Map;

/** The effective settings as JSON; {@code docs/schema/effective-v1.schema.json} describes it. */
final class JsonEffective {

  private final EffectiveReport report;
  private final StringBuilder out = new StringBuilder(8192);
  private final JsonWriter json = new JsonWriter(out);

  private JsonEffective(EffectiveReport report) {
    this.report = report;
  }

  /** Writes the report, with a final line feed. */
  static String write(EffectiveReport report) {
    return new JsonEffective(report).write();
  }

  private String write() {
    json.object();
    json.name("schemaVersion").value(Schema.VERSION);
    json.name("host");
    JsonAudit.host(json, report.instance(), report.host());
    json.name("readings").object();
    report.instance().settings().readings().forEach(this::readings);
    json.end();
    json.name("agent").object();
    report.agent().forEach(this::value);
    json.end();
    json.name("ecsInit").object();
    report.init().forEach(this::value);
    json.end();
    starts();
    json.name("oddities").array();
    Hygiene.of(report.instance()).defects().forEach(this::defect);
    json.end();
    proxies();
    json.end();
    return out.append('\n').toString();
  }

  private void readings(String path, FileReadings readings) {
    json.name(path).object();
    FileFact fact = report.instance().facts().file(path);
    for (Dialect dialect : Dialect.values()) {
      json.name(dialect.id());
      if (fact instanceof FileFact.Unreadable unreadable) {
        error(unreadable.detail());
      } else {
        reading(dialect, path, readings.by(dialect));
      }
    }
    json.end();
  }

  private void reading(Dialect dialect, String path, Reading reading) {
    switch (reading) {
      case Reading.Refused(String error, int line) ->
          error(SensitiveText.prose(path + ":" + line + ": " + error).shown(report.disclosure()));
      case Reading.Accepted(List<Assignment> all) when dialect == Dialect.DOCKER_ENV_FILE -> {
        json.array();
        for (Assignment assignment : all) {
          json.value(name(assignment) + "=" + shown(assignment));
        }
        json.end();
      }
      case Reading.Accepted accepted -> {
        json.object();
        int hiddenNames = 0;
        for (Map.Entry<String, Assignment> entry : accepted.lastByKey().entrySet()) {
          String name = name(entry.getValue());
          // two hidden names must not become one
          boolean hidden = !name.equals(entry.getKey());
          json.name(hidden ? name + " " + ++hiddenNames : name).value(shown(entry.getValue()));
        }
        json.end();
      }
    }
  }

  private String name(Assignment assignment) {
    return SensitiveText.name(assignment.key()).shown(report.disclosure());
  }

  private String shown(Assignment assignment) {
    return SensitiveText.value(assignment.key(), assignment.value()).shown(report.disclosure());
  }

  private void error(String text) {
    json.object().name("error").value(text).end();
  }

  private void value(EffectiveValue value) {
    json.name(value.key()).object();
    json.name("value");
    switch (value.value()) {
      case Value.Bool(boolean on) -> json.value(on);
      case Value.Text(SensitiveText text) -> json.value(text.shown(report.disclosure()));
      case Value.Unknown(String reason) -> json.nullValue().name("unknown").value(reason);
    }
    json.name("source").value(value.origin().display());
    value.raw().ifPresent(raw -> json.name("raw").value(raw.shown(report.disclosure())));
    if (!value.shadowed().isEmpty()) {
      json.name("shadows").array();
      for (Sourced shadowed : value.shadowed()) {
        json.object();
        json.name("source").value(shadowed.origin().display());
        json.name("raw").value(shadowed.raw().shown(report.disclosure()));
        json.end();
      }
      json.end();
    }
    if (!value.notes().isEmpty()) {
      json.name("notes").array();
      for (EffectiveValue.Note note : value.notes()) {
        json.object();
        json.name("source").value(note.about().origin().display());
        json.name("raw").value(note.about().raw().shown(report.disclosure()));
        json.name("note").value(note.text());
        json.end();
      }
      json.end();
    }
    json.end();
  }

  private void starts() {
    List<StartFailure> failures = report.instance().settings().agent().failures();
    List<String> unknown = report.instance().settings().agent().unknown();
    json.name("agentStarts");
    if (failures.isEmpty() && !unknown.isEmpty()) {
      json.nullValue().name("agentStartsUnknown").value(String.join("; ", unknown));
    } else {
      json.value(failures.isEmpty());
    }
    if (!failures.isEmpty()) {
      json.name("agentFails").array();
      for (StartFailure failure : failures) {
        json.object();
        json.name("source").value(failure.origin().display());
        json.name("reason").value(failure.message());
        json.end();
      }
      json.end();
    }
  }

  private void defect(LineDefect defect) {
    json.object();
    json.name("kind").value(defect.kind().id());
    json.name("source").value(defect.where().display());
    String key = defect.key().orElse("");
    defect
        .key()
        .ifPresent(text ->
            json.name("setting").value(SensitiveText.name(text).shown(report.disclosure())));
    defect
        .effective()
        .ifPresent(text ->
            json.name("taken").value(SensitiveText.value(key, text).shown(report.disclosure())));
    defect
        .intended()
        .ifPresent(text ->
            json.name("meant").value(SensitiveText.value(key, text).shown(report.disclosure())));
    json.name("message").value(defect.message().shown(report.disclosure()));
    json.name("remediation").value(defect.remedy());
    json.end();
  }

  private void proxies() {
    if (report.urls().isEmpty()) {
      return;
    }
    json.name("proxies").array();
    for (EffectiveReport.ProxyChoice choice : report.proxies()) {
      json.object();
      json.name("url").value(SensitiveText.prose(choice.url()).shown(report.disclosure()));
      decision("agent", choice.agent());
      decision("agentSdk", choice.sdk());
      decision("ecsInit", choice.init());
      choice.dockerd().ifPresentOrElse(decided -> decision("dockerd", decided), this::unknown);
      json.end();
    }
    json.end();
  }

  private void unknown() {
    json.name("dockerd").object();
    json.name("proxy").nullValue();
    json.name("error").value(report.dockerdUnknown());
    json.end();
  }

  private void decision(String program, ProxyDecision decision) {
    json.name(program).object();
    json.name("proxy");
    switch (decision) {
      case ProxyDecision.Via via -> {
        json.value(report.proxyUrl(via));
        json.name("variable").value(via.variable());
      }
      case ProxyDecision.Direct(String reason) -> {
        json.nullValue();
        json.name("reason").value(SensitiveText.prose(reason).shown(report.disclosure()));
      }
      case ProxyDecision.Refused(String reason) -> {
        json.nullValue();
        json.name("error").value(SensitiveText.prose(reason).shown(report.disclosure()));
      }
    }
    json.end();
  }
}
