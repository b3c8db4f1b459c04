#!/usr/bin/env bash
# Fills the corpora from the documents of the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
for target in xml json envelope fault multipart wsdl xsd; do mkdir -p "fuzz/corpus/$target"; done
gather() {
  find codegen/tests tests examples -name "*.$1" -size -64k | while read -r file; do
    for target in "${@:2}"; do cp "$file" "fuzz/corpus/$target/$(tr / - <<<"$file")"; done
  done
}
gather wsdl wsdl
gather xsd xsd
gather xml xml envelope fault
gather json json
# The messages that the targets begin with, one a file.
python3 - <<'PYTHON'
import re
text = open("fuzz/targets/runtime.rs").read()
for index, seed in enumerate(re.findall(r'^    "((?:[^"\\]|\\.)*)",$', text.split("SEEDS")[1], re.M | re.S)):
    plain = re.sub(r"\\\n\s*", "", seed)
    plain = re.sub(r"\\(.)", lambda m: {"r": "\r", "n": "\n"}.get(m[1], m[1]), plain)
    for target in ["xml", "json", "envelope", "fault", "multipart"]:
        open(f"fuzz/corpus/{target}/seed-{index}", "w", newline="").write(plain)
PYTHON
