#!/bin/bash
# package check|show|new|diff, rules and help rules: they need no store, say what is
# wrong where it stands, and a new package works as written.
. "$(dirname "$0")/lib.sh"

packages=$source_dir/packages

run rules
exits 0 'rules'
says out 'Cloture on legislation +60 ' 'cloture takes sixty'
says out 'Cloture on a nomination +51 ' 'nominations by majority'
run rules --date 2013-11-20
says out 'Cloture on a nomination .* 60 ' 'before the switch'
run rules --date 2024-02-07 --sworn 98 --json
exits 0 'rules as JSON'
is 59 "$(json rules.0.threshold)" 'two seats vacant'
is 98 "$(json sworn)" 'the count asked for'
run rules --format csv
exits 0 'rules as CSV'
says out '^cloture,cloture,60,3,5,sworn,at-least,' 'a row of CSV'
run rules --date soon
exits 2 'no date'
run help rules
exits 0 'help rules'
says out 'three fifths of the senators duly chosen' 'the rule in words'
says out 'RL30360' 'its source'
says out 'struck 80% \(47% to' 'the Byrd rule, with its range'
run help rules --json
is 100 "$(json sworn)" 'help rules as JSON'
is '' "$(ls -A | grep -vE '^(out|err)$')" 'no store was made'

for file in "$packages"/*.yaml; do
    run package check "$file"
    exits 0 "check of $(basename "$file")"
    says_nothing err "check of $(basename "$file")"
done
run package show "$packages/border-2023.yaml"
exits 0 'show'
says out 'Yeas that each way takes' 'the route table'
says out 'Remain in Mexico +60\* +\(51, 80% struck\)' 'a change of law and the Byrd rule'
says out 'cloture-proceed: 60 yeas\. ' 'the rule of a vote'
run package show "$packages/border-2023.yaml" --json
exits 0 'show as JSON'
is cloture "$(json gates.0.rule)" 'the rule by name'
is 60 "$(json routes.0.ways.0.threshold)" 'the ordinary bill'
is true "$(json routes.0.ways.0.open)" 'is open'
says out '"strike":0\.8,"low":0\.47,"high":1,' 'the chance of a strike'
is 60 "$(json routes.9.ways.1.byrd.keep_threshold)" 'what keeps it in'
is executive "$(json routes.0.ways.2.route)" 'executive action'
is false "$(json routes.0.ways.2.open)" 'cannot spend'

run package new mine.yaml
exits 0 'a new package'
run package check mine.yaml
exits 0 'works as written'
says out '^mine.yaml: no errors' 'and is called so'
run package new mine.yaml
exits 3 'is not written over'
says err 'is there already' 'and says why'
run package new next.yaml --from border-2023
exits 0 'from a shipped package'
run package diff "$packages/border-2023.yaml" next.yaml
exits 0 'the same but for its name'
says out 'no difference' 'nothing differs'
run package new third.yaml --from border-203
exits 3 'from nowhere'
says err "did you mean 'border-2023'" 'the nearest template'
run package new 'Bad Name.yaml'
exits 3 'a name that is no id'

sed -e 's/money: 1.6 bn/money: 2 bn/' -e 's/agents: +1,300 agents/agents: +900 agents/' \
    -e 's/position: lean-yes/position: yes/' -e '/id: passage/,$d' next.yaml >fourth.yaml
run package diff next.yaml fourth.yaml
exits 0 'diff'
says out 'border-personnel money: 1.6 bn → 2 bn' 'money'
says out 'border-personnel agents: 1300 agents → 900 agents' 'a lever'
says out '^  - passage' 'a vote that went'
run package diff next.yaml fourth.yaml --json
says out '"cost_before_usd":1\.06e\+11' 'the cost before'
is provision "$(json changes.0.part)" 'a part'
run package diff next.yaml no.yaml
exits 1 'a file that is not there'
run package diff next.yaml
exits 2 'one file'
run package chek next.yaml
exits 2 'an unknown action'
says err "did you mean 'check'" 'the nearest'

sed 's/    topic: shelter/    topic: shelter\n    route: reconciliation/' next.yaml >way.yaml
run package check way.yaml
exits 0 'a way that is closed'
says err "way.yaml:[0-9]+: warning: 'shelter' takes reconciliation, which is not open" 'is flagged'

# what is wrong, all at once, with line and column
sed -e 's/requires: 1\/2/requires: 2\/3/' next.yaml >rules.yaml
run package check rules.yaml
exits 3 'a threshold that the rules do not allow'
says err 'rules.yaml:[0-9]+:15: passage needs 1/2 of those voting, not 2/3' 'where and why'
sed -e 's/senator: Kelly/senator: Kely/' -e 's/rollcall: 117-51,/rollcall: 117-9951,/' \
    -e 's/rollcall: 117-33,/rollcall: 112-33,/' next.yaml >names.yaml
run package check names.yaml
exits 3 'names that nobody has'
says err "names.yaml:[0-9]+:5: no senator in office is named 'Kely'" 'an unknown senator'
says err "did you mean 'Kelly'" 'the nearest senator'
says err 'names.yaml:[0-9]+:9: anchor 117-9951 is no roll call of the record' 'an anchor'
says err 'anchor 112-33 lies outside' 'an anchor too old'
run package check names.yaml --json
exits 3 'the same as JSON'
is 3 "$(json 'errors.#')" 'all three'
cat >>mine.yaml <<'END'
  - {date: 2023-11-05, senator: Kelly, state: AZ, position: no, source: later}
  - {date: 2023-10-15, senator: Kelly, state: AZ, position: no, source: "Semafor, 2023-11-01", about: border-personnel}
END
run package check mine.yaml
exits 3 'a contradiction'
says err "mine.yaml:[0-9]+:[0-9]+: Kelly says 'no' here and 'lean-yes' at mine.yaml:[0-9]+:[0-9]+, on" \
    'a contradiction: where both stand'
says err 'dated after as_of' 'a statement that comes too late'

finish
