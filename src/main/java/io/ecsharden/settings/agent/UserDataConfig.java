package io.ecsharden.settings.agent;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue.JsonNull;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.settings.agent.AgentJson.Stored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent takes from the instance's user data: the object {@code ECSAgentConfiguration} of
 * user data that is one JSON object, and nothing of any other (amazon-ecs-agent 1.105.1, {@code
 * agent/config/config.go}, {@code userDataConfig}). The agent decodes neither base64 nor gzip nor
 * MIME: such user data is no JSON, as is a script. One value of a wrong type makes it ignore all.
 *
 * <p>The agent asks the metadata service; cloud-init keeps the same bytes on the disk (cloud-init
 * 24.1, {@code cloudinit/stages.py}, {@code _store_userdata}).
 */
public final class UserDataConfig {

  private static final String MEMBER = "ECSAgentConfiguration";

  private UserDataConfig() {}

  /** What the agent takes from the file that cloud-init keeps. */
  public static AgentJson of(FileFact file) {
    return switch (file) {
      case FileFact.Absent _ -> AgentJson.NOTHING;
      case FileFact.Content content ->
          looksLikeJson(content.bytes()) ? parse(content) : AgentJson.NOTHING;
      case FileFact.Unreadable unreadable ->
          unreadable.mayHoldMore()
              ? AgentJson.unknown(
                  "JSON user data may set it, and "
                      + unreadable.path()
                      + " could not be read: "
                      + unreadable.detail())
              : AgentJson.NOTHING;
    };
  }

  /** A script of a megabyte is not parsed. */
  private static boolean looksLikeJson(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return b == '{';
      }
    }
    return false;
  }

  private static AgentJson parse(FileFact.Content file) {
    JsonDocument document = JsonDocument.parse(file.bytes());
    Map<String, Stored> fields = new LinkedHashMap<>();
    if (document.error().isEmpty() && document.root().orElseThrow() instanceof JsonObject user) {
      for (Member member : user.members()) {
        boolean named = AgentJsonField.fold(member.name()).equals(AgentJsonField.fold(MEMBER));
        if (!named || member.value() instanceof JsonNull) {
          continue;
        }
        if (!(member.value() instanceof JsonObject config)) {
          return AgentJson.NOTHING;
        }
        AgentJson part = AgentJson.members(file.path(), document, config);
        if (part.failure().isPresent()) {
          return AgentJson.NOTHING;
        }
        fields.putAll(part.fields());
      }
    }
    // an old name, which the agent takes from its file alone
    fields.remove("ClusterArn");
    return new AgentJson(fields, Optional.empty(), Optional.empty(), List.of());
  }
}
