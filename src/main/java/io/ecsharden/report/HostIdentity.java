package io.ecsharden.report;

import java.util.Optional;

/**
 * Which host a report is about, as far as its files say.
 *
 * @param name {@code /etc/hostname}
 * @param instanceId of EC2, or of an activation of Systems Manager
 * @param cluster the agent's
 */
public record HostIdentity(
    Optional<String> name, Optional<String> instanceId, Optional<String> cluster) {

  /** Nothing is known. */
  public static final HostIdentity UNKNOWN =
      new HostIdentity(Optional.empty(), Optional.empty(), Optional.empty());

  /** {@code ip-10-0-0-1, i-0123456789abcdef0, cluster prod}; empty where nothing is known. */
  String words() {
    StringBuilder words = new StringBuilder();
    name.ifPresent(words::append);
    instanceId.ifPresent(id -> words.append(words.isEmpty() ? "" : ", ").append(id));
    cluster.ifPresent(c -> words.append(words.isEmpty() ? "" : ", ").append("cluster ").append(c));
    return words.toString();
  }
}
