#!/usr/bin/env bash
# bench.sh: whole processes side by side, as a Markdown table: a native hello world, grep, goss and our audit.
# Each answers at least whether ECS_AWSVPC_BLOCK_IMDS=true is in the sample instance's ecs.config.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ROUNDS=5
RUNS=100
DIR=target/bench
CONFIG=$PWD/$SAMPLE/etc/ecs/ecs.config
WANTED='^ECS_AWSVPC_BLOCK_IMDS=true$'
GOSS_SUITE=trixie

# hello: the lower limit, a native Java program that prints one line
build_hello() {
  [ ! -x "$DIR/hello" ] || return 0
  if ! use_native_image; then say "no hello world: $NO_NATIVE"; return 1; fi
  say "native build of a hello world"
  printf 'class Hello { public static void main(String[] args) { System.out.println("hello"); } }\n' > "$DIR/Hello.java"
  "$JAVA_HOME/bin/javac" -d "$DIR" "$DIR/Hello.java"
  "$GRAALVM_HOME/bin/native-image" -cp "$DIR" -o "$DIR/hello" Hello > "$DIR/hello.log" 2>&1 \
    || { say "no hello world: see $DIR/hello.log"; return 1; }
}

# goss: the one on the PATH, else Debian's package, unpacked below target/ from the mirror that apt is configured with
find_goss() {
  if have goss; then command -v goss; return; fi
  if [ ! -x "$DIR/goss/usr/bin/goss" ]; then
    if ! have apt-get || ! have dpkg-deb; then say "no goss: it is not on the PATH, and apt-get is not there"; return 1; fi
    say "goss from Debian $GOSS_SUITE"
    download_goss >&2 || { say "no goss: apt-get could not download it from $GOSS_SUITE"; return 1; }
  fi
  echo "$PWD/$DIR/goss/usr/bin/goss"
}

download_goss() {
  local apt=$PWD/$DIR/apt mirror
  mirror=$(debian_mirror) || return 1
  rm -rf "$apt" && mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$DIR/goss"
  echo "deb $mirror $GOSS_SUITE main" > "$apt/sources.list"
  (
    cd "$apt"
    options=(-q -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$apt/lists"
      -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root -o "Acquire::Languages=none")
    apt-get "${options[@]}" update && apt-get "${options[@]}" download goss
  ) && dpkg-deb -x "$apt"/goss_*.deb "$DIR/goss" && rm -rf "$apt"
}

names=() files=() commands=()

# candidate NAME FILE ARGUMENT...
candidate() {
  names+=("$1")
  files+=("$2")
  commands+=("$(printf '%q ' "${@:2}")")
}

# one round of all candidates after another; rounds, so that a busy minute of the machine does not hit one of them alone
round() {
  hyperfine --style none -N -i --warmup 10 --runs "$RUNS" --export-csv "$DIR/round-$1.csv" "${commands[@]}" \
    > "$DIR/hyperfine.log" 2>&1 || die "hyperfine failed: see $DIR/hyperfine.log"
}

# median_ms INDEX: the median of the rounds' medians
median_ms() {
  for file in "$DIR"/round-*.csv; do sed -n "$(($1 + 2))p" "$file" | awk -F, '{ print $(NF - 4) * 1000 }'; done \
    | sort -n | sed -n "$((ROUNDS / 2 + 1))p"
}

# peak_kib INDEX
peak_kib() {
  eval "/usr/bin/time -f %M -o $DIR/rss ${commands[$1]}" > /dev/null 2>&1 || true
  tail -n 1 "$DIR/rss"
}

need_jdk_25
[ -x "$NATIVE" ] || die "$NATIVE is not there: make native"
[ -f "$CONFIG" ] || die "$CONFIG is not there"
have hyperfine || install_one_of hyperfine || die "hyperfine is needed and could not be installed"
[ -x /usr/bin/time ] || install_one_of time || die "GNU time is needed at /usr/bin/time and could not be installed"
mkdir -p "$DIR"
rm -f "$DIR"/round-*.csv

if build_hello; then candidate 'hello world, native' "$DIR/hello"; fi
candidate grep "$(command -v grep)" -q "$WANTED" "$CONFIG"
if goss=$(find_goss); then
  printf 'file:\n  %s:\n    exists: true\n    contents:\n      - "/%s/"\n' "$CONFIG" "$WANTED" > "$DIR/goss.yaml"
  candidate goss "$goss" -g "$DIR/goss.yaml" validate
fi
candidate 'ecs-harden audit' "$NATIVE" audit --root "$SAMPLE"
candidate 'ecs-harden fix --dry-run' "$NATIVE" fix --dry-run --root "$SAMPLE"
# the sample has a mistake in nearly every line; an instance has one that matters
mkdir -p "$DIR/drift/etc/ecs"
printf 'ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=false\n' > "$DIR/drift/etc/ecs/ecs.config"
candidate 'audit of one drifted line' "$NATIVE" audit --root "$DIR/drift"
candidate 'fix --dry-run of it' "$NATIVE" fix --dry-run --root "$DIR/drift"

for i in $(seq "$ROUNDS"); do
  say "round $i of $ROUNDS"
  round "$i"
done

echo "| whole process, median of $ROUNDS x $RUNS runs | ms | times hello | peak RSS, MiB | executable, MB |"
echo '| --- | ---: | ---: | ---: | ---: |'
for i in "${!names[@]}"; do
  printf '%s\t%s\t%s\t%s\n' "${names[$i]}" "$(median_ms "$i")" "$(peak_kib "$i")" "$(stat -Lc %s "${files[$i]}")"
done | awk -F '\t' '
  $1 ~ /^hello/ { hello = $2 }
  { printf "| %s | %.2f | %s | %.1f | %.1f |\n", $1, $2, hello ? sprintf("%.1f", $2 / hello) : "–", $3 / 1024, $4 / 1000000 }
'
