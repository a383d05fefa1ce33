#!/bin/sh
# Compares what docs/performance.md says it compares. Usage: benchmarks/ccass.sh [STOCKS [DAYS [ENGINES]]]
set -eu
cd "$(dirname "$0")/.."
test -e orchestrator/app/target/lib || ./mvnw -q -Dquick -DskipTests package
for jar in org.xerial:sqlite-jdbc:3.54.1.0 org.questdb:questdb:9.3.4; do
  ./mvnw -q -N org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$jar" -DoutputDirectory="$PWD/target/benchmark"
done
# The engine of the comparison writes a line a query otherwise.
export QDB_LOG_W_STDOUT_LEVEL=CRITICAL
exec java -Xmx4g --add-opens java.base/java.nio=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED \
  -cp 'orchestrator/app/target/*:orchestrator/app/target/lib/*:target/benchmark/*' benchmarks/CcassBenchmark.java "$@"
