#!/bin/sh
# A day of all daily DAGs of Taiwan, and a year of taiwan_stock, from files of a folder to committed rows: seconds of whole
# processes, and of the same day again and again in one process. Needs a build.
# Usage: benchmarks/taiwan.sh FOLDER [RUNS [DAY [YEAR]]]; FOLDER is in the layout of the archive.
set -eu
folder=$(cd "$1" && pwd)
runs=${2:-5}
day=${3:-2023-01-30}
year=${4:-2012}
cd "$(dirname -- "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# timed NAME COMMAND...: seconds by the clock and of all its processes.
timed() {
  name=$1
  shift
  /usr/bin/env bash -c 'TIMEFORMAT="%R %U %S"; time "$@" >"$0" 2>&1' "$work/out" "$@" 2>"$work/time" ||
    { cat "$work/out"; exit 1; }
  printf '%s: %s\n' "$name" "$(cat "$work/time")"
}

echo "seconds by the clock, of user, of system"
for run in $(seq "$runs"); do
  timed "$day, cold" ./tapehouse run --home "$work/day-$run" --source "replay:$folder" --date "$day"
  timed "$year, cold" ./tapehouse run --home "$work/year-$run" --source "replay:$folder" --dag taiwan_stock \
    --from "$year-01-01" --to "$year-12-31"
  rm -rf "$work"/day-* "$work"/year-*
done
echo "$day again and again in one process, seconds by the clock:"
mkdir "$work/warm"
java -Ddags=taiwan_index,taiwan_stock,taiwan_derivatives -cp 'orchestrator/app/target/*:orchestrator/app/target/lib/*' \
  benchmarks/WarmDay.java "$folder" "$work/warm" spark-etl/target "$day" "$day" "$day" "$day" "$day"
