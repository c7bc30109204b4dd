#!/usr/bin/env bash
# native.sh: builds target/ecs-harden with GRAALVM_HOME or, where there is none, in Quarkus' builder container.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_jdk_25
need_maven
if use_native_image; then
  say "native build with $GRAALVM_HOME (3 to 5 minutes)"
  mapfile -t arguments < <(native_arguments)
  maven -q package "${arguments[@]}" -Dmaven.test.skip=true -Dspotless.check.skip=true
elif container_engine; then
  say "native build in a container, because $NO_NATIVE (about 5 minutes, and a download the first time)"
  maven -q package -Dnative -Dmaven.test.skip=true -Dspotless.check.skip=true -Dquarkus.native.container-build=true
else
  die "no native build here: $NO_NATIVE, and no Docker engine answers. Set GRAALVM_HOME to a GraalVM or Mandrel for Java 25, or start Docker."
fi
touch "$NATIVE"
size=$(($(stat -c %s "$NATIVE") / 1000000))
if grep -aq 'ld-linux' "$NATIVE"; then kind="for this machine's glibc or a newer one"; else kind=static; fi
say "$NATIVE: $size MB, $kind"
