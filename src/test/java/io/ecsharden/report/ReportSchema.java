package io.ecsharden.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A JSON Schema, which a library checks. */
public final class ReportSchema {

  private final JsonNode tree;
  private final JsonSchema schema;

  private ReportSchema(Path file, VersionFlag draft) {
    try {
      tree = new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    schema = JsonSchemaFactory.getInstance(draft).getSchema(tree, config);
  }

  /** One of ours, by its name in {@code docs/schema}. */
  public ReportSchema(String name) {
    this(Path.of("docs/schema", name), VersionFlag.V202012);
  }

  /** That of SARIF 2.1.0. */
  static ReportSchema sarif() {
    return new ReportSchema(
        Path.of("src/test/resources/schema/sarif-schema-2.1.0.json"), VersionFlag.V7);
  }

  JsonNode tree() {
    return tree;
  }

  /** Where and how a report breaks the schema. */
  public List<String> violations(JsonNode report) {
    return schema.validate(report).stream().map(ValidationMessage::toString).toList();
  }
}
