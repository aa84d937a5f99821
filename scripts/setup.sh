#!/usr/bin/env bash
# Installs what is missing and leaves the rest alone, so it may run every time.
#   setup.sh server for the server alone: Rust and a C compiler
#   setup.sh run    for make run:  these, the wasm target, wasm-bindgen, the npm tools
#   setup.sh test   for make test: these, and clippy, rustfmt, Chromium, PostgreSQL, fonts (Debian packages)
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

what=${1:-run}
case $what in
  server | run | test) ;;
  *) fail "Say setup.sh server, setup.sh run or setup.sh test." ;;
esac

# The Debian packages that are missing, in one go.
debian_packages() {
  local need=() as=()
  command -v cc >/dev/null || need+=(build-essential)
  if [ "$what" = test ]; then
    command -v git >/dev/null || need+=(git)
    [ -x "$CHROMIUM" ] || need+=(chromium)
    postgres_bin >/dev/null || need+=(postgresql)
    has_fonts || need+=(fonts-noto-core)
  fi
  [ ${#need[@]} -gt 0 ] || return 0

  if ! command -v apt-get >/dev/null; then
    fail "Install what Debian calls ${need[*]}, then run this again."
  elif [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || fail "Install the missing packages with: sudo apt-get install ${need[*]}"
    as=(sudo -n)
  fi
  echo "Installing ${need[*]}"
  "${as[@]}" apt-get update -qq || true
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}" ||
    fail "Installing ${need[*]} failed: install them by hand, then run this again."
}

# Vietnamese and Arabic, for the browser tests.
has_fonts() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' fonts-noto-core 2>/dev/null)" = installed ] ||
    { [ -n "$(fc-list :lang=vi 2>/dev/null)" ] && [ -n "$(fc-list :lang=ar 2>/dev/null)" ]; }
}

rust() {
  command -v cargo >/dev/null || fail "Install Rust with rustup, then run this again."
  cargo --version >/dev/null 2>&1 || rustup toolchain install ||
    fail "Run rustup toolchain install in this folder: the Rust that rust-toolchain.toml names is missing."
  [ "$what" != server ] || return 0
  [ -d "$(rustc --print target-libdir --target wasm32-unknown-unknown)" ] || rustup target add wasm32-unknown-unknown ||
    fail "Run rustup target add wasm32-unknown-unknown: the WASM target is missing."
  if [ "$what" = test ]; then
    { cargo clippy --version && cargo fmt --version; } >/dev/null 2>&1 || rustup component add clippy rustfmt ||
      fail "Run rustup component add clippy rustfmt: they are missing."
  fi
}

# The command line tool must be exactly as old as the crate in Cargo.lock. Its own lock file names a version
# that cannot be resolved any more, hence no --locked; unoptimised, it builds in a few minutes.
wasm_bindgen() {
  local version
  version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, "", $3); print $3 }' Cargo.lock)
  [ -n "$version" ] || fail "Cargo.lock names no version of wasm-bindgen."
  [ "$("$TOOLS/bin/wasm-bindgen" --version 2>/dev/null)" != "wasm-bindgen $version" ] || return 0
  echo "Installing wasm-bindgen $version (a few minutes, once)"
  env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    cargo install wasm-bindgen-cli --version "=$version" --bin wasm-bindgen --root "$TOOLS" --force --quiet ||
    fail "Installing wasm-bindgen $version failed: is there a network?"
}

# wasm-opt, Playwright and axe, as end2end/package-lock.json names them; browsers come from Debian.
npm_tools() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null || [ "$(node -p 'parseInt(process.versions.node)')" -lt 20 ]; then
    fail "Install Node.js 20 or newer, with npm, then run this again."
  fi
  ! cmp -s end2end/package-lock.json end2end/node_modules/.installed || return 0
  echo "Installing the npm tools"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix end2end --no-audit --no-fund --loglevel=error ||
    fail "npm ci in end2end failed: is there a network?"
  cp end2end/package-lock.json end2end/node_modules/.installed
}

debian_packages
rust
[ "$what" != server ] || exit 0
wasm_bindgen
npm_tools
