#!/usr/bin/env python3
"""Holds the dependencies to deny.toml without cargo-deny: licences, sources and forbidden crates. Advisories need cargo-deny."""

import json
import re
import subprocess
import sys
import tomllib

with open("deny.toml", "rb") as file:
    rules = tomllib.load(file)
allowed = set(rules["licenses"]["allow"])
sources = {f"registry+{registry}" for registry in rules["sources"]["allow-registry"]}
forbidden = {rule["name"] for rule in rules["bans"]["deny"]}


def permits(expression: str) -> bool:
    """Whether an SPDX expression can be met with the licences that are allowed; `/` is the old way of writing OR."""
    words = re.findall(r"\(|\)|[^\s()/]+|/", expression)
    terms, at = [], 0
    while at < len(words):
        word = words[at]
        if word in ("AND", "OR", "/", "(", ")"):
            terms.append({"AND": "and", "OR": "or", "/": "or"}.get(word, word))
        elif words[at + 1 : at + 2] == ["WITH"]:
            terms.append(str(f"{word} WITH {words[at + 2]}" in allowed))
            at += 2
        else:
            terms.append(str(word in allowed))
        at += 1
    return bool(eval(" ".join(terms), {"__builtins__": {}}))


command = ["cargo", "metadata", "--format-version", "1", "--all-features", "--locked"]
packages = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["packages"]
wrong = []
for package in packages:
    name = f"{package['name']} {package['version']}"
    if package["source"] is not None and package["source"] not in sources:
        wrong.append(f"{name} comes from {package['source']}")
    if not permits(package["license"] or "none"):
        wrong.append(f"{name} has the licence {package['license']}")
    if package["name"] in forbidden:
        wrong.append(f"{name} is forbidden")
print(f"{len(packages)} packages")
sys.exit("\n".join(wrong) if wrong else 0)
