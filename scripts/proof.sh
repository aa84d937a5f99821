#!/usr/bin/env bash
# make proof: runs whole what make test runs as a sample, and writes what it found to docs/proof.json, with the commit
# and the date. Every figure is one that a test printed. If a test fails, nothing is written.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh test
log=$(mktemp)
trap 'rm -f "$log"' EXIT
[ -z "$(git status --porcelain -- ':!docs/proof.json')" ] || fail "Commit first: the figures name a commit."

# A million files changed at random, as many of each of the test's own files.
files=$(find server/tests/fixtures/evidence -type f ! -name README.md | wc -l)
XANH_MUTATIONS=$(((1000000 + files - 1) / files)) cargo test --locked --workspace --test it \
  files_changed_at_random -- --nocapture 2>&1 | tee "$log"
read -r tried taken < <(sed -n 's/^mutations: \([0-9]*\) tried, \([0-9]*\) taken$/\1 \2/p' "$log") ||
  fail "The test said nothing of its mutations."

# Every browser test, and every page in every language, width and theme.
EVERY_LANGUAGE=1 scripts/e2e.sh
pages=$(node -p 'require("./end2end/test-results/results.json").stats.expected')

COMMIT=$(git rev-parse HEAD) DATE=$(date -u +%Y-%m-%dT%H:%MZ) TRIED=$tried TAKEN=$taken PAGES=$pages node -e '
  const { COMMIT, DATE, TRIED, TAKEN, PAGES } = process.env;
  const proof = {
    commit: COMMIT,
    date: DATE,
    evidence_files_changed_at_random: { tried: Number(TRIED), taken: Number(TAKEN), crashed: 0 },
    browser_tests_with_every_page_in_every_language: Number(PAGES),
  };
  require("fs").writeFileSync("docs/proof.json", JSON.stringify(proof, null, 2) + "\n");'
cat docs/proof.json
