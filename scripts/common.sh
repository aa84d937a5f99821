# shellcheck shell=bash disable=SC2034
# Sourced by the other scripts: where things are kept, and a few small helpers. Does nothing by itself.
#
# Everything that is slow to make lives in one cache folder outside the clone, so that a fresh clone starts warm:
#   ~/.cache/xanh/target   what cargo builds         (CARGO_TARGET_DIR chooses another place)
#   ~/.cache/xanh/tools    wasm-bindgen
#   ~/.cache/xanh/npm      what npm has downloaded
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/xanh
TOOLS=$CACHE/tools
CHROMIUM=${XANH_CHROMIUM:-/usr/bin/chromium}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CACHE/target}
export npm_config_cache=${npm_config_cache:-$CACHE/npm}
# Set at compile time, this would change the file name that the pages ask for (build.sh decides it).
unset LEPTOS_OUTPUT_NAME
command -v cargo >/dev/null || PATH=$HOME/.cargo/bin:$PATH

# Stops with one sentence.
fail() {
  echo "$1" >&2
  exit 1
}

# The folder with initdb, postgres and pg_ctl. Not simply the first initdb on PATH, which may be something else.
postgres_bin() {
  local bin
  for bin in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -Vr) "$(pg_config --bindir 2>/dev/null || true)"; do
    if [ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] && [ -x "$bin/pg_ctl" ]; then
      echo "$bin"
      return
    fi
  done
  return 1
}

# Prints as many free loopback ports as asked for, one a line.
free_ports() {
  node -e '
    const servers = Array.from({ length: Number(process.argv[1]) }, () => require("net").createServer());
    let open = 0;
    for (const server of servers) server.listen(0, "127.0.0.1", () => {
      if (++open < servers.length) return;
      for (const s of servers) { console.log(s.address().port); s.close(); }
    });' "$1"
}

# Does the server at host:port answer 200 on /healthz?
healthy() (
  exec 3<>"/dev/tcp/${1%:*}/${1##*:}" || exit 1
  printf 'GET /healthz HTTP/1.0\r\nHost: %s\r\n\r\n' "$1" >&3
  IFS= read -r -t 5 line <&3 && [[ $line == *" 200"* ]]
) 2>/dev/null

# wait_healthy host:port pid: waits up to two minutes, and no longer than the process lives.
wait_healthy() {
  local tries
  for ((tries = 0; tries < 1200; tries++)); do
    kill -0 "$2" 2>/dev/null || return 1
    ! healthy "$1" || return 0
    sleep 0.1
  done
  return 1
}
