#!/bin/bash
# calibrate, validate, project: words, JSON, CSV, mistakes, and a calibration that is
# killed and goes on.
. "$(dirname "$0")/lib.sh"

first=$source_dir/packages/border-2023.yaml
kept='SELECT count(*) FROM kept'
fit='calibrate --waves 3 --runs 20 --sets 20 --scale 1000'
fitted=$(($(wc -l <"$source_dir/data/calibration/priors.csv") - 1))
hindcast='validate --sets 20 --scale 1000'
export AISLE_STORE=$dir/study.aisle

# --- calibrate
run validate --posterior stored
exits 3 'no posterior stored'
says err 'aisle calibrate' 'no posterior stored: how to make one'
verb $fit
is 20 "$(json draws)" 'draws kept'
is 80 "$(json evaluations)" 'three waves and the check'
is 3 "$(json 'waves.#')" 'waves'
is "$fitted" "$(json 'parameters.#')" 'every parameter of priors.csv'
between 1 10 "$(json rhat)" rhat
between 0 1 "$(json parameters.0.width_ratio)" parameters.0.width_ratio
known $fit
says out 'court_completions_per_judge' 'calibrate, text: a parameter'
says out ' not identified$' 'calibrate, text: what is not identified'
known $fit -o fitted.csv
is 21 "$(wc -l <fitted.csv)" 'a row a draw'
is "$fitted" "$(head -1 fitted.csv | tr ',' '\n' | wc -l)" 'a column a parameter'

# Killed as soon as something is kept; it goes on and says the same.
"$aisle" $fit --runs 40 --json --store whole >whole.json 2>err </dev/null
"$aisle" runs --store cut >/dev/null 2>err
"$aisle" $fit --runs 40 --json --store cut >cut.json 2>err </dev/null &
pid=$!
for _ in $(seq 600); do
    count=$("$helper" sql cut "$kept" 2>/dev/null)
    [ "${count:-0}" -gt 0 ] && break
    kill -0 $pid 2>/dev/null || break
    sleep 0.02
done
kill -9 $pid 2>/dev/null
wait $pid 2>/dev/null
checks=$((checks + 1))
[ "${count:-0}" -gt 0 ] || fail 'a killed calibration keeps what is done'
is ok "$("$helper" sql cut 'PRAGMA integrity_check')" 'killed: intact'
is 0 "$("$helper" sql cut 'SELECT count(*) FROM run')" 'killed: no run is recorded'
"$aisle" $fit --runs 40 --json --store cut >again.json 2>err </dev/null
is calibrate "$("$helper" json run.verb <again.json)" 'a calibration that goes on'
same whole.json again.json 'the same posterior after a kill'
is 0 "$("$helper" sql cut "$kept")" 'nothing is kept after it'

# --- validate
verb $hindcast
points=0
for s in $(seq 0 $(($(json 'series.#') - 1))); do
    points=$((points + $(json "series.$s.points.#")))
done
is 20 "$(json draws)" 'draws'
is court_backlog_year_ahead "$(json series.0.name)" 'the first series'
is 7 "$(json 'series.0.points.#')" 'FY2014 to FY2020'
is false "$(json with_posterior)" 'no posterior was named'
between 0 "$(json points)" "$(json covered)" covered
between 0 0.1 "$(json series.0.error)" series.0.error
known $hindcast --format csv
says out '^series,' 'validate, CSV: its head'
is "$points" "$(($(wc -l <out) - 1))" 'validate, CSV: a row a point'
run $hindcast --posterior stored
exits 0 'validate from the stored posterior'
says out '^stock_flow: ' 'validate, text: a naive forecast'
says out '[0-9]+ of [0-9]+ points' 'validate, text: how many are inside'
says out 'from a posterior' 'validate, text: from what'
run simulate "$first" --posterior shipped --years 1 --reps 10 --scale 1000 --json
exits 0 'simulate from the shipped posterior'
is 10 "$(json replications)" 'simulate from the shipped posterior'
cp out from_shipped
run simulate "$first" --years 1 --reps 10 --scale 1000 --json
exits 0 'simulate from ranges'
checks=$((checks + 1))
[ "$(json metrics.0.baseline.mean)" != "$("$helper" json metrics.0.baseline.mean \
    <from_shipped)" ] || fail 'the posterior moves nothing'
known $hindcast -o page.html --posterior stored
says page.html 'from a posterior' 'the page says from what'
says page.html '<svg' 'the page of plots'
says page.html '</html>' 'the page is whole'
says page.html 'Denver shelter, 2023-10-23' 'the page names a point'
checks=$((checks + 1))
grep -qE '(src|href)="https?:' page.html && fail 'the page asks for something outside'

# --- project
verb project 2024-09-30 2024-02-15 --sets 20 --scale 1000
is 20 "$(json 'rows.#')" 'ten counts on two days'
is encounters "$(json rows.0.name)" 'the first count'
is 2023-10-01 "$(json rows.0.from)" 'the fiscal year begins before the start'
is null "$(json rows.4.from)" 'a stock has no beginning'
run project --sets 20 --scale 1000
says out '^September 30, 2026' 'project, text: three fiscal years without a word'
says out 'Pending in court +[0-9.]+m +[0-9.]+ to [0-9.]+m' 'project, text: an interval'
run project 2024-09-30 --sets 20 --scale 1000 --format csv
says out '^court_backlog,cases,stock,,2024-09-30,' 'project, CSV'
run project 2023-10-31 --sets 20
exits 3 'a day that is not ahead'
run project September
exits 2 'no day'

# --- mistakes
run calibrate --waves 2
exits 2 'too few waves'
run calibrate --runs many
exits 2 'no number of runs'
run validate --posterior none.csv
exits 1 'a posterior that is not there'
run validate --posterior none.csv --json
is none.csv "$(json error.path)" 'a posterior that is not there, JSON'
printf 'court_judge\n1\n2\n' >unknown.csv
run $hindcast --posterior unknown.csv
exits 3 'a parameter nobody knows'
says err 'court_judge' 'a parameter nobody knows, by name'
printf 'court_judges\n1\nx\n' >bad.csv
run $hindcast --posterior bad.csv
exits 3 'a draw that is no number'
says err '^aisle: bad.csv:3:' 'a draw that is no number, its place'

# Data that are wrong: all of it is said, with its place.
own_data calibration
sed -i '2s/,fit,/,fitt,/' data/calibration/targets.csv
sed -i '3s/,uniform\|,triangular/,trianguler/' data/calibration/priors.csv
run $hindcast --data data
exits 3 'wrong targets'
says err 'targets.csv:2:[0-9]+: .*fitt' 'a role nobody knows, its place'
says err 'priors.csv:3:[0-9]+: .*trianguler' 'a shape nobody knows, its place'

finish
