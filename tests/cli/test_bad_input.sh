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

for package in "$source_dir"/packages/*.yaml; do
    run package check "$package"
    exits 0 "$(basename "$package") is right"
    run package show "$package"
    exits 0 "$(basename "$package") shows"
done

finish
