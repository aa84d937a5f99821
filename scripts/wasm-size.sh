#!/usr/bin/env bash
# Fails if the islands in site/pkg, as a browser receives them (brotli), are larger than scripts/wasm-budget.json allows.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ -s site/pkg/NAME ] || fail "Run scripts/build.sh wasm first."
limit=$(node -p 'require("./scripts/wasm-budget.json").brotli_bytes')
size=$(find site/pkg -name '*.br' -exec cat {} + | wc -c)
echo "The islands weigh $size of at most $limit bytes (WASM and JavaScript, brotli)."
[ "$size" -gt 0 ] || fail "site/pkg holds no compressed files: run scripts/build.sh wasm."
[ "$size" -le "$limit" ] || fail "The islands are $((size - limit)) bytes too large."
