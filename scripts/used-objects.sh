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
# not watch: with what a daemon uses between them, the objects of an audit lie on a third more pages (docs/adr/0025-daemon.md)
# as on an instance that runs, as far as this machine can look like one
trace unshare --map-root-user --mount sh -c 'mount --bind "$1" /etc && shift && exec "$@"' sh "$PWD/$SAMPLE/etc" "${VALGRIND[@]}" "$PWD/$NATIVE" audit

{
  echo "# The objects that audit, effective, explain, fix, history, rollback and watch use; scripts/used-objects.sh writes this."
  LC_ALL=C sort -u "$keys"
} > "$PROFILE"
say "$PROFILE: $(wc -l < "$PROFILE") lines; build again to see what it does"
