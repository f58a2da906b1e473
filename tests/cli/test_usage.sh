#!/bin/bash
# Help, and what is said to a wrong verb, option, number or file name.
. "$(dirname "$0")/lib.sh"

run help
exits 0 'help'
says_nothing err 'help'
verbs=$(sed -nE 's/^  ([a-z]+) .*/\1/p' out)
checks=$((checks + 1))
[ "$(wc -w <<<"$verbs")" -ge 28 ] || fail 'help lists the verbs'
for verb in run import fit package forecast concessions simulate deal explain runs rerun; do
    says out "^  $verb " 'help names every verb of old'
done

for verb in $verbs; do
    run help "$verb"
    exits 0 "help $verb"
    says out "$verb" "help $verb"
    cp out help_text
    run "$verb" --help
    exits 0 "$verb --help"
    [ "$verb" = rules ] && head -n "$(wc -l <out)" help_text >words && mv words help_text
    is "$(cat help_text)" "$(cat out)" "$verb --help and help $verb"
done

# The manual says of each verb which options it takes, and of none that there is not.
# manual VERB: what it says of the verb; without one, of what every verb takes.
manual()
{
    awk -v verb="${1:-}" '
        /^\.Sh/ { on = /DESCRIPTION/ }
        on && /^\.Bl/ { depth++ }
        on && /^\.El/ { if (--depth == 0) list++ }
        on && depth == 1 && /^\.It/ { mine = list == (verb == "") && (verb == "" || $3 == verb) }
        on && depth && mine' "$source_dir/man/aisle.1"
}
manual >general
for verb in $verbs; do
    manual "$verb" >section
    checks=$((checks + 1))
    [ -s section ] || fail "the manual lacks $verb"
    grep -qE "^\.Cm $verb( |\$)" "$source_dir/man/aisle.1" ||
        fail "the manual's synopsis lacks $verb"
    run help "$verb"
    for option in $(sed -nE 's/^  (-[a-z], |    )--([a-z-]+).*/\2/p' out); do
        checks=$((checks + 1))
        echo "$option" >>taken
        grep -qE -- "-$option( |\$)" section general ||
            fail "the manual of $verb lacks --$option"
    done
done
for option in $(grep -oE -- '(Fl|,) -[a-z][a-z-]+' "$source_dir/man/aisle.1" |
    sed 's/.* -//' | sort -u); do
    checks=$((checks + 1))
    grep -qx -- "$option" taken ||
        fail "the manual has --$option, which no verb takes"
done

run --version
exits 0 '--version'
says out '^aisle [0-9]+\.[0-9]+\.[0-9]+' '--version'

run
exits 2 'no verb'
says out '^usage: aisle' 'no verb'

run forcast x.yaml
exits 2 'unknown verb'
says err "'forcast'.*|hint:.*forecast" 'unknown verb'
says err 'forecast' 'unknown verb: the nearest'

run package chek x.yaml
exits 2 'unknown sub-verb'
says err 'check' 'unknown sub-verb: the nearest'

run fit --congres 118
exits 2 'unknown option'
says err '--congress' 'unknown option: the nearest'

run fit --congress
exits 2 'option without its value'
run fit --congress eleven
exits 2 'not a number'
says err 'eleven' 'not a number'
run fit --congress 118 --seed -1
exits 2 'a negative seed'
run fit --congress 118 --threads 0.5
exits 2 'half a thread'
run fit --congress 118 --link cauchit
exits 2 'unknown link'
says err 'logit' 'unknown link: what there is'
run fit --congress 118 --as-of 2023-02-30
exits 2 'no such day'
says err '2023-02-30' 'no such day'

run run
exits 2 'a verb without its file'
run forecast a.yaml b.yaml
exits 2 'too many files'
run forecast "$source_dir/packages/border-2023.yaml" --suppose Manchin
exits 2 'half a supposition'

# With --json an error is an object on stdout.
run forcast --json
exits 2 'unknown verb, JSON'
is misuse "$(json error.code)" 'unknown verb: its code'
json error.message error.path error.line error.column error.hint >keys
exits 2 'unknown verb, JSON: every key is there'
is 5 "$(wc -l <keys)" 'an error has all its keys'

# completion knows what help knows
run completion bash
exits 0 'completion'
bash -n out || fail 'a script that bash reads'
cp out completion
complete_words() # WORD...: what the script offers for the last of them
{
    bash -c '. ./completion; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _aisle
             echo "${COMPREPLY[*]}"' x aisle "$@"
}
is forecast "$(complete_words for)" 'a verb'
is --suppose "$(complete_words forecast --sup)" 'an option'
is md "$(complete_words forecast x.yaml --format m)" 'a word of an option'
is check "$(complete_words package ch)" 'what a verb begins with'
for verb in $verbs; do
    checks=$((checks + 1))
    [[ " $(complete_words '') " == *" $verb "* ]] || fail "completion lacks $verb"
done
run completion zsh
exits 0 'for zsh'
says out '^bashcompinit' 'by way of bash'
run completion fish
exits 2 'another shell'

# a verb says which formats it has
run runs --format csv --store none.aisle
exits 2 'no csv'
says err "'runs' has no csv" 'which verb'
run score 1 118-1 -o x.md --store none.aisle
exits 2 'no Markdown, by the ending'
says err "'score' has no Markdown" 'which verb'

# who reads no further has what was wanted
"$aisle" help 2>err </dev/null | head -1 >out
is 0 "${PIPESTATUS[0]}" 'a pipe that is closed'
says_nothing err 'a pipe that is closed'

# A full standard output must not pass for success.
"$aisle" help >/dev/full 2>err </dev/null
rc=$?
exits 1 'stdout is full'

finish
