#!/bin/sh
# Measures a searchable PDF out of a scanned one: `./kalanjiyam ocr --format pdf` against OCRmyPDF (--jobs = cores, --output-type pdf
# --optimize 0), by turns in one run: wall seconds, CPU seconds and pages a second of each, and the ratio. Needs ocrmypdf and pdfinfo.
#   bench/pdf.sh BOOK.pdf [LANG [ROUNDS]]
set -eu
book=$1
language=${2:-eng}
rounds=${3:-2}
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cores=$(nproc)
pages=$(pdfinfo "$book" | awk '/^Pages/ { print $2 }')

# Prints pages a second, wall and CPU seconds of a command; its output is kept aside.
timed() {
  bash -c 'TIMEFORMAT="%R %U %S"; time "$@" >"$0" 2>&1' "$work/said" "$@" 2>&1 |
    awk -v pages="$pages" '{ printf "%.2f pages/s, %.1f s, CPU %.1f s, CPU %.2f s a page\n", pages / $1, $1, $2 + $3, ($2 + $3) / pages }'
}

echo "$pages pages, $language, $cores cores, load $(cut -d' ' -f1 /proc/loadavg), $(ocrmypdf --version 2>&1)"
for round in $(seq "$rounds"); do
  echo "round $round ocrmypdf:       $(timed ocrmypdf --jobs "$cores" --output-type pdf --optimize 0 -l "$language" \
    "$book" "$work/peer.pdf")"
  rm -f "$work/peer.pdf"
  echo "round $round kalanjiyam ocr: $(timed "$root/kalanjiyam" ocr "$book" --lang "$language" --format pdf -o "$work/out")"
  [ -s "$work/out/$(basename "${book%.*}").pdf" ] || { echo "no PDF:"; cat "$work/said"; exit 1; }
  rm -rf "$work/out"
done
