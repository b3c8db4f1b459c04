#!/usr/bin/env python3
"""Holds the dependencies to deny.toml without cargo-deny: bans, licences as the packages name them, and sources.

    .ci/dependencies.py [DENY_TOML]

cargo-deny takes four minutes of a processor to build, and its answer to `cargo deny check bans licenses sources` is the same. What
only it does: it reads the texts of licences, and looks for known advisories and for yanked versions. A rule in deny.toml that is
not understood here is an error.
"""

import collections
import json
import re
import subprocess
import sys
import tomllib

# What is understood, with the only value of those that have one.
KNOWN = {
    "graph": {"all-features": True},
    "advisories": {"ignore": [], "yanked": "deny"},
    "licenses": {"allow": None, "confidence-threshold": None},
    "bans": {"multiple-versions": "warn", "wildcards": "deny", "allow-wildcard-paths": True, "deny": None},
    "sources": {"unknown-registry": "deny", "unknown-git": "deny", "allow-registry": None},
}
# SPDX expressions, and whether they can be met with A, B and "A WITH x".
EXPRESSIONS = {
    "A": True, "C": False, "A OR C": True, "A AND C": False, "A/C": True, "C/D": False, "(A OR C) AND (C OR B)": True,
    "A AND C OR B": True, "C AND A OR D": False, "A WITH x": True, "B WITH x": False, "A WITH x OR C": True, "none": False,
}


def permits(expression, allowed):
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


def not_understood(rules):
    """The settings that this check does not know."""
    for table, settings in rules.items():
        for key, value in settings.items():
            known = KNOWN.get(table, {})
            if key not in known or known[key] is not None and known[key] != value:
                yield f"deny.toml: {table}.{key} = {value!r} is not understood here"
    for rule in rules["bans"]["deny"]:
        if not rule.keys() <= {"name", "reason"}:
            yield f"deny.toml: {rule} is not understood here"


def violations(package, rules):
    """What a package does that the rules forbid."""
    sources = {f"registry+{registry}" for registry in rules["sources"]["allow-registry"]}
    if package["source"] is not None and package["source"] not in sources:
        yield f"comes from {package['source']}"
    if not permits(package["license"] or "none", set(rules["licenses"]["allow"])):
        yield f"has the licence {package['license']}"
    if package["name"] in {rule["name"] for rule in rules["bans"]["deny"]}:
        yield "is forbidden"
    for dependency in package["dependencies"]:
        if package["source"] is None and dependency["req"] == "*" and "path" not in dependency:
            yield f"takes any version of {dependency['name']}"


def main():
    for expression, expected in EXPRESSIONS.items():
        assert permits(expression, {"A", "B", "A WITH x"}) == expected, expression
    with open(sys.argv[1] if len(sys.argv) > 1 else "deny.toml", "rb") as file:
        rules = tomllib.load(file)
    command = ["cargo", "metadata", "--format-version", "1", "--all-features", "--locked"]
    packages = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["packages"]
    wrong = list(not_understood(rules))
    versions = collections.defaultdict(list)
    for package in packages:
        versions[package["name"]].append(package["version"])
        wrong += [f"{package['name']} {package['version']} {what}" for what in violations(package, rules)]
    twice = [f"{name} {', '.join(found)}" for name, found in sorted(versions.items()) if len(found) > 1]
    print(f"{len(packages)} packages; in more than one version: {'; '.join(twice) or 'none'}")
    sys.exit("\n".join(wrong) if wrong else 0)


main()
