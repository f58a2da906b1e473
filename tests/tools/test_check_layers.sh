#!/bin/bash
# tools/check-layers finds each kind of wrong, at its place, and nothing else.
set -u
source_dir=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0

# check WHAT EXPECTED PATH CODE: in a tree that holds only this file, the first
# line said matches EXPECTED ("" for: nothing is wrong).
check()
{
    local what=$1 expected=$2 path=$3 code=$4 said rc
    rm -rf "$dir/tree"
    mkdir -p "$dir/tree/$(dirname "$path")"
    printf '%s\n' "$code" >"$dir/tree/$path"
    said=$("$source_dir/tools/check-layers" "$dir/tree")
    rc=$?
    if [ -z "$expected" ]; then
        [ $rc -eq 0 ] && return
    elif [ $rc -eq 1 ] && [[ $(head -1 <<<"$said") == $expected ]]; then
        return
    fi
    failed=$((failed + 1))
    printf 'FAILED: %s\n  exit %d, said: %s\n' "$what" $rc "$said"
}

check 'a room above' 'src/asylum/a.c:2: asylum/ may not include forecast/f.h' \
    src/asylum/a.c $'#include "base/ctx.h"\n#include "forecast/f.h"'
check 'a room above by its public header' \
    'src/ideal/a.c:1: ideal/ may not include aisle/store.h of store/' \
    src/ideal/a.c '#include <aisle/store.h>'
check 'a public header above another' \
    'include/aisle/votes.h:1: data/ may not include aisle/ideal.h of ideal/' \
    include/aisle/votes.h '#include <aisle/ideal.h>'
check 'the header for users' 'src/deal/a.c:1: aisle/aisle.h is for users*' \
    src/deal/a.c '#include <aisle/aisle.h>'
check 'a public header of no room' 'include/aisle/new.h:0: belongs to no room*' \
    include/aisle/new.h 'int x;'
check 'a room of no table' 'src/misc/a.c:0: no room misc/*' src/misc/a.c 'int x;'
check 'a fenced library' 'src/app/a.c:1: sqlite3.h is for store/ only' \
    src/app/a.c '#include <sqlite3.h>'
check 'a fenced library, spaced' 'cli/a.c:1: mpi.h is for scale/ only' \
    cli/a.c '#  include <mpi.h>'
check 'printing' 'src/deal/a.c:3: printf(): deal/ computes*' \
    src/deal/a.c $'void f(void)\n{\n    printf("x");\n}'
check 'the clock' 'src/num/a.c:1: time(): num/ computes*' src/num/a.c 'x = time (NULL);'
check 'the environment after a string' 'src/data/a.c:1: getenv(): data/*' \
    src/data/a.c 'f("a \" /* b"); getenv("HOME");'
check "C's allocator" 'src/record/a.c:1: malloc(): memory comes*' \
    src/record/a.c 'p = malloc(3);'
check "C's luck" 'src/base/a.c:1: rand(): randomness comes*' src/base/a.c 'n = rand();'

check 'rooms below' '' src/deal/a.c \
    $'#include "asylum/a.h"\n#include "b.h"\n#include <aisle/forecaster.h>\n#include <math.h>'
check 'the fenced library at home' '' src/store/a.c '#include <sqlite3.h>'
check 'words in comments and strings' '' src/deal/a.c \
    $'/* printf("x")\n * rand() */ f("time()"); // getenv()\nsnprintf(b, n, "x");'
check 'members of that name' '' src/asylum/a.c 'p->time(3); s.open(2); my_time(1);'
check 'printing where it is a trade' '' src/report/a.c 'printf("x");'

if [ -n "$("$source_dir/tools/check-layers" "$dir/none" 2>&1)" ] &&
    ! "$source_dir/tools/check-layers" "$dir/none" >/dev/null 2>&1; then
    :
else
    failed=$((failed + 1))
    echo 'FAILED: no sources at all must not pass'
fi

[ $failed -eq 0 ] && echo 'check-layers: 19 checks passed'
exit $failed
