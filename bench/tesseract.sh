#!/bin/sh
# Measures the memory of the Tesseract engine over many pages, in a process of its own. Needs a build (mvn test-compile).
# bench/accuracy measures error rates.
#   bench/tesseract.sh leak IMAGE 1000
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
mvn -q -B -o -pl engine-api,engine-tesseract test-compile dependency:build-classpath \
  -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
"${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
  -cp "engine-tesseract/target/test-classes:engine-tesseract/target/classes:$(cat "$classpath")" \
  org.kalanjiyam.ocr.engine.tesseract.TesseractBench "$@"
