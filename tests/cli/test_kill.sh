#!/bin/bash
# Killed or interrupted at any moment: the store holds what was committed, and the
# next start goes on from there.
. "$(dirname "$0")/lib.sh"

package=$source_dir/packages/border-2023.yaml
congresses='SELECT count(*) FROM congress'

# killed SECONDS ARGUMENT...: run aisle and kill it; its code in $rc. Not by
# timeout(1): its own SIGKILL hits itself, so it may be gone before aisle is, and
# what a dying process still locks is no fault of the store.
killed()
{
    local seconds=$1 process
    shift
    "$aisle" "$@" >out 2>err </dev/null &
    process=$!
    sleep "$seconds"
    { # the shell says "Killed" by itself
        kill -KILL $process
        wait $process
        rc=$?
    } 2>/dev/null
}

# interrupted SECONDS ARGUMENT...: run aisle and send it Ctrl-C; its code in $rc.
interrupted()
{
    local seconds=$1
    shift
    timeout --preserve-status -s INT "$seconds" "$aisle" "$@" >out 2>err </dev/null
    rc=$?
}

# whole STORE WHAT: intact, and all of the record or nothing of it.
whole()
{
    [ -s "$1" ] || return
    is ok "$("$helper" sql "$1" 'PRAGMA integrity_check')" "$2: intact"
    local tables count
    tables=$("$helper" sql "$1" \
        "SELECT count(*) FROM sqlite_schema WHERE name = 'congress'")
    [ "$tables" = 1 ] || return
    count=$("$helper" sql "$1" "$congresses")
    checks=$((checks + 1))
    case $count in
    0 | 18) ;;
    *) fail "$2: $count Congresses, want none or all" ;;
    esac
}

# kill -9 at moments spread over the first use, most of them early.
kills=0
for seconds in 0.01 0.02 0.04 0.07 0.1 0.14 0.18 0.22 0.27 0.33 0.4 0.5 0.7; do
    killed $seconds fit --congress 118 --method map --store killed.aisle
    [ $rc -eq 137 ] && kills=$((kills + 1))
    whole killed.aisle "killed after $seconds s"
done
checks=$((checks + 1))
[ $kills -ge 3 ] || fail "only $kills starts were killed: the delays are too long"
run fit --congress 118 --method map --store killed.aisle --json
exits 0 'the start after kill -9'
is 118 "$(json congress)" 'the start after kill -9'
whole killed.aisle 'the start after kill -9'
is 18 "$("$helper" sql killed.aisle "$congresses")" 'all of the record is there'

# Ctrl-C in the middle of the main job.
for seconds in 0.3 1 2.5; do
    runs=$("$helper" sql killed.aisle 'SELECT count(*) FROM run')
    interrupted $seconds run "$package" --store killed.aisle -o "out-$seconds" --no-cache
    no_crash "Ctrl-C after $seconds s"
    exits 130 "Ctrl-C after $seconds s"
    says err 'interrupted|cancelled|stopped' "Ctrl-C after $seconds s"
    whole killed.aisle "Ctrl-C after $seconds s"
    is "$runs" "$("$helper" sql killed.aisle 'SELECT count(*) FROM run')" \
        'an interrupted run leaves no row'
    is '' "$(ls "out-$seconds" 2>/dev/null)" 'an interrupted run leaves no report'
done

# Ctrl-C while the record is loaded.
interrupted 0.2 fit --congress 118 --store interrupted.aisle
no_crash 'Ctrl-C on first use'
exits 130 'Ctrl-C on first use'
whole interrupted.aisle 'Ctrl-C on first use'

finish
