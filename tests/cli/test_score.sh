#!/bin/bash
# score: a forecast after the vote, from a file or a run, by roll call or by casts.
. "$(dirname "$0")/lib.sh"

packages=$source_dir/packages
export AISLE_STORE=$dir/study.aisle

run forecast "$packages/ukraine-aid-2024-02-08.yaml" --json
exits 0 'a forecast'
cp out forecast.json
number=$(json run.id)

run score forecast.json 118-393
exits 0 'after the vote'
says_nothing err 'after the vote'
says out 'cloture-proceed +carried$' 'the result'
says out 'February 8, 2024: 67–32; needed 60 yeas' 'the count'
says out '^Brier +[0-9.]+ +[0-9.]+$' 'beside the base rate'
says out '50% between [0-9]+ and [0-9]+: (in|out)side' 'the intervals'
says out 'Sanders \(I-VT\) +[0-9]+% +nay' 'a surprise'

# the clerk's own number within the session names the same roll call
cp out by-congress
run score forecast.json 118-2-41
exits 0 'by session'
checks=$((checks + 1))
cmp -s out by-congress || fail 'the same roll call'

# a run of the store, and the vote that fits the question
run score "$number" 118-400 --json
exits 0 'a run'
is passage "$(json vote)" 'passage was taken'
is true "$(json taken.passed)" 'it passed'
is 70 "$(json yea.actual)" 'with 70'
checks=$((checks + 1))
json outcome.brier outcome.log_loss outcome.base_brier yea.crps yea.rank \
    yea.intervals.2.inside senator.called senator.log_loss senators.0.log_loss \
    senators.0.cast senators.0.why >/dev/null || fail 'the keys'
is 99 "$(json senator.casts)" 'every yea and nay'
run score "$number" 118-400
exits 0 'as text'
says out 'misled by: ' 'why a senator surprised'
run score "$number" 118-400 --format csv
exits 0 'as CSV'
is "$(head -1 out)" 'bioguide,name,state,party,caucus,p_yea_present,cast,log_loss' 'header'

# what the record does not have: who voted how, from a file; the same numbers come out
awk -F, 'NR > 1 && ($7 == "yea" || $7 == "nay" || $7 == "absent") { print $1 "," $7 }' \
    out >casts
(echo bioguide,cast && cat casts) >casts.csv
run score "$number" --casts casts.csv --date 2024-02-13 --vote passage --json
exits 0 'casts'
is 70 "$(json taken.yea)" 'the tally'
is true "$(json taken.passed)" 'carried by the rule'
is null "$(json taken.rollcall)" 'no roll call'

# a board
run whip "$packages/border-act-2024-05-23.yaml" --json
cp out board.json
run score board.json 118-534 --json
exits 0 'a board'
is false "$(json taken.passed)" 'it failed'

# the folder that a run wrote into, and the score as a run of its own
mkdir folder
cp forecast.json folder/run.json
run score folder/ 118-393
exits 0 'a folder'
checks=$((checks + 1))
cmp -s out by-congress || fail 'the folder has the same forecast'
run score folder 118-393 --json
kept=$(json run.id)
is 64 "$(json run.input_hash | tr -d '\n' | wc -c)" 'what it was made from'
run runs
says out "^ +$kept  score " 'the score is a run'
run score "$kept" 118-393
exits 3 'a score is no forecast'
mkdir empty
run score empty 118-393
exits 1 'an empty folder'
says err 'empty/run.json: cannot open' 'which file'

# what cannot be scored
run score forecast.json 118-9999
exits 3 'no such roll call'
says err 'the nearest is 118-691, of 2024-' 'the nearest'
run score forecast.json 118-3-1
exits 2 'no such session'
run score forecast.json 118-2-999
exits 3 'no such number in the session'
run score forecast.json 999-1
exits 3 'no such Congress'
run score forecast.json 118-332
exits 3 'a vote before the forecast'
says err "taken on 2023-12-06, before the forecast's as-of day, 2024-02-08" 'the days'
run score forecast.json 118-395
exits 3 'another question'
says err 'put another question' 'another question'
says err "the forecast's: cloture-proceed \(cloture on the motion to proceed\), passage" \
    'its votes'
run score forecast.json 118-393 --vote passage
exits 3 'the wrong gate'
run score forecast.json 118-393 --vote pasage
exits 3 'no such vote'
says err "did you mean 'passage'" 'the nearest vote'
run score 999 118-393
exits 3 'no such run'
says err 'its latest is [0-9]+' 'the latest'
run fit --congress 118 --method map --json
run score "$(json run.id)" 118-393
exits 3 'a run that forecasts nothing'
says err "is of 'fit', which forecasts no vote" 'why'
run score "$packages/border-2023.yaml" 118-393
exits 3 'a package'
says err 'this is a package' 'a package'
sed 's/"p_pass":0\./"p_pass":7./' forecast.json >bad.json
run score bad.json 118-393 --json
exits 3 'a chance of 7'
says out '"line":1,' 'where'
run score forecast.json --casts casts.csv
exits 2 'casts without a day'
run score forecast.json
exits 2 'no vote'
run score forecast.json --casts casts.csv --date 2024-02-13
exits 2 'which of two'
says err 'say with --vote ID' 'which of two'
sed 's/,nay/,no/' casts.csv >bad.csv
run score forecast.json --casts bad.csv --date 2024-02-13 --vote passage
exits 3 'no cast'
says err 'bad.csv:[0-9]+:[0-9]+: ' 'where'
printf 'name,cast\nKely,yea\n' >bad.csv
run score forecast.json --casts bad.csv --date 2024-02-13 --vote passage
exits 3 'nobody of that name'
says err "did you mean 'Kelly" 'the nearest name'

finish
