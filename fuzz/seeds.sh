#!/usr/bin/env bash
# Fills the corpora from the documents of the tests: those in fuzz/corpus, or in the folder that is named.
set -euo pipefail
cd "$(dirname "$0")/.."
corpora=${1:-fuzz/corpus}
runtime=(xml json envelope fault multipart security scanner items json_value)
for target in "${runtime[@]}" wsdl xsd; do mkdir -p "$corpora/$target"; done
gather() {
  find codegen/tests tests examples -name "*.$1" -size -64k | while read -r file; do
    for target in "${@:2}"; do cp "$file" "$corpora/$target/$(tr / - <<<"$file")"; done
  done
}
gather wsdl wsdl
gather xsd xsd
gather xml xml envelope fault security scanner
for file in runtime/tests/signature/*.xml; do cp "$file" "$corpora/security/$(basename "$file")"; done
gather json json json_value
# The messages that the targets begin with, and the cases of the tests of the scanner, one a file.
python3 - "$corpora" "${runtime[@]}" <<'PYTHON'
import re
import sys

CORPORA = sys.argv[1]
ESCAPES = {"r": "\r", "n": "\n", "t": "\t", "0": "\0"}


def texts(path, behind, margin):
    """The Rust texts that begin a line behind a word, in the file."""
    found = re.findall(rf'^{margin}"((?:[^"\\]|\\.)*)",', open(path).read().split(behind, 1)[1], re.M | re.S)
    for text in found:
        text = re.sub(r"\\\n\s*", "", text)
        yield re.sub(r"\\(?:u\{(\w+)\}|(.))", lambda m: chr(int(m[1], 16)) if m[1] else ESCAPES.get(m[2], m[2]), text)


def write(targets, name, found):
    for index, text in enumerate(found):
        for target in targets:
            with open(f"{CORPORA}/{target}/{name}-{index}", "w", newline="") as file:
                file.write(text)


write(sys.argv[2:], "seed", texts("fuzz/targets/runtime.rs", "SEEDS", "    "))
write(sys.argv[2:], "differential", texts("fuzz/targets/differential.rs", "SEEDS", "    "))
tests = "runtime/tests/scanner_differential"
write(["scanner", "xml"], "case", texts(f"{tests}/cases.rs", "WELL_FORMED", "    "))
write(["scanner", "xml"], "difference", texts(f"{tests}/differences.rs", "DIFFERENCES", r"(?:    \(|        )"))
PYTHON
