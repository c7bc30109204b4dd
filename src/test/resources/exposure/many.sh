# Tasks of one container each, in the networks of tasks that are there, as many as start in time. many.sh MOST SECONDS "FAMILY..."
set -eu
cd "$(dirname "$0")"
read -ra networks <<<"$3"
declare -A mode=([host]=host)
for id in "${networks[@]}"; do
  [ -z "${mode[$id]:-}" ] || continue
  owner=$(docker ps -q --no-trunc --filter "name=^ecs-$id-1-internalecspause$")
  mode[$id]=container:${owner:-$(docker ps -q --no-trunc --filter "name=^ecs-$id-1-web$")}
done
# Docker's API by itself: a client for each takes longer than the container
api() { curl -sSf --unix-socket /run/docker.sock -H 'Content-Type: application/json' "http://docker$1" -d "$2" -o /dev/null; }
one() { # number mode
  api "/containers/create?name=ecs-many$1-1-web" '{"Image":"task","Cmd":["sleep","86400"],"Labels":{
    "com.amazonaws.ecs.cluster":"prod","com.amazonaws.ecs.container-name":"web",
    "com.amazonaws.ecs.task-arn":"arn:aws:ecs:eu-west-1:123456789012:task/prod/many'"$1"'",
    "com.amazonaws.ecs.task-definition-family":"many'"$1"'","com.amazonaws.ecs.task-definition-version":"1"},
    "HostConfig":{"NetworkMode":"'"$2"'","Binds":["/usr:/usr:ro"],"LogConfig":{"Type":"none"}}}'
  api "/containers/ecs-many$1-1-web/start" ''
}
count=0
while [ $count -lt "$1" ] && [ $SECONDS -lt "$2" ]; do
  for _ in 1 2 3 4 5; do
    one $count "${mode[${networks[count % ${#networks[@]}]}]}" &
    count=$((count + 1))
  done
  wait
done
docker inspect -f '{{.State.Pid}}' $(seq -f 'ecs-many%g-1-web' 0 $((count - 1))) >many.pids
echo $count
