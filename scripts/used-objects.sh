#!/usr/bin/env bash
# used-objects.sh: which objects of the image the everyday commands use, for the build to put side by side (docs/adr/0014-image-heap.md).
# Needs Valgrind and a native-image; takes a quarter of an hour. Only memory depends on the list: it may be some versions old.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

PROFILE=src/image/resources/io/ecsharden/image/used-objects.txt
OBJECTS=$PWD/target/objects.tsv

have valgrind || die "Valgrind is needed: install the package valgrind."
need_jdk_25
need_maven
use_native_image || die "no native build here: $NO_NATIVE"
mapfile -t arguments < <(native_arguments)
say "native build that tells where its objects are (3 to 5 minutes)"
maven -q package "${arguments[@]}" -DskipTests -DskipITs -Dspotless.check.skip=true \
  "-Dquarkus.native.additional-build-args-append=-J-Decs-harden.objects=$OBJECTS"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
instance=$work/instance
keys=$work/keys
cp -r "$SAMPLE/." "$instance"
printf 'schemaVersion: 1\nname: own\nextends: strict\n' > "$work/own.yaml"

VALGRIND=(valgrind --tool=lackey --trace-mem=yes --trace-syscalls=yes --log-fd=9)

# trace COMMAND...: the keys of what a run of the executable below Valgrind uses
trace() {
  say "$*"
  { "$@" 9>&1 >/dev/null 2>/dev/null || true; } \
    | "$JAVA_HOME/bin/java" -cp target/test-classes:target/classes io.ecsharden.image.UsedObjects "$OBJECTS" >> "$keys"
}

# watch: a daemon that looks, waits, repairs a drift, reads everything again, and ends; under Valgrind each of these takes a while
watch() {
  local root=$work/watched
  mkdir -p "$root/etc/ecs"
  cp "$instance/etc/os-release" "$root/etc/"
  printf 'ECS_AWSVPC_BLOCK_IMDS=true\n' > "$root/etc/ecs/ecs.config"
  (
    await() { for _ in $(seq 600); do if "$@" 2>/dev/null; then return; fi; sleep 1; done; }
    await grep -q ' compliant: ' "$work/watch.log"
    sleep 30
    printf 'ECS_AWSVPC_BLOCK_IMDS=false\n' > "$root/etc/ecs/ecs.config"
    await grep -q ' repaired: ' "$work/watch.log"
    sleep 30
    kill -HUP "$(cat "$work/watch.pid")"
    await grep -q ' signal: ' "$work/watch.log"
    sleep 60
    kill -TERM "$(cat "$work/watch.pid")"
  ) &
  say "watch"
  # shellcheck disable=SC2016 # the inner shell fills in its own number
  { sh -c 'echo $$ > "$1"; shift; exec "$@"' sh "$work/watch.pid" \
      "${VALGRIND[@]}" "$NATIVE" watch --mode fix --root "$root" 9>&1 > "$work/watch.log" 2>&1 || true; } \
    | "$JAVA_HOME/bin/java" -cp target/test-classes:target/classes io.ecsharden.image.UsedObjects "$OBJECTS" >> "$keys"
  grep -q ' repaired: ' "$work/watch.log" || die "the daemon below Valgrind repaired nothing: $(tail -3 "$work/watch.log")"
}

used() { trace "${VALGRIND[@]}" "$NATIVE" "$@"; }

used audit --root "$SAMPLE"
used audit --root "$SAMPLE" --format json --baseline "$work/own.yaml"
used effective --root "$SAMPLE"
used explain awsvpc-imds-block
used fix --root "$instance" --dry-run
used fix --root "$instance" --restart never
used history --root "$instance"
used rollback --root "$instance" --restart never
used --version
watch
# as on an instance that runs, as far as this machine can look like one
trace unshare --map-root-user --mount sh -c 'mount --bind "$1" /etc && shift && exec "$@"' sh "$PWD/$SAMPLE/etc" "${VALGRIND[@]}" "$PWD/$NATIVE" audit

{
  echo "# The objects that audit, effective, explain, fix, history, rollback and watch use; scripts/used-objects.sh writes this."
  LC_ALL=C sort -u "$keys"
} > "$PROFILE"
say "$PROFILE: $(wc -l < "$PROFILE") lines; build again to see what it does"
