#!/bin/sh
# The SQL gateway beside DuckDB in process and PostgreSQL 15. Usage: benchmarks/gateway.sh [ROWS]
# PostgreSQL is Debian's package postgresql-15, run by the user postgres on a port of its own; without it, it is left out.
set -eu
cd "$(dirname "$0")/.."
test -e orchestrator/app/target/lib || ./mvnw -q -Dquick -DskipTests package
bin=/usr/lib/postgresql/15/bin
if [ -x $bin/initdb ]; then
  folder=$(mktemp -d /tmp/tapehouse-postgres.XXXXXX)
  chown postgres "$folder"
  as_postgres() { su postgres -s /bin/sh -c "$*"; }
  as_postgres "$bin/initdb -D $folder/data -A trust >/dev/null"
  as_postgres "$bin/pg_ctl -D $folder/data -o '-p 54329 -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c shared_buffers=1GB' -w start >/dev/null"
  trap 'as_postgres "$bin/pg_ctl -D $folder/data -m immediate stop >/dev/null"; rm -rf "$folder"' EXIT
  export POSTGRES_URL=jdbc:postgresql://127.0.0.1:54329/postgres POSTGRES_USER=postgres
fi
java -Xmx2g -cp 'orchestrator/app/target/*:orchestrator/app/target/lib/*' benchmarks/GatewayBenchmark.java "$@"
