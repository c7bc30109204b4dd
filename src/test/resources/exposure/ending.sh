# Ends a fifth of the many tasks while their table is made, each time at another moment. ending.sh PART
set -eu
cd "$(dirname "$0")"
after=(0.02 0.05 0.1 0.15 0.2)
ecs-harden exposure --format json & look=$!
sleep "${after[$1]}"
kill -9 $(awk -v part="$1" 'int(5 * (NR - 1) / all) == part' all="$(wc -l <many.pids)" many.pids)
if kill -0 $look 2>/dev/null; then echo during >&2; else echo after >&2; fi
wait $look
