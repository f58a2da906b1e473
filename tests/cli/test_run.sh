#!/bin/bash
# The main job, small: both files are there, whole, to the contract, and the page
# asks nothing of the outside.
. "$(dirname "$0")/lib.sh"

package=$source_dir/packages/aid-and-border-money-2023-12-06.yaml

small=(--quick --years 1 --reps 2 --scale 100)

run run "$package" "${small[@]}" -o report --store study.aisle
exits 0 'the main job'
says out '[0-9]+ in 10|toss-up' 'the summary speaks of a chance'
is 'report.html run.json' "$(ls report | tr '\n' ' ' | sed 's/ $//')" \
    'two files and nothing else'
cp out summary
is 1 $(($(LC_ALL=C.UTF-8 wc -L <summary) <= 80)) 'the summary fits 80 columns'

cp report/run.json out
for key in run.verb run.version run.data_hash run.input_hash run.seed run.as_of \
    fit.congress fit.points.0.name forecast.votes.0.p_pass \
    forecast.votes.0.senators.99.p_yea simulate.metrics.0.difference.mean \
    simulate.series.0.dates.0 deal.searched deal.frontier.0.p_pass \
    deal.frontier.0.provisions; do
    checks=$((checks + 1))
    json $key >value 2>&1 || fail "run.json lacks $key"
done
is 2023-12-06 "$(json run.as_of)" 'as of the package'

# the page's what-if is the command line's, and the page carries it
nay=$(json what_if.senators.7.if_nay.0)
name=$(json what_if.senators.7.name)
run forecast "$package" --store study.aisle --suppose "$name=nay" --json
exits 0 'the same on the command line'
checks=$((checks + 1))
awk -v a="$nay" -v b="$(json votes.0.p_pass)" 'BEGIN { d = a - b; exit !(d < 0.005 && d > -0.005) }' ||
    fail "what if $name votes nay: $nay in the report"
checks=$((checks + 1))
grep -q "<option value=\"$name\"[^>]* data-nay=\"$(printf %.4f "$nay")\"" report/report.html ||
    fail 'and on the page'

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

# A day before the simulation's state: a report of the votes, which says so.
sed -e 's/^as_of: .*/as_of: 2023-10-30/' -e '/^text_since:/d' "$package" >early.yaml
run run early.yaml --quick -o early --store study.aisle
exits 0 'votes only'
says early/report.html 'Votes only: the asylum system is simulated from the state of 2023-10-31' 'and says so'
says early/report.html '<section id="senators"' 'with the board'
checks=$((checks + 1))
grep -q '<section id="outcomes"' early/report.html && fail 'nothing was simulated'
cp early/run.json out
is null "$(json simulate)" 'no outcome'
run rerun "$(json run.id)" --store study.aisle
exits 0 'made again'

# Nowhere to write.
echo 'in the way' >file
start=$SECONDS
run run "$package" -o file/report --store study.aisle --no-cache
exits 1 'a file where a folder must be'
says err 'file/report' 'a file where a folder must be'
is 1 $((SECONDS - start < 10)) 'that is said before the work, not after it'

finish
