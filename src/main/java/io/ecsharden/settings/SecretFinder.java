package io.ecsharden.settings;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the lines of a file that hold secrets, in comments as well. */
public final class SecretFinder {

  private SecretFinder() {}

  /**
   * A secret.
   *
   * @param line from 1
   * @param name the variable's or field's name, fit to be shown
   * @param what a word for people: {@code registry credentials}
   * @param awsKey whether it is an AWS key that is in force
   */
  public record Secret(int line, String name, String what, boolean awsKey) {}

  /** Finds the secrets of a file. */
  public static List<Secret> find(FileFact.Content file) {
    List<Secret> secrets = new ArrayList<>();
    Lines lines = Lines.of(file.bytes());
    boolean json = file.path().equals(HostFacts.JSON_CONFIG);
    for (int i = 0; i < lines.count(); i++) {
      String text = GoText.trimSpace(lines.text(i));
      int separator = text.indexOf(json ? ':' : '=');
      if (separator >= 0) {
        String name = text.substring(0, separator);
        String value = text.substring(separator + 1).strip();
        judge(i + 1, name, value, secrets);
      }
    }
    return secrets;
  }

  private static void judge(int line, String name, String value, List<Secret> secrets) {
    if (value.isEmpty() || value.equals("\"\"") || value.equals("{}") || value.equals("''")) {
      return;
    }
    String upper = name.toUpperCase(Locale.ROOT);
    String shown = Masker.HIDE.name(bare(name));
    boolean commented = name.startsWith("#") || name.startsWith(";");
    if (upper.contains("AWS_SECRET_ACCESS_KEY")
        || upper.contains("AWS_ACCESS_KEY_ID")
        || upper.contains("AWS_SESSION_TOKEN")) {
      secrets.add(new Secret(line, shown, "an AWS key", !commented));
    } else if (upper.contains("ENGINE_AUTH_DATA") || upper.contains("ENGINEAUTHDATA")) {
      secrets.add(new Secret(line, shown, "registry credentials", false));
    } else if (!SecretShapes.withoutUserInfo(value).equals(value)) {
      secrets.add(new Secret(line, shown, "a URL with a password", false));
    } else if (SecretShapes.holdsSecret(value) || secretByName(name, value)) {
      secrets.add(new Secret(line, shown, "a secret", false));
    }
  }

  private static boolean secretByName(String name, String value) {
    return !KnownKeys.isSetting(bare(name))
        && SecretShapes.isSecretName(name)
        && value.length() >= 4;
  }

  private static String bare(String name) {
    int from = 0;
    while (from < name.length() && !OddLines.isNameCharacter(name.charAt(from))) {
      from++;
    }
    int to = name.length();
    while (to > from && !OddLines.isNameCharacter(name.charAt(to - 1))) {
      to--;
    }
    return name.substring(from, to);
  }
}
