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
says out '4 dimensions need at least 6' 'four dimensions of four members'
run fit --dims 5
exits 2 'five dimensions'

printf 'id,name,v1,v2\nA000001,Ann,1,0\nB000002,Bob,0,1\nA000001,Cid,1,1\n' >twice.csv
run import matrix twice.csv --congress 118 --chamber twice
exits 3 'an id that stands twice'
says err '^aisle: twice.csv:4:1: .*A000001.* line 2' 'an id that stands twice, with its places'

finish
