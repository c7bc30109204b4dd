#!/usr/bin/env bash
# used-objects.sh: which objects of the image an audit and a plan use, for the build to put side by side (docs/adr/0014-image-heap.md).
# Needs Valgrind and a native-image; takes some minutes. Only memory depends on the list: it may be some versions old.
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
keys=$work/keys

# used ARGUMENT...: the keys of what a run of the executable uses
used() {
  say "$NATIVE $*"
  { valgrind --tool=lackey --trace-mem=yes --trace-syscalls=yes --log-fd=9 "$NATIVE" "$@" 9>&1 >/dev/null 2>/dev/null || true; } \
    | "$JAVA_HOME/bin/java" -cp target/test-classes:target/classes io.ecsharden.image.UsedObjects "$OBJECTS" >> "$keys"
}

# These two alone: with the objects of the other commands and of the daemon between them, an audit touches a third more pages
# (docs/adr/0025-daemon.md).
used audit --root "$SAMPLE"
used fix --root "$SAMPLE" --dry-run

{
  echo "# The objects that audit and the dry run of fix use; scripts/used-objects.sh writes this."
  LC_ALL=C sort -u "$keys"
} > "$PROFILE"
say "$PROFILE: $(wc -l < "$PROFILE") lines; build again to see what it does"
