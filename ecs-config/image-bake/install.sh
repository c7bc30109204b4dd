#!/bin/sh
# Installs ecs-harden while an image is baked, and brings the image to its baseline. URL and SHA256 come from the environment.
# A build has to stop where a boot has to go on: this fails where user-data.sh does not.
set -u

say() { echo "ecs-harden user data: $*"; }

fetch() {
  curl -fsSL --retry 3 --connect-timeout 10 --max-time 120 -o "$1" "$URL" || { say "$URL cannot be fetched: nothing is installed"; return 1; }
  echo "$SHA256  $1" | sha256sum -c - >/dev/null 2>&1 || { say "$URL has another SHA-256 than expected: nothing is installed"; return 1; }
}

install_it() {
  case $URL in
    *.rpm) rpm -U --replacepkgs "$1" ;;
    *.deb) dpkg -i "$1" ;;
    *) install -m 755 "$1" /usr/bin/ecs-harden ;;
  esac || { say "the package cannot be installed"; return 1; }
}


code=0
work=$(mktemp -d)
fetch "$work/package" && install_it "$work/package" && ecs-harden bootstrap --strict || code=$?
rm -rf "$work"
# what would be reported under this machine's name
rm -rf /var/lib/ecs-harden/spool
# 11: an agent that runs while the image is baked gets its new values at its next start
case $code in
  0 | 11) exit 0 ;;
  *) exit "$code" ;;
esac
