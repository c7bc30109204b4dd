package io.ecsharden.secrets;

import static io.ecsharden.secrets.SecretRule.Alphabet.ADDRESS;
import static io.ecsharden.secrets.SecretRule.Alphabet.CAPITALS;
import static io.ecsharden.secrets.SecretRule.Alphabet.DOTTED;
import static io.ecsharden.secrets.SecretRule.Alphabet.HEX;
import static io.ecsharden.secrets.SecretRule.Alphabet.LETTERS;
import static io.ecsharden.secrets.SecretRule.Alphabet.WORDS;
import static io.ecsharden.secrets.SecretRule.Where.ANYWHERE;
import static io.ecsharden.secrets.SecretRule.Where.AS_A_WORD;
import static io.ecsharden.secrets.SecretRule.Where.AT_THE_END;

import io.ecsharden.secrets.SecretRule.Mark;
import io.ecsharden.secrets.SecretRule.Token;
import io.ecsharden.secrets.SecretRule.Word;
import java.util.List;

/**
 * The table of what is a secret, with a reason for each row; a test has an example of each. The
 * forms of tokens are those that their issuers publish for secret scanners.
 */
final class SecretRules {

  /** Tokens of known form. */
  static final List<Token> TOKENS =
      List.of(
          new Token("AKIA", 12, CAPITALS, "AWS: access key id"),
          new Token("ASIA", 12, CAPITALS, "AWS: temporary access key id"),
          new Token("ABIA", 16, CAPITALS, "AWS: bearer token of STS"),
          new Token("ACCA", 16, CAPITALS, "AWS: context-specific credential"),
          new Token("ghp_", 20, LETTERS, "GitHub: personal access token"),
          new Token("gho_", 20, LETTERS, "GitHub: OAuth token"),
          new Token("ghu_", 20, LETTERS, "GitHub: user token of an app"),
          new Token("ghs_", 20, LETTERS, "GitHub: server token of an app"),
          new Token("ghr_", 20, LETTERS, "GitHub: refresh token"),
          new Token("github_pat_", 20, WORDS, "GitHub: fine-grained token"),
          new Token("glpat-", 16, WORDS, "GitLab: personal access token"),
          new Token("gldt-", 16, WORDS, "GitLab: deploy token"),
          new Token("glrt-", 16, WORDS, "GitLab: runner token"),
          new Token("glcbt-", 16, WORDS, "GitLab: job token"),
          new Token("glptt-", 16, WORDS, "GitLab: trigger token"),
          new Token("glagent-", 16, WORDS, "GitLab: agent token"),
          new Token("ATATT3", 20, WORDS, "Atlassian: API token"),
          new Token("xoxb-", 10, WORDS, "Slack: bot token"),
          new Token("xoxp-", 10, WORDS, "Slack: user token"),
          new Token("xoxa-", 10, WORDS, "Slack: app token"),
          new Token("xoxr-", 10, WORDS, "Slack: refresh token"),
          new Token("xoxs-", 10, WORDS, "Slack: session token"),
          new Token("xoxe-", 10, WORDS, "Slack: token that expires"),
          new Token("xapp-", 10, WORDS, "Slack: token of an app"),
          new Token("sk_live_", 10, LETTERS, "Stripe: secret key"),
          new Token("sk_test_", 10, LETTERS, "Stripe: secret key for tests"),
          new Token("rk_live_", 10, LETTERS, "Stripe: restricted key"),
          new Token("whsec_", 16, LETTERS, "Stripe: secret of a webhook"),
          new Token("AIza", 30, WORDS, "Google: API key"),
          new Token("ya29.", 20, DOTTED, "Google: OAuth token"),
          new Token("GOCSPX-", 20, WORDS, "Google: client secret"),
          new Token("npm_", 30, LETTERS, "npm: access token"),
          new Token("pypi-AgE", 16, WORDS, "PyPI: API token"),
          new Token("hvs.", 20, DOTTED, "Vault: service token"),
          new Token("hvb.", 20, DOTTED, "Vault: batch token"),
          new Token(".atlasv1.", 30, WORDS, "Terraform Cloud: API token"),
          new Token("dckr_pat_", 16, WORDS, "Docker Hub: personal access token"),
          new Token("dckr_oat_", 16, WORDS, "Docker Hub: token of an organization"),
          new Token("dop_v1_", 32, HEX, "DigitalOcean: personal access token"),
          new Token("dapi", 32, HEX, "Databricks: access token"),
          new Token("glsa_", 20, WORDS, "Grafana: service account token"),
          new Token("NRAK-", 20, CAPITALS, "New Relic: user key"),
          new Token("SG.", 40, DOTTED, "SendGrid: API key"),
          new Token("hf_", 30, LETTERS, "Hugging Face: access token"),
          new Token("sk-ant-", 16, WORDS, "Anthropic: API key"),
          new Token("sk-proj-", 16, WORDS, "OpenAI: key of a project"),
          new Token("sk-", 32, LETTERS, "OpenAI: API key"),
          new Token("shpat_", 24, HEX, "Shopify: access token"),
          new Token("AGE-SECRET-KEY-1", 40, CAPITALS, "age: private key"),
          new Token("eyJhbGciOi", 0, WORDS, "JSON Web Token: {\"alg\": in Base64"),
          new Token("eyJ", 30, DOTTED, "Base64 of {\": another JSON Web Token, or a login"),
          new Token("Bearer ", 8, DOTTED, "HTTP: the token follows"),
          new Token("bearer ", 16, DOTTED, "HTTP: the token follows"),
          new Token("Basic ", 16, LETTERS, "HTTP: user and password in Base64 follow"),
          new Token("hooks.slack.com/", 10, ADDRESS, "Slack: who knows a webhook may post"),
          new Token("discord.com/api/webhooks/", 4, ADDRESS, "Discord: a webhook"),
          new Token("discordapp.com/api/webhooks/", 4, ADDRESS, "Discord: a webhook"),
          new Token(".webhook.office.com/", 4, ADDRESS, "Teams: a webhook"),
          new Token("outlook.office.com/webhook/", 4, ADDRESS, "Teams: a webhook"),
          new Token("hooks.chime.aws/", 4, ADDRESS, "Chime: a webhook"),
          new Token("hooks.zapier.com/", 4, ADDRESS, "Zapier: a webhook"),
          new Token("api.telegram.org/bot", 4, ADDRESS, "Telegram: the token of a bot"),
          new Token("events.pagerduty.com/integration/", 4, ADDRESS, "PagerDuty: a key"));

