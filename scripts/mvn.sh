#!/usr/bin/env bash
# mvn.sh ARGUMENT...: Maven with a JDK 25, wherever this machine keeps one.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_jdk_25
need_maven
maven "$@"
