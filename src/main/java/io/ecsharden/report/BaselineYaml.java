package io.ecsharden.report;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.Condition;
import io.ecsharden.baseline.ControlPolicy;
import io.ecsharden.baseline.Expectation;
import io.ecsharden.baseline.ParameterValue;
import io.ecsharden.baseline.Waiver;
import java.util.List;
import java.util.Map;

/** A baseline as a file of its own, which extends nothing and has the same effect. */
final class BaselineYaml {

  private final StringBuilder out = new StringBuilder(2048);

  private BaselineYaml() {}

  /** Writes the report. */
  static String write(BaselineReport report) {
    return new BaselineYaml().baseline(report.baseline());
  }

  private String baseline(Baseline baseline) {
    out.append("# ").append(Style.safe(baseline.source()));
    if (!baseline.chain().isEmpty()) {
      out.append(" with what it extends: ");
      out.append(Style.safe(String.join(", ", baseline.chain())));
    }
    out.append("\nschemaVersion: 1\nname: ").append(scalar(baseline.name())).append('\n');
    if (!baseline.settings().isEmpty()) {
      out.append("settings:\n");
      baseline.settings().values().forEach(this::setting);
    }
    out.append("controls:\n");
    baseline.controls().forEach(this::control);
    if (!baseline.waivers().isEmpty()) {
      out.append("waivers:\n");
      baseline.waivers().forEach(this::waiver);
    }
    return out.toString();
  }

  private void setting(Expectation expectation) {
    out.append("  ")
        .append(expectation.key())
        .append(": {")
        .append(condition(expectation.condition()));
    expectation.severity().ifPresent(severity -> out.append(", severity: ").append(severity));
    out.append("}\n");
  }

  /** A condition as the file has it: {@code equals: info}. */
  static String condition(Condition condition) {
    return switch (condition) {
      case Condition.Equals(String value) -> "equals: " + scalar(value);
      case Condition.OneOf(List<String> values) -> "oneOf: " + list(values);
      case Condition.Unset _ -> "unset: true";
      case Condition.Present _ -> "present: true";
    };
  }

  private void control(String id, ControlPolicy policy) {
    out.append("  ").append(id).append(": {enabled: ").append(policy.enabled());
    policy.severity().ifPresent(severity -> out.append(", severity: ").append(severity));
    if (!policy.parameters().isEmpty()) {
      String separator = ", parameters: {";
      for (Map.Entry<String, ParameterValue> each : policy.parameters().entrySet()) {
        out.append(separator).append(each.getKey()).append(": ").append(parameter(each.getValue()));
        separator = ", ";
      }
      out.append('}');
    }
    out.append("}\n");
  }

  /** A parameter's value as the file has it. */
  static String parameter(ParameterValue value) {
    return switch (value) {
      case ParameterValue.Text(String text) ->
          text.equals("true") || text.equals("false") ? text : scalar(text);
      case ParameterValue.TextList(List<String> texts) -> list(texts);
    };
  }

  private void waiver(Waiver waiver) {
    out.append("  - control: ").append(waiver.control()).append('\n');
    waiver.setting().ifPresent(setting -> out.append("    setting: ").append(setting).append('\n'));
    waiver
        .family()
        .ifPresent(family -> out.append("    family: ").append(scalar(family)).append('\n'));
    out.append("    reason: ").append(scalar(waiver.reason())).append('\n');
    out.append("    approvedBy: ").append(scalar(waiver.approvedBy())).append('\n');
    out.append("    expires: ").append(waiver.expires()).append('\n');
  }

  private static String list(List<String> texts) {
    StringBuilder list = new StringBuilder("[");
    for (String text : texts) {
      list.append(list.length() == 1 ? "" : ", ").append(scalar(text));
    }
    return list.append(']').toString();
  }

  /** A text in single quotes, unless it is a word that YAML cannot read in another way. */
  static String scalar(String text) {
    boolean plain = !text.isEmpty() && isLetter(text.charAt(0));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain &= isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }
    boolean word =
        switch (text) {
          case "true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL" -> true;
          default -> false;
        };
    return plain && !word ? text : "'" + text.replace("'", "''") + "'";
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