  /** Texts that stand in a secret or right before it. */
  static final List<Mark> MARKS =
      List.of(
          new Mark("-----BEGIN", "PEM: a key, or what goes with one"),
          new Mark("PuTTY-User-Key-File", "PuTTY: a private key"),
          new Mark("\"auth\"", "Docker's config.json: user and password in Base64"),
          new Mark("\"password\"", "Docker's config.json and dockercfg"),
          new Mark("\"identitytoken\"", "Docker's config.json: a token"));

  /** Marks that prose about a configuration names as well, such as a comment. */
  static final List<Mark> NAMES =
      List.of(
          new Mark("'auth'", "Docker's config.json, in quotes that a shell needs"),
          new Mark("AWS_SECRET_ACCESS_KEY", "the AWS SDKs' variable"),
          new Mark("aws_secret_access_key", "the AWS profile's field"),
          new Mark("AWS_SESSION_TOKEN", "the AWS SDKs' variable"),
          new Mark("ECS_ENGINE_AUTH_DATA", "the agent's variable: registry passwords"),
          new Mark("splunk-token", "Docker's log option"));

  /** Parts of names whose values are secrets. */
  static final List<Word> WORDS_OF_NAMES =
      List.of(
          new Word("PASSWORD", ANYWHERE, "a password"),
          new Word("PASSWD", ANYWHERE, "a password"),
          new Word("PASSPHRASE", ANYWHERE, "the password of a key"),
          new Word("PASSCODE", ANYWHERE, "a password"),
          new Word("SECRET", ANYWHERE, "said so"),
          new Word("TOKEN", ANYWHERE, "who has a token acts for its owner"),
          new Word("CREDENTIAL", ANYWHERE, "said so"),
          new Word("APIKEY", ANYWHERE, "a key for a service"),
          new Word("ACCESSKEY", ANYWHERE, "a key for a service"),
          new Word("PRIVATEKEY", ANYWHERE, "the secret half of a key"),
          new Word("AUTHDATA", ANYWHERE, "registry passwords"),
          new Word("AUTHORIZATION", ANYWHERE, "an HTTP header with a login"),
          new Word("CONNECTIONSTRING", ANYWHERE, "a database's address with its login"),
          new Word("PASS", AT_THE_END, "a password"),
          new Word("PWD", AT_THE_END, "a password"),
          new Word("KEY", AT_THE_END, "a key that opens something"),
          new Word("AUTH", AS_A_WORD, "a login"),
          new Word("PW", AS_A_WORD, "a password"),
          new Word("PASSWORT", ANYWHERE, "a password"),
          new Word("KENNWORT", ANYWHERE, "a password"),
          new Word("PIN", AS_A_WORD, "a short password"),
          new Word("OTP", AS_A_WORD, "a password for once, or what makes it"),
          new Word("SEED", AS_A_WORD, "what keys are made from"),
          new Word("SALT", AS_A_WORD, "a part of what protects passwords"),
          new Word("COOKIE", AS_A_WORD, "who has a session's cookie is its user"),
          new Word("CREDS", AS_A_WORD, "credentials"),
          new Word("CRED", AS_A_WORD, "a credential"),
          new Word("PSK", AS_A_WORD, "a key that two sides share"),
          new Word("JWT", AS_A_WORD, "a token"),
          new Word("SIGNATURE", AS_A_WORD, "a signed URL works for everyone who has it"),
          new Word("WEBHOOK", AS_A_WORD, "the address of a webhook is its password"));

  private SecretRules() {}
}
