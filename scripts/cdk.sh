#!/usr/bin/env bash
# cdk.sh: `npm ci && npm test` of ecs-config/cdk, in a copy, so that the sources stay without node_modules.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

if ! have npm || [ "$(node --version | sed -E 's/^v([0-9]+).*/\1/')" -lt 20 ]; then
  say "!!!! the CDK library and the templates SKIPPED: Node.js 20 and npm are not here !!!!"
  exit 0
fi
mkdir -p target/cdk
cp -r ecs-config target/cdk/
cd target/cdk/ecs-config/cdk
npm ci --no-audit --no-fund --loglevel=error
npm test
