package io.ecsharden.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Command document of {@code ecs-config/ssm}, as Systems Manager and its agent read it. */
record CommandDocument(String name, String text, JsonNode json) {

  private static final Path FOLDER = Path.of("ecs-config/ssm/documents");

  static List<CommandDocument> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(CommandDocument::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CommandDocument named(String name) {
    return read(FOLDER.resolve(name + ".json"));
  }

  private static CommandDocument read(Path file) {
    try {
      String text = Files.readString(file);
      String name = file.getFileName().toString().replace(".json", "");
      return new CommandDocument(name, text, new ObjectMapper().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one step. */
  JsonNode step() {
    if (json.get("mainSteps").size() != 1) {
      throw new AssertionError(name + " has more than one step");
    }
    return json.get("mainSteps").get(0);
  }

  Map<String, JsonNode> parameters() {
    Map<String, JsonNode> parameters = new TreeMap<>();
    json.get("parameters").properties().forEach(e -> parameters.put(e.getKey(), e.getValue()));
    return parameters;
  }

  /** Whether the service lets a value through. */
  boolean accepts(String parameter, String value) {
    JsonNode declared = parameters().get(parameter);
    if (declared.has("allowedValues")) {
      for (JsonNode allowed : declared.get("allowedValues")) {
        if (allowed.textValue().equals(value)) {
          return true;
        }
      }
      return false;
    }
    return Pattern.compile(declared.get("allowedPattern").textValue()).matcher(value).find();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    step().get("inputs").get("runCommand").forEach(line -> lines.add(line.textValue()));
    return lines;
  }

  /**
   * The script as SSM Agent makes it: lines joined, and each parameter replaced in the text
   * (amazon-ssm-agent 3.3, {@code agent/framework/docparser/parameters.go}).
   */
  String script(Map<String, String> values) {
    String script = String.join("\n", lines()) + "\n";
    for (Map.Entry<String, JsonNode> parameter : parameters().entrySet()) {
      String value =
          values.getOrDefault(parameter.getKey(), parameter.getValue().get("default").textValue());
      script = script.replace("{{ " + parameter.getKey() + " }}", value);
    }
    return script;
  }

  @Override
  public String toString() {
    return name;
  }
}
