#!/bin/bash
# What a package may get wrong for a forecast: a clear error with its place, the same
# from every verb that forecasts, or a result that is flagged.
. "$(dirname "$0")/lib.sh"

export AISLE_STORE=$dir/study.aisle

cat >right.yaml <<'END'
package: bad
title: A package to spoil
summary: what a user may get wrong
measure: "S. 4361"
congress: 118
as_of: 2024-05-23
proposer: D
provisions:
  - id: agents
    title: More agents
    kind: money
    topic: border
    money: 1 bn
    route: sixty
    why: it spends
    source: "a paper"
    confidence: assumed
    anchors:
      - rollcall: 118-391
        sign: +1
        side: D
votes:
  - id: cloture
    question: Shall debate be brought to a close?
    kind: cloture-proceed
    date: 2024-05-23
statements:
  - date: 2024-05-20
    senator: Kelly
    state: AZ
    position: yes
    about: package
    source: "a paper"
END

# also POSITION SOURCE DATE: another statement of Kelly's, onto the right package
also()
{
    cat right.yaml
    printf '  - date: %s\n    senator: Kelly\n    state: AZ\n    position: %s\n' "$3" "$1"
    printf '    about: package\n    source: "%s"\n' "$2"
}

# wrong WHAT PATTERN: the package in wrong.yaml is refused with its place
wrong()
{
    for verb in forecast whip 'package check'; do
        # shellcheck disable=SC2086
        run $verb wrong.yaml
        exits 3 "$verb: $1"
        says err "^aisle: wrong\.yaml:[0-9]+:[0-9]+: .*$2" "$verb: $1, its place"
        says_nothing out "$verb: $1"
    done
}

run forecast right.yaml --json
exits 0 'nothing wrong'
says_nothing err 'nothing wrong'
chance=$(json votes.0.p_pass)

also no 'a paper' 2024-05-20 >wrong.yaml
wrong 'two positions of one source and day' "Kelly says 'no' here and 'yes' at wrong.yaml:28:5"
says err "^hint: keep the one that holds" 'what to do'
also no 'another paper' 2024-05-20 >flagged.yaml
run forecast flagged.yaml
exits 0 'two sources may disagree'
says out 'Sources contradict one another on Kelly' 'and the forecast says so'
run package check flagged.yaml
exits 0 'a disagreement is no error'
says err "flagged.yaml:34:5: warning: Kelly says 'no' here \(another paper\)" 'a warning'
run whip flagged.yaml
says out '^! Kelly \(D-AZ\)' 'and the board'
sed '34,$s/^    position: .*/&\n    second_hand: yes/' flagged.yaml >heard.yaml
run forecast heard.yaml
exits 0 'and others may say otherwise'
says out 'what others say as evidence beside his own word' 'which counts for less'
run whip heard.yaml
says out '^! Kelly \(D-AZ\)' 'and the board marks'
says out 'no, others say' 'who says it'

also no 'a paper' 2024-05-30 >flagged.yaml
run forecast flagged.yaml --json
exits 0 'a statement after the as-of day'
says err '^aisle: flagged.yaml:34:[0-9]+: warning: statement dated after as_of: it is not used' \
    'is warned about'
is "$chance" "$(json votes.0.p_pass)" 'and not read'
run forecast flagged.yaml
says out '1 statement is dated after the as-of date: not read' 'and the forecast says so'

sed 's/senator: Kelly/senator: Kely/' right.yaml >wrong.yaml
wrong 'an unknown senator' "no senator in office is named 'Kely'"
says err "^hint: did you mean 'Kelly'" 'the nearest name'

sed '/^votes:/,/date: 2024-05-23/d' right.yaml >wrong.yaml
wrong 'a package without votes' "'votes' is missing"
says err '^hint: name the votes that it needs' 'what to write'

sed 's/kind: cloture-proceed/&\n    requires: 1\/2/' right.yaml >wrong.yaml
wrong 'a threshold that the rules do not allow' \
    'needs 3/5 of the senators sworn, not 1/2'
