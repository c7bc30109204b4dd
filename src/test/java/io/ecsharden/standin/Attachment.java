package io.ecsharden.standin;

import io.ecsharden.lab.EcsInstance;

/**
 * Joins an {@link EcsInstance} to the stand-in, so that programs on it find what they find on EC2:
 * the metadata service at 169.254.169.254, credentials for tasks at 169.254.170.2, and Systems
 * Manager at ssm.us-east-1.amazonaws.com, whose authority the instance then trusts.
 *
 * <p>Metadata is routed by way of the instance's eth0, hence through its own rules: OUTPUT for what
 * runs on the instance, FORWARD and DOCKER-USER for tasks. Credentials take the way that ecs-init's
 * own rules make, to port 51679 of the instance, where the agent is the one that answers on EC2.
 */
final class Attachment {

  private static final String JOIN =
      """
      set -e
      ip route replace 169.254.169.254/32 via "$1" dev eth0
      for name in ssm ssm-fips; do
        names="$name.us-east-1.amazonaws.com $name.us-east-1.api.aws"
        grep -q " $names$" /etc/hosts || echo "$1 $names" >> /etc/hosts
      done
      echo "$2" > /usr/local/share/ca-certificates/standin.crt
      update-ca-certificates >/dev/null 2>&1
      systemctl -q is-active standin-credentials.socket || systemd-run -q --unit=standin-credentials \
        --socket-property=ListenStream=127.0.0.1:51679 /lib/systemd/systemd-socket-proxyd "$1:8170"
      ip -4 -o address show dev eth0 scope global | sed 's/.* inet \\([0-9.]*\\).*/\\1/'
      """;

  private Attachment() {}

  /** The instance's address, as the stand-in sees it. */
  static String join(EcsInstance instance, String standIn, String caCertificate) {
    return instance.sh(JOIN, standIn, caCertificate).text();
  }
}
