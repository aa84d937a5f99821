#!/usr/bin/env bash
# Browser tests: starts a server with the demo and one with an empty production database, each on a free port with a
# database of its own, runs Playwright against them, and stops them. Arguments go to Playwright:
#   e2e.sh tests/public.spec.ts -g ranking
# XANH_BIN names a server that is already built; otherwise server and islands are built first.
# Playwright finds the servers in BASE_URL and PRODUCTION_URL, and their clock in XANH_NOW.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ -z "${XANH_BIN:-}" ]; then
  scripts/setup.sh test
  scripts/build.sh wasm
  cargo build --locked --workspace --bin xanh
  XANH_BIN=$CARGO_TARGET_DIR/debug/xanh
fi
[ -x "$XANH_BIN" ] || fail "There is no server at $XANH_BIN: unset XANH_BIN to have it built."

unset XANH_HOME
export XANH_BIN
export XANH_SITE=$ROOT/site
export XANH_NOW=2026-11-23T09:00+07:00

dir=$(mktemp -d)
servers=()
stop() {
  if [ ${#servers[@]} -gt 0 ]; then
    kill "${servers[@]}" 2>/dev/null || true
    wait "${servers[@]}" 2>/dev/null || true
  fi
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# start NAME PORT: serves $dir/NAME.db; what it says goes to end2end/test-results/NAME.log.
mkdir -p end2end/test-results
start() {
  local log=end2end/test-results/$1.log
  XANH_DATABASE=sqlite://$dir/$1.db XANH_ADDR=127.0.0.1:$2 "$XANH_BIN" serve >"$log" 2>&1 &
  servers+=($!)
  wait_healthy "127.0.0.1:$2" $! || {
    tail -n 30 "$log" >&2
    fail "The $1 server did not start."
  }
}

{ read -r demo && read -r production; } < <(free_ports 2)
XANH_DATABASE=sqlite://$dir/demo.db "$XANH_BIN" demo >end2end/test-results/load.log 2>&1 || {
  tail -n 30 end2end/test-results/load.log >&2
  fail "The demo could not be loaded."
}
start demo "$demo"
start production "$production"

cd end2end
BASE_URL=http://127.0.0.1:$demo PRODUCTION_URL=http://127.0.0.1:$production XANH_CHROMIUM=$CHROMIUM \
  npx --no-install playwright test "$@"
