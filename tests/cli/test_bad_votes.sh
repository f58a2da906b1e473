#!/bin/bash
# Votes that bear no fit, or only just: each way of fitting says so or flags what it
# gives, and no number is none.
. "$(dirname "$0")/lib.sh"

export AISLE_STORE=$dir/study.aisle

# A matrix of 20 members and COUNT roll calls: votes by the awk expression of i, j in x.
matrix()
{
    awk -v n=20 -v m="$2" 'BEGIN {
        srand(7); printf "name"; for (j = 1; j <= m; j++) printf ",v%d", j; print ""
        for (i = 0; i < n; i++) { printf "M%d", i
            for (j = 1; j <= m; j++) printf ",%s", '"$3"'; print "" } }' >"$1"
}

# load FILE CHAMBER
load()
{
    run import matrix "$1" --congress 118 --chamber "$2"
    exits 0 "$1 into the store"
}

# each CHAMBER CODE WHAT [PATTERN]: by chains, at the mode, by a vote model.
each()
{
    for how in '--method mcmc' '--method map' '--model full,lapse,absence'; do
        # shellcheck disable=SC2086 # two words
        run fit --chamber "$1" $how --json
        exits "$2" "$3, $how"
        checks=$((checks + 1))
        grep -qiE '[:,[]-?(nan|inf)' out && fail "$3, $how: a number that is none"
        [ -z "${4:-}" ] || says out "$4" "$3, $how"
    done
}

spread='(i + 20 * rand() > 20) + 0'
matrix good.csv 40 "$spread"
load good.csv good
each good 0 'votes that are fine'

(cat good.csv && printf 'Zed%s\n' "$(printf ',%.0s' {1..40})") >novotes.csv
load novotes.csv novotes
each novotes 0 'a member without votes' '"thin":true'
is true "$(json points.20.thin)" 'who has no votes is marked'
run senators --chamber novotes --json
exits 0 'senators, one without votes'
run predict M1=yea M18=nay --chamber novotes --json
exits 0 'a prediction, one without votes'

matrix unanimous.csv 40 1
load unanimous.csv unan
each unan 3 'a unanimous Congress' 'no contested roll call'
is input "$(json error.code)" 'a unanimous Congress: its code'
matrix missing.csv 40 '""'
load missing.csv missing
each missing 3 'nobody voted' 'no contested roll call'

matrix separated.csv 40 '(i >= 2 + j % 16) + 0'
load separated.csv separat
each separat 0 'roll calls that split without error'
run diagnose --chamber separat --json
exits 0 'diagnose them'
is 40 "$(grep -o '"separation":"full"' out | wc -l)" 'each is marked'
matrix blocs.csv 40 '(i >= 10) + 0'
load blocs.csv blocs
each blocs 0 'two blocs that never mix'

matrix three.csv 3 "$spread"
load three.csv three
each three 3 'three roll calls' 'have the 20 contested votes asked for'
matrix one.csv 1 "$spread"
load one.csv one
each one 3 'one roll call' 'contested'
says out 'hint":"fit more roll calls' 'one roll call: what to do'
printf 'name\nM1\nM2\n' >none.csv
run import matrix none.csv --congress 118 --chamber none
exits 3 'no roll call'
run fit --chamber none --json
is 3 "$rc" 'a chamber that nobody imported'
(head -1 good.csv && sed -n 2,5p good.csv) >four.csv
load four.csv four
run fit --chamber four --dims 4 --model full --json
exits 3 'four dimensions of four members'
says out '4 dimensions take at least 6' 'four dimensions of four members'
run fit --dims 5
exits 2 'five dimensions'

# Which votes count is the user's to say; what a fit has not, it does not take.
run fit --chamber good --method map --min-votes 41 --json
exits 3 'more votes a member than there are'
says out 'hint":".*--min-votes' 'what to do then'
run fit --chamber three --method map --min-votes 3 --json
exits 0 'three roll calls, when three votes a member are enough'
run fit --chamber good --method map --minority 0.4 --json
exits 0 'roll calls that are close'
few=$(json rollcalls)
run fit --chamber good --method map --json
checks=$((checks + 1))
[ "$few" -lt "$(json rollcalls)" ] || fail 'a larger smallest side leaves out roll calls'
run fit --chamber good --minority 60%
exits 2 'a smaller side above one half'
run fit --chamber good --method map --left M18 --right M1 --json
exits 0 'sides by two members'
checks=$((checks + 1))
awk -v a="$(json points.18.x.0)" -v b="$(json points.1.x.0)" 'BEGIN { exit !(a < b) }' ||
    fail 'left is left of right'
run fit --chamber good --method map --left M18 --right Nobody
exits 3 'a side that nobody is on'
run fit --left Manchin
exits 2 'one side only'
run fit --split-switchers
exits 2 'new paths without paths'
run fit --dynamic 117-118 --bootstrap 50
exits 2 'refits of paths'
run fit --dynamic 117-118 --slope-prior fixed
exits 2 'a prior of slopes that paths have not'

printf 'id,name,v1,v2\nA000001,Ann,1,0\nB000002,Bob,0,1\nA000001,Cid,1,1\n' >twice.csv
run import matrix twice.csv --congress 118 --chamber twice
exits 3 'an id that stands twice'
says err '^aisle: twice.csv:4:1: .*A000001.* line 2' 'an id that stands twice, with its places'

finish
