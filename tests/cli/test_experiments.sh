#!/bin/bash
# compare, sensitivity: words, JSON, CSV, mistakes.
. "$(dirname "$0")/lib.sh"

first=$source_dir/packages/border-2023.yaml
second=$source_dir/packages/border-agreement-2024-02-07.yaml
pair="compare $first $second --years 1 --reps 10 --scale 1000"
screen="sensitivity $first --years 1 --base 2 --scale 1000"
export AISLE_STORE=$dir/study.aisle

# --- compare
verb $pair
is 2 "$(json 'packages.#')" 'both packages'
is "$first" "$(json packages.0.path)" 'in the order given'
between 0 1 "$(json packages.0.p_both)" packages.0.p_both
known $pair
cp out kept
says out 'from A' 'compare, text: against the first'
says out 'both in [0-9]+ of 10' 'compare, text: counts, no chances of ten runs'
run $pair --no-cache
exits 0 'compare, computed again'
is same "$(cmp -s kept out && echo same)" 'compare: the store has what is computed'
known $pair --format csv
says out 'court_backlog' 'compare, CSV'

# --- what was warned of is said again by the store
far="simulate $first --precision 0.1% --reps 4 --years 1 --scale 1000"
run $far
exits 0 'a precision out of reach'
says err 'warning: after 4 replications the change of court_backlog' 'which is said'
cp err warned
known $far --json
is same "$(cmp -s warned err && echo same)" 'and said again'
run $far --strict
exits 0 'computed under --strict'

# --- sensitivity: of eight parameters, the others held where they are; all that are
# shipped are screened in test_rerun.sh
own_data parameters
awk -F, -v OFS=, 'NR == 1 || (/^court_/ && $3 != $4 && n++ < 8) { print; next }
    { $3 = $4 = $2; print }' data/parameters/asylum.csv >few.csv
mv few.csv data/parameters/asylum.csv
export AISLE_DATA=$dir/data
verb $screen
is morris "$(json method)" 'Morris without a word'
is 2 "$(json base)" 'trajectories'
is 8 "$(json 'parameters.#')" 'every parameter with a range'
between 0 1 "$(json parameters.0.importance)" parameters.0.importance
verb sensitivity "$first" --years 1 --method sobol --base 2 --keep 2 --scale 1000
is sobol "$(json method)" 'Sobol by name'
is 2 "$(json 'parameters.#')" 'as many as are kept'
known $screen
says out '[Mm]orris' 'sensitivity, text'
known $screen --format csv
says out 'court_backlog' 'sensitivity, CSV'

# --- mistakes
run compare "$first"
exits 2 'one package is no comparison'
run compare "$first" none.yaml
exits 1 'a package that is not there'
run sensitivity "$first" --method sobbol
exits 2 'no such method'
says err "'sobol'" 'no such method: the nearest'
run sensitivity "$first" --base 1
exits 2 'too few trajectories'

finish
