#!/bin/sh
# Installs ecs-harden at the first boot, and brings the instance to its baseline before the agent starts.
# Set the three values. A package of another kind (.deb, .rpm) or the bare program works as well.
# Whatever happens here, the boot goes on.
URL='https://EXAMPLE-BUCKET.s3.eu-central-1.amazonaws.com/ecs-harden-0.1.0-1.x86_64.rpm'
SHA256='0000000000000000000000000000000000000000000000000000000000000000'
OPTIONS='--report ssm'

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

work=$(mktemp -d) || exit 0
# shellcheck disable=SC2086 # OPTIONS are several words
fetch "$work/package" && install_it "$work/package" && ecs-harden bootstrap $OPTIONS
rm -rf "$work"
exit 0
