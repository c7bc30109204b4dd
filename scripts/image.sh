#!/usr/bin/env bash
# image.sh: builds the image ecs-harden:VERSION of target/ecs-harden with the Docker engine that answers.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[ -x "$NATIVE" ] || die "there is no $NATIVE: make native"
container_engine || die "no Docker engine answers; \`make dist\` writes an image without one"
if grep -aq 'ld-linux' "$NATIVE"; then
  die "$NATIVE is not static, and the image has no glibc: install a musl compiler (Debian: musl-tools), and make clean native"
fi
VERSION=$("$NATIVE" --version | sed -n 's/^ecs-harden //p')
docker build --target image --build-arg VERSION="$VERSION" -t "ecs-harden:$VERSION" . >&2
size=$(($(docker image inspect -f '{{.Size}}' "ecs-harden:$VERSION") / 1000000))
say "ecs-harden:$VERSION: $size MB"
