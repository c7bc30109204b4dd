package io.ecsharden.report;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.Condition;
import io.ecsharden.baseline.ControlPolicy;
import io.ecsharden.baseline.Expectation;
import io.ecsharden.baseline.ParameterValue;
import io.ecsharden.baseline.Waiver;
import io.ecsharden.format.json.JsonWriter;
import java.util.List;

/** Baselines as JSON, for {@code baseline check}, {@code show} and {@code diff}. */
final class JsonBaseline {

  private final StringBuilder out = new StringBuilder(2048);
  private final JsonWriter json = new JsonWriter(out);

  private JsonBaseline() {}

  /** A baseline with everything that it extends. */
  static String write(BaselineReport report) {
    return new JsonBaseline().report(report);
  }

  /** Where two baselines differ. */
  static String write(BaselineDiff diff) {
    return new JsonBaseline().difference(diff);
  }

  /** Which baseline, from where, chosen by whom, and what is to say about it. */
  static void head(JsonWriter json, Baseline baseline) {
    json.name("name").value(baseline.name());
    json.name("source").value(baseline.source());
    json.name("extends").array();
    baseline.chain().forEach(json::value);
    json.end();
    json.name("chosenBy").value(baseline.choice().id());
    json.name("warnings").array();
    baseline.warnings().forEach(problem -> json.value(problem.toString()));
    json.end();
  }

  private String report(BaselineReport report) {
    json.object();
    json.name("schemaVersion").value(Schema.VERSION);
    json.name("baseline").object();
    head(json, report.baseline());
    json.end();
    json.name("settings").object();
    report.baseline().settings().values().forEach(this::setting);
    json.end();
    json.name("controls").object();
    report.baseline().controls().forEach(this::control);
    json.end();
    json.name("waivers").array();
    report.baseline().waivers().forEach(waiver -> waiver(waiver, waiver.expiredAt(report.time())));
    json.end().end();
    return out.append('\n').toString();
  }

  private void setting(Expectation expectation) {
    json.name(expectation.key()).object();
    switch (expectation.condition()) {
      case Condition.Equals(String value) -> json.name("equals").value(value);
      case Condition.OneOf(List<String> values) -> {
        json.name("oneOf").array();
        values.forEach(json::value);
        json.end();
      }
      case Condition.Unset _ -> json.name("unset").value(true);
      case Condition.Present _ -> json.name("present").value(true);
    }
    expectation.severity().ifPresent(severity -> json.name("severity").value(severity.name()));
    json.name("source").value(expectation.where().display());
    json.end();
  }

  private void control(String id, ControlPolicy policy) {
    json.name(id).object();
    json.name("enabled").value(policy.enabled());
    policy.severity().ifPresent(severity -> json.name("severity").value(severity.name()));
    if (!policy.parameters().isEmpty()) {
      json.name("parameters").object();
      policy.parameters().forEach(this::parameter);
      json.end();
    }
    json.end();
  }

  private void parameter(String name, ParameterValue value) {
    json.name(name);
    switch (value) {
      case ParameterValue.Text(String text) -> json.value(text);
      case ParameterValue.TextList(List<String> texts) -> {
        json.array();
        texts.forEach(json::value);
        json.end();
      }
    }
  }

  private void waiver(Waiver waiver, boolean expired) {
    json.object();
    json.name("control").value(waiver.control());
    waiver.setting().ifPresent(setting -> json.name("setting").value(setting));
    waiver.family().ifPresent(family -> json.name("family").value(family));
    json.name("reason").value(waiver.reason());
    json.name("approvedBy").value(waiver.approvedBy());
    json.name("expires").value(waiver.expires().toString());
    json.name("expired").value(expired);
    json.name("source").value(waiver.where().display());
    json.end();
  }

  private String difference(BaselineDiff diff) {
    json.object();
    json.name("schemaVersion").value(Schema.VERSION);
    json.name("before").object();
    head(json, diff.before());
    json.end();
    json.name("after").object();
    head(json, diff.after());
    json.end();
    json.name("differences").array();
    for (BaselineDiff.Difference difference : diff.differences()) {
      json.object();
      json.name("path").value(difference.path());
      json.name("before");
      difference.before().ifPresentOrElse(json::value, json::nullValue);
      json.name("after");
      difference.after().ifPresentOrElse(json::value, json::nullValue);
      json.end();
    }
    json.end().end();
    return out.append('\n').toString();
  }
}
