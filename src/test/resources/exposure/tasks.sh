# Tasks of every network mode, as the agent and its plugins make them, of an image that has the instance's own programs.
set -eu
cd "$(dirname "$0")"
imds=$(cat imds.pid)
ipv6='sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.default.disable_ipv6=0'
in_imds() { nsenter --net=/proc/$imds/ns/net "$@"; }
mkdir -p image/usr && ln -sfn usr/bin image/bin && ln -sfn usr/lib image/lib && ln -sfn usr/lib64 image/lib64
mkdir -p image/host image/proc image/tmp
tar -C image -cf - . | docker import - task >/dev/null
docker network create --ipv6 --subnet fd98::/64 mine >/dev/null
run() { # id container options...
  id=$1; name=$2; shift 2
  docker run -d --name ecs-$id-1-${name//\~/} -v /usr:/usr:ro \
    --label com.amazonaws.ecs.cluster=prod --label com.amazonaws.ecs.container-name=$name \
    --label com.amazonaws.ecs.task-arn=arn:aws:ecs:eu-west-1:123456789012:task/prod/$id \
    --label com.amazonaws.ecs.task-definition-family=$id \
    --label com.amazonaws.ecs.task-definition-version=1 "$@" task sleep 86400 >/dev/null
}
n=1
awsvpc() { # id routes: a network interface of its own, that does not pass the instance
  run $1 '~internal~ecs~pause' --network none
  pid=$(docker inspect -f '{{.State.Pid}}' "ecs-$1-1-internalecspause")
  ip link add eni$n type veth peer name vpc$n
  ip link set eni$n netns $pid; ip link set vpc$n netns $imds
  in_imds ip addr add 10.99.$n.1/24 dev vpc$n; in_imds ip -6 addr add fd99:$n::1/64 dev vpc$n nodad
  in_imds ip link set vpc$n up
  inside() { nsenter --net=/proc/$pid/ns/net "$@"; }
  inside $ipv6
  inside ip link set eni$n name eth0; inside ip addr add 10.99.$n.2/24 dev eth0
  inside ip -6 addr add fd99:$n::2/64 dev eth0 nodad; inside ip link set eth0 up
  inside ip route add default via 10.99.$n.1; inside ip -6 route add default via fd99:$n::1
  case $2 in *4*) inside ip route add blackhole 169.254.169.254/32;; esac
  case $2 in *6*) inside ip -6 route add blackhole fd00:ec2::254/128;; esac
  run $1 web --network "container:ecs-$1-1-internalecspause"
  n=$((n + 1))
}
awsvpc blocked 46
awsvpc open none
awsvpc half 4
run bridge web
run mine web --network mine
run host web --network host
run connect '~internal~ecs~pause-web'
run connect web --network 'container:ecs-connect-1-internalecspause-web'
run none web --network none
run ended web; docker stop -t 0 ecs-ended-1-web >/dev/null
