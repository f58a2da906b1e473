#!/bin/bash
# sql: questions to the store; whatever would write, or is not SQL, is refused.
. "$(dirname "$0")/lib.sh"

export AISLE_STORE=$dir/study.aisle

# the first use makes the store; without a query, what there is
run sql
exits 0 'the tables'
says_nothing err 'the tables'
says out '^table +columns$' 'the head'
says out '^rollcall +congress_id, number, date, ' 'a table'

run sql "SELECT congress, members FROM congress WHERE congress > 116 ORDER BY 1"
exits 0 'rows'
is 'congress  members' "$(head -1 out)" 'the columns'
is '3' "$(wc -l <out | tr -d ' ')" 'a row a Congress'
run sql "SELECT 'a,\"b' AS x, NULL AS y, 0.1 AS z, 9007199254740993 AS n, x'00ff' AS b" --format csv
is 'x,y,z,n,b|"a,""b",,0.1,9007199254740993,00ff' "$(paste -sd'|' out)" 'CSV, exactly'
run sql "SELECT 1 AS a, 0.5 AS b, 'c' AS c, NULL AS d, x'00ff' AS e" --json
exits 0 'JSON'
is sql "$(json run.verb)" 'the head of a result'
is null "$(json run.id)" 'which is not recorded'
is '["a","b","c","d","e"]' "$(json columns)" 'columns'
is '[[1,0.5,"c",null,"00ff"]]' "$(json rows)" 'rows'
run sql "SELECT number FROM rollcall WHERE 0" --json
is '[]' "$(json rows)" 'no rows'
run sql "SELECT 1 AS one -- and that is all;" -o one.csv
exits 0 'to a file'
is 'one|1' "$(paste -sd'|' one.csv)" 'to a file'

before=$(cksum <study.aisle)
for query in 'DELETE FROM run' 'DROP TABLE rollcall' "ATTACH 'other.db' AS o" \
    "UPDATE congress SET members = 0" 'CREATE TABLE t (x)' 'VACUUM' \
    "SELECT 1; DELETE FROM run" '' ';'; do
    run sql "$query"
    exits 2 "refused: $query"
    says_nothing out "refused: $query"
done
is "$before" "$(cksum <study.aisle)" 'the store is as it was'
checks=$((checks + 1))
[ ! -e other.db ] || fail 'no other file was made'
run sql 'SELECT * FROM runs'
exits 2 'no such table'
says err 'no such table: runs' 'no such table'
says err 'the tables: .*rollcall' 'and those that there are'
run sql 'SELECT seeds FROM run'
exits 2 'no such column'
says err '^aisle: query:1:8: no such column: seeds' 'where'
run sql 'SELECT 1' 'SELECT 2'
exits 2 'two queries'
echo 'dear diary' >diary
run sql 'SELECT 1' --store diary
exits 1 'no store'

finish
