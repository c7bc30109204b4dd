#!/usr/bin/env bash
# test.sh: every test that this machine can run: the unit tests always, the native executable's where it can be built.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_jdk_25
need_maven
if ! use_native_image; then
  maven verify
  printf '\n%s\n' "!!!! SKIPPED: the native executable's tests (*IT), because $NO_NATIVE !!!!"
elif "${MAKE:-make}" -q "$NATIVE" 2>/dev/null; then
  say "$NATIVE is newer than every source, and is not built again"
  maven verify -Dnative -Dquarkus.build.skip=true
else
  mapfile -t arguments < <(native_arguments)
  maven verify "${arguments[@]}"
  touch "$NATIVE"
fi
