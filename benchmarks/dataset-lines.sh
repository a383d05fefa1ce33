#!/bin/sh
# What each declared dataset costs: lines of YAML of the dataset and of the tables that it fills, and of the simulator's
# classes that publish it, which may serve others as well. A table that several datasets fill counts for each.
# Usage: benchmarks/dataset-lines.sh
set -eu
cd "$(dirname -- "$0")/.."
dictionary=dictionary/src/main/resources/io/tapehouse/dictionary

# Lines of the entry that begins with "- KEY: NAME", to the next one.
entry() {
  awk -v begin="- $1: $2" '$0 == begin { on = 1; print; next } /^- / { on = 0 } on' "$dictionary/$3"/*.yaml
}

printf '| dataset | YAML | its tables | YAML of them | simulator |\n|---|---:|---|---:|---:|\n'
sed -n 's/^- id: //p' "$dictionary"/datasets/*.yaml | sort | while read -r id; do
  tables=$(entry id "$id" datasets | sed -n 's/^ *-\{0,1\} *fills: //p' | sort -u)
  case "$tables" in "" | *"{"*) continue ;; esac
  lines=0
  for table in $tables; do
    lines=$((lines + $(entry name "$table" warehouse | wc -l)))
  done
  # The id, or the line behind it, stands before the class that publishes it.
  classes=$(grep -rhA1 "\"$id\"," simulator/src/main/java --include=*.java | grep -oE '(new |, )[A-Z][A-Za-z]*[(.]' |
    grep -oE '[A-Z][A-Za-z]*' | head -n 1)
  simulator=0
  for class in $classes; do
    for file in $(find simulator/src/main/java -name "$class.java"); do
      simulator=$((simulator + $(wc -l <"$file")))
    done
  done
  printf '| `%s` | %d | %s | %d | %d |\n' "$id" "$(entry id "$id" datasets | wc -l)" \
    "$(printf '%s' "$tables" | tr '\n' ' ')" "$lines" "$simulator"
done
