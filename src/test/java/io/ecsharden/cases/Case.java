package io.ecsharden.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One row of {@code cases/*.json}; the folder's README says what its members mean. */
record Case(JsonNode row) {

  String id() {
    return row.get("id").asText();
  }

  /** Makes the instance below a folder. */
  void build(Path root) throws IOException {
    for (Map.Entry<String, JsonNode> file : row.path("files").properties()) {
      Run.write(root, file.getKey().substring(1), file.getValue().asText());
    }
    for (Map.Entry<String, JsonNode> mode : row.path("modes").properties()) {
      Path path = root.resolve(mode.getKey().substring(1));
      Files.setPosixFilePermissions(path, permissions(mode.getValue().asText()));
    }
  }

  private static java.util.Set<java.nio.file.attribute.PosixFilePermission> permissions(
      String octal) {
    int mode = Integer.parseInt(octal, 8);
    StringBuilder text = new StringBuilder();
    for (int bit = 8; bit >= 0; bit--) {
      text.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
    }
    return PosixFilePermissions.fromString(text.toString());
  }

  /** An expectation with one value; empty where the row has none. */
  String want(String name) {
    return row.path("want").path(name).asText();
  }

  /** An expectation with several values; empty where the row has none. */
  List<String> wants(String name) {
    List<String> values = new ArrayList<>();
    row.path("want").path(name).forEach(value -> values.add(value.asText()));
    return values;
  }

  @Override
  public String toString() {
    return id();
  }
}
