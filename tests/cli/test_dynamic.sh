#!/bin/bash
# Paths from Congress to Congress: what is shown, what is kept, what is refused.
. "$(dirname "$0")/lib.sh"

paths='fit --dynamic 117-118 --method map --store paths'

run $paths
exits 0 'paths of two Congresses'
says out 'latest, 90%' 'intervals of the latest place'
says out '^- Inhofe .*[0-9] to [+−]' 'a path that ended, with its interval'
says out 'By Congress: how sure' 'a block by Congress'
says out '^  117 +[0-9]+ +[0-9]+ +0\.[0-9]+' 'how many went on, how sure'

first=$(cksum <out)
is 1 "$("$helper" sql paths 'SELECT count(*) FROM fit WHERE periods > 0')" 'the fit is kept'
run $paths
is "$first" "$(cksum <out)" 'the kept fit says the same'
is 1 "$("$helper" sql paths 'SELECT count(*) FROM fit')" 'and is not fitted again'
run $paths --split-switchers
is 2 "$("$helper" sql paths 'SELECT count(*) FROM fit')" 'another question, another fit'

run $paths --json
exits 0 'as JSON'
is 117 "$(json by_congress.0.congress)" 'the first Congress'
is 0 "$(json by_congress.1.go_on)" 'nobody goes on from the last'
is null "$(json by_congress.1.rhat_max)" 'a mode has no R-hat'

run fit --congress 117-118 --method map --json --store paths
exits 0 'two Congresses, pooled'
told=$(json gmp)
run fit --congress 117-118 --method map --slope-prior fixed --json --store paths
checks=$((checks + 1))
[ "$told" != "$(json gmp)" ] || fail 'pooled, the prior of slopes is as asked for'
run fit --congress 117-118 --method map --bootstrap 10 --json --store paths
is 10 "$(json draws)" 'pooled, a draw a refit'
run fit --dynamic 118-118 --store paths
exits 2 'one Congress'
says err 'a path needs two' 'one Congress: why'
says err 'aisle fit --congress 118' 'one Congress: what instead'

finish
