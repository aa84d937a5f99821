# Every target installs what it needs and may be run again at any time; the scripts say what they do.

.PHONY: help run build test bench proof screenshots

help:
	@echo "make run           build quickly, load the demo the first time, serve on http://127.0.0.1:3000"
	@echo "make build         the optimised programs and islands, for production"
	@echo "make test          everything that CI checks"
	@echo "make bench         what pages cost, how many saves a second (figures: docs/performance.md)"
	@echo "make proof         the long checks, whole; writes docs/proof.json"
	@echo "make screenshots   take the pictures in the documents again"

run:
	@scripts/run.sh

build:
	@scripts/setup.sh run
	@scripts/build.sh

test:
	@scripts/test.sh

bench:
	@scripts/bench.sh

proof:
	@scripts/proof.sh

screenshots:
	@SCREENSHOTS=1 scripts/e2e.sh tests/screenshots.spec.ts
