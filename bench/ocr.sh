#!/bin/sh
# Measures `./kalanjiyam ocr` against Debian's tesseract over the same pages, as many processes as cores,
# by turns in one run: wall seconds and CPU seconds of each, and the ratio.
#   bench/ocr.sh BOOK.pdf 'PAGES/page-*.png' [LANG [ROUNDS]]      the pages of the book as images
set -eu
book=$1
pages=$2
language=${3:-eng}
rounds=${4:-2}
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cores=$(nproc)
# shellcheck disable=SC2086
"$root/kalanjiyam" ocr "$(ls $pages | head -1)" --lang "$language" -o "$work/built" >/dev/null 2>&1

# Prints wall and CPU seconds of a command; its output is kept aside.
timed() {
  bash -c 'TIMEFORMAT="%R %U %S"; time "$@" >"$0" 2>&1' "$work/said" "$@" 2>&1 |
    awk '{ printf "%.1f s, CPU %.1f s\n", $1, $2 + $3 }'
}

# shellcheck disable=SC2086,SC2016
echo "$(ls $pages | wc -l) pages, $language, $cores cores, load $(cut -d' ' -f1 /proc/loadavg)"
for round in $(seq "$rounds"); do
  echo "round $round tesseract:      $(OMP_THREAD_LIMIT=1 timed sh -c \
    'ls $1 | xargs -P "$4" -I{} tesseract {} "$2/peer-$$" -l "$3"' - "$pages" "$work" "$language" "$cores")"
  echo "round $round kalanjiyam ocr: $(timed "$root/kalanjiyam" ocr "$book" --lang "$language" -o "$work/out")"
  [ -s "$work/out/$(basename "${book%.*}").txt" ] || { echo "no text:"; cat "$work/said"; exit 1; }
done
