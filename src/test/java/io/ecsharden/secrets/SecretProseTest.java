package io.ecsharden.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretProseTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# password is hunter2hunter2",
        "# the db password was hunter2hunter2.",
        "# Passwort hunter2hunter2",
        "# pw hunter2hunter2",
        "# api-key `hunter2hunter2`",
        "; user bob pass hunter2!hunter2",
      })
  void is_found_in_a_comment(String line) {
    List<SecretFinder.Secret> found = SecretFinder.find(line.getBytes(StandardCharsets.UTF_8));

    assertEquals(List.of("a secret"), found.stream().map(SecretFinder.Secret::what).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# the password is stored in Secrets Manager",
        "# tokens: see arn:aws:secretsmanager:eu-west-1:123456789012:secret:pay-Ab12Cd",
        "# token hop limit 2, see RFC 6749 and oauth2",
        "# credentials come from 169.254.170.2 since 2024-11-02",
        "# no secret here, ecs-optimized-ami-2023.0.20241115 has it",
        "# key of the build: see docs/keys2024.md",
        "# this token service listens at port 8080 of host10.internal.example",
        "# secrets for cluster prod2024eu",
        "# ECS_ENGINE_AUTH_DATA holds a password, which ami2023release has not",
      })
  void is_not_found_in_prose_about_secrets(String line) {
    assertEquals(List.of(), SecretFinder.find(line.getBytes(StandardCharsets.UTF_8)));
  }
}
