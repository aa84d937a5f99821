#!/usr/bin/env bash
# make bench: what public pages cost, measured on an optimised build of this machine. Prints; changes nothing.
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh run
exec cargo bench --locked -p server --bench pages
