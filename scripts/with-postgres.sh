#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs the command with XANH_TEST_PG_URL naming a PostgreSQL cluster that is made for it
# and thrown away afterwards. If XANH_TEST_PG_URL is already set, that one is used.
# XANH_TEST_PG_DURABLE=1 keeps fsync and synchronous_commit on, where durability or speed is measured.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ $# -gt 0 ] || fail "Say which command to run, as in with-postgres.sh cargo test."
[ -z "${XANH_TEST_PG_URL:-}" ] || exec "$@"
bin=$(postgres_bin) || fail "PostgreSQL is missing: install it with apt-get install postgresql."

# initdb refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
  user=nobody
  ! id -u postgres >/dev/null 2>&1 || user=postgres
  as=(runuser -u "$user" --)
fi

dir=$(mktemp -d /tmp/xanh-postgres.XXXXXX)
stop() {
  [ ! -e "$dir/data/postmaster.pid" ] || (cd "$dir" && "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null) || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '%s\n' "$password" >"$dir/password"
chmod 700 "$dir"
[ ${#as[@]} -eq 0 ] || chown -R "$user" "$dir"
(cd "$dir" && "${as[@]}" "$bin/initdb" -D data -U xanh --pwfile=password -A scram-sha-256 -E UTF8 --no-locale --no-sync >initdb.log 2>&1) ||
  { cat "$dir/initdb.log" >&2; fail "initdb failed."; }

cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
max_connections = 300
timezone = 'UTC'
CONF
[ -n "${XANH_TEST_PG_DURABLE:-}" ] || printf '%s\n' 'fsync = off' 'synchronous_commit = off' 'full_page_writes = off' >>"$dir/data/postgresql.conf"

# Another process may take the free port first; then try the next.
started=
for _ in 1 2 3; do
  port=$(free_ports 1)
  if (cd "$dir" && "${as[@]}" "$bin/pg_ctl" -D data -w -t 60 -l server.log -o "-p $port" start >/dev/null 2>&1); then
    started=1
    break
  fi
done
[ -n "$started" ] || { cat "$dir/server.log" >&2; fail "PostgreSQL did not start."; }

export XANH_TEST_PG_URL=postgres://xanh:$password@127.0.0.1:$port/postgres
"$@"
