#!/usr/bin/env bash
# mutation.sh [PACKAGE...]: changes the pure packages a little, some thousand times, and counts how many changes the unit tests notice.
# Takes minutes a package. The reports are in target/mutation/PACKAGE/index.html; CONTRIBUTING.md has the last scores.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_jdk_25
need_maven
[ $# -gt 0 ] || set -- format secrets settings hygiene baseline plan

# tests_of PACKAGE: the tests that take part: the package's own, and for what findings and plans are made of, the golden files
tests_of() {
  case $1 in
    format) echo "io.ecsharden.format.*,io.ecsharden.settings.*" ;;
    baseline) echo "io.ecsharden.baseline.*" ;;
    *) echo "io.ecsharden.$1.*,io.ecsharden.golden.*,io.ecsharden.control.*,io.ecsharden.settings.*" ;;
  esac
}

# score PACKAGE: noticed and all, from the report
score() {
  awk -F , -v package="$1" '
    { all++ }
    $6 == "KILLED" || $6 == "TIMED_OUT" || $6 == "MEMORY_ERROR" { noticed++ }
    END { printf "%-10s %5d of %5d changes noticed: %d %%\n", package, noticed, all, all ? 100 * noticed / all : 0 }
  ' "target/mutation/$1/mutations.csv"
}

maven -q test-compile
for package; do
  say "mutations of $package"
  maven -q -Pmutation org.pitest:pitest-maven:mutationCoverage "-Dmutation.package=$package" "-Dmutation.tests=$(tests_of "$package")"
done
for package; do score "$package"; done
