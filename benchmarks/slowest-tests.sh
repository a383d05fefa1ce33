#!/bin/sh
# The twenty slowest test classes of the last build and the sum of each module, from target/surefire-reports.
# Usage: benchmarks/slowest-tests.sh [COUNT [FOLDER OF A CHECKOUT]]
set -eu
count=${1:-20}
cd "${2:-$(dirname -- "$0")/..}"

# Lines of "seconds module class".
classes() {
  for report in */target/surefire-reports/TEST-*.xml */*/target/surefire-reports/TEST-*.xml; do
    sed -n 's/^.*<testsuite .* name="\([^"]*\)" time="\([^"]*\)".*$/\2 \1/p' "$report" |
      sed "s/,//g; s| | ${report%%/target/*} |"
  done
}

classes | sort -rn | head -n "$count" | awk '{ sub(/.*\./, "", $3); printf "%8.1f  %-22s %s\n", $1, $2, $3 }'
echo
classes | awk '{ sum[$2] += $1; all += $1 }
  END { for (module in sum) printf "%8.1f  %s\n", sum[module], module; printf "%8.1f  all classes\n", all }' | sort -n
