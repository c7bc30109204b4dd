package io.ecsharden.standin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * AWS's SDK in a process of its own, configured by nothing but its environment: it prints the
 * parameter {@code p} of AWS's own endpoint, and how many milliseconds client and call took.
 */
final class SdkProcess {

  /** An environment variable: the user and the password that the process gives to the JDK. */
  static final String AUTHENTICATOR = "STANDIN_AUTHENTICATOR";

  private static final String PASSWORD = "changeit";

  private SdkProcess() {}

  /** What a process printed, errors too. */
  static String run(Path directory, String caCertificate, Map<String, String> environment)
      throws Exception {
    Path store = directory.resolve("ca.p12");
    try (OutputStream out = Files.newOutputStream(store)) {
      trusting(caCertificate).store(out, PASSWORD.toCharArray());
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djavax.net.ssl.trustStore=" + store,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                SdkProcess.class.getName()));
    builder.environment().keySet().removeIf(name -> name.contains("AWS_") || isProxy(name));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  private static boolean isProxy(String name) {
    return name.toUpperCase(Locale.ROOT).endsWith("_PROXY");
  }

  /** A store with one authority. */
  static KeyStore trusting(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes)));
    return store;
  }

  public static void main(String[] arguments) {
    String login = System.getenv(AUTHENTICATOR);
    if (login != null) {
      String[] parts = login.split(":");
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
      Authenticator.setDefault(
          new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
              return new PasswordAuthentication(parts[0], parts[1].toCharArray());
            }
          });
    }
    long begin = System.nanoTime();
    try (SsmClient ssm =
        SsmClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build()) {
      long built = System.nanoTime();
      System.out.println("value " + ssm.getParameter(r -> r.name("p")).parameter().value());
      long called = System.nanoTime();
      ssm.getParameter(r -> r.name("p"));
      System.out.printf(
          "client %d ms, first call %d ms, second call %d ms%n",
          (built - begin) / 1_000_000,
          (called - built) / 1_000_000,
          (System.nanoTime() - called) / 1_000_000);
    }
  }
}
