package io.ecsharden.facts;

/**
 * Where the routes of a process lead packets for the metadata service.
 *
 * @param ipv4 for 169.254.169.254
 * @param ipv6 for fd00:ec2::254
 */
public record MetadataWays(Way ipv4, Way ipv6) {

  /** Nobody could look. */
  public static MetadataWays unseen(String reason) {
    return new MetadataWays(new Way.Unseen(reason), new Way.Unseen(reason));
  }
}
