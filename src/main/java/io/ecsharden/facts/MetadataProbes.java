package io.ecsharden.facts;

/**
 * What came of connections to the metadata service from inside a task's network.
 *
 * @param ipv4 to 169.254.169.254
 * @param ipv6 to fd00:ec2::254
 */
public record MetadataProbes(ProbeAnswer ipv4, ProbeAnswer ipv6) {

  /** Nobody could ask. */
  public static MetadataProbes notAsked(String reason) {
    return new MetadataProbes(new ProbeAnswer.NotAsked(reason), new ProbeAnswer.NotAsked(reason));
  }
}
