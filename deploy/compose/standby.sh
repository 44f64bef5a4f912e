#!/bin/sh
# A standby: copies the primary at its first start, and follows it from then on.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  umask 077
  printf '%s:5432:*:%s:%s\n' "$PRIMARY" "$POSTGRES_USER" "$(cat "$POSTGRES_PASSWORD_FILE")" > /tmp/pgpass
  PGPASSFILE=/tmp/pgpass pg_basebackup -h "$PRIMARY" -U "$POSTGRES_USER" -D "$PGDATA" -R -X stream -C -S standby
fi
exec postgres -D "$PGDATA"
