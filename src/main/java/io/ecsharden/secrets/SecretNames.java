package io.ecsharden.secrets;

import static io.ecsharden.secrets.SecretRule.Where.ANYWHERE;
import static io.ecsharden.secrets.SecretRule.Where.AT_THE_END;

import io.ecsharden.secrets.SecretRule.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names say that their value is a secret: {@code DB_PASS}, {@code sshKey}, {@code Pwd}. A
 * name is read word by word, so that {@code BYPASS_CACHE}, {@code TOKEN_TTL} and {@code
 * token-service} are none.
 */
final class SecretNames {

  /** As the last word they name something about a secret: {@code TOKEN_TTL}. */
  private static final Set<String> ABOUT =
      words(
          """
          TTL TIMEOUT SIZE LENGTH COUNT EXPIRY EXPIRATION INTERVAL DURATION AGE LIFETIME PERIOD \
          LIMIT RATE RETRIES ENABLED DISABLED REQUIRED ALLOWED FILE PATH DIR DIRECTORY FOLDER URL \
          URI ENDPOINT ENDPOINTS HOST HOSTNAME PORT SERVICE SERVER NAME NAMES TYPE FORMAT ALGORITHM \
          VERSION REGION PROVIDER HELPER DRIVER MODE POLICY ROLE PREFIX ISSUER AUDIENCE SCOPE \
          ROTATION THROUGH LOCATION MANAGER FETCHER CACHE SUPPORT GMSA PROFILE\
          """);

  /** As the last word they name something plain. */
  private static final Set<String> PLAIN =
      words("INTERFACE CLUSTER ZONE ENV ENVIRONMENT STAGE LEVEL IMAGE DOMAIN APP TEAM PROJECT");

  /** Words that only look as if they ended in a secret's word. */
  private static final Set<String> OTHER_WORDS =
      words(
          """
          BYPASS COMPASS SURPASS TRESPASS MONKEY TURKEY HOCKEY JOCKEY DONKEY WHISKEY HOTKEY PUBKEY \
          PUBLICKEY TOKENIZER TOKENIZERS TOKENIZE TOKENIZATION SECRETARY SECRETARIAT\
          """);

  /** In front of KEY they make it no key that opens anything. */
  private static final Set<String> PLAIN_KEYS =
      words(
          """
          TAG LABEL PRIMARY FOREIGN PARTITION SORT CACHE PUBLIC HOT FUNCTION ROUTING LOOKUP OBJECT \
          INDEX MAP DICT GROUP ATTRIBUTE\
          """);

  /** With a number behind them, plurals count: {@code MAX_TOKENS}. */
  private static final Set<String> PLURALS = words("TOKENS KEYS SECRETS CREDENTIALS");

  private SecretNames() {}

  /** Whether a name says that its value is a secret. */
  static boolean isSecret(String name) {
    if (!mayBe(name)) {
      return false;
    }
    List<String> words = wordsOf(name);
    if (words.isEmpty() || ABOUT.contains(words.getLast())) {
      return false;
    }
    words.removeIf(OTHER_WORDS::contains);
    String whole = String.join("", words);
    for (Word rule : SecretRules.WORDS_OF_NAMES) {
      if (rule.where() == ANYWHERE ? whole.contains(rule.text()) : isOne(words, rule)) {
        return true;
      }
    }
    return false;
  }

  /** The same for a name with its value: nobody has to hide {@code USE_TOKEN=true}. */
  static boolean isSecret(String name, String value) {
    if (!isSecret(name) || HarmlessValues.isSwitch(value)) {
      return false;
    }
    List<String> words = wordsOf(name);
    return !(PLURALS.contains(words.getLast()) && HarmlessValues.isNumber(value));
  }

  /** Whether a name says that its value is a name, a place, a mode and the like. */
  static boolean isAboutOne(String name) {
    List<String> words = wordsOf(name);
    return !words.isEmpty()
        && (ABOUT.contains(words.getLast()) || PLAIN.contains(words.getLast()))
        && !isSecret(name);
  }

  /** Whether a name is the bare word {@code key}, which in JSON mostly names a tag. */
  static boolean isBareKey(String name) {
    return name.equalsIgnoreCase("key");
  }

  private static boolean isOne(List<String> words, Word rule) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean found =
          rule.where() == AT_THE_END ? word.endsWith(rule.text()) : word.equals(rule.text());
      boolean plain = word.equals("KEY") && i > 0 && PLAIN_KEYS.contains(words.get(i - 1));
      if (found && !plain) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether any word of the table is in a text, however it is written. Most texts hold none, and
   * need no closer look.
   */
  static boolean mayBe(String text) {
    int length = text.length();
    for (int i = 0; i + 1 < length; i++) {
      char next = (char) (text.charAt(i + 1) | 0x20);
      boolean found =
          switch (text.charAt(i) | 0x20) {
            case 'p' ->
                next == 'a' && has(text, i, "pass")
                    || next == 'w'
                    || next == 'i' && has(text, i, "pin")
                    || next == 's' && has(text, i, "psk");
            case 's' ->
                next == 'e' && (has(text, i, "secret") || has(text, i, "seed"))
                    || next == 'i' && has(text, i, "signature")
                    || next == 'a' && has(text, i, "salt");
            case 't' -> next == 'o' && has(text, i, "token");
            case 'c' ->
                next == 'r' && has(text, i, "cred")
                    || next == 'o' && (has(text, i, "connection") || has(text, i, "cookie"));
            case 'k' -> next == 'e' && (has(text, i, "key") || has(text, i, "kennwort"));
            case 'o' -> next == 't' && has(text, i, "otp");
            case 'a' -> next == 'u' && has(text, i, "auth");
            case 'j' -> next == 'w' && has(text, i, "jwt");
            case 'w' -> next == 'e' && has(text, i, "webhook");
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(String text, int at, String word) {
    return text.regionMatches(true, at, word, 0, word.length());
  }

  /** {@code DB}, {@code PASS} of {@code db_pass}, {@code db-pass}, {@code dbPass2}, in capitals. */
  private static List<String> wordsOf(String name) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || !isLetter(name.charAt(i)) || isHump(name, from, i)) {
        if (i > from) {
          words.add(name.substring(from, i).toUpperCase(Locale.ROOT));
        }
        from = i < name.length() && isLetter(name.charAt(i)) ? i : i + 1;
      }
    }
    return words;
  }

  /** A capital behind a small letter, or in front of one: {@code sshKey}, {@code APIKey}. */
  private static boolean isHump(String name, int from, int i) {
    if (i <= from || !isCapital(name.charAt(i))) {
      return false;
    }
    boolean small = i + 1 < name.length() && isLetter(name.charAt(i + 1));
    return !isCapital(name.charAt(i - 1)) || small && !isCapital(name.charAt(i + 1));
  }

  private static boolean isLetter(char c) {
    return isCapital(c) || c >= 'a' && c <= 'z';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split(" "));
  }
}
