package io.ecsharden.aws.connection;

import io.ecsharden.format.ShortText;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.JsonString;
import io.ecsharden.format.json.JsonValue.Member;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which instance this is for Systems Manager.
 *
 * @param instanceId {@code i-…}, or {@code mi-…} for one that is managed by an activation
 */
public record Identity(String instanceId, String region) {

  /** What the instance metadata service says. Each call may take until the deadline. */
  interface Metadata {
    Optional<String> instanceId();

    Optional<String> region();
  }

  /**
   * Finds the identity. Each of these counts only where those before it say nothing: options,
   * environment, the SSM agent's registration, the metadata service, cloud-init's file.
   */
  public static Identity find(SsmSettings settings, Metadata metadata) throws NotConnected {
    Optional<String> id = given(settings).or(metadata::instanceId).or(() -> cloudInit(settings));
    if (id.isEmpty()) {
      throw new NotConnected(
          "the instance id is unknown, because the metadata service does not answer: set"
              + " --instance-id or ECS_HARDEN_INSTANCE_ID");
    }
    if (!isInstanceId(id.get())) {
      throw new NotConnected("this is not an instance id: " + ShortText.cut(id.get(), 40));
    }
    Optional<String> region = region(settings, metadata);
    if (region.isEmpty()) {
      throw new NotConnected("the region is unknown: set --region or AWS_REGION");
    }
    return new Identity(id.get(), region.get());
  }

  /** The instance id by options, environment and files alone; the metadata service may differ. */
  public static Optional<String> local(SsmSettings settings) {
    return given(settings).or(() -> cloudInit(settings)).filter(Identity::isInstanceId);
  }

  /** Whether options, environment and files say everything. */
  static boolean isComplete(SsmSettings settings) {
    return local(settings).isPresent() && localRegion(settings).isPresent();
  }

  /** Whether an activation manages this machine: then it is not one of EC2. */
  static boolean isActivated(SsmSettings settings) {
    return activation(settings).isPresent();
  }

  private static Optional<String> given(SsmSettings settings) {
    return settings
        .instanceId()
        .or(() -> settings.variable("ECS_HARDEN_INSTANCE_ID"))
        .or(() -> activation(settings));
  }

  private static Optional<String> activation(SsmSettings settings) {
    return settings.registration().flatMap(Identity::ofActivation);
  }

  /** The instance id in SSM Agent's registration, for a machine that an activation manages. */
  public static Optional<String> ofActivation(byte[] registration) {
    return field(registration, "ManagedInstanceID").filter(text -> text.startsWith("mi-"));
  }

  private static Optional<String> cloudInit(SsmSettings settings) {
    return settings.cloudInitId().map(Identity::line);
  }

  /** The region alone: reading a parameter needs no instance id. */
  public static Optional<String> region(SsmSettings settings, Metadata metadata) {
    return localRegion(settings)
        .or(() -> isActivated(settings) ? Optional.empty() : metadata.region());
  }

  private static Optional<String> localRegion(SsmSettings settings) {
    return settings
        .region()
        .or(() -> settings.variable("AWS_REGION"))
        .or(() -> settings.variable("AWS_DEFAULT_REGION"))
        .or(() -> settings.registration().flatMap(bytes -> field(bytes, "Region")));
  }

  /** {@code i-} with 8 or 17 letters and digits, {@code mi-} with 17 (PutInventory's pattern). */
  public static boolean isInstanceId(String text) {
    int dash = text.indexOf('-');
    String kind = dash < 0 ? "" : text.substring(0, dash);
    int digits = text.length() - dash - 1;
    boolean length = kind.equals("i") ? digits == 8 || digits == 17 : digits == 17;
    return (kind.equals("i") || kind.equals("mi"))
        && length
        && text.chars().skip(dash + 1L).allMatch(Identity::isWord);
  }

  private static boolean isWord(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static String line(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  /** A member of a JSON object that is a text, and not empty. */
  static Optional<String> field(byte[] json, String name) {
    if (!(JsonDocument.parse(json).root().orElse(null) instanceof JsonObject object)) {
      return Optional.empty();
    }
    for (Member member : object.members()) {
      if (member.name().equals(name)
          && member.value() instanceof JsonString(String text, int s, int e)
          && !text.isEmpty()) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }
}
