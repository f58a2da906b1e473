#!/bin/bash
# The main job, quick: both files are there, whole, to the contract, and the page
# asks nothing of the outside.
. "$(dirname "$0")/lib.sh"

package=$source_dir/packages/border-2023.yaml

run run "$package" --quick -o report --store study.aisle
exits 0 'the main job'
says out '[0-9]+ in 10|toss-up' 'the summary speaks of a chance'
is 'report.html run.json' "$(ls report | tr '\n' ' ' | sed 's/ $//')" \
    'two files and nothing else'
cp out summary
is 1 "$(awk 'length > 80' summary | wc -l | awk '{ print ($1 == 0) }')" \
    'the summary fits 80 columns'

cp report/run.json out
for key in run.verb run.version run.data_hash run.input_hash run.seed run.as_of \
    fit.congress fit.points.0.name forecast.votes.0.p_pass \
    forecast.votes.0.senators.99.p_yea simulate.metrics.0.difference.mean \
    simulate.series.0.dates.0 deal.searched deal.frontier.0.p_pass \
    deal.frontier.0.provisions; do
    checks=$((checks + 1))
    json $key >value 2>&1 || fail "run.json lacks $key"
done
is 2023-11-01 "$(json run.as_of)" 'as of the package'

page=report/report.html
says $page '^<!DOCTYPE html>|^<!doctype html>' 'the page'
says $page '</html>' 'the page is whole'
for outside in '<script[^>]+src' '<link[^>]+href="?http' '<img[^>]+src="?http' \
    '@import' 'url\(["'\'']?http' '<iframe' 'fetch\(' 'XMLHttpRequest'; do
    checks=$((checks + 1))
    grep -qE "$outside" $page && fail "the page reaches outside: $outside"
done
says $page 'prefers-color-scheme' 'light and dark'
says $page '@media print' 'it prints'

# The same again into the same place: the files are replaced whole, the numbers stay.
sed -E 's/"(id|seconds|cpu_seconds|started|events_per_second)":[^,}]*,?//g' out >once
run run "$package" --quick -o report --store study.aisle --no-cache
exits 0 'the main job again'
sed -E 's/"(id|seconds|cpu_seconds|started|events_per_second)":[^,}]*,?//g' \
    report/run.json >twice
is same "$(cmp -s once twice && echo same)" 'run.json again'

# Nowhere to write.
echo 'in the way' >file
run run "$package" --quick -o file/report --store study.aisle
exits 1 'a file where a folder must be'
says err 'file' 'a file where a folder must be'

finish
