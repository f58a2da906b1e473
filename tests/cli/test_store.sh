#!/bin/bash
# A store that cannot be written, is locked, full, foreign or from the future, and
# a Congress that it does not hold: a clear word, the right code, nothing broken.
. "$(dirname "$0")/lib.sh"

fit=(fit --congress 118 --method map --no-cache)

intact()
{
    is ok "$("$helper" sql "$1" 'PRAGMA integrity_check')" "$2: the store is intact"
}

run "${fit[@]}" --store good.aisle
exits 0 'the first use'
intact good.aisle 'the first use'

run fit --congress 42 --store good.aisle
exits 3 'a Congress not in the store'
says err '42' 'a Congress not in the store'
says err '101.*118' 'a Congress not in the store: those there are'
run fit --congress 42 --store good.aisle --json
exits 3 'a Congress not in the store, JSON'
is not_found "$(json error.code)" 'a Congress not in the store: its code'

# Someone else writes: wait a little, then say so.
mkfifo hold held
"$helper" lock good.aisle <hold >held &
lock=$!
exec 8>hold 9<held
read -r word <&9
is locked "$word" 'the lock is held'
start=$SECONDS
run "${fit[@]}" --store good.aisle
exits 1 'a locked store'
says err 'good.aisle' 'a locked store: its name'
says err 'lock|busy|in use' 'a locked store'
is 1 $((SECONDS - start < 30)) 'a locked store is not waited for without end'
exec 8>&- 9<&-
wait $lock
run "${fit[@]}" --store good.aisle
exits 0 'the lock is gone'

# Without the power to write where permissions forbid it, even when root runs this.
plain=(env)
[ "$(id -u)" -ne 0 ] || plain=(setpriv --bounding-set=-dac_override,-dac_read_search)
mkdir closed
cp good.aisle closed/old.aisle
chmod 444 closed/old.aisle
chmod 555 closed
for store in new old; do
    "${plain[@]}" "$aisle" "${fit[@]}" --store closed/$store.aisle >out 2>err </dev/null
    rc=$?
    no_crash "a read-only $store store"
    exits 1 "a read-only $store store"
    says err "closed/$store.aisle" "a read-only $store store: its name"
done
is old.aisle "$(ls closed)" 'nothing is left in a read-only folder'

# A limit on the size of files stands for a full disk: writes fail half way.
(
    ulimit -f 1000
    exec "$aisle" "${fit[@]}" --store limited.aisle
) >out 2>err </dev/null
rc=$?
no_crash 'no room for the store'
exits 1 'no room for the store'
says err 'limited.aisle' 'no room for the store: its name'
run "${fit[@]}" --store limited.aisle
exits 0 'there is room again'
intact limited.aisle 'there is room again'

# A disk that is really full, where we may mount one.
mkdir small
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=1m none small 2>/dev/null; then
    run "${fit[@]}" --store small/full.aisle
    exits 1 'a full disk'
    says err 'full' 'a full disk'
    umount small
fi

# Files that are no store of ours stay as they are.
echo 'dear diary' >diary.aisle
cp diary.aisle diary.copy
run "${fit[@]}" --store diary.aisle
exits 1 'a file that is no database'
is 0 "$(cmp diary.aisle diary.copy >/dev/null; echo $?)" 'it is untouched'
cp good.aisle future.aisle
"$helper" sql future.aisle 'PRAGMA user_version = 9999' >/dev/null
run "${fit[@]}" --store future.aisle
exits 1 'a store of a later version'
says err 'newer|later' 'a store of a later version'
: >other.db
"$helper" sql other.db 'CREATE TABLE recipes (name TEXT)'
run "${fit[@]}" --store other.db
exits 1 "another program's database"
is 1 "$("$helper" sql other.db 'SELECT count(*) FROM sqlite_schema')" 'it is untouched'

finish
