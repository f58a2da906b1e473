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
shape run.id=int run.verb=text run.version=text run.data_hash=text run.input_hash=text \
    run.seed=int run.as_of=day run.seconds=number run.cpu_seconds=number run.threads=int \
    run.ranks=int package=text as_of=day votes.*.id=text votes.*.question=text \
    votes.*.threshold=int votes.*.rule=text votes.*.p_pass=chance \
    votes.*.p_pass_q05=chance votes.*.p_pass_q95=chance votes.*.base_rate=chance \
    votes.*.yea.mean=number votes.*.yea.sd=number votes.*.yea.q05=number \
    votes.*.yea.q10=number votes.*.yea.q50=number votes.*.yea.q90=number \
    votes.*.yea.q95=number votes.*.distribution.*=chance \
    votes.*.senators.*.bioguide=text votes.*.senators.*.name=text \
    votes.*.senators.*.party=text votes.*.senators.*.state=text \
    votes.*.senators.*.p_yea=chance votes.*.senators.*.p_absent=chance \
    votes.*.senators.*.p_pivotal=chance votes.*.senators.*.statements=list \
    votes.*.reasons.*.text=text votes.*.reasons.*.effect=number
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
shape vote=text threshold=int p_pass=chance options.*.change=text \
    options.*.yea_mean=number options.*.yea_q05=number options.*.yea_q95=number \
    options.*.p_pass=chance options.*.gains=list options.*.losses=list \
    options.0.gains.*.name=text options.0.gains.*.delta=number

verb backtest --congress 118 --kind passage
shape votes=int outcome.brier=number outcome.log_loss=number outcome.accuracy=chance \
    outcome.base_brier=number yea.mae=number yea.crps=number yea.cover80=chance \
    yea.cover90=chance senator.accuracy=chance senator.brier=number \
    senator.log_loss=number senator.joint_log_score=number calibration.*.low=chance \
    calibration.*.high=chance calibration.*.n=int calibration.*.mean_p=chance? \
    calibration.*.rate=chance? by_congress.*.congress=int by_congress.*.votes=int \
    by_congress.*.outcome.brier=number by_congress.*.yea.mae=number \
    by_congress.*.senator.accuracy=chance baselines.*.name=text \
    baselines.*.brier=number baselines.*.log_loss=number baselines.*.mae=number? \
    baselines.*.joint_log_score=number? items.*.congress=int items.*.rollcall=int \
    items.*.date=day items.*.question=text items.*.threshold=int items.*.p_pass=chance \
    items.*.yea_mean=number items.*.yea_q10=number items.*.yea_q90=number \
    items.*.actual=int
is 27 "$(json votes)" 'the passage votes of the 118th'

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
