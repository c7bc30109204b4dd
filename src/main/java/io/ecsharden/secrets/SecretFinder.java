package io.ecsharden.secrets;

import io.ecsharden.format.GoText;
import io.ecsharden.format.Lines;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.format.unit.EnvironmentNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the lines of a file that hold secrets, in comments as well. */
public final class SecretFinder {

  private static final Set<String> AWS_KEYS =
      Set.of("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN");

  private static final Set<String> NOTHING = Set.of("", "\"\"", "''", "{}", "null");

  private SecretFinder() {}

  /**
   * A secret.
   *
   * @param line from 1
   * @param name the variable's or field's name, fit to be shown, where there is one
   * @param what a word for people: {@code registry credentials}
   * @param awsKey whether it is an AWS key outside a comment
   * @param inForce whether it is an AWS key that the agent takes
   */
  public record Secret(
      int line, Optional<String> name, String what, boolean awsKey, boolean inForce) {

    private Secret outOfForce() {
      return new Secret(line, name, what, awsKey, false);
    }
  }

  /** Finds the secrets of the agent's JSON file; of its lines where it is no JSON object. */
  public static List<Secret> findInJson(byte[] bytes) {
    JsonDocument document = JsonDocument.parse(bytes);
    if (!(document.root().orElse(null) instanceof JsonObject object)) {
      return find(bytes);
    }
    List<Secret> secrets = new ArrayList<>();
    for (Member member : object.members()) {
      String value = GoText.decode(document.textOf(member.value()));
      judge(document.lineOf(member.start()), member.name(), value).ifPresent(secrets::add);
    }
    return secrets;
  }

  /** Finds the secrets in the lines of an env file. */
  public static List<Secret> find(byte[] bytes) {
    List<Secret> secrets = new ArrayList<>();
    Lines lines = Lines.of(bytes);
    boolean clean = false;
    for (int i = 0; i < lines.count(); i++) {
      if (clean && lines.repeats(i)) {
        continue;
      }
      Optional<Secret> secret = inLine(lines, i);
      clean = secret.isEmpty();
      secret.ifPresent(secrets::add);
    }
    return secrets;
  }

  /**
   * Finds what is a secret wherever it stands. For files of which most is not about ECS: there a
   * name or an option that speaks of tokens and credentials says nothing of its value.
   */
  public static List<Secret> findSure(byte[] bytes) {
    List<Secret> secrets = new ArrayList<>();
    Lines lines = Lines.of(bytes);
    for (int i = 0; i < lines.count(); i++) {
      sure(GoText.trimSpace(lines.text(i)), i + 1).ifPresent(secrets::add);
    }
    return secrets;
  }

  private static Optional<Secret> sure(String text, int line) {
    for (String key : AWS_KEYS) {
      if (assigns(text, key)) {
        return Optional.of(
            new Secret(line, Optional.of(key), "an AWS key", !isComment(text), false));
      }
    }
    int equals = text.indexOf('=');
    Optional<String> name = equals < 0 ? Optional.empty() : shown(text.substring(0, equals));
    if (assigns(text, "ECS_ENGINE_AUTH_DATA")) {
      return Optional.of(secret(line, name, "registry credentials"));
    }
    if (UserInfo.isInUrl(text)) {
      return Optional.of(secret(line, name, "a URL with a password"));
    }
    return SecretShapes.showsSecret(text) || text.contains("\"splunk-token\"")
        ? Optional.of(secret(line, name, "a secret"))
        : Optional.empty();
  }

  /** Whether a text gives a variable a value somewhere. */
  private static boolean assigns(String text, String key) {
    int at = text.indexOf(key + "=");
    int value = at + key.length() + 1;
    return at >= 0
        && (at == 0 || !EnvironmentNames.isNameCharacter(text.charAt(at - 1)))
        && value < text.length()
        && " \t\"'".indexOf(text.charAt(value)) < 0;
  }

  /**
   * Whether a line of an env file holds a secret.
   *
   * @param line from 0
   */
  public static boolean isIn(Lines lines, int line) {
    return inLine(lines, line).isPresent();
  }

  private static Optional<Secret> inLine(Lines lines, int i) {
    String text = GoText.trimSpace(lines.text(i));
    return SecretShapes.mayBeIn(text) ? inText(text, i + 1) : Optional.empty();
  }

