package io.ecsharden.app;

import io.ecsharden.settings.agent.AgentSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The program's version, as the build wrote it. */
public final class Version {

  private static final String[] LINES = read();

  /** The version alone. */
  public static final String TEXT = LINES[0];

  /** With the commit that was built, and the agent whose facts the program has. */
  public static final String FULL =
      "ecs-harden "
          + TEXT
          + "\ncommit "
          + (LINES.length > 1 ? LINES[1] : "unknown")
          + "\nfacts of amazon-ecs-agent "
          + AgentSettings.AGENT_VERSION
          + "\n";

  private Version() {}

  private static String[] read() {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("version.txt is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
