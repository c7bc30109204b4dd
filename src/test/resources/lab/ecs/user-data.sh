#!/bin/sh
# Runs user data as cloud-init does: once in an instance's life, not at every boot.
script=/var/lib/standin/user-data.sh
done=/var/lib/standin/user-data.done
[ -e "$script" ] && [ ! -e "$done" ] || exit 0
: > "$done"
exec /bin/bash "$script"
