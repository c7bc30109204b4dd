#!/usr/bin/env bash
# distcheck.sh: holds target/dist against a second build, against its checksums, and against lintian and rpmlint where they are.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[ -e target/dist/SHA256SUMS ] || die "there is no target/dist: make dist"
(cd target/dist && sha256sum --quiet -c SHA256SUMS)

again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
(umask 077 && scripts/dist.sh "$again/dist")
diff -r target/dist "$again/dist" || die "two builds of one source differ"
say "two builds are equal, byte by byte"

if have lintian; then
  lintian --fail-on error --tag-display-limit 0 target/dist/*.deb || die "lintian finds errors"
  say "lintian: no errors"
else
  say "!!!! lintian SKIPPED: it is not installed !!!!"
fi
if have rpmlint; then
  rpmlint --config src/packages/rpm/rpmlint.toml target/dist/*.rpm || die "rpmlint finds errors"
  say "rpmlint: no errors"
else
  say "!!!! rpmlint SKIPPED: it is not installed !!!!"
fi

if have rpm; then
  mkdir -p "$again/rpm"
  rpm --root "$again/rpm" --dbpath /rpmdb -i --nodeps --noscripts target/dist/*.rpm
  rpm --root "$again/rpm" --dbpath /rpmdb -V --nodeps ecs-harden
  "$again/rpm/usr/bin/ecs-harden" --version >/dev/null
  say "rpm: installs in a tree, and the tree is as the package says"
else
  say "!!!! rpm SKIPPED: it is not installed !!!!"
fi

if container_engine; then
  need_jdk_25
  need_maven
  maven -q -Dnative test-compile failsafe:integration-test failsafe:verify -Dgroups=dist -DexcludedGroups= -Dquarkus.build.skip=true -Dspotless.check.skip=true
  say "the packages work on an instance"
else
  say "!!!! packages on an instance SKIPPED: no Docker engine answers !!!!"
fi
