# Thin on purpose: the work is in bin/. Variables such as PORT=8001, SERVICES=1 or DEBUG=0 reach it by the environment.
.PHONY: run test services lint bench

run:
	@bin/run

test:
	@bin/test

services:
	@bin/services start

lint:
	@bin/ci

bench:
	@bin/bench
