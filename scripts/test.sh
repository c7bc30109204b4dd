#!/usr/bin/env bash
# test.sh: every test that this machine can run: the unit tests always, the native executable's where it can be built.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# total REPORTS: one line for all test classes below target/REPORTS
total() {
  cat target/"$1"/*.txt 2>/dev/null | awk -F '[:,] *' '
    /^Tests run:/ { run += $2; failed += $4; errors += $6; skipped += $8 }
    END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failed, errors, skipped }'
}

need_jdk_25 install
need_maven install
# TEST_AGAIN=1 tries a test that failed once more, and Maven lists it as a flake
again=("-Dsurefire.rerunFailingTestsCount=${TEST_AGAIN:-0}" "-Dfailsafe.rerunFailingTestsCount=${TEST_AGAIN:-0}")
rm -rf target/surefire-reports target/failsafe-reports
if use_native_image; then
  if "${MAKE:-make}" -q "$NATIVE" 2>/dev/null; then
    say "$NATIVE is newer than every source, and is not built again"
    arguments=(-Dnative -Dquarkus.build.skip=true)
  else
    mapfile -t arguments < <(native_arguments)
  fi
  maven verify "${again[@]}" "${arguments[@]}"
  touch "$NATIVE"
  say "unit tests:         $(total surefire-reports)"
  say "native executable:  $(total failsafe-reports)"
else
  maven verify "${again[@]}"
  say "unit tests:         $(total surefire-reports)"
  say "native executable:  !!!! TESTS SKIPPED, because $NO_NATIVE !!!!"
fi
