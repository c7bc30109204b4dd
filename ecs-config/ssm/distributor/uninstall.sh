#!/bin/sh
# Run by Distributor. The instance's configuration stays, and so does the state with the receipts.
set -e
if command -v rpm >/dev/null 2>&1 && rpm -q ecs-harden >/dev/null 2>&1; then
  rpm -e ecs-harden
elif command -v dpkg >/dev/null 2>&1; then
  dpkg -r ecs-harden
fi
