#!/bin/bash
# doctor: all good on a fresh machine, and a fault for what is broken, each by name.
. "$(dirname "$0")/lib.sh"

export AISLE_STORE=$dir/study.aisle

# state WHAT: of that check in the JSON in ./out
state()
{
    grep -oE "\"what\":\"$1\",\"state\":\"[a-z]+\"" out | sed 's/.*:"//; s/"//'
}

run doctor
exits 0 'before the first use'
says_nothing err 'before the first use'
says out '^good +program +aisle [0-9.]+, sources [0-9a-f]{16}$' 'the program'
says out '^note +store .* is not there yet' 'no store yet'
checks=$((checks + 1))
[ ! -e study.aisle ] || fail 'none is made'

run fit --congress 101 --method map --json
run doctor --json
exits 0 'a store in use'
is doctor "$(json run.verb)" 'the head of a result'
is 0 "$(json faults)" 'no fault'
for what in parameters 'asylum system' rules 'leaders, House' calibration store \
    'roll calls' runs; do
    is good "$(state "$what")" "$what"
done
says out '18 Congresses as shipped, 0 imported' 'the whole record'

# a Congress that is gone, work cut off, runs of other sources: noted, no faults
cp study.aisle changed.aisle
"$helper" sql changed.aisle "PRAGMA foreign_keys = ON; DELETE FROM congress WHERE congress = 118;
    UPDATE run SET engine = 'another'; INSERT INTO kept VALUES (7, x'00')" >/dev/null
run doctor --store changed.aisle --json
exits 0 'a changed store'
is note "$(state 'roll calls')" 'a Congress is not there'
says out '17 Congresses as shipped, .* 1 not there' 'a Congress is not there'
is note "$(state 'older runs')" 'runs of other sources'
is note "$(state unfinished)" 'work cut off'

# rows that belong to nothing, bytes that are no page
cp study.aisle orphan.aisle
"$helper" sql orphan.aisle "DELETE FROM congress WHERE congress = 118" >/dev/null
run doctor --store orphan.aisle --json
exits 1 'orphans'
is fault "$(state store)" 'orphans'
says out 'a row of [a-z]+ belongs to none of congress' 'which'
cp study.aisle torn.aisle
dd if=/dev/zero of=torn.aisle bs=4096 seek=40 count=200 conv=notrunc 2>/dev/null
run doctor --store torn.aisle
exits 1 'a torn file'
says out '^fault +store ' 'a torn file'
says err '[0-9]+ faults?$' 'how many'
echo 'dear diary' >diary
run doctor --store diary
exits 1 'no store'
says out '^fault +store +diary: this file is no aisle store' 'what it is'

# shipped data that was tampered with
cp -r "$source_dir/data" data
sed -i '2s/,/,x/' data/parameters/forecast.csv
rm data/rules/senate.csv
run doctor --data data --json
exits 1 'broken data'
is 2 "$(json faults)" 'both'
is fault "$(state parameters)" 'parameters'
is fault "$(state rules)" 'rules'
says out 'data/parameters/forecast.csv:2:[0-9]+: ' 'with the place'
run doctor --format csv
exits 2 'no CSV'

finish
