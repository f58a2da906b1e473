#!/bin/bash
# fit --model: terms by name, what they earn, roll calls by kind, and what does not go
# with them.
. "$(dirname "$0")/lib.sh"

export AISLE_STORE=$dir/study.aisle

# about WANT GOT SLACK WHAT
about()
{
    checks=$((checks + 1))
    awk -v a="$1" -v b="$2" -v s="$3" \
        'BEGIN { exit !(b != "null" && b - a <= s && a - b <= s) }' ||
        fail "$4: $2 is not about $1"
}

run fit --model plain --json
exits 0 'the plain model'
is 0 "$(json model.terms.#)" 'it has no terms'
is map "$(json method)" 'it is a mode'
is monotone "$(json items.0.kind)" 'every roll call is monotone'
plain=$(json model.heldout.gmp)
votes=$(json model.heldout.votes)
is "$plain" "$(json model.heldout_plain.gmp)" 'the plain model beside itself'

run fit --model full --json --threads 1
exits 0 'the full model'
for key in run.verb points.0.x.0 points.0.rank_q95 pivots.0.senators.0.p gmp_heldout \
    model.converged model.estimates.leader_nay model.estimates.loyalty_rollcalls \
    model.estimates.unfolding_rollcalls model.estimates.offset_rms.nomination \
    items.0.type items.0.p_unfolding items.0.b.0 by_type.0.offset.cloture; do
    checks=$((checks + 1))
    json $key >/dev/null 2>&1 || fail "the JSON lacks $key"
done
is fit "$(json run.verb)" "the run's verb"
is "$plain $votes" "$(json model.heldout_plain.gmp) $(json model.heldout.votes)" \
    'the same split for both'
about 0.0127 "$(json model.gmp_heldout_gain)" 0.002 'what the terms earn on the 118th'
is "$(json rollcalls)" "$(json items.#)" 'an item a roll call'
is "$(json model.estimates.unfolding_kind)" \
    "$(grep -o '"kind":"unfolding"' out | wc -l)" 'roll calls that unfold, counted'
checks=$((checks + 1))
grep -qE '[:,[]-?(nan|inf)' out && fail 'a number that is none'

# early: the same on the votes of a few months, where time is all that matters
early='--as-of 2023-05-01'
run fit --model full $early --json --threads 1
cp out one
run fit --model offsets,unfolding,loyalty,leader $early --json --threads 2 --no-cache
same one out 'the same by its terms, with more threads'

run fit --model unfolding $early
exits 0 'the full model as a table'
says out '^  difference +\+0\.0' 'what the terms earn'
says out '^  118-[0-9]+ .* (yea|nay) ' 'roll calls of both ends'
says out '^  Manchin \(D-WV\) ' 'members'
run fit --model lapse,offsets $early --format csv -o points.csv
exits 0 'points as csv'
is 101 "$(wc -l <points.csv)" 'a row a member'
is "offset_other" "$(head -1 points.csv | tr , '\n' | tail -1)" 'offsets in the last columns'

# who is absent says nothing of how the others vote
run fit --model absence $early --json
exits 0 'absence alone'
is "$(json model.heldout_plain.gmp)" "$(json model.heldout.gmp)" 'votes as the plain model has them'

run fit --model loyalti
exits 2 'no such term'
says err "did you mean 'loyalty'" 'the nearest term'
run fit --model full, --json
exits 2 'an empty term'
is misuse "$(json error.code)" 'an empty term: its code'
run fit --model full --link probit
exits 2 'probit'
run fit --model full --method mcmc
exits 2 'chains'
run fit --model full --dynamic 117-118
exits 2 'several Congresses'
run senators --model full
exits 2 'of another verb'

# what a model found is shown of roll calls and senators; before, nothing is
export AISLE_STORE=$dir/traits.aisle
run votes 61 --json --method map
is null "$(json vote.model)" 'no model yet'
run senators Manchin --json --method map
is null "$(json senator.p_absent)" 'no model yet'
run fit --model unfolding,absence --json
exits 0 'a model of both'
model=$(json run.id)
# absence: a spell tells it, indifference does not
is 'types spell torn losing' \
    "$(json model.absence.parts.0.name model.absence.parts.1.name model.absence.parts.2.name \
        model.absence.parts.3.name | tr '\n' ' ' | sed 's/ $//')" 'its parts'
is 'true true false false' \
    "$(json model.absence.parts.0.kept model.absence.parts.1.kept model.absence.parts.2.kept \
        model.absence.parts.3.kept | tr '\n' ' ' | sed 's/ $//')" 'which are kept'
about 0.0685 "$(json model.absence.parts.1.gain)" 0.005 'what a spell earns'
about 0 "$(json model.absence.parts.2.gain)" 0.0005 'what indifference earns'
about 0.05 "$(json by_type.0.p_absent.cloture)" 0.05 "a member's chance to miss a cloture"
run votes 61 --json --method map
is "$model unfolding yea" "$(json vote.model.run vote.model.kind vote.model.ends | xargs)" \
    'a repeal that both ends wanted'
run votes 61 --method map
says out "^Both ends yea against the middle, turning at .*; bends with chance >99%" 'words'
says out "run $model\)" 'words: of which run'
run votes --search 'authorization for use of military force' -n 5 --method map
says out ' \*s316' 'marked in the list'
says out "^\* sets both ends against the middle, by the vote model of run $model$" 'why'
run senators Manchin --json --method map
checks=$((checks + 1))
json senator.p_absent.cloture senator.p_absent.other >/dev/null || fail 'by type'
run senators Manchin --method map
says out '^Chance to be absent from a usual roll call: cloture [0-9]+%' 'words'
run votes 1 --as-of 2023-06-01 --json --method map
is null "$(json vote.model)" 'a model of other votes says nothing'

finish
