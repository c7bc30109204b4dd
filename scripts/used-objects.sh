#!/usr/bin/env bash
# used-objects.sh: which objects of the image the everyday commands use, for the build to put side by side (docs/adr/0014-image-heap.md).
# Needs Valgrind and a native-image; takes ten minutes. Only memory depends on the lists: they may be some versions old.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

PROFILES=src/main/resources/io/ecsharden/image
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

# profile NAME WHAT: writes what was used since the last time
profile() {
  { echo "# The objects that $2 use; scripts/used-objects.sh writes this."; LC_ALL=C sort -u "$keys"; } > "$PROFILES/$1"
  rm "$keys"
  say "$1: $(wc -l < "$PROFILES/$1") lines"
}

mkdir -p "$PROFILES"
used audit --root "$SAMPLE"
used audit --root "$SAMPLE" --format json --baseline "$work/own.yaml"
used effective --root "$SAMPLE"
used explain awsvpc-imds-block
used fix --root "$instance" --dry-run
used fix --root "$instance" --restart never
used history --root "$instance"
used rollback --root "$instance" --restart never
used --version
# as on an instance that runs, as far as this machine can look like one
trace unshare --map-root-user --mount sh -c 'mount --bind "$1" /etc && shift && exec "$@"' sh "$PWD/$SAMPLE/etc" "${VALGRIND[@]}" "$PWD/$NATIVE" audit
profile used-objects.txt "audit, effective, explain, fix, history and rollback"

# up to a port where nobody listens
export AWS_REGION=xx-example-1 AWS_ENDPOINT_URL_SSM=http://127.0.0.1:1 AWS_ACCESS_KEY_ID=EXAMPLE AWS_SECRET_ACCESS_KEY=EXAMPLE ECS_HARDEN_INSTANCE_ID=i-00000000
used audit --root "$instance" --report ssm --report-timeout 20s
profile used-objects-to-report.txt "reports"
say "build again to see what they do"
