package io.ecsharden.format.unit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The unit of our own that drops what bridges send to the metadata service. */
public final class BridgeBlock {

  /** {@code ecs-config/units/ecs-harden-imds-block.service}, letter by letter. */
  private static final String TEXT =
      """
      # Drops what tasks in bridge mode send to the instance metadata service.
      #
      # Only packets that the instance forwards pass DOCKER-USER: those of every bridge (docker0, br-*), and neither those of the
      # instance itself and of tasks in host mode, nor those of tasks in awsvpc mode. Task credentials (169.254.170.2) are not
      # touched. Where Docker has no such chain, as with its nftables backend, the rules are in a table of their own.
      #
      # Made by ecs-harden: `ecs-harden fix` installs it where the baseline wants it (bridge-imds-block), and `ecs-harden rollback`
      # takes it away. Without them:
      #
      # Install:  install -m 0644 ecs-harden-imds-block.service /etc/systemd/system/
      #           systemctl daemon-reload && systemctl enable --now ecs-harden-imds-block.service
      # Remove:   systemctl disable --now ecs-harden-imds-block.service
      #           rm /etc/systemd/system/ecs-harden-imds-block.service && systemctl daemon-reload
      #
      # A stop alone removes no rule: Docker stops before it starts again, and containers can outlive that. A stop after
      # `disable` removes them all.

      [Unit]
      Description=Drop what bridge tasks send to the instance metadata service
      Documentation=https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
      After=docker.service
      PartOf=docker.service
      # as often as Docker, and a rule that somebody removes again and again
      StartLimitIntervalSec=0

      [Service]
      Type=oneshot
      RemainAfterExit=yes
      Environment=PATH=/usr/sbin:/usr/bin:/sbin:/bin
      ExecStart=/bin/sh -eu -c '\\
        blocked=; \\
        for each in iptables=169.254.169.254/32 ip6tables=fd00:ec2::254/128; do \\
          tool="$${each%%%%=*}"; address="$${each#*=}"; \\
          "$$tool" -w 10 -C FORWARD -j DOCKER-USER >/dev/null 2>&1 || continue; \\
          while "$$tool" -w 10 -D DOCKER-USER -d "$$address" -m comment --comment ecs-harden -j DROP 2>/dev/null; do :; done; \\
          "$$tool" -w 10 -I DOCKER-USER 1 -d "$$address" -m comment --comment ecs-harden -j DROP; \\
          echo "$$tool drops what bridges send to $$address"; \\
          blocked=yes; \\
        done; \\
        if [ -n "$$blocked" ]; then \\
          if command -v nft >/dev/null; then nft delete table inet ecs_harden 2>/dev/null || :; fi; \\
          exit 0; \\
        fi; \\
        if ! command -v nft >/dev/null; then \\
          echo "nothing is blocked: no packet passes the chain DOCKER-USER of iptables, and there is no nft for a table of its own" >&2; \\
          exit 1; \\
        fi; \\
        echo "table inet ecs_harden {}; delete table inet ecs_harden; \\
          table inet ecs_harden { chain forward { type filter hook forward priority -10; \\
          ip daddr 169.254.169.254 drop; ip6 daddr fd00:ec2::254 drop; }; }" | nft -f -; \\
        echo "nft drops what bridges send to the metadata service"'
      ExecStop=/bin/sh -eu -c '\\
        if [ -e /etc/systemd/system/docker.service.wants/ecs-harden-imds-block.service ]; then exit 0; fi; \\
        for each in iptables=169.254.169.254/32 ip6tables=fd00:ec2::254/128; do \\
          tool="$${each%%%%=*}"; address="$${each#*=}"; \\
          while "$$tool" -w 10 -D DOCKER-USER -d "$$address" -m comment --comment ecs-harden -j DROP 2>/dev/null; do :; done; \\
        done; \\
        if command -v nft >/dev/null; then nft delete table inet ecs_harden 2>/dev/null || :; fi'

      [Install]
      WantedBy=docker.service
      """;

  private BridgeBlock() {}

  /** The unit's file. */
  public static byte[] text() {
    return TEXT.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a file is the unit of this program's version. */
  public static boolean isText(byte[] bytes) {
    return Arrays.equals(bytes, text());
  }
}