  /** A closer look at a line. */
  static Optional<Secret> inText(String text, int line) {
    int separator = separator(text);
    Optional<Secret> assigned =
        separator < 0
            ? Optional.empty()
            : judge(line, text.substring(0, separator), text.substring(separator + 1).strip())
                .map(secret -> text.charAt(separator) == '=' ? secret : secret.outOfForce());
    boolean options = separator >= 0 && LogOptions.is(bare(text.substring(0, separator)));
    return options ? assigned : assigned.or(() -> anywhere(line, text));
  }

  /** The {@code =} or {@code :} right behind the first word, or else the first {@code =}. */
  private static int separator(String text) {
    int i = 0;
    while (i < text.length() && !EnvironmentNames.isNameCharacter(text.charAt(i))) {
      i++;
    }
    while (i < text.length() && EnvironmentNames.isNameCharacter(text.charAt(i))) {
      i++;
    }
    while (i < text.length() && " \t\"'".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    if (i < text.length() && text.charAt(i) == ':') {
      // in a comment a colon is mostly prose
      boolean assigns = !isComment(text) || SettingNames.contains(bare(text.substring(0, i)));
      return assigns ? i : -1;
    }
    return text.indexOf('=');
  }

  private static Optional<Secret> judge(int line, String name, String value) {
    if (NOTHING.contains(value)) {
      return Optional.empty();
    }
    String upper = name.toUpperCase(Locale.ROOT);
    boolean commented = isComment(name);
    if (AWS_KEYS.stream().anyMatch(upper::contains)) {
      boolean inForce = AWS_KEYS.contains(name);
      return Optional.of(new Secret(line, shown(name), "an AWS key", !commented, inForce));
    }
    if (upper.contains("ENGINE_AUTH_DATA") || upper.contains("ENGINEAUTHDATA")) {
      return Optional.of(secret(line, shown(name), "registry credentials"));
    }
    if (LogOptions.is(bare(name))) {
      return LogOptions.holdSecret(value)
          ? Optional.of(secret(line, shown(name), "a secret"))
          : Optional.empty();
    }
    String plain = Escapes.decoded(value);
    if (!UserInfo.hidden(name, value).equals(value)
        || !UserInfo.hidden(name, plain).equals(plain)) {
      return Optional.of(secret(line, shown(name), "a URL with a password"));
    }
    return SecretShapes.holdsSecret(plain) || secretByName(name, value)
        ? Optional.of(secret(line, shown(name), "a secret"))
        : Optional.empty();
  }

  /** A secret in a line that assigns nothing, in a name, or in the prose of a comment. */
  private static Optional<Secret> anywhere(int line, String text) {
    boolean commented = isComment(text);
    String plain = Escapes.decoded(text);
    if (!UserInfo.hidden(text).equals(text) || !UserInfo.hidden(plain).equals(plain)) {
      return Optional.of(secret(line, Optional.empty(), "a URL with a password"));
    }
    boolean found =
        commented
            ? SecretShapes.showsSecret(plain) || SecretProse.tellsSecret(plain)
            : SecretShapes.holdsSecret(plain);
    return found ? Optional.of(secret(line, Optional.empty(), "a secret")) : Optional.empty();
  }

  private static boolean isComment(String text) {
    return text.startsWith("#") || text.startsWith(";");
  }

  private static Secret secret(int line, Optional<String> name, String what) {
    return new Secret(line, name, what, false, false);
  }

  private static boolean secretByName(String name, String value) {
    return !SettingNames.contains(bare(name))
        && SecretNames.isSecret(name, value)
        && value.length() >= 4;
  }

  private static Optional<String> shown(String name) {
    return SettingNames.lastIn(name)
        .or(() -> Optional.of(Masking.name(bare(name))))
        .filter(text -> !text.equals(SensitiveText.MASK) && !text.isEmpty());
  }

  private static String bare(String name) {
    int from = 0;
    while (from < name.length() && !EnvironmentNames.isNameCharacter(name.charAt(from))) {
      from++;
    }
    int to = name.length();
    while (to > from && !EnvironmentNames.isNameCharacter(name.charAt(to - 1))) {
      to--;
    }
    return name.substring(from, to);
  }
}
