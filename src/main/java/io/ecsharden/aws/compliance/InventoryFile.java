package io.ecsharden.aws.compliance;

import io.ecsharden.aws.connection.Identity;
import io.ecsharden.control.AuditResult;
import io.ecsharden.format.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The row of inventory as a file that SSM Agent collects by itself, where an inventory association
 * asks it to: no call and no permission of ours. Its form is that of the agent's {@code
 * agent/plugins/inventory/gatherers/custom}: one object of strings, at most 50 of them. It has no
 * time in it, so it changes only when the instance does.
 *
 * @param path the instance's own path
 */
public record InventoryFile(String path, byte[] content) {

  /** Where SSM Agent has a directory for each instance that it has been. */
  public static final String FOLDER = "/var/lib/amazon/ssm";

  private static final String FILE = "/inventory/custom/EcsAgentConfiguration.json";

  /**
   * The file for an audit.
   *
   * @param names what is in {@link #FOLDER}
   * @param instanceId from the command line, for when the folder does not say, or of which instance
   *     an image was made
   * @return nothing when it cannot be told which instance this is
   */
  public static Optional<InventoryFile> of(
      AuditResult audit,
      Map<String, String> versions,
      List<String> names,
      Optional<String> instanceId) {
    List<String> instances = names.stream().filter(Identity::isInstanceId).toList();
    Optional<String> only =
        instances.size() == 1 ? Optional.of(instances.getFirst()) : Optional.empty();
    Optional<String> id = instanceId.filter(Identity::isInstanceId).or(() -> only);
    return id.map(name ->
        new InventoryFile(
            FOLDER + "/" + name + FILE, bytes(ReportMaker.of(audit, "", "", versions))));
  }

  private static byte[] bytes(Report report) {
    StringBuilder out = new StringBuilder(1024);
    JsonWriter json = new JsonWriter(out);
    json.object();
    json.name("SchemaVersion").value(Report.INVENTORY_VERSION);
    json.name("TypeName").value(Report.INVENTORY_TYPE);
    json.name("Content").object();
    new TreeMap<>(report.inventory()).forEach((key, text) -> json.name(key).value(text));
    json.end().end();
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}
