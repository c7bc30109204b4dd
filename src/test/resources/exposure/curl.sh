# What a program finds inside a container of each task: 0 where it is connected. One line for each address.
set -u
for id in "$@"; do
  for at in 169.254.169.254 '[fd00:ec2::254]'; do
    {
      code=0
      docker exec ecs-$id-1-web curl -s -o /dev/null -m 4 "http://$at/" || code=$?
      echo "$id $at $code"
    } &
  done
done
wait
