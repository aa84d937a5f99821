#!/usr/bin/env bash
# fixture.sh: makes server/tests/fixtures/VERSION, the small installation that later versions are tested to open, with the
# program as it is now. Once a version: when it is about to be released, and all its migrations are there.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
exec scripts/with-postgres.sh cargo test --locked --workspace --test it -- --ignored --exact fixture::make --nocapture
