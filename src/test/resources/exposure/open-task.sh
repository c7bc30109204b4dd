# A task in awsvpc mode that starts now, without the routes that block the metadata service.
set -eu
run() { # name container options...
  docker run -d --name "ecs-late-1-$1" --label com.amazonaws.ecs.cluster=prod \
    --label "com.amazonaws.ecs.container-name=$2" \
    --label com.amazonaws.ecs.task-arn=arn:aws:ecs:eu-west-1:123456789012:task/prod/0af1 \
    --label com.amazonaws.ecs.task-definition-family=late \
    --label com.amazonaws.ecs.task-definition-version=1 --entrypoint /usr/bin/perl "${@:3}" \
    "$(docker inspect -f '{{.Image}}' ecs-agent)" -e 'sleep 600' >/dev/null
}
run pause '~internal~ecs~pause' --network none
pid=$(docker inspect -f '{{.State.Pid}}' ecs-late-1-pause)
ip link add eni9 type veth peer name vpc9
ip link set eni9 netns "$pid"; ip link set vpc9 up
inside() { nsenter --net="/proc/$pid/ns/net" "$@"; }
inside ip addr add 10.99.9.2/24 dev eni9; inside ip link set eni9 up
inside ip route add default via 10.99.9.1
run web web --network container:ecs-late-1-pause
