#!/bin/bash
# What `make install` puts in place works from there: the program finds its data,
# and a C program builds against the installed headers and library alone.
set -eu
source_dir=$1
build_dir=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

cmake --install "$build_dir" --prefix "$dir/usr" >/dev/null
export PKG_CONFIG_PATH=$dir/usr/lib/pkgconfig LD_LIBRARY_PATH=$dir/usr/lib

# shellcheck disable=SC2046
cc -std=c17 -Wall -Wextra -Wpedantic -Werror "$source_dir/examples/pivot.c" \
    $(pkg-config --cflags --libs aisle) -o pivot
./pivot usr/share/aisle/senate/s118_votes.csv usr/share/aisle/senate/s118_rollcalls.csv |
    tee seat
grep -q '^filibuster (seat 60' seat
if ./pivot none.csv none.csv 2>err; then
    echo 'FAILED: missing files must not pass'
    exit 1
fi
grep -q 'none.csv' err

foreign=$(nm -D --defined-only usr/lib/libaisle.so | awk '$3 !~ /^aisle_/')
[ -z "$foreign" ] || {
    printf 'FAILED: the library shows more than aisle_*:\n%s\n' "$foreign"
    exit 1
}

usr/bin/aisle package check usr/share/aisle/packages/border-2023.yaml
usr/bin/aisle fit --method map --store "$dir/x.aisle" >table
grep -q 'Murkowski' table
[ -s usr/share/man/man1/aisle.1 ]
