package io.ecsharden.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table of secrets, with an example that it hides and one that it leaves. */
class SecretRulesTest {

  /** Letters and digits of which every alphabet can make as much as it needs. */
  private static final String FILLER = "EXAMPLE0".repeat(8);

  /** What a name would have to be for the word not to be in it as the row wants it. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("PASSWORD", "PASSWORD_FILE"),
          Map.entry("PASSWD", "PASSWD_PATH"),
          Map.entry("PASSPHRASE", "PASSPHRASE_LENGTH"),
          Map.entry("PASSCODE", "PASSCODE_LENGTH"),
          Map.entry("SECRET", "SECRETARY"),
          Map.entry("TOKEN", "TOKENIZER"),
          Map.entry("CREDENTIAL", "CREDENTIAL_PROVIDER"),
          Map.entry("APIKEY", "APIKEY_NAME"),
          Map.entry("ACCESSKEY", "ACCESSKEY_AGE"),
          Map.entry("PRIVATEKEY", "PRIVATEKEY_FILE"),
          Map.entry("AUTHDATA", "AUTHDATA_FORMAT"),
          Map.entry("AUTHORIZATION", "AUTHORIZATION_MODE"),
          Map.entry("CONNECTIONSTRING", "CONNECTION_LIMIT"),
          Map.entry("PASS", "BYPASS"),
          Map.entry("PWD", "PWDX"),
          Map.entry("KEY", "MONKEY"),
          Map.entry("PW", "PWR"),
          Map.entry("PASSWORT", "PASSWORT_FILE"),
          Map.entry("KENNWORT", "KENNWORT_LENGTH"),
          Map.entry("PIN", "PING"),
          Map.entry("OTP", "HOTPLUG"),
          Map.entry("SEED", "SEEDLING"),
          Map.entry("SALT", "BASALT"),
          Map.entry("COOKIE", "COOKIES"),
          Map.entry("AUTH", "AUTHOR"),
          Map.entry("CREDS", "CREDSX"),
          Map.entry("CRED", "CREDO"),
          Map.entry("PSK", "PSKOV"),
          Map.entry("JWT", "JWTX"),
          Map.entry("SIGNATURE", "SIGNATURES"),
          Map.entry("WEBHOOK", "WEBHOOK_TIMEOUT"));

  static Stream<SecretRule.Token> tokens() {
    return SecretRules.TOKENS.stream();
  }

  static Stream<SecretRule.Mark> marks() {
    return Stream.concat(SecretRules.MARKS.stream(), SecretRules.NAMES.stream());
  }

  static Stream<SecretRule.Word> words() {
    return SecretRules.WORDS_OF_NAMES.stream();
  }

  private static String example(SecretRule.Token rule, int length) {
    String filler =
        switch (rule.of()) {
          case HEX -> "0e0a0b0c".repeat(8);
          case CAPITALS, LETTERS, WORDS, DOTTED, ADDRESS -> FILLER;
        };
    return rule.text() + filler.substring(0, length);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void hides_a_token_of_known_form_wherever_it_stands(SecretRule.Token rule) {
    // Given
    String token = example(rule, rule.least());

    // Then
    for (String text :
        List.of(token, "x " + token + " y", "{\"a\":\"" + token + "\"}", "a=" + token)) {
      assertEquals("[masked]", SensitiveText.value("ECS_CLUSTER", text).toString(), text);
      assertEquals("[masked]", SensitiveText.prose(text).toString(), text);
      assertEquals(1, SecretFinder.find(("# " + text).getBytes(UTF_8)).size(), text);
    }
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void shows_what_only_begins_like_a_token(SecretRule.Token rule) {
    if (rule.least() > 0) {
      String text = "see " + example(rule, rule.least() - 1).strip() + " there";
      assertEquals(text, SensitiveText.prose(text).toString());
    }
  }

  @ParameterizedTest
  @MethodSource("marks")
  void hides_a_text_with_the_mark_of_a_secret(SecretRule.Mark rule) {
    String text = "x " + rule.text() + " y";
    assertEquals("[masked]", SensitiveText.value("ECS_CLUSTER", text).toString());
    assertEquals("[masked]", SensitiveText.prose(text).toString());
    String broken = text.replace(rule.text(), rule.text().substring(2));
    assertEquals(broken, SensitiveText.prose(broken).toString());
  }

  @ParameterizedTest
  @MethodSource("words")
  void hides_the_value_of_a_name_with_a_secrets_word(SecretRule.Word rule) {
    // Given
    String word = rule.text();
    List<String> names =
        new ArrayList<>(
            List.of(word, "DB_" + word, "db-" + word.toLowerCase(Locale.ROOT), "MY_" + word + "2"));
    if (rule.where() != SecretRule.Where.AS_A_WORD) {
      names.add("MYDB" + word);
    }

    // Then
    for (String name : names) {
      assertEquals("[masked]", SensitiveText.value(name, "hunter").toString(), name);
      if (!SecretNames.isBareKey(name)) {
        String json = "{\"" + name + "\": \"hunter\"}";
        assertEquals("[masked]", SensitiveText.value("ECS_CLUSTER", json).toString(), json);
        assertEquals("[masked]", SensitiveText.prose("x " + name + "=hunter").toString(), name);
      }
      assertEquals("true", SensitiveText.value(name, "true").toString(), name);
      assertEquals(1, SecretFinder.find((name + "=hunter").getBytes(UTF_8)).size(), name);
    }
  }

  @Test
  void shows_a_word_of_credentials_that_is_a_value() {
    String json = "{\"service\":\"token-service\",\"team\":\"auth\",\"kind\": [\"password\" ]}";
    assertEquals(json, SensitiveText.value("ECS_INSTANCE_ATTRIBUTES", json).toString());
    assertEquals(List.of(), SecretFinder.find(("ECS_INSTANCE_ATTRIBUTES=" + json).getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("words")
  void shows_the_value_of_a_name_that_only_looks_like_it(SecretRule.Word rule) {
    String other = OTHERS.get(rule.text());
    assertTrue(other != null, "write an example for the row " + rule.text());
    assertEquals("hunter", SensitiveText.value(other, "hunter").toString(), other);
    assertEquals(List.of(), SecretFinder.find((other + "=hunter").getBytes(UTF_8)), other);
  }

  @Test
  void has_no_row_twice_and_a_reason_for_each() {
    Set<String> seen = new HashSet<>();
    Stream.of(tokens(), marks(), words())
        .flatMap(rules -> rules)
        .forEach(rule -> {
          assertTrue(seen.add(rule.getClass().getSimpleName() + rule.text()), rule.text());
          assertFalse(rule.reason().isBlank(), rule.text());
          String example = rule instanceof SecretRule.Token t ? example(t, t.least()) : rule.text();
          assertTrue(SecretShapes.mayBeIn("a " + example + "=x"), rule.text());
        });
  }

  @ParameterizedTest
  @CsvSource({
    "dbPass, DB_PASS",
    "sshKey, SSH_KEY",
    "APIKey, API_KEY",
    "Pwd, PWD",
    "db.pass, DB-PASS",
    "passwdFile2, PASSWD_FILE"
  })
  void reads_a_name_by_its_words_however_they_are_parted(String one, String other) {
    assertEquals(SecretNames.isSecret(one), SecretNames.isSecret(other));
    assertEquals(!one.startsWith("passwdFile"), SecretNames.isSecret(one));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "HTTP_PROXY, http://bob:PW%40proxy:3128",
        "HTTP_PROXY, http://bob:PW",
        "HTTP_PROXY, bob:PW",
        "HTTPS_PROXY, http://bob:PW＠proxy:3128",
        "HTTPS_PROXY, http://bob：PW＠proxy:3128",
        "https_proxy, http://bob:PW\\u0040proxy:3128",
        "http_proxy, http://bob:PW proxy:3128",
        "ALL_PROXY, http://bob:PW#proxy:3128",
        "http-proxy, http:/bob:PW",
        "HTTP_PROXY, http:\\/\\/bob:PW\\u0040proxy",
        "HTTP_PROXY, `http://proxy:3128@bob:PW`",
        "NO_PROXY, bob:PW",
        "NO_PROXY, `a,http://bob:PW,b`",
        "ECS_BACKEND_HOST, http://bob:PW",
        "ECS_BACKEND_HOST, https://x?X-Amz-Signature=PW",
        "ECS_BACKEND_HOST, https://x?a=b&sig=PW",
        "ECS_BACKEND_HOST, https://x?code=PW",
        "ECS_CLUSTER, Server=db;Uid=sa;Pwd=PW",
        "ECS_INSTANCE_ATTRIBUTES, `{\"db_pass\": \"PW\"}`",
        "ECS_INSTANCE_ATTRIBUTES, `{\"db\\u005fpass\": \"PW\"}`",
        "ECS_INSTANCE_ATTRIBUTES, `{\"proxy\": \"http:\\/\\/bob:PW\\u0040p\"}`",
        "ECS_CONTAINER_INSTANCE_TAGS, `{\"url\": \"https://bob:PW%40git.example.com/\"}`"
      })
  void hides_whole_what_can_be_a_damaged_login(String name, String value) {
    assertEquals("[masked]", SensitiveText.value(name, value).toString());
    String line = name + "=" + value;
    assertEquals("[masked]", SensitiveText.prose(line).toString(), line);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "HTTP_PROXY, http://proxy.example.com:3128",
        "HTTP_PROXY, http://proxy.example.com:3128/",
        "HTTP_PROXY, socks5://10.0.0.1:1080",
        "HTTP_PROXY, http://[fd00::1]:3128",
        "HTTP_PROXY, proxy:3128",
        "HTTP_PROXY, `\"http://proxy:3128\"`",
        "NO_PROXY, `169.254.169.254,169.254.170.2,/var/run/docker.sock`",
        "NO_PROXY, `localhost .internal *.example.com 10.0.0.0/8 [fd00::1]:80 fd00::/8`",
        "NO_PROXY, `http://a:80,b;c`",
        "NO_PROXY, `token-service:8080`"
      })
  void shows_a_proxy_that_is_a_clean_url(String name, String value) {
    assertEquals(value, SensitiveText.value(name, value).toString());
  }
}
