#!/bin/sh
# What it costs to keep ticks: the same days of futures with pipeline.keep-ticks on and off, in turn, whole processes into new
# homes. Usage: benchmarks/ticks.sh DIR [ROUNDS], where DIR is a replay folder with taifex.futures_tick of 2024-11-05 to 2024-12-20.
set -eu
cd "$(dirname "$0")/.."
files=$(cd "$1" && pwd)
rounds=${2:-3}
test -e orchestrator/app/target/lib || ./mvnw -q -Dquick -DskipTests package
folder=$(mktemp -d /tmp/tapehouse-ticks.XXXXXX)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/files"
ln -s "$files/taifex.futures_tick" "$folder/files/taifex.futures_tick"
for round in $(seq "$rounds"); do
  for keep in false true; do
    rm -rf "$folder/home"
    begin=$(date +%s.%N)
    TAPEHOUSE_PIPELINE_KEEP_TICKS=$keep ./tapehouse run --home "$folder/home" --dag taiwan_index \
      --source "replay:$folder/files" --from 2024-11-05 --to 2024-12-20 >"$folder/log" 2>&1 || { tail -20 "$folder/log"; exit 1; }
    end=$(date +%s.%N)
    echo "round $round: keep-ticks $keep: $(echo "$end $begin" | awk '{ printf "%.1f", $1 - $2 }') s, lake $(du -sm "$folder/home/lake" | cut -f1) MB"
  done
done
