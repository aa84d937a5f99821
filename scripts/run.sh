#!/usr/bin/env bash
# make run: builds the server quickly, as the tests do, loads the demo the first time, and serves; what pages can do
# without at first, the islands and the program for PDF briefings, is built while the site answers. Run again, it takes up
# what was changed. Optimised programs are made by make build.
# XANH_ADDR chooses another address. With XANH_DATABASE set, that database is served as it is, without the demo.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export XANH_ADDR=${XANH_ADDR:-127.0.0.1:3000}
export XANH_SITE=${XANH_SITE:-$ROOT/site}
xanh=$CARGO_TARGET_DIR/debug/xanh

if (exec 3<>"/dev/tcp/${XANH_ADDR%:*}/${XANH_ADDR##*:}") 2>/dev/null; then
  fail "Something already listens on $XANH_ADDR: stop it, or choose another address, as in XANH_ADDR=127.0.0.1:3001 make run."
fi

# Says which step begins and how long the one before took.
begun=$SECONDS
step=
next() {
  [ -z "$step" ] || printf '== done: %s, %d s\n' "$step" $((SECONDS - begun))
  step=$1
  begun=$SECONDS
  printf '\n== %s\n' "$step"
}

next "1 of 5: tools"
scripts/setup.sh server
next "2 of 5: server (the first time the longest step: all its libraries are built)"
cargo build --locked --workspace --bin xanh
next "3 of 5: data"

if [ -z "${XANH_DATABASE:-}" ]; then
  export XANH_DATABASE=sqlite://data/xanh.db
  # A demo that was interrupted half-way is loaded afresh; a complete one is never touched again.
  if [ ! -e data/xanh.db ] || [ -e data/demo-unfinished ]; then
    mkdir -p data
    touch data/demo-unfinished
    rm -f data/xanh.db data/xanh.db-wal data/xanh.db-shm
    "$xanh" demo
    rm data/demo-unfinished
  fi
fi

# The rest goes on beside the server and ends with it. exec keeps this process's number, so the line appears when, and
# only if, this very server answers.
rest() {
  wait_healthy "$XANH_ADDR" $$ || return
  echo "Xanh is ready: http://$XANH_ADDR (stop with Ctrl-C)"
  next "4 of 5: what saves while one types (the first time some minutes; until then forms save when they are sent)"
  scripts/setup.sh run && scripts/build.sh wasm || echo "This step failed; the site goes on without it." >&2
  next "5 of 5: PDF briefings (the first time some minutes; until then pages say that they are being prepared)"
  cargo build --locked --workspace --bin xanh-briefing || echo "This step failed; the site goes on without it." >&2
  next "Everything is built."
}
rest &
exec "$xanh" serve
