#!/bin/sh
# systemd wants a hierarchy of cgroup v2 alone, and the machine below may have v1 or both.
umount -l /sys/fs/cgroup
mount -t cgroup2 cgroup2 /sys/fs/cgroup
exec /lib/systemd/systemd
