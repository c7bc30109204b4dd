#!/usr/bin/env bash
# dist.sh [DIRECTORY]: the packages of target/ecs-harden, for this machine's architecture, into target/dist or another directory.
# The same sources and the same executable give the same bytes.
set -euo pipefail
DIST=$(realpath -m "${1:-target/dist}")
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need_jdk_25
need_maven
[ -x "$NATIVE" ] || die "there is no $NATIVE: make native"
[ -e target/man/ecs-harden.8 ] || die "there are no completions and no manual page: make docs"
VERSION=$(version)
[ "$("$NATIVE" --version | sed -n 's/^ecs-harden //p')" = "$VERSION" ] ||
  die "$NATIVE is another version than $VERSION: make clean native"
case $(uname -m) in
  x86_64) ARCH=x86_64 DEB_ARCH=amd64 RPM_ARCH=x86_64 OCI_ARCH=amd64 ;;
  aarch64) ARCH=aarch64 DEB_ARCH=arm64 RPM_ARCH=aarch64 OCI_ARCH=arm64 ;;
  *) die "packages are for x86_64 and aarch64, and this is $(uname -m)" ;;
esac
# what comes before a release sorts before it
PACKAGE_VERSION=${VERSION//-/\~}
TIME=$(sed -nE 's|.*<project.build.outputTimestamp>(.*)</project.*|\1|p' pom.xml)
ROOT=$DIST-root
export TZ=UTC LC_ALL=C

# put MODE FILE TARGET: a file below a directory of the staging tree
put() { install -D -m "$1" "$2" "$ROOT/$3"; }

# pack DIRECTORY: a tar of it on standard output, whose bytes depend on names, modes and contents alone
pack() { tar --sort=name --mtime="$TIME" --owner=0 --group=0 --numeric-owner --format=ustar -C "$1" -cf - .; }

stage() {
  local unit
  rm -rf "$ROOT" "$DIST"
  mkdir -p "$DIST"
  put 755 "$NATIVE" program/usr/bin/ecs-harden
  put 644 src/packages/baseline.yaml common/etc/ecs-harden/baseline.yaml
  for unit in ecs-config/units/*; do put 644 "$unit" "common/usr/lib/systemd/system/${unit##*/}"; done
  put 644 target/completions/ecs-harden.bash common/usr/share/bash-completion/completions/ecs-harden
  put 644 target/man/ecs-harden.8 common/usr/share/man/man8/ecs-harden.8
  gzip -9n "$ROOT/common/usr/share/man/man8/ecs-harden.8"
  put 644 target/completions/_ecs-harden deb/usr/share/zsh/vendor-completions/_ecs-harden
  put 644 src/packages/copyright deb/usr/share/doc/ecs-harden/copyright
  changelog | gzip -9n > "$ROOT/changelog.gz"
  put 644 "$ROOT/changelog.gz" deb/usr/share/doc/ecs-harden/changelog.gz
  put 644 src/packages/lintian-overrides deb/usr/share/lintian/overrides/ecs-harden
  put 644 target/completions/_ecs-harden rpm/usr/share/zsh/site-functions/_ecs-harden
  put 644 LICENSE rpm/usr/share/licenses/ecs-harden/LICENSE
}

changelog() {
  printf 'ecs-harden (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md in the sources.\n\n' "$PACKAGE_VERSION"
  printf ' -- ecs-harden maintainers <ecs-harden@example.org>  %s\n' "$(date -d "$TIME" -R)"
}

packages() {
  maven -q -Pdist jdeb:jdeb@deb rpm:rpm@rpm cyclonedx:makeBom@sbom \
    -Ddist.root="$ROOT" -Ddist.dir="$DIST" -Ddist.version="$PACKAGE_VERSION" -Ddist.deb.arch="$DEB_ARCH" \
    -Ddist.rpm.arch="$RPM_ARCH" -Ddist.rpm.file="ecs-harden-$PACKAGE_VERSION-1.$ARCH.rpm"
}

tarball() {
  local name=ecs-harden-$VERSION-linux-$ARCH
  local top=$ROOT/tarball/$name
  mkdir -p "$top/completions" "$top/man"
  install -m 755 "$NATIVE" "$top/ecs-harden"
  install -m 644 LICENSE CHANGELOG.md src/packages/baseline.yaml "$top/"
  install -m 644 target/completions/* "$top/completions/"
  install -m 644 target/man/ecs-harden.8 "$top/man/"
  cp -r ecs-config/units "$top/units"
  chmod -R u=rwX,go=rX "$ROOT/tarball"
  pack "$ROOT/tarball" | gzip -n6 > "$DIST/$name.tar.gz"
}

# zip_files NAME FILE...: a zip without times of its own
zip_files() {
  local name=$1 directory=$ROOT/zip/$1
  shift
  mkdir -p "$directory"
  install -m 644 "$@" "$directory/"
  "$JAVA_HOME/bin/jar" --create --no-manifest --date="$TIME" --file "$DIST/distributor/$name" -C "$directory" .
}

# What Distributor takes: a zip for each kind of package, and the manifest.
distributor() {
  local here=ecs-config/ssm/distributor deb=ecs-harden-deb-$ARCH.zip rpm=ecs-harden-rpm-$ARCH.zip ssm_arch=$ARCH
  if [ "$ARCH" = aarch64 ]; then ssm_arch=arm64; fi
  mkdir -p "$DIST/distributor"
  zip_files "$deb" "$here/install.sh" "$here/uninstall.sh" "$DIST"/*.deb
  zip_files "$rpm" "$here/install.sh" "$here/uninstall.sh" "$DIST"/*.rpm
  cat > "$DIST/distributor/manifest.json" <<JSON
{
  "schemaVersion": "2.0",
  "publisher": "ecs-harden",
  "version": "$VERSION",
  "packages": {
    "amazon": {"_any": {"$ssm_arch": {"file": "$rpm"}}},
    "redhat": {"_any": {"$ssm_arch": {"file": "$rpm"}}},
    "suse": {"_any": {"$ssm_arch": {"file": "$rpm"}}},
    "debian": {"_any": {"$ssm_arch": {"file": "$deb"}}},
    "ubuntu": {"_any": {"$ssm_arch": {"file": "$deb"}}}
  },
  "files": {
    "$deb": {"checksums": {"sha256": "$(sha256sum < "$DIST/distributor/$deb" | cut -d ' ' -f 1)"}},
    "$rpm": {"checksums": {"sha256": "$(sha256sum < "$DIST/distributor/$rpm" | cut -d ' ' -f 1)"}}
  }
}
JSON
}

stage
packages
tarball
distributor
scripts/image-archive.sh "$NATIVE" "$VERSION" "$OCI_ARCH" "$TIME" "$DIST/ecs-harden-$VERSION-oci-$OCI_ARCH.tar"
rm -rf "$ROOT"
# shellcheck disable=SC2094 # the list leaves out itself
(cd "$DIST" && find . -type f ! -name SHA256SUMS -printf '%P\n' | sort | xargs sha256sum > SHA256SUMS)
say "in $DIST:"
ls -l "$DIST" >&2
