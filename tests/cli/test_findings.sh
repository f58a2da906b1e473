#!/bin/bash
# senators, votes, diagnose, predict and fit --draws on the shipped record: shapes,
# numbers counted again from the record's own files, and what cannot be asked.
. "$(dirname "$0")/lib.sh"

export AISLE_STORE=$dir/study.aisle
record=$source_dir/data/senate

# --- the fit is made once and answers all ------------------------------------------------

run senators --json
exits 0 senators
has run.verb congress unity_rollcalls senators.0.bioguide senators.0.name \
    senators.0.x.0 senators.0.rank_q95 senators.0.attendance senators.0.loyalty \
    senators.0.unity senators.0.account.pre senators.0.care
is senators "$(json run.verb)" "the run's verb"
run senators --format csv
exits 0 "senators as csv"
is 105 "$(wc -l <out)" "a row a senator of the 118th"
run senators
exits 0 "senators as a table"
says out '^  Manchin \(I-WV\) ' "everybody is there"
checks=$((checks + 1))
awk 'length($0) > 84 { exit 1 }' out || fail "a table wider than a terminal"

# Agreement of two senators, counted from the record's own file.
run senators Manchin --with Collins --json
exits 0 "one senator beside another"
has senator.both senator.alike senator.agreement senator.p_left rank_chances.0 \
    others.0.p_left left_out surprising.0.chance surprising.0.title