says err "^hint: write 'requires: 3/5' \(Standing Rules" 'the rule'

sed 's/118-391/118-9391/' right.yaml >wrong.yaml
wrong 'an anchor that does not exist' '118-9391'
sed 's/118-391/118-600/' right.yaml >wrong.yaml
wrong 'an anchor of a later day' '118-600'

# a kind of vote that the record holds too few of is not forecast from another
sed 's/kind: cloture-proceed/kind: reconsider/' right.yaml >wrong.yaml
run forecast wrong.yaml
exits 3 'a kind without a record'
says err "wrong.yaml:[0-9]+: only 1 past votes are of the kind 'motion to reconsider'" 'which'
sed 's/kind: cloture-proceed/kind: amendment/' right.yaml >amendment.yaml
run forecast amendment.yaml --json
exits 0 'an amendment'
is amendment "$(json votes.0.kind)" 'its kind'

run concessions right.yaml --vote cloture --json
exits 0 'a price list at a vote'
is cloture "$(json vote)" 'the one asked for'
run concessions right.yaml --vote clotur
exits 3 'a vote that is not there'
says err "^hint: did you mean 'cloture'" 'the nearest'

run forecast right.yaml --suppose Kely=yea
exits 3 'a supposition about nobody'
says err "did you mean 'Kelly'" 'the nearest name'
run forecast right.yaml --suppose Kelly=maybe
exits 2 'a supposition of no vote'
run forecast right.yaml --suppose Kelly=yea --suppose 'Kelly=nay'
exits 2 'two suppositions about one'
says err "'Kelly=yea' and 'Kelly=nay' are of one senator" 'which'

# the answer first, and the same as sheets
run forecast right.yaml
is 1 "$(sed -n 2p out | grep -cE '^[A-Z].*(in 10|in 20|in 100|toss-up).*%')" 'the answer stands first'
run forecast right.yaml --format csv
exits 0 'as CSV'
says out '^vote,question,threshold,p_pass,' 'its head'
is 2 "$(wc -l <out)" 'a row a vote'
is "$(awk -v p="$chance" 'BEGIN { printf "%.6g", p }')" \
    "$(tail -1 out | sed -E 's/.*\?,60,([^,]*),.*/\1/')" 'the chance'
run forecast right.yaml -o right.md
exits 0 'as Markdown, by the ending'
says_nothing out 'the file has it'
says right.md '^\| cloture \| Shall debate' 'a row a vote'

# nobody forecasts a vote that was taken
run forecast right.yaml --as-of 2024-06-01
exits 3 'a day after the vote'
says err "right.yaml:[0-9]+: vote 'cloture' was taken on 2024-05-23" 'which vote, and when'
says err '^hint: ask for a day up to the vote' 'what to do'
says_nothing out 'no forecast of what is known'
sed -e '/^    date: 2024-05-23/d' -e 's/^as_of: .*/as_of: 2024-06-01/' \
    -e 's/    kind: cloture-proceed/&\n    actual: 118-534/' right.yaml >undated.yaml
run forecast undated.yaml
exits 3 'nor one whose roll call is of an earlier day'
says err "was taken before the as-of day, as 118-534" 'which roll call'
sed -e 's/^statements:/  - id: passage\n    question: Shall it pass?\n    kind: passage\n&/' \
    right.yaml >both.yaml
run forecast both.yaml --as-of 2024-06-01 --json
exits 0 'a day between two votes'
says err "both.yaml:[0-9]+: warning: vote 'cloture' was taken on 2024-05-23" 'which is known'
is 'passage 2024-06-01' "$(json votes.0.id as_of | tr '\n' ' ' | sed 's/ $//')" 'what is left'
run forecast right.yaml --as-of 2022-06-01
exits 2 'a day on which its Congress does not sit'
says err 'Congress 117 sits then' 'which does'

finish
