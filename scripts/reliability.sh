#!/usr/bin/env bash
# reliability.sh [TAG]: runs the long forms of the tests in which repairs die, fail, race and run side by side and a fleet is throttled,
# and prints the results as a Markdown table. Takes about forty minutes on two idle processors; needs strace, and is twice as quick with a C compiler. CRASH_SCENARIOS chooses scenarios.
# With the tag `soak` it runs the soak of the daemon alone, for SOAK_MINUTES.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

TAG=${1:-reliability}
FIGURES=target/reliability.md

have strace || die "needs strace"
need_jdk_25
need_maven
# a part of the matrix adds to the results of the others
[ -n "${CRASH_SCENARIOS:-}" ] || rm -f "$FIGURES" target/reliability-problems.txt
result=0
maven -q test-compile failsafe:integration-test failsafe:verify -DskipITs=false -Dgroups="$TAG" -DexcludedGroups= \
  -DtrimStackTrace=true -Dcrash.scenarios="${CRASH_SCENARIOS:-}" ${TESTS:+"-Dit.test=$TESTS"} || result=$?
printf '| what | how | result |\n| --- | --- | --- |\n'
cat "$FIGURES"
exit "$result"
