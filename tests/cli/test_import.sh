#!/bin/bash
# Votes in and out: every form goes in, comes out as it was, and can be fitted.
. "$(dirname "$0")/lib.sh"

run export ord --congress 105 --store s.aisle -o s105.ord
exits 0 'export ord'
run export csv --congress 105 --store s.aisle -o s105.csv
exits 0 'export csv'
run import ord s105.ord s105_rollcalls.csv --store s.aisle --json
exits 0 'import ord'
is 612 "$(json rollcalls)" 'import ord: roll calls'
run export csv --congress 105 --store s.aisle -o again.csv
exits 0 'export csv after import ord'
is "$(cut -d, -f9- s105.csv | md5sum)" "$(cut -d, -f9- again.csv | md5sum)" \
    'the casts come back'

# Another chamber, from a matrix: the first 40 roll calls, columns 9 to 48.
cut -d, -f1-48 s105.csv >house.csv
run import matrix house.csv --congress 105 --store s.aisle
exits 3 'a matrix without its chamber'
says err 'does not say whose votes' 'a matrix without its chamber'
run import matrix house.csv --congress 105 --chamber house --store s.aisle --json
exits 0 'a matrix of the House'
shape rollcalls=int members=int votes=int skipped.*.reason=text skipped.*.count=int \
    skipped.*.example=text
is 40 "$(json skipped.0.count)" 'dates that are not known'
run fit --congress 105 --chamber house --method map --store s.aisle --json
exits 0 'a fit of the House'
is 105 "$(json congress)" 'a fit of the House: its Congress'
run fit --congress 105 --chamber hous --store s.aisle
exits 2 'a misspelt chamber'
says err "did you mean 'house'" 'a misspelt chamber'

# One roll call beside those held.
cat >vote.json <<'END'
{"chamber": "s", "congress": 105, "session": "1998", "number": 315,
 "date": "1998-10-21T10:00:00-04:00", "category": "passage", "requires": "1/2",
 "type": "On Passage", "question": "On Passage of the Bill S. 1", "result": "Passed",
 "result_text": "Passed (1-0)", "votes": {
  "Yea": [{"id": "S213", "last_name": "Feinstein", "first_name": "Dianne",
           "party": "D", "state": "CA"}], "Nay": []}}
END
run import unitedstates vote.json --store s.aisle --json
exits 0 'one roll call'
is 1 "$(json rollcalls)" 'one roll call: counted alone'
run export csv --congress 105 --store s.aisle -o more.csv
is 613 "$(($(wc -l <more_rollcalls.csv) - 1))" 'the others stay'
# Several at once, by their ending or as a folder, folders in it too.
mkdir -p folder/s316 folder/s317
sed 's/"number": 315/"number": 316/' vote.json >folder/s316/data.json
sed 's/"number": 315/"number": 317/' vote.json >folder/s317/data.json
touch folder/notes.txt
run import folder/s316/data.json folder/s317/data.json --store s.aisle --json
exits 0 'two roll calls, their form told by the ending'
is 2 "$(json rollcalls)" 'two roll calls: counted'
rm -f t.aisle
run import folder --store t.aisle --json
exits 0 'a folder'
is 2 "$(json rollcalls)" 'a folder: what is in it'
run import unitedstates vote.json folder --store t.aisle --json
exits 0 'a file and a folder'
is 3 "$(json rollcalls)" 'a file and a folder: all of it'
run import senate-xml folder --store t.aisle
exits 3 'a folder without any'
says err 'folder: no roll calls of that form' 'a folder without any: its name'
run import s105.ord --store t.aisle --json
exits 0 'an .ord file by its ending'
run import notes.txt --store t.aisle
exits 2 'a file that tells no form'
run import whip --store t.aisle
exits 2 'a form without a file'
run import unitedstates vote.json more.csv --store s.aisle
exits 3 'a table that is none of legislators'
says err 'more.csv:1:.*bioguide_id' 'a table that is none of legislators: its place'
head -c 200 vote.json >cut.json
run import unitedstates cut.json --store s.aisle --json
exits 3 'a file cut short'
is cut.json "$(json error.path)" 'a file cut short: its name'
printf '<roll_call_vote><congress>105</congress>' >cut.xml
run import senate-xml cut.xml --store s.aisle
exits 3 'XML cut short'
says err 'cut.xml:1:41: no XML' 'XML cut short: its place'

cat >whip.csv <<'END'
name,state,position,date,source
Kelly,,undecided,2023-11-02,Politico
Scott,SC,yes,2023-11-02,Politico
END
run import whip whip.csv --store s.aisle --json
exits 0 'a whip count'
is 2 "$(json members)" 'a whip count: senators'
is 2 "$(json votes)" 'a whip count: statements'
cat >old.csv <<'END'
name,state,position,date,source
Toomey,PA,yes,2022-06-12,a joint statement
Blunt,MO,lean-yes,2022-06-14,a paper
END
run import whip old.csv --package gun --store s.aisle
exits 0 'a count of an earlier Congress'
is '2 statements of 2 senators, Congress 117, for gun' "$(cat out)" 'which its dates say'
sed -i s/Kelly/Kely/ whip.csv
run import whip whip.csv --store s.aisle
exits 3 'a name that is nobody'\''s'
says err "whip.csv:2:.*Kely" 'a name that is nobody'\''s: its place'
run import wip whip.csv --store s.aisle
exits 2 'a misspelt form'
says err "did you mean 'whip'" 'a misspelt form'
run export xls --store s.aisle
exits 2 'a form that is not written'
# A Congress that is not shipped: the 118th as if it were the 119th, two years later.
later='s/^118,/119,/; s/,2024-02-29,/,2024-02-28,/; s/,2024-/,2026-/; s/,2023-/,2025-/'
sed "$later" "$source_dir/data/senate/s118_rollcalls.csv" >rollcalls.csv
sed "$later" "$source_dir/data/senate/s118_votes.csv" >votes.csv
run import record votes.csv rollcalls.csv --store s.aisle
exits 0 'the next Congress'
says err 'King .* is placed with D in Congress 119 by' 'an independent nobody places'
cp "$source_dir/data/senate/caucus.csv" .
run import record votes.csv rollcalls.csv --store s.aisle
exits 0 'the next Congress again'
checks=$((checks + 1))
grep -q 'King' err && fail 'an independent whom the table places'
sed 's/2023-11-01/2025-11-01/; s/118-/117-/' "$source_dir/data/templates/package.yaml" >p.yaml
run package check p.yaml --store none.aisle
exits 0 'a package of a Congress that is nowhere'
says err '119 is neither shipped nor in the store' 'what was not looked up'
run package check p.yaml --store s.aisle
exits 0 'a package of a Congress that was imported'
says_nothing err 'its senators are looked up'
run backtest --congress 119 --kind passage --store s.aisle --json
exits 0 'a backtest of the next Congress'
is 27 "$(json votes)" 'its passage votes'
sed 's/^119,/120,/; s/,2026-/,2028-/; s/,2025-/,2027-/' rollcalls.csv >r120.csv
sed 's/^119,/120,/' votes.csv >v120.csv
run import record v120.csv r120.csv --store s.aisle
run backtest --congress 120 --kind passage --store s.aisle
exits 3 'a Congress whose leaders are not listed'
says err 'names no majority leader on 2027-' 'a Congress whose leaders are not listed'
says err 'leaders.csv' 'where they would be'

finish
