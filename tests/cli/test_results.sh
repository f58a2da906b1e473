#!/bin/bash
# Each verb's JSON keeps its shape, says the same for any number of threads, and is
# answered from the store the second time.
. "$(dirname "$0")/lib.sh"

package=$source_dir/packages/border-2023.yaml
export AISLE_STORE=$dir/study.aisle

verb fit --congress 118 --method map
has congress link dims method members rollcalls votes chains draws rhat_max \
    ess_bulk_min ess_bulk_median ess_tail_min classified apre gmp gmp_heldout \
    points.0.bioguide points.0.name points.0.party points.0.caucus points.0.state \
    points.0.x.0 points.0.sd.0 points.0.q05.0 points.0.q95.0 points.0.rank \
    points.0.rank_q05 points.0.rank_q95 points.0.votes points.0.thin \
    pivots.0.name pivots.0.seat pivots.0.senators.0.bioguide \
    pivots.0.senators.0.name pivots.0.senators.0.p
is 118 "$(json congress)" 'the Congress asked for'

verb forecast "$package"
has package as_of votes.0.id votes.0.question votes.0.threshold votes.0.rule \
    votes.0.p_pass votes.0.p_pass_q05 votes.0.p_pass_q95 votes.0.base_rate \
    votes.0.yea.mean votes.0.yea.sd votes.0.yea.q05 votes.0.yea.q10 votes.0.yea.q50 \
    votes.0.yea.q90 votes.0.yea.q95 votes.0.senators.0.bioguide \
    votes.0.senators.0.name votes.0.senators.0.party votes.0.senators.0.state \
    votes.0.senators.0.p_yea votes.0.senators.0.p_absent \
    votes.0.senators.0.p_pivotal votes.0.senators.0.statements
is 2023-11-01 "$(json as_of)" 'the date of the package'
is 100 "$(json 'votes.0.senators.#')" 'every senator'
is 101 "$(json 'votes.0.distribution.#')" 'every count'
is 60 "$(json votes.0.threshold)" 'a filibuster needs sixty'
between 0 1 "$(json votes.0.p_pass)" 'a chance'
between 0 1 "$(json votes.0.senators.0.p_yea)" 'a chance'

run forecast "$package" --require 0
exits 0 'a condition that holds'
run forecast "$package" --require 1
exits 4 'a condition that does not'
run forecast "$package" --suppose Manchin=nay --json
exits 0 'a supposition'
run forecast "$package" --suppose Manchen=nay
exits 3 'a senator nobody knows'
says err 'Manchin' 'a senator nobody knows: the nearest'

verb concessions "$package"
has vote threshold p_pass options.0.change options.0.yea_mean options.0.yea_q05 \
    options.0.yea_q95 options.0.p_pass options.0.gains options.0.losses

verb simulate "$package" --years 1 --reps 2 --scale 100
has cases events replications events_per_second metrics.0.name metrics.0.unit \
    metrics.0.family metrics.0.baseline.mean metrics.0.baseline.q05 \
    metrics.0.baseline.q50 metrics.0.baseline.q95 metrics.0.package.mean \
    metrics.0.difference.mean metrics.0.noise_share series.0.name series.0.unit \
    series.0.dates.0 series.0.baseline.mean.0 series.0.baseline.q05.0 \
    series.0.package.mean.0 series.0.observed
is 2 "$(json replications)" 'the replications asked for'

run runs --json
exits 0 'runs'
run explain
exits 0 'explain without a name'
run explain half_life
exits 0 'explain by words'
says out '^forecast_bank_half_life_days ' 'all that have them in the name'
says out '^forecast_statement_half_life_days ' 'all that have them in the name'
run explain forecast_surprise_hig
exits 0 'words that only one has'
says out '^forecast_surprise_high = ' 'it is told in full'

run explain decision_grant_rate
exits 0 'explain'
says out 'source|Source' 'explain says the source'
says out "^  file +$source_dir/data/parameters/[a-z]+\.csv:[0-9]+$" 'its line, by a plain path'
run explain decision_grant_rte
exits 3 'an assumption nobody knows'
says err 'decision_grant_rate' 'an assumption nobody knows: the nearest'

finish
