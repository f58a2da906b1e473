#!/bin/bash
# Files with something wrong in them, and names that nobody knows.
. "$(dirname "$0")/lib.sh"

run forecast none.yaml
exits 1 'a package that is not there'
says err 'none.yaml' 'a package that is not there'

run package check none.yaml --json
exits 1 'a package that is not there, JSON'
is io "$(json error.code)" 'a missing file: its code'

# Everything that is wrong is said at once, each with its place.
right=$source_dir/packages/border-2023.yaml
sed -e 's/^summary:/sumary:/' -e '0,/money: [^ ]* bn/s//money: 9.15 bm/' \
    -e '0,/requires: [^ ]*/s//requires: 7\/5/' \
    -e '0,/position: lean-yes/s//position: leen-yes/' "$right" >bad.yaml
is 4 "$(diff "$right" bad.yaml | grep -c '^>')" 'the test spoils four lines'
run package check bad.yaml
exits 3 'a wrong package'
place='^aisle: bad.yaml:[0-9]+:[0-9]+: '
says err "$place.*sumary.*summary" 'an unknown key, its place and the nearest'
says err "$place.*bm" 'an unknown unit'
says err "$place.*7/5" 'no such majority'
says err "$place.*leen-yes.*lean-yes" 'an unknown word and the nearest'
says_nothing out 'a wrong package'
run package check bad.yaml --json
exits 3 'a wrong package, JSON'
is input "$(json error.code)" 'a wrong package: its code'
is bad.yaml "$(json error.path)" 'a wrong package: its path'
is 4 "$(json 'errors.#')" 'a wrong package: all of it in JSON, too'

printf 'id: [x\n' >syntax.yaml
run package check syntax.yaml
exits 3 'YAML that is none'
says err '^aisle: syntax.yaml:[0-9]+:[0-9]+: ' 'YAML that is none, with its place'
: >empty.yaml
run package check empty.yaml
exits 3 'an empty file'
head -c 300 /dev/urandom >noise.yaml
run package check noise.yaml
exits 3 'noise'
mkdir folder.yaml
run package check folder.yaml
exits 1 'a folder for a file'

# What no simulation can be of: levers, days, places.
cat >plain.yaml <<'END'
package: plain
title: Judges
as_of: 2023-11-01
proposer: D
provisions:
  - id: judges
    title: Judges
    levers:
      judges: +100 judges
  - id: more
    title: More judges
    levers:
      judges: +50 judges
votes:
  - {id: c, question: Q, kind: cloture}
END
small="--reps 2 --years 1 --scale 1000 --no-cache"
run simulate plain.yaml $small
exits 0 'the package that the next ones spoil'

# spoilt SED PATTERN WHAT: simulate the package after an edit; what must be said.
spoilt()
{
    sed -e "$1" plain.yaml >spoilt.yaml
    run simulate spoilt.yaml $small
    exits 3 "$3"
    says err "^aisle: spoilt.yaml:$2" "$3"
    says_nothing out "$3"
}
spoilt 's/+100 judges/-5,000 judges/' '9:15: judges is -5000, not from -700' \
    'a negative capacity'
spoilt 's/+50 judges/+1,950 judges/' '13:15: .*judges adds up to 2050, past 2000' \
    'provisions that add up to too much'
spoilt 's/judges: +50 judges/mexico_share: 130%/' \
    '13:21: mexico_share is 130%, not from 0% to 100%' 'a share over 100%'
spoilt 's/judges: +50 judges/expulsion_years: 40 years/' \
    '13:24: expulsion_years is 40, not from 0 to 20 years' 'past the horizon'
spoilt 's/judges: +50 judges/judgs: 50/' "13:7: .*'judgs'; did you mean 'judges'" \
    'an unknown lever'
spoilt 's/2023-11-01/2019-03-01/' '3:8: as of 2019-03-01 .*state of 2023-10-31' \
    'a package of a day before the data'

run simulate plain.yaml $small --as-of 2023-10-31
exits 3 'a day before the data'
says err 'look ahead.*state of 2023-10-31' 'a day before the data, said'
run compare spoilt.yaml plain.yaml $small
exits 3 'a comparison from a day before the data'
run simulate plain.yaml $small --from 2022-10-31
exits 3 'a start whose state is not recorded'
says err 'from 2022-10-31: the state that is recorded is of 2023-10-31' 'a start whose state is not recorded'
run simulate plain.yaml $small --baseline other.yaml
exits 2 'a baseline that is a package'
says err 'aisle compare' 'a baseline that is a package: what does it'
run simulate plain.yaml $small --from 2023-10-31 --baseline current-law
exits 0 'the defaults by name'
run simulate plain.yaml $small --years 21
exits 2 'more years than the simulation runs'
says err "'21' is not a whole number from 1 to 20" 'the horizon'
run simulate plain.yaml $small --precision 5% --metric shelter_newyork_peak
exits 2 'a city that is no outcome'
says err "did you mean 'shelter_new_york_peak'" 'the nearest city'

sed -e '/levers:/,+1d' plain.yaml >idle.yaml
run simulate idle.yaml $small
exits 0 'an empty scenario'
says out 'leaves the asylum system as it is' 'an empty scenario, said'

mkdir data && ln -s "$source_dir"/data/* data && rm data/asylum
cp -r "$source_dir/data/asylum" data/asylum
sed -i '0,/New York/s//New Yrok/' data/asylum/judge_grant_rates.csv
run simulate plain.yaml $small --data data
exits 3 'a court that is not'
says err "judge_grant_rates.csv:[0-9]+:[0-9]+: court 'New Yrok.*" 'a court that is not: its place'
says err "did you mean 'New York" 'the nearest court'

for package in "$source_dir"/packages/*.yaml; do
    run package check "$package"
    exits 0 "$(basename "$package") is right"
    run package show "$package"
    exits 0 "$(basename "$package") shows"
done

finish
