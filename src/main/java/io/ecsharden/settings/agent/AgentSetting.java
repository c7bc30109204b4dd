package io.ecsharden.settings.agent;

import java.util.Optional;

/**
 * A setting that the agent reads from its environment.
 *
 * @param key the environment variable
 * @param kind how the agent reads its text
 * @param jsonField the field of {@code ecs.config.json} that can say the same; upstream's spelling
 * @param agentDefault what the agent takes when nobody says anything
 * @param ecsInitDefault what ecs-init puts into the environment before it reads the files
 */
public record AgentSetting(
    String key,
    Kind kind,
    Optional<String> jsonField,
    String agentDefault,
    Optional<String> ecsInitDefault) {

  /** How a text becomes a value (amazon-ecs-agent 1.105.1, {@code agent/config/config.go}). */
  public enum Kind {
    /** {@code BooleanDefaultFalse}: true, false or not set; an invalid text is "not set". */
    TRI_STATE_FALSE,
    /** {@code BooleanDefaultTrue}. */
    TRI_STATE_TRUE,
    /**
     * A plain Go {@code bool}: an invalid text gives the default, and false looks like "not set",
     * so that JSON's true shows through.
     */
    PLAIN_FALSE,
    /** A plain {@code bool} whose invalid or empty text gives true. */
    PLAIN_TRUE,
    /** A plain {@code bool} that is read last, from the environment alone. */
    ENVIRONMENT_ONLY_FALSE,
    /** Text that is trimmed. */
    TRIMMED_TEXT,
    /** Text that the agent takes as it is. */
    TEXT,
    /** A JSON object of strings; anything else makes the agent exit. */
    STRING_MAP,
    /** A JSON array of CIDR blocks; anything else makes the agent exit. */
    CIDR_LIST,
    /** A JSON array of strings; text that is no JSON is ignored with a warning. */
    STRING_LIST;

    /** Whether the value is a boolean. */
    public boolean isBoolean() {
      return switch (this) {
        case TRI_STATE_FALSE, TRI_STATE_TRUE, PLAIN_FALSE, PLAIN_TRUE, ENVIRONMENT_ONLY_FALSE ->
            true;
        case TRIMMED_TEXT, TEXT, STRING_MAP, CIDR_LIST, STRING_LIST -> false;
      };
    }

    /** What an invalid or missing text gives. */
    public boolean booleanDefault() {
      return this == TRI_STATE_TRUE || this == PLAIN_TRUE;
    }
  }
}
