#!/usr/bin/env bash
# engine.sh start|stop|status: a Docker engine for the tests that need one, on a machine that has none running.
#
#   eval "$(scripts/engine.sh start)"    starts dockerd, unless an engine answers, makes sure that the base image of the test
#                                        instance is there, and prints what to export; make test then finds the engine
#   scripts/engine.sh stop               stops the dockerd that start started
#   scripts/engine.sh status             exit code 0 if it is running
#
# dockerd is Debian's docker.io, which `start` does not install: .ci/run does. It keeps its images below
# ${XDG_CACHE_HOME:-~/.cache}/ecs-harden/engine, so that the next start finds them. dockerd wants root.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ENGINE=${XDG_CACHE_HOME:-$HOME/.cache}/ecs-harden/engine
BASE_IMAGE=debian:trixie-slim
BASE_SUITE=trixie

# is the dockerd of ours running?
running() {
  local pid
  pid=$(cat "$ENGINE/dockerd.pid" 2>/dev/null) && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = dockerd ]
}

start_engine() {
  running || launch
  # a minute: a machine that is busy starts containerd and makes rules for the network before that
  for _ in $(seq 300); do
    if container_engine; then return; fi
    running || break
    sleep 0.2
  done
  tail -n 5 "$ENGINE/dockerd.log" >&2
  die "dockerd does not answer; its log is $ENGINE/dockerd.log"
}

launch() {
  have dockerd || die "no Docker engine answers, and there is no dockerd to start: install docker.io"
  say "dockerd with its data in $ENGINE"
  mkdir -p "$ENGINE"
  rm -f "$ENGINE/dockerd.pid"
  as_root setsid dockerd --data-root "$ENGINE/data" --exec-root "$ENGINE/exec" --pidfile "$ENGINE/dockerd.pid" \
    -H "$DOCKER_HOST" --group "$(id -g)" > "$ENGINE/dockerd.log" 2>&1 < /dev/null &
  for _ in $(seq 150); do
    # there, or gone again
    if running || ! kill -0 $! 2>/dev/null; then return; fi
    sleep 0.2
  done
}

# The base image: here already, or pulled, or, where no registry is reached, made from this machine's Debian mirror.
need_base_image() {
  docker image inspect "$BASE_IMAGE" >/dev/null 2>&1 && return
  docker pull -q "$BASE_IMAGE" >/dev/null 2>&1 && return
  local root mirror
  have debootstrap || die "$BASE_IMAGE cannot be pulled, and there is no debootstrap to make it with"
  mirror=$(debian_mirror) || die "$BASE_IMAGE cannot be pulled, and apt has no mirror to make it from"
  say "$BASE_IMAGE cannot be pulled: it is made with debootstrap (20 seconds)"
  # not below /tmp, where devices and programs may be forbidden
  root=$ENGINE/base
  as_root rm -rf --one-file-system "$root"
  as_root debootstrap --variant=minbase "$BASE_SUITE" "$root" "$mirror" > "$ENGINE/debootstrap.log" 2>&1 \
    || { tail -n 5 "$ENGINE/debootstrap.log" >&2; die "debootstrap failed: see $ENGINE/debootstrap.log"; }
  # how the machine's apt reaches its mirror holds for the image's apt as well
  apt-config dump | grep -E '^Acquire::(Check-|https?::Proxy)' | as_root tee "$root/etc/apt/apt.conf.d/90machine" >/dev/null || true
  as_root tar -C "$root" --exclude=./dev --exclude='./var/cache/apt/archives/*.deb' --exclude='./var/lib/apt/lists/*' -c . \
    | docker import - "$BASE_IMAGE" >/dev/null
  as_root rm -rf --one-file-system "$root"
}

start() {
  if container_engine; then
    say "the Docker engine that answers here is used"
  else
    export DOCKER_HOST=unix://$ENGINE/docker.sock
    start_engine
  fi
  mkdir -p "$ENGINE"
  need_base_image
  [ -z "${DOCKER_HOST:-}" ] || echo "export DOCKER_HOST=$DOCKER_HOST"
  # Testcontainers: no image of its own, which could not be pulled, and no search for the engine's address (it takes minutes)
  echo "export TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1"
  echo "export TESTCONTAINERS_RYUK_DISABLED=true"
}

stop() {
  running || { say "no dockerd of ours is running"; return; }
  local pid
  # instances of tests that were killed: nobody else removes them
  export DOCKER_HOST=unix://$ENGINE/docker.sock
  docker ps -aq --filter label=org.testcontainers=true | xargs -r docker rm -fv >/dev/null || true
  pid=$(cat "$ENGINE/dockerd.pid")
  as_root kill "$pid"
  # it gives its containers 15 seconds, and then has to clean up after them
  for _ in $(seq 300); do
    if ! running; then return; fi
    sleep 0.2
  done
  die "dockerd ($pid) does not stop"
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  status) running ;;
  *) die "usage: engine.sh start|stop|status" ;;
esac
