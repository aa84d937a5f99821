#!/usr/bin/env bash
# make test: everything that CI checks, in one go. A step that fails does not keep the others from running. The last
# line is the sum of all tests, "N passed, N failed"; a failed check (format, clippy, size …) counts as one failed.
# For a part of it, name the parts: test.sh lint rust wasm browser docs
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Nothing from outside may steer the tests, and a missing engine is an error, never a reason to skip.
unset XANH_DATABASE XANH_ADDR XANH_HOME XANH_NOW XANH_SITE XANH_BIN XANH_FILES XANH_ORIGIN XANH_BEHIND_PROXY
export CI=${CI:-1}

parts=" ${*:-lint rust wasm browser docs} "
for part in $parts; do
  [[ " lint rust wasm browser docs " == *" $part "* ]] || fail "There is no part \"$part\": choose from lint, rust, wasm, browser and docs."
done
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
failures=()
times=()
passed=0
failed=0

# step NAME COMMAND…
step() {
  local name=$1 begin=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if "$@"; then
    times+=("$(printf '%5d s  %s' $((SECONDS - begin)) "$name")")
  else
    times+=("$(printf '%5d s  %s  FAILED' $((SECONDS - begin)) "$name")")
    failures+=("$name")
    return 1
  fi
}

# check NAME COMMAND…: a step that counts as one failure.
check() {
  step "$@" || failed=$((failed + 1))
}

wanted() {
  [[ $parts == *" $1 "* ]]
}

# count NAME PASSED FAILED STATUS: adds a runner's figures; if it failed, or ran nothing, that is one failure more.
count() {
  passed=$((passed + $2))
  failed=$((failed + $3))
  if [ $(($2 + $3)) -eq 0 ]; then
    echo "$1: no test ran." >&2
    [ "$4" != 0 ] || failures+=("$1: no test ran")
    failed=$((failed + 1))
  elif [ "$4" != 0 ] && [ "$3" -eq 0 ]; then
    failed=$((failed + 1))
  fi
}

# name_failures: a line of its input for each test that failed, said again at the end, where it is looked for.
name_failures() {
  local line
  while IFS= read -r line; do
    failures+=("$line")
  done
}

finish() {
  printf '\n== Time\n'
  printf '%s\n' "${times[@]}"
  [ ${#failures[@]} -eq 0 ] || printf 'Failed: %s\n' "${failures[@]}" >&2
  closing="$passed passed, $failed failed"
  [ -z "${XANH_TEST_CLOSING:-}" ] || echo "$closing" >"$XANH_TEST_CLOSING"
  printf '\n%s\n' "$closing"
  [ ${#failures[@]} -eq 0 ] && [ "$failed" -eq 0 ]
  exit
}

# shellcheck disable=SC2317 # called by step
rust_tests() {
  scripts/with-postgres.sh cargo test --locked --workspace --no-fail-fast 2>&1 | tee "$logs/cargo"
}

# Which files differ from the commit: the same before and after, or a step has changed a file that is kept in git.
changed_files() {
  [ ! -e .git ] || git status --porcelain
}

# shellcheck disable=SC2317 # called by check
no_file_changed() {
  changed_files >"$logs/after"
  if ! diff "$logs/before" "$logs/after"; then
    echo "Building or testing has changed the files above: commit them, or have git ignore them." >&2
    return 1
  fi
}

check "Tools" scripts/setup.sh test
[ ${#failures[@]} -eq 0 ] || finish
changed_files >"$logs/before"

if wanted lint; then
  check "Format" cargo fmt --all --check
  # One package at a time: together, cargo would join their features, and the islands must build without the server's.
  check "Clippy: server" cargo clippy --locked -p server -p briefing --all-targets -- -D warnings
  check "Clippy: app, on the server" cargo clippy --locked -p app --features ssr --all-targets -- -D warnings
  check "Clippy: app, in the browser" cargo clippy --locked -p app --target wasm32-unknown-unknown --no-default-features --features hydrate -- -D warnings
  check "Clippy: domain" cargo clippy --locked -p domain --all-targets -- -D warnings
fi

built=
if wanted rust || wanted browser; then
  # Also builds the server that the browser tests drive.
  if step "Build" cargo test --locked --workspace --no-run; then
    built=1
  else
    failed=$((failed + 1))
  fi
fi

if wanted rust && [ -n "$built" ]; then
  status=0
  step "Tests on SQLite and PostgreSQL" rust_tests || status=1
  read -r p f < <(awk '/^test result: / { p += $4; f += $6 } END { print p + 0, f + 0 }' "$logs/cargo")
  count "Tests on SQLite and PostgreSQL" "$p" "$f" "$status"
  name_failures < <(sed -n 's/^test \(.*\) \.\.\. FAILED$/\1/p' "$logs/cargo")
fi

if wanted wasm || wanted browser; then
  check "Islands: build" scripts/build.sh wasm
  check "Islands: size" scripts/wasm-size.sh
fi

if wanted browser && [ -n "$built" ]; then
  rm -f end2end/test-results/results.json
  status=0
  step "Browser tests" env XANH_BIN="$CARGO_TARGET_DIR/debug/xanh" scripts/e2e.sh || status=1
  read -r p f < <(node -p '
    const { expected, flaky, unexpected } = require("./end2end/test-results/results.json").stats;
    expected + " " + (unexpected + flaky)' 2>/dev/null || echo 0 0)
  count "Browser tests" "$p" "$f" "$status"
  name_failures < <(node scripts/failed-browser-tests.mjs end2end/test-results/results.json 2>/dev/null)
fi

if wanted docs; then
  check "Documentation" env RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps
fi

check "Generated files are up to date" no_file_changed
finish
