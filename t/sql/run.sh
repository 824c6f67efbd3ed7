#!/bin/sh
# run.sh [FILE...] - pgTAP tests in a private cluster that is thrown away.
#
# t/30_sql.t does the same through the harness; this one needs nothing but
# PostgreSQL 15, pgTAP and pg_prove.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bin=$(pg_config --bindir)
dir=$(mktemp -d)
as=
if [ "$(id -u)" = 0 ]; then
    chown postgres "$dir"
    as="runuser -u postgres --"
fi
trap '$as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1;
      rm -rf "$dir"' EXIT
$as "$bin/initdb" -D "$dir/data" -A trust -U postgres -E UTF8 \
    --locale=C.UTF-8 >/dev/null
$as "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" -o "-c listen_addresses='' \
    -c unix_socket_directories=$dir -c fsync=off -c shared_buffers=64MB" \
    start >/dev/null
export PGHOST="$dir" PGUSER=postgres PGOPTIONS="-c client_min_messages=warning"
sql() { psql -qX -v ON_ERROR_STOP=1 "$@"; }
sql -d postgres -f "$root/sql/roles.sql"
sql -d postgres -c "create database relevo owner relevo_owner"
for f in "$root"/sql/migrations/*.sql; do
    sql -d relevo -U relevo_owner -1 -f "$f" >/dev/null
done
sql -d relevo -U relevo_owner -c "select core.install(16, 1)" >/dev/null
sql -d relevo -c "create schema tap; create extension pgtap schema tap"
[ $# -gt 0 ] || set -- "$here"/[0-9]*.sql
pg_prove -d relevo "$@"
