#!/usr/bin/env bash
# Builds what is served, for production. Style sheets and messages are part of the server.
#   build.sh              all of it
#   build.sh programs     the optimised server, $CARGO_TARGET_DIR/release/xanh, and xanh-briefing beside it, which sets PDF
#                         briefings
#   build.sh wasm         the islands, into site/pkg: app-<hash>.js, app-<hash>_bg.wasm, both also as .br and .gz, and
#                         NAME, which holds "app-<hash>"
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

programs() {
  cargo build --locked --release --workspace --bins
}

# The manifest's "rlib" would turn LTO off, hence --crate-type (a library with several crate types gets none).
wasm() {
  local raw from out hash name
  cargo rustc --locked -p app --lib --crate-type cdylib --target wasm32-unknown-unknown \
    --no-default-features --features hydrate --profile wasm-release
  raw=$CARGO_TARGET_DIR/wasm32-unknown-unknown/wasm-release/app.wasm

  # Nothing to do when these very bytes were already turned into what lies in site/pkg.
  from=$(cat "$raw" public/islands.js end2end/package-lock.json "${BASH_SOURCE[0]}" | sha256sum | cut -d ' ' -f 1)
  if [ -s site/pkg/NAME ] && [ "$(cat site/pkg/.built-from 2>/dev/null)" = "$from" ]; then
    return
  fi

  out=$(mktemp -d)
  # shellcheck disable=SC2064 # $out is this function's
  trap "rm -rf '$out'" EXIT
  "$TOOLS/bin/wasm-bindgen" --target web --no-typescript --out-dir "$out" --out-name app "$raw"
  # The features by name: --all-features makes a module that browsers refuse.
  node end2end/node_modules/.bin/wasm-opt -Oz --enable-bulk-memory --enable-bulk-memory-opt \
    --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext --enable-mutable-globals \
    --enable-multivalue "$out/app_bg.wasm" -o "$out/app_bg.wasm"

  hash=$(cd "$out" && find . -type f | sort | xargs cat | sha256sum | cut -c 1-12)
  name=app-$hash
  sed "s/@NAME@/$name/g" public/islands.js >"$out/$name-islands.js"
  mv "$out/app.js" "$out/$name.js"
  mv "$out/app_bg.wasm" "$out/${name}_bg.wasm"
  find "$out" -type f -exec node -e '
    const fs = require("fs"), zlib = require("zlib");
    for (const path of process.argv.slice(1)) {
      const bytes = fs.readFileSync(path);
      fs.writeFileSync(path + ".br", zlib.brotliCompressSync(bytes));
      fs.writeFileSync(path + ".gz", zlib.gzipSync(bytes, { level: 9 }));
    }' {} +

  rm -rf site/pkg
  mkdir -p site/pkg
  cp -R "$out"/. site/pkg
  echo "$from" >site/pkg/.built-from
  echo "$name" >site/pkg/NAME
}

case ${1:-all} in
  programs) programs ;;
  wasm) wasm ;;
  all)
    programs
    wasm
    ;;
  *) fail "Say build.sh, build.sh programs or build.sh wasm." ;;
esac
