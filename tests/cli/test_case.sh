#!/bin/bash
# A simulation that is killed goes on where it stopped; one person's story; tables.
. "$(dirname "$0")/lib.sh"

package=$source_dir/packages/border-2023.yaml
size='--years 2 --reps 40 --scale 50'
kept='SELECT count(*) FROM kept'

# The numbers of a result, without the run's own and its speed.
numbers()
{
    tr -d '\n ' <"$1" |
        sed 's/"run":{[^}]*}//; s/"events_per_second":[^,]*,//' | cksum
}

"$aisle" simulate "$package" --store whole $size --json >whole.json 2>err ||
    fail "an undisturbed run"
is 0 "$("$helper" sql whole "$kept")" "nothing is kept of a complete run"

# Killed as soon as something is kept.
"$aisle" runs --store cut >/dev/null 2>err
"$aisle" simulate "$package" --store cut $size --json >cut.json 2>err &
pid=$!
for _ in $(seq 600); do
    count=$("$helper" sql cut "$kept" 2>/dev/null)
    [ "${count:-0}" -gt 0 ] && break
    kill -0 $pid 2>/dev/null || break
    sleep 0.05
done
kill -9 $pid 2>/dev/null
wait $pid 2>/dev/null
is ok "$("$helper" sql cut 'PRAGMA integrity_check')" "killed: intact"
"$aisle" simulate "$package" --store cut $size --json >again.json 2>err ||
    fail "a run that goes on"
is "$(numbers whole.json)" "$(numbers again.json)" "the same numbers after a kill"
is 0 "$("$helper" sql cut "$kept")" "nothing is kept after it"

# One person's story, of the run and of the package.
"$aisle" case 1 --store whole >story 2>err || fail "the story of a run"
grep -q '^Person [0-9]* *:' story || fail "the story names a person"
grep -q 'met at the border' story || fail "the story begins at the border"
"$aisle" case "$package" --store whole $size --json >story.json 2>err ||
    fail "the story of a package"
id=$("$helper" json id <story.json)
"$aisle" case "$package" "$id" --store whole $size --json >same.json 2>err
is "$(numbers story.json)" "$(numbers same.json)" "the same person again"
"$aisle" case "$package" 4294967294 --store whole $size >out 2>err && fail "nobody"
grep -q 'nobody in this replication' err || fail "nobody is said"
"$aisle" case 99 --store whole >out 2>err && fail "no such run"

# Tables as CSV.
"$aisle" simulate "$package" --store whole --years 1 --reps 2 --scale 50 --format csv >out.csv 2>err ||
    fail "csv"
head -1 out.csv | grep -q '^table,name,court,nationality,class,when' || fail "head"
for table in metric series cell wait money; do
    grep -q "^$table," out.csv || fail "csv has no $table"
done
finish
