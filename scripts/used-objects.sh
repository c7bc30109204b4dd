#!/usr/bin/env bash
# used-objects.sh: which objects of the image an audit and a plan use, and which other commands use besides, for the build to put side by side
# (docs/adr/0014-image-heap.md).
# Needs Valgrind and a native-image; takes some minutes. Only memory depends on the list: it may be some versions old.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

FIRST=src/image/resources/io/ecsharden/image/used-objects.txt
OTHERS=src/image/resources/io/ecsharden/image/used-by-others.txt
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

SECONDS_OF_A_DAEMON=120

# used ARGUMENT...: the keys of what a run of the executable uses
used() {
  say "$NATIVE $*"
  { timeout -s TERM "${limit:-900}" valgrind --tool=lackey --trace-mem=yes --trace-syscalls=yes --log-fd=9 "$NATIVE" "$@" 9>&1 >/dev/null 2>/dev/null || true; } \
    | "$JAVA_HOME/bin/java" -cp target/test-classes:target/classes io.ecsharden.image.UsedObjects "$OBJECTS" >> "$keys"
}

# These two alone: with the objects of the other commands and of the daemon between them, an audit touches a third more pages
# (docs/adr/0025-daemon.md).
used audit --root "$SAMPLE"
used fix --root "$SAMPLE" --dry-run
LC_ALL=C sort -u "$keys" > "$work/first"

# Then the others: an instance with tasks, other formats, and the daemon.
: > "$keys"
cp -r "$SAMPLE" "$work/instance"
exec {tasks}> >(exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp target/test-classes:target/classes \
  io.ecsharden.host.TaskScene "$work/instance" 3 > "$work/ready")
until [ -s "$work/ready" ]; do sleep 0.2; done
used audit --root "$work/instance"
used exposure --root "$work/instance"
exec {tasks}>&-
used audit --root "$SAMPLE" --format json
used effective --root "$SAMPLE"
used effective --root "$SAMPLE" --format json
used explain awsvpc-imds-block
used history --root "$work/instance"
rm -r "$work/instance"
cp -r "$SAMPLE" "$work/instance"
limit=$SECONDS_OF_A_DAEMON used watch --root "$work/instance" --mode fix --restart never
LC_ALL=C sort -u "$keys" > "$work/others"

{
  echo "# The objects that audit and the dry run of fix use; scripts/used-objects.sh writes this."
  cat "$work/first"
} > "$FIRST"
{
  echo "# The objects that an audit with tasks, other commands and the daemon use besides; scripts/used-objects.sh writes this."
  LC_ALL=C comm -13 "$work/first" "$work/others"
} > "$OTHERS"
say "$FIRST: $(wc -l < "$FIRST") lines, $OTHERS: $(wc -l < "$OTHERS"); build again to see what they do"
