# A removal keeps /var/lib/ecs-harden, with the receipts that lead back. An upgrade restarts a daemon that runs.
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || :
  if [ "$1" != 0 ]; then
    systemctl try-restart ecs-harden.service || :
  fi
fi
:
