#!/bin/bash
# Large tables: lists of votes, and compressed rows on request.
. "$(dirname "$0")/lib.sh"

# 90 members, 150 roll calls, a third of the cells: members' places are their numbers.
awk 'BEGIN {
    seed = 7
    print "member,rollcall,vote"
    for (j = 1; j <= 150; j++) {
        seed = (seed * 16807) % 2147483647; cut = seed % 90
        way = seed % 2
        for (i = 1; i <= 90; i++) {
            seed = (seed * 16807) % 2147483647
            if (seed % 3) continue
            seed = (seed * 16807) % 2147483647
            p = 1 / (1 + exp(-(i - cut) / 9))
            yea = (seed / 2147483647 < p)
            printf "m%d,r%d,%d\n", i, j, way ? yea : 1 - yea
        }
    }
}' >list.csv

run fit --list list.csv --method map --store s.aisle --json
exits 0 'a list, map'
is sparse "$(json engine)" 'a list: the engine'
is null "$(json congress)" 'a list: no Congress'
is 90 "$(json members)" 'a list: members'
is m1 "$(json points.0.bioguide | sed 's/m[0-9]*$/m1/')" 'a list: names'
first=$(json run.id)
run fit --list list.csv --method map --store s.aisle --json
is "$first" "$(json run.id)" 'the same list again: from the store'
cp list.csv other.csv
printf 'm1,r151,1\nm2,r151,0\n' >>other.csv
run fit --list other.csv --method map --store s.aisle --json
exits 0 'another list'
checks=$((checks + 1))
[ "$(json run.id)" != "$first" ] || fail 'another list: computed anew'
run fit --list list.csv --store s.aisle --threads 1 --json
exits 0 'a list, chains'
is '1000 2' "$(json draws) $(json chains)" 'a list: draws and chains'
run fit --list list.csv --store s.aisle --threads 1 --format csv -o one.csv
run fit --list list.csv --store s.aisle --threads 2 --format csv -o two.csv
is "$(md5sum <one.csv)" "$(md5sum <two.csv)" 'a list: equal bytes for any threads'
# members' ranks follow their numbers, one way round or the other
order=$(awk -F, 'NR == 1 { for (k = 1; k <= NF; k++) at[$k] = k; next }
    { i = substr($at["name"], 2) + 0; x = $at["x1"] + 0
      n++; si += i; sx += x; sii += i * i; sxx += x * x; six += i * x }
    END { r = (six - si * sx / n) / sqrt((sii - si * si / n) * (sxx - sx * sx / n))
          print (r * r > 0.8) ? "in order" : r }' one.csv)
is 'in order' "$order" 'a list: places'
run fit --list list.csv --method map --store s.aisle
says out 'compressed' 'a list: the words'

printf 'm3,r1,perhaps\n' >>other.csv
run fit --list other.csv --store s.aisle
exits 3 'a bad vote'
says err "other.csv:[0-9]+:[0-9]+: 'perhaps' is no vote" 'a bad vote: its place'
printf 'member,rollcall,vote\na,1,1\na,1,0\n' >twice.csv
run fit --list twice.csv --store s.aisle
exits 3 'a member twice'
says err "twice.csv:3:1: 'a' votes a second time" 'a member twice: its place'
run fit --list none.csv --store s.aisle
exits 1 'no such list'
for wrong in '--dims 2' '--link probit' '--heldout' '--congress 118' '--engine tiles'; do
    # shellcheck disable=SC2086
    run fit --list list.csv $wrong --store s.aisle
    exits 2 "a list with $wrong"
done
run fit --engine spares --store s.aisle
exits 2 'a misspelt engine'
says err "did you mean 'sparse'" 'a misspelt engine'

# A Congress by both engines: the same places and errors.
run fit --congress 105 --engine sparse --method map --slope-prior fixed --store s.aisle --format csv -o rows.csv
exits 0 'a Congress by rows'
run fit --congress 105 --method map --slope-prior fixed --store s.aisle --format csv -o tiles.csv
r=$(awk -F, 'FNR == 1 { for (k = 1; k <= NF; k++) at[$k] = k; next }
    NR == FNR { x[$at["bioguide"]] = $at["x1"]; sd[$at["bioguide"]] = $at["sd1"]; next }
    $at["thin"] == 0 { a = x[$at["bioguide"]]; b = $at["x1"]; q = $at["sd1"] / sd[$at["bioguide"]]
      if (q < 0.98 || q > 1.02) off++
      n++; sa += a; sb += b; saa += a * a; sbb += b * b; sab += a * b }
    END { r = (sab - sa * sb / n) / sqrt((saa - sa * sa / n) * (sbb - sb * sb / n))
          print (n > 90 && r > 0.99999 && !off) ? "alike" : n " " r " " off }' tiles.csv rows.csv)
is alike "$r" 'a Congress by both engines'
run fit --congress 105 --method map --store s.aisle --json
is tiles "$(json engine)" 'a Congress: tiles by default'
finish
