package io.ecsharden.secrets;

import io.ecsharden.settings.KnownKeys;
import io.ecsharden.settings.agent.AgentSettings;
import io.ecsharden.settings.init.InitSettings;
import java.util.Locale;
import java.util.Set;

/**
 * Hides secrets in everything that leaves the program.
 *
 * <p>Four rules, in order. A variable that is a secret by its nature is hidden whole. User and
 * password in any URL are hidden. A text that shows the shape of a secret (an AWS key, a private
 * key, a token, a registry's {@code auth}, an assignment to a secret's name) is hidden whole. A
 * variable that is not on the allow-list (the settings that the agent and ecs-init read) and looks
 * like a secret, by its name or because it is long and random, is hidden whole.
 */
public enum Masker {
  /** Hides secrets. */
  HIDE {
    @Override
    public String value(String key, String text) {
      if (text.isEmpty()) {
        return text;
      }
      boolean open = isPublic(key);
      if (!open && SecretShapes.isSecretName(key)) {
        return MASK;
      }
      String shown = UserInfo.hidden(key, text);
      if (SecretShapes.holdsSecret(text)) {
        return MASK;
      }
      return !open && SecretShapes.looksRandom(text) ? MASK : shown;
    }

    @Override
    public String name(String key) {
      boolean whole =
          KnownKeys.isSetting(key) || HarmlessNames.isOne(key) && !SecretShapes.isSecretInName(key);
      return whole ? key : MASK;
    }

    @Override
    public String text(String text) {
      String shown = UserInfo.hidden(text);
      return SecretShapes.holdsSecret(text) ? MASK : shown;
    }
  },
  /** Shows everything, because somebody asked for it. */
  REVEAL {
    @Override
    public String value(String key, String text) {
      return text;
    }

    @Override
    public String name(String key) {
      return key;
    }

    @Override
    public String text(String text) {
      return text;
    }
  };

  /** What stands in the place of a secret. */
  public static final String MASK = "[masked]";

  /** Settings of the agent that hold secrets, although the agent reads them. */
  private static final Set<String> SECRET_SETTINGS =
      Set.of(
          AgentSettings.ENGINE_AUTH_DATA,
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          InitSettings.LOG_OPTS);

  /** A variable's value, as it may be shown. */
  public abstract String value(String key, String text);

  /** A variable's name, as it may be shown; a torn line can put anything before the first =. */
  public abstract String name(String key);

  /** A text of unknown meaning, as it may be shown. */
  public abstract String text(String text);

  private static boolean isPublic(String key) {
    return KnownKeys.isSetting(key) && !SECRET_SETTINGS.contains(key);
  }

  /** Whether a setting is a secret by its nature. */
  public static boolean isSecretSetting(String key) {
    return SECRET_SETTINGS.contains(key.toUpperCase(Locale.ROOT));
  }
}
