# $1 is how many versions are left: 0 for a removal, 1 for an upgrade.
if [ "$1" = 0 ] && [ -d /run/systemd/system ]; then
  for unit in ecs-harden-audit.timer ecs-harden.service; do
    systemctl disable --now "$unit" 2>/dev/null || :
  done
fi
:
