# Starts and enables nothing. $1 is how many versions are installed now.
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || :
fi
if [ "$1" = 1 ]; then
  echo "ecs-harden has changed and started nothing. Next:"
  echo "  ecs-harden audit                                   look"
  echo "  ecs-harden fix --dry-run                           what a repair would change"
  echo "  systemctl enable --now ecs-harden-audit.timer      report each 6 hours"
fi
if [ -e /usr/local/bin/ecs-harden ]; then
  echo "ecs-harden: /usr/local/bin/ecs-harden is another copy, which a shell finds first. Remove it."
fi
:
