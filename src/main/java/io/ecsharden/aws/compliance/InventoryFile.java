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
 * The row of inventory as a file that SSM Agent collects where an inventory association asks for
 * it. We make no call and need no permission. The format is that of the agent's {@code
 * agent/plugins/inventory/gatherers/custom}: one object of strings, at most 50 of them. It holds no
 * time, so it changes only when the instance does.
 *
 * @param path the instance's own path
 */
public record InventoryFile(String path, byte[] content) {

  /** SSM Agent has a directory here for each instance id that it had. */
  public static final String FOLDER = "/var/lib/amazon/ssm";

  private static final String FILE = "/inventory/custom/EcsAgentConfiguration.json";

  /**
   * The file for an audit.
   *
   * @param names the entries of {@link #FOLDER}
   * @param instanceId from the command line; it counts where the folder has no instance, or several
   * @return nothing when the instance id is unknown
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
    new TreeMap<>(report.inventory()).forEach((key, text) -> json.name(key).value(text.toString()));
    json.end().end();
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}
