#!/usr/bin/env bash
# run.sh: from a clone to an audit of the sample instance, whatever is on this machine.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_jdk_25 install
need_maven install

program=()
if use_native_image || container_engine; then
  if "${MAKE:-make}" --no-print-directory "$NATIVE" >&2 && "$NATIVE" --version >/dev/null 2>&1; then
    program=("$NATIVE")
  else
    say "the native program could not be built, so this is the JVM program"
  fi
else
  say "the JVM program, because $NO_NATIVE and no Docker engine answers"
fi
if [ ${#program[@]} = 0 ]; then
  "${MAKE:-make}" --no-print-directory "$JVM_APP" >&2
  program=("$JAVA_HOME/bin/java" -jar "$JVM_APP")
fi

say "${program[*]} audit --root $SAMPLE"
code=0
"${program[@]}" audit --root "$SAMPLE" || code=$?
case $code in
  0) say "exit code 0: the sample instance has no drift" ;;
  10) say "exit code 10: drift was found, as it should be on this sample" ;;
  *) die "exit code $code, which an audit of the sample should not have" ;;
esac
