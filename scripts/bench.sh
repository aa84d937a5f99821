#!/usr/bin/env bash
# make bench: what public pages cost, how many saves a second are made durable, and how fast observations come in,
# measured on an optimised build of this machine. Prints; changes nothing.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh run
cargo bench --locked --workspace --bench pages
# A cluster that is made for it must not be faster for being less durable.
export XANH_TEST_PG_DURABLE=1
exec scripts/with-postgres.sh cargo bench --locked --workspace --bench saves --bench observations --bench audit
