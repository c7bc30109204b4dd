package io.ecsharden.report;

import io.ecsharden.format.json.JsonWriter;
import io.ecsharden.secrets.SensitiveText;
import java.util.OptionalInt;

/** A line of standard error as JSON, for those who read the report as JSON. */
public final class JsonMessage {

  private JsonMessage() {}

  /**
   * An object in one line, with a line feed.
   *
   * @param exitCode of the run that this ends; empty for a warning
   */
  public static String write(String message, OptionalInt exitCode) {
    StringBuilder line = new StringBuilder("{\"level\": ");
    if (exitCode.isPresent()) {
      line.append("\"error\", \"exitCode\": ").append(exitCode.getAsInt());
    } else {
      line.append("\"warning\"");
    }
    line.append(", \"message\": ");
    new JsonWriter(line).value(SensitiveText.message(message).toString());
    return line.append("}\n").toString();
  }
}
