#!/bin/bash
# rerun: a run made again from what the store keeps of it, byte for byte; and what is
# said when the files, the data or the result are not what they were.
. "$(dirname "$0")/lib.sh"

packages=$source_dir/packages
export AISLE_STORE=$dir/study.aisle

# again WHAT: the run of ./out is reproduced.
again()
{
    number=$(json run.id)
    run rerun "$number" --json
    exits 0 "$1"
    is "$number true 0" "$(json of reproduced differing | xargs)" "$1: reproduced"
    is 0 "$(json changed.#)" "$1: nothing has changed"
    checks=$((checks + 1))
    [ "$(json values)" -gt 50 ] || fail "$1: values"
}

small=(--years 1 --reps 2 --scale 1000)
cp "$packages/border-2023.yaml" package.yaml
run forecast package.yaml --suppose Manchin=nay --json
exits 0 'a forecast'
cp out forecast.json
again 'a forecast'
first=$number
run simulate package.yaml "${small[@]}" --seed 7 --json
again 'a simulation'
run fit --congress 101 --json
again 'a fit by draws'
# (its deals are a quarter of those of package.yaml)
cp "$packages/aid-and-border-money-2023-12-06.yaml" smaller.yaml
run run smaller.yaml --quick "${small[@]}" -o folder --json
rm -r folder
again 'the main job'
checks=$((checks + 1))
[ ! -e folder ] || fail 'nothing is written by a rerun'
printf 'name,position,date,source\nManchin,no,2023-10-30,a paper\n' >count.csv
run whip package.yaml count.csv --json
again 'a whip board'
run score forecast.json 118-338 --vote cloture-proceed --json
[ "$rc" -eq 0 ] && again 'a score'

# what simulates many times: the text of then counts here, too
cp package.yaml other.yaml
sed -i 's/^title: .*/title: Another/' other.yaml
run compare package.yaml other.yaml "${small[@]}" --json
exits 0 'a comparison'
number=$(json run.id)
sed -i 's/^title: .*/title: A third/' other.yaml
run rerun "$number" --json
exits 0 'a comparison, with a changed file'
is true "$(json reproduced)" 'a comparison, with a changed file'
is 'file other.yaml true' "$(json changed.0.what changed.0.replaced | xargs)" 'it is said'
run sensitivity package.yaml --years 1 --scale 1000 --base 2 --json
again 'a screening'

# without --json, and on another number of threads
run rerun "$first" --threads 1
exits 0 'in words'
says_nothing err 'in words'
says out "^run $first, forecast of .*: reproduced exactly, [0-9,]+ values$" 'in words'

# the file says something else by now, or is gone: the text of then is what counts
sed -i 's/^as_of: .*/as_of: 2023-09-15/' package.yaml
run rerun "$first"
exits 0 'a changed file'
says out 'file package.yaml: says something else; the text of then was used' 'it is said'
rm package.yaml
run rerun "$first"
exits 0 'a file that is gone'
says out 'file package.yaml: is not there; the text of then was used' 'it is said'

# other data: the numbers differ, and the file is named
cp -r "$source_dir/data" data
# (one parameter moves to the low end of its range, whatever that is)
awk -F, -v OFS=, '$1 == "forecast_gate_correlation" { $2 = $3 } { print }' \
    data/parameters/forecast.csv >moved.csv
mv moved.csv data/parameters/forecast.csv
run rerun "$first" --data data
exits 1 'other data'
says out 'not reproduced, [0-9,]+ of [0-9,]+ values differ' 'how many'
says out '^votes\.0\.[a-z_.0-9]+ ' 'where'
says out 'data parameters/forecast.csv: [0-9a-f]{12}, was [0-9a-f]{12}' 'the file'
says err "run $first was not reproduced" 'on standard error'

# a result that was edited
"$helper" sql study.aisle "UPDATE run SET result =
    replace(result, '\"threshold\":60', '\"threshold\":59') WHERE id = $first" >/dev/null
run rerun "$first" --json
exits 1 'an edited result'
is 'votes.0.threshold 59 60' \
    "$(json differences.0.path differences.0.then differences.0.now | xargs)" 'where'
is false "$(json reproduced)" 'not reproduced'

# what cannot be made again
run senators --congress 101 --method map --json
run rerun "$(json run.id)"
exits 3 'no result was kept'
says err "no result of run [0-9]+ \('senators'\) was kept" 'no result was kept'
"$helper" sql study.aisle "DELETE FROM run_word WHERE run_id = $first" >/dev/null
run rerun "$first"
exits 3 'a run of an older aisle'
says err "the command of run $first \('forecast'\) was not recorded" 'its command'
run rerun 9999
exits 3 'no such run'
run rerun twelve
exits 2 'no number'
run rerun
exits 2 'which run'

finish
