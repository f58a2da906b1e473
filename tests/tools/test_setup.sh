#!/bin/bash
# tools/setup where something is missing and cannot be had: it says what, and how to go
# on. A false dpkg-query and apt-get stand before the real ones; nothing is installed.
set -u
source_dir=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/bin"
failed=0

# stub NAME LINE...: a program of that name that does the lines.
stub()
{
    local name=$1
    shift
    { echo '#!/bin/sh'; printf '%s\n' "$@"; } >"$dir/bin/$name"
    chmod +x "$dir/bin/$name"
}

# setup CODE WHAT ARGUMENT...: run it; its exit code must be CODE.
setup()
{
    local code=$1 what=$2 rc
    shift 2
    PATH=$dir/bin "$source_dir/tools/setup" "$@" >"$dir/out" 2>"$dir/err" </dev/null
    rc=$?
    [ $rc -eq "$code" ] || wrong "$what: exit $rc, want $code"
}

says()
{
    grep -q -- "$1" "$dir/err" || wrong "$2: it does not say: $1"
}

wrong()
{
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "$1"
    sed 's/^/  /' "$dir/err"
}

for tool in sh awk sed grep cat echo mktemp rm env dirname; do
    ln -s "$(command -v $tool)" "$dir/bin/$tool"
done
stub dpkg-query '[ "$4" != cmake ] && echo installed'
stub apt-get 'echo no network >&2' 'exit 100'

stub id 'echo 1000'
setup 1 'no root, no sudo' build
says 'needs root' 'no root, no sudo'
says 'apt-get install --no-install-recommends cmake$' 'no root: the command'

stub id 'echo 0'
setup 1 'no network' build
says 'no network' "no network: apt's own words"
says 'have these installed: cmake$' 'no network: what to install'

stub dpkg-query 'echo installed'
setup 0 'nothing is missing' build test
[ -s "$dir/out" ] || [ -s "$dir/err" ] && wrong 'nothing is missing: it says something'

rm "$dir/bin/apt-get"
setup 0 'no Debian' build
says 'not a Debian system' 'no Debian'
setup 2 'no such task' biuld
says "no task 'biuld'" 'no such task'
[ $failed -eq 0 ] && echo 'setup: as it should'
