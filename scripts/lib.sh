# shellcheck shell=bash disable=SC2034
# Functions that the scripts share; sourced, not run.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

NATIVE=target/ecs-harden
JVM_APP=target/quarkus-app/quarkus-run.jar
SAMPLE=ecs-config/sample-instance

say() { printf '==> %s\n' "$*" >&2; }
die() { printf 'ERROR: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo; then sudo "$@"; else return 1; fi
}

package_manager() {
  local manager
  for manager in apt-get dnf yum zypper apk; do
    if have "$manager"; then echo "$manager"; return; fi
  done
  return 1
}

# apt_get ARGUMENT...: apt-get that asks nothing, repeats a failed download, and waits for another installation that is running
apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@"
}

# install_one_of PACKAGE...: the first of these packages that the system's package manager can install
install_one_of() {
  local manager package
  manager=$(package_manager) || return 1
  case $manager in
    apt-get) apt_get update >&2 || return 1 ;;
    apk) as_root apk update >&2 || return 1 ;;
  esac
  for package in "$@"; do
    say "installing $package with $manager"
    case $manager in
      apt-get) apt_get install -y --no-install-recommends "$package" >&2 </dev/null && return ;;
      apk) as_root apk add "$package" >&2 </dev/null && return ;;
      zypper) as_root zypper --non-interactive install "$package" >&2 </dev/null && return ;;
      *) as_root "$manager" install -y "$package" >&2 </dev/null && return ;;
    esac
  done
  return 1
}

is_jdk_25() { [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | grep -q '^javac 25\b'; }

find_jdk_25() {
  local home
  for home in "${JAVA_HOME:-}" \
      "$(if have javac; then dirname "$(dirname "$(readlink -f "$(command -v javac)")")"; fi)" \
      /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
      "${HOME:-}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "${GRAALVM_HOME:-}"; do
    if [ -n "$home" ] && is_jdk_25 "$home"; then echo "$home"; return; fi
  done
  return 1
}

# need_jdk_25 [install]: sets JAVA_HOME to a JDK 25, or stops
need_jdk_25() {
  local home
  if ! home=$(find_jdk_25) && [ "${1:-}" = install ]; then
    say "no JDK 25 on this machine"
    install_one_of openjdk-25-jdk-headless java-25-openjdk-devel java-25-amazon-corretto-devel \
      temurin-25-jdk openjdk25-jdk || true
    home=$(find_jdk_25) || home=
  fi
  [ -n "$home" ] || die "a JDK 25 is needed and none was found: install one (for example Eclipse Temurin 25) and set JAVA_HOME to its directory."
  export JAVA_HOME=$home
}

# need_maven [install]
need_maven() {
  have mvn && return
  if [ "${1:-}" = install ]; then install_one_of maven || true; fi
  have mvn || die "Maven is needed and there is no mvn on the PATH: install the package maven, 3.8 or later."
}

# commit: the commit that is checked out, with "-dirty" where files differ from it; "unknown" where this is no clone
commit() {
  local id
  if id=$(git -c safe.directory="$PWD" rev-parse --short=12 HEAD 2>/dev/null) && [ "$(git rev-parse --show-prefix 2>/dev/null)" = "" ]; then
    if [ -n "$(git -c safe.directory="$PWD" status --porcelain --untracked-files=no 2>/dev/null)" ]; then id+=-dirty; fi
    echo "$id"
  else
    echo unknown
  fi
}

# version: that of the tag v… that is checked out, else the one in pom.xml
version() {
  local tag
  if tag=$(git -c safe.directory="$PWD" describe --tags --exact-match --match 'v[0-9]*' HEAD 2>/dev/null) && [ "$(git rev-parse --show-prefix 2>/dev/null)" = "" ]; then
    echo "${tag#v}"
  else
    sed -nE 's|.*<revision>(.*)</revision>.*|\1|p' pom.xml
  fi
}

# maven ARGUMENT...: Maven on JAVA_HOME, without progress bars and without what an old Maven makes a new JDK warn of;
# the quick compiler alone halves the time of a build this short
maven() {
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 ${MAVEN_OPTS:-}" \
    mvn -B -ntp "-Dcommit=$(commit)" "-Drevision=$(version)" "$@"
}

# use_native_image: exports GRAALVM_HOME when there is a usable native-image for Java 25, else says why not in $NO_NATIVE
use_native_image() {
  local home
  NO_NATIVE="GRAALVM_HOME is not set"
  for home in "${GRAALVM_HOME:-}" "${JAVA_HOME:-}"; do
    [ -n "$home" ] || continue
    if [ ! -x "$home/bin/native-image" ]; then
      if [ "$home" = "${GRAALVM_HOME:-}" ]; then NO_NATIVE="GRAALVM_HOME ($home) has no bin/native-image"; fi
    elif ! "$home/bin/native-image" --version 2>/dev/null | grep -q '^native-image 25'; then
      NO_NATIVE="$home/bin/native-image is not one for Java 25"
    elif ! have gcc; then
      NO_NATIVE="native-image needs a C compiler, and there is no gcc"
    else
      export GRAALVM_HOME=$home
      NO_NATIVE=
      return 0
    fi
  done
  return 1
}

# links_statically: can GRAALVM_HOME make a static executable: is there a musl compiler, and a zlib for it?
links_statically() {
  local compiler=x86_64-linux-musl-gcc probe status=0
  if [ "$(uname -m)" != x86_64 ] || ! have "$compiler"; then return 1; fi
  probe=$(mktemp)
  echo 'int deflate(), inflate(); int main() { return !deflate || !inflate; }' \
    | "$compiler" -static -x c - -L"$GRAALVM_HOME/lib/static/linux-amd64/musl" -lz -o "$probe" 2>/dev/null && "$probe" || status=1
  rm -f "$probe"
  return $status
}

# native_arguments: what makes Maven build the native executable with GRAALVM_HOME; static where that is possible
native_arguments() {
  echo -Dnative
  if links_statically; then echo -Dstatic; fi
}

# container_engine: is there a Docker engine, and does it answer?
container_engine() { have docker && timeout 10 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# debian_mirror: the one that this machine's apt is configured with
debian_mirror() {
  local mirror
  # shellcheck disable=SC2016 # apt-get fills in REPO_URI
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -v security | sed -n 1p)
  [ -n "$mirror" ] && echo "$mirror"
}
