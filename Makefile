# The front door: CMake does the work (CMakePresets.json names the builds).
#
#: make demo                 install what is missing, build, run the main job
#: make test                 install what is missing, build, run the tests
#:
#: make build                build/aisle, optimised
#: make setup                install what the build needs (Debian 12)
#: make install [PREFIX=/usr/local]
#: make bench [ROOM=ideal|forecast|asylum|deal]   one TSV line a measurement
#:
#: make asan | tsan          the tests under a sanitizer
#: make fuzz [FUZZ_SECONDS=30]   each fuzz target for so long
#: make check                rooms include only what they may; layout of code
#: make tidy | format        clang-tidy | clang-format in place
#: make clean                remove build/ and out/
#
# JOBS=N says how many things run at once; all cores by default.

JOBS ?= $(shell nproc)
PREFIX ?= /usr/local
ROOM ?=
FUZZ_SECONDS ?= 30
PACKAGE ?= packages/border-2023.yaml

.NOTPARALLEL:
.PHONY: help setup build demo test bench asan tsan fuzz check format tidy install clean

help:
	@sed -n 's/^#: \{0,1\}//p' Makefile

setup:
	@tools/setup build

build: setup
	@cmake --preset release >/dev/null
	@cmake --build --preset release -j $(JOBS)

demo: build
	@tools/demo "$(PACKAGE)"

test:
	@tools/setup test
	@cmake --preset test >/dev/null
	@cmake --build --preset test -j $(JOBS)
	@ctest --preset test -j $(JOBS)

bench:
	@tools/bench $(ROOM)

asan tsan:
	@tools/setup ci
	@cmake --preset $@ >/dev/null
	@cmake --build --preset $@ -j $(JOBS)
	@ctest --preset $@ -j $(JOBS)

fuzz:
	@tools/setup ci
	@tools/fuzz $(FUZZ_SECONDS)

check:
	@tools/check-layers
	@tools/check-format

format:
	@tools/check-format --fix

tidy:
	@tools/setup ci
	@tools/tidy $(JOBS)

install: build
	@cmake --install build --prefix "$(PREFIX)"

clean:
	rm -rf build out
