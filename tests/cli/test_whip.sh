#!/bin/bash
# whip: the board of one vote, with and without a whip count.
. "$(dirname "$0")/lib.sh"

package=$source_dir/packages/border-agreement-2024-02-07.yaml
export AISLE_STORE=$dir/study.aisle

run whip "$package"
exits 0 'the board'
says_nothing err 'the board'
cp out board
says out '^yes +[0-9]+$' 'a band'
says out 'toss-up +[0-9]+$' 'another'
says out 'Ask next' 'whom to ask'
says out '2024-02-05 no \[POLITICO survey' 'a statement with date and source'
says out 'why: Own words' 'what moved a senator'

known whip "$package"
is same "$(cmp -s board out && echo same)" 'the same board from the store'
known whip "$package" --json
is whip "$(json run.verb)" 'the verb'
is 100 "$(json 'senators.#')" 'every senator'
is cloture-proceed "$(json vote)" 'the vote'
checks=$((checks + 1))
json bands.yes 'bands.lean yes' bands.toss-up 'bands.lean no' bands.no >bands ||
    fail 'five bands'
is 100 "$(awk '{ s += $1 } END { print s }' bands)" 'everyone is in a band'
checks=$((checks + 1))
json senators.0.p_yea senators.0.p_pivotal senators.0.reasons ask_next >/dev/null ||
    fail 'the keys of a row'

known whip "$package" --format csv
is 101 "$(wc -l <out)" 'a row a senator'
says out '^bioguide,name,state,party,caucus,band,p_yea' 'the header'

# a count turns one senator round, and two counts may disagree
cat >count.csv <<'END'
name,state,position,date,source,quote
Thune,SD,yes,2024-02-06,a paper,"I'll vote for it"
Murphy,CT,no,2024-02-04,a rumour,
END
run whip "$package" count.csv --json
exits 0 'with a count'
is 1 "$(json disagreed)" 'the sources disagree on one'
known whip "$package" count.csv
says out '^! Murphy \(D-CT\)' 'and the board says on whom'
says out '2024-02-06 yes: .I.ll vote for it. \[a paper\]' 'the words of the count'

run forecast "$package" --json
without=$(json votes.0.p_pass)

# what was imported for the package is used without being named, by every forecast
run import whip count.csv --congress 118 --package border-agreement-2024-02-07
exits 0 'a count into the store'
run whip "$package" --json
is 1 "$(json disagreed)" 'an imported count is used'
run forecast "$package" --json
exits 0 'a forecast with imported counts'
checks=$((checks + 1))
[ "$(json votes.0.p_pass)" != "$without" ] || fail 'the forecast uses the count'
says out '2 positions come from whip counts in the store' 'and says so'
run forecast "$source_dir/packages/border-2023.yaml"
checks=$((checks + 1))
grep -q 'whip counts in the store' out && fail 'another package is left alone'

# one source, one day, two positions: each by its own file and place, whether the count
# is given or in the store
sed '/^statements:/a\  - {date: 2024-02-05, senator: Lankford, state: OK, position: yes, source: a paper}' \
    "$package" >said.yaml
line=$(grep -n 'position: yes, source: a paper' said.yaml | cut -d: -f1)
printf 'name,state,position,date,source\nLankford,OK,no,2024-02-05,a paper\n' >twice.csv
run whip said.yaml twice.csv
exits 3 'a count that contradicts the package'
says err "^aisle: twice.csv:2:13: Lankford says 'no' here and 'yes' at said.yaml:$line:[0-9]+, on 2" \
    'both places'
cp "$AISLE_STORE" before.aisle
run import whip twice.csv --congress 118
run forecast said.yaml
exits 3 'the same from the store'
says err "^aisle: twice.csv:2:13: Lankford says 'no' here" 'its place'
mv before.aisle "$AISLE_STORE"
rm -f "$AISLE_STORE"-wal "$AISLE_STORE"-shm

sed 's/Thune/Thunne/' count.csv >bad.csv
run whip "$package" bad.csv
exits 3 'a senator nobody knows'
says err "bad.csv:2(:[0-9]+)?: no senator in office is named 'Thunne'" 'where'
says err "did you mean 'Thune'" 'the nearest'
run whip "$package" --vote cloture-proced
exits 3 'a vote that the package lacks'
says err "did you mean 'cloture-proceed'" 'the nearest vote'
run whip "$source_dir/packages/border-2023.yaml" --vote passage --suppose Manchin=nay --json
exits 0 'another vote, and a supposition'
is passage "$(json vote)" 'the vote asked for'
run whip
exits 2 'no package'

# the forecast says which rule, why, and what moved whom
run forecast "$package"
says out 'Why that many: Debate on a bill' 'the rule'
says out 'moved most' 'what moved whom'
run forecast "$package" --json
checks=$((checks + 1))
json votes.0.senators.0.reasons.0.text votes.0.senators.0.reasons.0.effect \
    votes.0.senators.0.ask_value >/dev/null || fail 'reasons of a senator'

finish
