#!/bin/sh
# How long `tapehouse sql "select 1"` takes, from the shell to its end, of one or more checkouts in turn:
#   benchmarks/startup.sh HOME [RUNS [CHECKOUT...]]
# HOME has a warehouse; each checkout is built and has made its archives (its first `tapehouse run`). Linux, for date's %N.
set -eu
home=$1
runs=${2:-21}
if [ $# -gt 2 ]; then
  shift 2
else
  set -- "$(dirname -- "$0")/.."
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ask() {
  "$1/tapehouse" sql 'select 1' --home "$home" > /dev/null
}

# The first of each fills the page cache and does not count.
for checkout; do
  ask "$checkout"
done
round=0
while [ "$round" -lt "$runs" ]; do
  number=0
  for checkout; do
    number=$((number + 1))
    began=$(date +%s%N)
    ask "$checkout"
    ended=$(date +%s%N)
    echo $(((ended - began) / 1000000)) >> "$work/$number"
  done
  round=$((round + 1))
done
number=0
for checkout; do
  number=$((number + 1))
  sort -n "$work/$number" | awk -v name="$checkout" '
    { ms[NR] = $1 }
    END { printf "%-40s median %d ms, min %d, max %d, of %d\n", name, ms[int((NR + 1) / 2)], ms[1], ms[NR], NR }'
done
