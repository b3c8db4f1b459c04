#!/bin/sh
# Counts instructions for each record, by callgrind, of every piece of work on every document.
# Usage: benches/instructions.sh [table]; with a table of an earlier run, what changed by more than 1 % is marked.
set -eu
table=${1:+$(realpath "$1")}
cd "$(dirname "$0")/.."
program=$(cargo bench --bench instructions --no-run 2>&1 | sed -n 's/.*(\(.*instructions-[0-9a-f]*\)).*/\1/p')

# Prints all instructions of a piece of work, and how many records it was done for.
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 2>&1 |
        awk '/Collected :/ { total = $NF } /^[0-9]+$/ { records = $1 } END { print total, records }'
}

printf 'work\tdocument\tinstructions\n'
"$program" | while read -r work document; do
    nothing=$(count nothing "$document")
    all=$(count "$work" "$document")
    each=$(((${all% *} - ${nothing% *}) / ${all#* }))
    before=$([ -z "$table" ] || awk -v w="$work" -v d="$document" '$1 == w && $2 == d { print $3 }' "$table")
    note=''
    if [ -n "$before" ] && [ $((100 * (each > before ? each - before : before - each))) -gt "$before" ]; then
        note=" (was $before)"
    fi
    printf '%s\t%s\t%s%s\n' "$work" "$document" "$each" "$note"
done
