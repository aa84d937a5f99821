#!/usr/bin/env bash
# make run: installs what is missing, builds, loads the demo the first time, and serves.
# XANH_ADDR chooses another address. With XANH_DATABASE set, that database is served as it is, without the demo.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export XANH_ADDR=${XANH_ADDR:-127.0.0.1:3000}
export XANH_SITE=${XANH_SITE:-$ROOT/site}
xanh=$CARGO_TARGET_DIR/release/xanh

if (exec 3<>"/dev/tcp/${XANH_ADDR%:*}/${XANH_ADDR##*:}") 2>/dev/null; then
  fail "Something already listens on $XANH_ADDR: stop it, or choose another address, as in XANH_ADDR=127.0.0.1:3001 make run."
fi

scripts/setup.sh run
scripts/build.sh

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

# exec keeps this process's number, so the line appears when, and only if, this very server answers.
(wait_healthy "$XANH_ADDR" $$ && echo "Xanh is ready: http://$XANH_ADDR (stop with Ctrl-C)") &
exec "$xanh" serve