want=$(awk -F, '$2 == "M001183" { m = $NF } $2 == "C001035" { o = $NF }
    END { for (i = 1; i <= length(m); i++) {
        a = substr(m, i, 1); b = substr(o, i, 1)
        if ((a == 1 || a == 6) && (b == 1 || b == 6)) { both++; same += a == b } }
        print both, same }' "$record/s118_votes.csv")
is "$want" "$(json senator.both) $(json senator.alike)" "agreement of Manchin and Collins"
between 0.99 1 "$(json senator.p_left)" "Manchin left of Collins"
is true "$(json left_out)" "chances leave the vote out"
run senators Feinstein
exits 0 "a senator who left"
run senators --pairs --method map --format csv
is 5357 "$(wc -l <out)" "every pair of 104, and a heading"
run senators --sort agreement --with Sanders --method map --format csv
exits 0 "sorted by agreement"
says out '^[A-Z][0-9]+,Sanders' "Sanders agrees with himself"

# --- votes: the five that the project is about ------------------------------------------------

# vote NUMBER YEA NAY NEEDED PASSED SIDE: the votes, and on which side the yeas are.
vote()
{
    run votes "$1" --json
    exits 0 "roll call $1"
    is "$2 $3 $4 $5" "$(json vote.yea) $(json vote.nay) $(json vote.needed) $(json vote.passed)" \
        "roll call $1"
    if [ "$6" = left ]; then
        between 0 0.01 "$(json vote.p_yeas_right)" "yeas of $1 on the left"
    else
        between 0.99 1 "$(json vote.p_yeas_right)" "yeas of $1 on the right"
    fi
}
vote 332 49 51 60 false left
between -0.6 0.2 "$(json vote.cut)" "cloture of 332 split the parties"
vote 391 49 50 60 false left
vote 393 67 32 60 true left
between 0.2 1.5 "$(json vote.cut)" "393 cut among Republicans"
vote 400 70 29 50 true left
vote 534 43 50 60 false left
has vote.senators.0.p_yea vote.senators.0.p_q05 vote.account.gmp vote.best_cut_errors \
    vote.separation vote.elpd_loo vote.decider.name vote.parameters.b.0
between -200 0 "$(json vote.elpd_loo)" "left-out log score of a roll call"
run votes --search 'border' --method map --json
exits 0 "a search"
has found rollcalls.0.number
run votes --search 'nothing like this' --json
is 0 "$(json found)" "nothing found"
run votes --category treaty --method map --format csv
exits 0 "a category"
run votes --method map --format csv
is 692 "$(wc -l <out)" "all roll calls in csv"
run votes
is 20 "$(grep -cE '^ *[0-9]+  20[0-9-]+ ' out)" "twenty in a table"
run votes -n 3 --close --method map
is 3 "$(grep -cE '^ *[0-9]+  20[0-9-]+ ' out)" "three when asked"

# --- diagnose -----------------------------------------------------------------------------------

run diagnose --strict --json
exits 0 'a fit that is fine under --strict'
has verdict trusted rules.0.name rules.0.verdict account.votes apre gmp gmp_heldout \
    loo.elpd loo.se loo.p loo.gmp loo.k_max replicas.0.p pivots.0.senators.0.p \
    members.0.ess_bulk rollcalls.0.rhat
is true "$(json trusted)" "the 118th's fit is trusted"
between 0.85 0.91 "$(json gmp)" "GMP"
between 0.83 "$(json gmp)" "$(json loo.gmp)" "left-out GMP under the fitted"
between 0.8 "$(json gmp)" "$(json gmp_heldout)" "held-out GMP under the fitted"

# early: the same on the votes of a few months, where time is all that matters
early='--as-of 2023-05-01'
run diagnose $early --json --threads 1
exits 0 'of a few months'
cp out one
run diagnose $early --json --threads 2 --no-cache
same one out "the same for any number of threads"
run diagnose --method map
exits 0 "a mode, in words"
says out 'of votes held out' "a mode, in words"
run diagnose --method map --dims 2 --json
exits 0 "a mode in two dimensions"
run votes 332 --method map --dims 2 --json
has vote.angle
between 0 180 "$(json vote.angle)" "a cutting line's angle"

# --- predict --------------------------------------------------------------------------------------

run predict Manchin=yea Collins=yea Sinema=yea Tester=yea --json
exits 0 predict
has yea.mean yea.q05 at_least.2.p distribution.100 senators.0.p_yea like.0.share \
    particle_ess bank_rollcalls p_announced
between 4 100 "$(json yea.mean)" "a mean count"
run predict Manchin=yea Manchin=nay
exits 3 "announced twice"
run predict Manchim=yea
exits 3 "a misspelt name"
says err "did you mean 'Manchin'" "the nearest name"
run predict Manchin
exits 2 "no vote named"

# --- draws ----------------------------------------------------------------------------------------

run fit --draws draws.xyz
exits 2 'draws in a form nobody reads'
says err "'draws.xyz' is not a file that ends in .csv or .npy" 'draws in a form nobody reads'
checks=$((checks + 1))
[ ! -e draws.xyz ] || fail 'nothing is written'
run fit --draws draws.csv
exits 0 "draws as csv"
run fit --draws draws.npy --json
exits 0 "draws for NumPy"
is "$(($(json draws) + 1))" "$(wc -l <draws.csv)" "a row a draw"
is 106 "$(head -1 draws.csv | tr , '\n' | wc -l)" "chain, draw and a column a member"
want=$(json points.0.x.0)
got=$(awk -F, 'NR > 1 { s += $3; n++ } END { printf "%.4f", s / n }' draws.csv)
between "$(awk -v w="$want" 'BEGIN { print w - 0.0001 }')" \
    "$(awk -v w="$want" 'BEGIN { print w + 0.0001 }')" "$got" "the draws' mean is the point"

run votes 117-40 --method map --json
exits 0 "a roll call with its Congress"
is 117 "$(json congress)" "the Congress that its name says"

# --- what cannot be asked ------------------------------------------------------------------------

run votes 9999
exits 3 "no such roll call"
run votes border
exits 2 "words without --search"
says err "search" "and how to search"
run votes 117-40 --congress 118
exits 2 "two Congresses"
run senators --sort unty
exits 2 "no such key"
says err "did you mean 'unity'" "the nearest key"
run senators --sort agreement
exits 2 "agreement with nobody"
run votes --category treatie
exits 2 "no such category"
says err "did you mean 'treaty'" "the nearest category"
run senators Manchim
exits 3 "no such senator"

finish
