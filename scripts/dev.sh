#!/usr/bin/env bash
# make dev: builds quickly (no optimisation, larger WASM) and serves the same database as make run. Stop with Ctrl-C
# and run it again after a change.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export XANH_ADDR=${XANH_ADDR:-127.0.0.1:3000}
export XANH_SITE=$ROOT/site
export XANH_DATABASE=${XANH_DATABASE:-sqlite://data/xanh.db}

scripts/setup.sh run
scripts/build.sh wasm dev
cargo build --locked --workspace --bins
mkdir -p data
(wait_healthy "$XANH_ADDR" $$ && echo "Xanh is ready: http://$XANH_ADDR (stop with Ctrl-C)") &
exec "$CARGO_TARGET_DIR/debug/xanh" serve
