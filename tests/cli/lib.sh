# Shared by the tests of the command line; each begins with
#
#   . "$(dirname "$0")/lib.sh"
#
# $1 is the binary, $2 the source folder. A test runs in a folder of its own, with
# a store of its own, and ends with `finish`.
set -u
aisle=$1
source_dir=$2
helper=${AISLE_TEST_HELPER:-$(dirname "$aisle")/tests/cli/helper}
dir=$(mktemp -d)
checks=0
failed=0

cleanup()
{
    mountpoint -q "$dir/small" 2>/dev/null && umount "$dir/small"
    chmod -R u+w "$dir"
    rm -rf "$dir"
}
trap cleanup EXIT
cd "$dir" || exit 1

finish()
{
    printf '%d checks, %d failed\n' $checks $failed
    [ $failed -eq 0 ] && [ $checks -gt 0 ]
    exit
}

# fail WHAT: count a failure and show what the last command said.
fail()
{
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "$1"
    printf '  exit %s\n' "${rc:-?}"
    [ -s out ] && head -c 600 out | sed 's/^/  stdout: /'
    [ -s err ] && head -c 1200 err | sed 's/^/  stderr: /'
}

# run ARGUMENT...: run aisle; its exit code in $rc, its words in ./out and ./err.
run()
{
    "$aisle" "$@" >out 2>err </dev/null
    rc=$?
    no_crash "$*"
}

# Nothing a user does may end in a signal, a failed CHECK or a sanitizer's report.
no_crash()
{
    checks=$((checks + 1))
    if { [ $rc -gt 128 ] && [ $rc -ne 130 ]; } ||
        grep -qE 'check failed|Sanitizer|runtime error' err; then
        fail "aisle $1 crashed"
    fi
}

# exits CODE WHAT: the last command's exit code.
exits()
{
    checks=$((checks + 1))
    [ "$rc" -eq "$1" ] || fail "$2: exit $rc, want $1"
}

# says FILE PATTERN WHAT: ./FILE has a line that matches the extended regex.
says()
{
    checks=$((checks + 1))
    grep -qE -- "$2" "$1" || fail "$3: $1 has no line like: $2"
}

says_nothing()
{
    checks=$((checks + 1))
    [ ! -s "$1" ] || fail "$2: $1 is not empty"
}

# is WANT GOT WHAT
is()
{
    checks=$((checks + 1))
    [ "$1" = "$2" ] || fail "$3: '$2', want '$1'"
}

# json PATH...: what is at the paths of the JSON in ./out.
json()
{
    "$helper" json "$@" <out
}

# own_data FOLDER: the shipped data in ./data, with that folder of it to be changed.
own_data()
{
    mkdir data
    ln -s "$source_dir"/data/* data
    rm "data/$1"
    cp -r "$source_dir/data/$1" data
}

# has PATH...: the JSON in ./out has all of these.
has()
{
    checks=$((checks + 1))
    json "$@" >/dev/null 2>missing || fail "the JSON lacks $(cat missing)"
}

# shape PATH=KIND...: the JSON in ./out has all of these, each of its kind.
shape()
{
    checks=$((checks + 1))
    "$helper" shape "$@" <out 2>missing || fail "the JSON's shape: $(cat missing)"
}

# between LOW HIGH VALUE WHAT
between()
{
    checks=$((checks + 1))
    awk -v v="$3" -v a="$1" -v b="$2" \
        'BEGIN { exit !(v != "" && v != "null" && v >= a && v <= b) }' ||
        fail "$4: '$3' is not from $1 to $2"
}

# The file $1 less what may differ between two equal runs.
essence()
{
    sed -E 's/"(id|seconds|cpu_seconds|threads|started|events_per_second)":[^,}]*,?//g' "$1"
}

# same A B WHAT: the same numbers in both files.
same()
{
    checks=$((checks + 1))
    cmp -s <(essence "$1") <(essence "$2") || fail "$3"
}

# known ARGUMENT...: the store answers, which records no run.
known()
{
    local runs='SELECT count(*) FROM run' count
    count=$("$helper" sql "$AISLE_STORE" "$runs")
    run "$@"
    exits 0 "$*, from the store"
    is "$count" "$("$helper" sql "$AISLE_STORE" "$runs")" "$*: the store answers"
}

# verb ARGUMENT...: JSON that is the same for any number of threads, and then the
# store's answer, which is in ./out.
verb()
{
    local id
    run "$@" --json --threads 1
    exits 0 "$*"
    says_nothing err "$*"
    has run.id run.verb run.version run.data_hash run.input_hash run.seed run.as_of \
        run.seconds run.cpu_seconds run.threads run.ranks
    is "$1" "$(json run.verb)" "$*: the run's verb"
    cp out one
    run "$@" --json --threads 2 --no-cache
    exits 0 "$*, two threads"
    same one out "$*: the same for any number of threads"
    id=$(json run.id)
    known "$@"
    is 0 "$(grep -c '^{' out)" "$*: a table from the store"
    known "$@" --json
    is "$id" "$(json run.id)" "$*: the latest run answers"
    same one out "$*: the store says the same"
}
