package io.ecsharden.aws;

import io.ecsharden.lab.EcsInstance;

/**
 * Joins an {@link EcsInstance} to the stand-in, so that programs on it find what they find on EC2:
 * the metadata service at 169.254.169.254, credentials for tasks at 169.254.170.2, and Systems
 * Manager at ssm.us-east-1.amazonaws.com, whose authority the instance then trusts.
 *
 * <p>Both metadata addresses are routed by way of the instance's eth0, hence through its own rules:
 * OUTPUT for what runs on the instance, FORWARD and DOCKER-USER for tasks.
 */
final class Attachment {

  private static final String JOIN =
      """
      set -e
      for metadata in 169.254.169.254 169.254.170.2; do ip route replace "$metadata" via "$1" dev eth0; done
      for name in ssm ssm-fips; do
        echo "$1 $name.us-east-1.amazonaws.com $name.us-east-1.api.aws" >> /etc/hosts
      done
      echo "$2" > /usr/local/share/ca-certificates/standin.crt
      update-ca-certificates >/dev/null 2>&1
      ip -4 -o address show dev eth0 scope global | sed 's/.* inet \\([0-9.]*\\).*/\\1/'
      """;

  private Attachment() {}

  /** The instance's address, as the stand-in sees it. */
  static String join(EcsInstance instance, String standIn, String caCertificate) {
    return instance.sh(JOIN, standIn, caCertificate).text();
  }
}
