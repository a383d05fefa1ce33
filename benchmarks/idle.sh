#!/bin/sh
# What a scheduler with nothing to do costs: idle.sh HOME [SECONDS]. HOME is one in which all runs have ended.
set -eu
home=$1
seconds=${2:-120}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
"$root/tapehouse" scheduler --home "$home" 2>"$home/idle.err" &
scheduler=$!
trap 'kill -TERM $scheduler 2>/dev/null || true' EXIT
sleep 30
ticks() { awk '{ print $14 + $15 }' "/proc/$scheduler/stat"; }
before=$(ticks)
sleep "$seconds"
after=$(ticks)
hertz=$(getconf CLK_TCK)
awk -v a="$before" -v b="$after" -v s="$seconds" -v h="$hertz" \
  'BEGIN { printf "%.2f %% of a core over %d s\n", (b - a) / h / s * 100, s }'
awk '/^Pss:/ { sum += $2 } END { printf "%.0f MB (PSS)\n", sum / 1024 }' "/proc/$scheduler/smaps"
