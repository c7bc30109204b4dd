package io.ecsharden.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.secrets.SecretFinder.Secret;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretFinderTest {

  private static final int LINES = 50_000;

  private static final String[] PIECES = {
    "=",
    "=",
    ":",
    " ",
    "\"",
    "'",
    "# ",
    ";",
    "{",
    "@",
    "://",
    "x",
    "value",
    "ECS_CLUSTER",
    "KEY",
    "http://u:pw@h",
    "u:pw@h",
    "a@b",
    "sha256:",
    "my_",
    "Password",
    "passwd",
    "PASSPHRASE",
    "pa\u00DFphrase",
    "secret",
    "to\u212Aen",
    "TOKEN",
    "credential",
    "apiKey",
    "API_KEY",
    "access_key",
    "private_key",
    "AUTH_DATA",
    "EngineAuthData",
    "authorization",
    "LOG_OPTS",
    "_pwd",
    "AWS_ACCESS_KEY_ID",
    "splunk-token",
    "'auth'",
    "\"auth\"",
    "\"password\"",
    "-----BEGIN",
    "Bearer ",
    "eyJhbGciOi",
    "AKIA",
    "ASIA",
    "ABCDEFGH1234",
    "\u00E9"
  };

  @Test
  void finds_no_secret_in_a_line_that_needs_no_closer_look() {
    // Given
    Random random = new Random(1);
    int found = 0;
    int quick = 0;

    for (int i = 0; i < LINES; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = random.nextInt(6); k >= 0; k--) {
        line.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String text = line.toString().strip();

      // When
      Optional<Secret> secret = SecretFinder.inText(text, 1);

      // Then
      if (SecretShapes.mayBeIn(text)) {
        found += secret.isPresent() ? 1 : 0;
      } else {
        assertEquals(Optional.empty(), secret, text);
        quick++;
      }
    }
    assertTrue(found > LINES / 10 && quick > LINES / 10, found + " found, " + quick + " quick");
  }
}
