package io.ecsharden.secrets;

import io.ecsharden.format.unit.EnvironmentNames;
import java.util.Locale;

/** What secrets look like. Plain scanning: no regular expression is compiled for it. */
final class SecretShapes {

  private static final String[] SECRET_WORDS = {
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "SECRET",
    "TOKEN",
    "CREDENTIAL",
    "APIKEY",
    "API_KEY",
    "ACCESS_KEY",
    "PRIVATE_KEY",
    "AUTH_DATA",
    "AUTHDATA",
    "AUTHORIZATION",
    "_PWD"
  };

  /** Names of secrets: what stands behind them is one. */
  private static final String[] SECRET_NAMES = {
    "'auth'",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "ECS_ENGINE_AUTH_DATA",
    "aws_secret_access_key",
    "splunk-token"
  };

  /** What stands in a secret or right before it, and hardly in prose. */
  private static final String[] SECRET_MARKS = {
    "-----BEGIN", "\"auth\"", "\"password\"", "\"identitytoken\"", "Bearer ", "eyJhbGciOi"
  };

  private static final String[] ACCESS_KEY_PREFIXES = {"AKIA", "ASIA"};

  private SecretShapes() {}

  /**
   * Whether a line has anything in it without which {@link SecretFinder} finds no secret there: an
   * {@code @}, a secret's word, or a mark. Most lines have not, and need no closer look.
   */
  static boolean mayBeIn(String line) {
    return line.indexOf('@') >= 0
        || isSecretName(line)
        || line.contains("LOG_OPTS")
        || line.contains("'auth'") // of SECRET_NAMES the only one without a secret's word
        || showsSecret(line);
  }

  /** Whether a name says that its value is a secret. */
  static boolean isSecretName(String key) {
    String upper = key.toUpperCase(Locale.ROOT);
    for (String word : SECRET_WORDS) {
      if (upper.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text holds something that is a secret wherever it stands. */
  static boolean holdsSecret(String text) {
    return showsSecret(text) || containsAny(text, SECRET_NAMES) || assignsSecret(text);
  }

  /** The same for prose, which may speak of passwords and name variables. */
  static boolean showsSecret(String text) {
    return containsAny(text, SECRET_MARKS) || holdsAccessKeyId(text);
  }

  private static boolean containsAny(String text, String[] marks) {
    for (String mark : marks) {
      if (text.contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** {@code AKIA…} or {@code ASIA…} and at least 12 more capitals or digits. */
  private static boolean holdsAccessKeyId(String text) {
    for (String prefix : ACCESS_KEY_PREFIXES) {
      for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
        int end = at + 4;
        while (end < text.length() && isCapitalOrDigit(text.charAt(end))) {
          end++;
        }
        if (end - at >= 16) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code …SECRET…=x} or {@code password: x} within a text. */
  private static boolean assignsSecret(String text) {
    if (text.indexOf('=') < 0 && text.indexOf(':') < 0) {
      return false;
    }
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '=' || c == ':') {
        int to = i;
        while (to > 0 && " \"'".indexOf(text.charAt(to - 1)) >= 0) {
          to--;
        }
        int from = to;
        while (from > 0 && isNameCharacter(text.charAt(from - 1))) {
          from--;
        }
        if (isSecretName(text.substring(from, to))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a name is torn off a secret: it holds quotes and a mark, or is no name at all. */
  static boolean isSecretInName(String key) {
    boolean quoted = key.indexOf('"') >= 0 || key.indexOf('\'') >= 0;
    return holdsAccessKeyId(key) || looksRandom(key) || (quoted && holdsSecret(key));
  }

  /** Whether a text is one long word of mixed letters and digits. */
  static boolean looksRandom(String text) {
    if (text.length() < 20 || text.startsWith("arn:") || text.indexOf(' ') >= 0) {
      return false;
    }
    int digits = 0;
    int lower = 0;
    int upper = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c >= 'a' && c <= 'z') {
        lower++;
      } else if (c >= 'A' && c <= 'Z') {
        upper++;
      } else if ("+/=_-.".indexOf(c) < 0) {
        return false;
      }
    }
    return digits >= 2 && (lower >= 4 && upper >= 2 || digits + lower == text.length());
  }

  private static boolean isCapitalOrDigit(char c) {
    return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static boolean isNameCharacter(char c) {
    return EnvironmentNames.isNameCharacter(c) || c == '-' || c == '%';
  }
}
