# The metadata service in a network of its own behind a veth pair, and tasks' credentials on the instance.
set -eu
cd "$(dirname "$0")"
unshare -n sleep 86400 & imds=$!; echo $imds > imds.pid
until [ "$(readlink /proc/$imds/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.1; done
# a container of the engine has no IPv6 at first
ipv6='sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.default.disable_ipv6=0'
$ipv6
in_imds() { nsenter --net=/proc/$imds/ns/net "$@"; }
ip link add imds0 type veth peer name imds1
ip link set imds1 netns $imds
ip addr add 169.254.169.253/30 dev imds0; ip link set imds0 up
ip -6 addr add fd00:ec2::253/120 dev imds0 nodad
in_imds $ipv6; in_imds ip link set lo up
in_imds ip addr add 169.254.169.254/30 dev imds1
in_imds ip -6 addr add fd00:ec2::254/120 dev imds1 nodad
in_imds ip link set imds1 up
in_imds ip route add default via 169.254.169.253
in_imds ip -6 route add default via fd00:ec2::253
in_imds setsid perl server.pl 80 169.254.169.254 fd00:ec2::254 </dev/null >/dev/null 2>server.err &
# a rule of ecs-init sends 169.254.170.2:80 there
setsid perl server.pl 51679 127.0.0.1 </dev/null >/dev/null 2>credentials.err &
