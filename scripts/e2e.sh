#!/usr/bin/env bash
# Browser tests: starts servers, each with a port and a database of its own, runs Playwright against them, and stops
# them: a demo and an empty production database that are only read, and for stories, which publish, a demo on SQLite and
# one on PostgreSQL (a cluster of its own, which with-postgres.sh starts), and an installation that nobody has entered yet.
# Arguments go to Playwright:
#   e2e.sh tests/public.spec.ts -g ranking
# XANH_BIN names a server that is already built; otherwise server and islands are built first.
# Playwright finds the servers in BASE_URL, PRODUCTION_URL, STORY_SQLITE_URL, STORY_POSTGRES_URL and FIRST_URL, and what
# `xanh user add` printed for that last one in FIRST_LINKS. Their clocks begin at
# XANH_NOW when they start, at XANH_STARTED (milliseconds since 1970) on the machine's clock.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ -n "${XANH_TEST_PG_URL:-}" ] || exec scripts/with-postgres.sh scripts/e2e.sh "$@"

if [ -z "${XANH_BIN:-}" ]; then
  scripts/setup.sh test
  scripts/build.sh wasm
  cargo build --locked --workspace --bins
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

# start NAME [DATABASE]: serves $dir/NAME.db or the database at a port that the system chooses, and puts the address into
# $url; what it says goes to end2end/test-results/NAME.log.
mkdir -p end2end/test-results
start() {
  local log=end2end/test-results/$1.log tries
  XANH_DATABASE=${2:-sqlite://$dir/$1.db} XANH_ADDR=127.0.0.1:0 XANH_FILES=$dir/$1-files "$XANH_BIN" serve >"$log" 2>&1 &
  servers+=($!)
  url=
  for ((tries = 0; tries < 1200; tries++)); do
    url=$(grep -om1 'http://127\.0\.0\.1:[0-9]*' "$log") && healthy "${url#http://}" && return
    kill -0 $! 2>/dev/null || break
    sleep 0.1
  done
  tail -n 30 "$log" >&2
  fail "The $1 server did not start."
}

# load DATABASE: puts the demo in.
load() {
  XANH_DATABASE=$1 "$XANH_BIN" demo >end2end/test-results/load.log 2>&1 || {
    tail -n 30 end2end/test-results/load.log >&2
    fail "The demo could not be loaded."
  }
}

load "sqlite://$dir/demo.db"
cp "$dir/demo.db" "$dir/story.db"
load "$XANH_TEST_PG_URL"
XANH_STARTED=$(date +%s%3N)
export XANH_STARTED
start demo
export BASE_URL=$url
start production
export PRODUCTION_URL=$url
start story
export STORY_SQLITE_URL=$url
start story-postgres "$XANH_TEST_PG_URL"
export STORY_POSTGRES_URL=$url
# As docs/operations.md says it: the first people are let in from the command line.
FIRST_LINKS=$(
  export XANH_DATABASE=sqlite://$dir/first.db
  "$XANH_BIN" migrate >end2end/test-results/first-commands.log 2>&1
  for user in quantri quantri2; do
    "$XANH_BIN" user add "$user" --name "Quản trị" --role quan-tri --scope VN 2>>end2end/test-results/first-commands.log
  done
)
export FIRST_LINKS
start first
export FIRST_URL=$url

cd end2end
XANH_CHROMIUM=$CHROMIUM npx --no-install playwright test "$@"
