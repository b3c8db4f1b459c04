#!/usr/bin/env python3
"""Reads and writes one document by Castile and by other stacks, each in a process of its own, one after the other.

    bench-peers/run.py [--readme]

Peers are installed from their package registries into target/bench-peers, or from Debian's packages. One that cannot be installed,
or does not get through the document, is listed with the reason. Prints the table and writes speed.svg; with --readme, the table goes
into the README. Each peer prints lines of `name, version, read ns, write ns, file`, parted by tabs; what stands in that file was
written of what it had read, and is compared with the document. `-` stands for what a peer has not.
"""

import re
import sys

import document
from peers import HERE, PEERS, TARGET


def measured():
    """Rows of name, version, read and write in nanoseconds a record; and reasons of those that are missing."""
    path, rows, missing = document.write(TARGET / "document.xml"), [], []
    for name, measure in PEERS.items():
        try:
            for line in measure(path).splitlines():
                peer, version, read, write, written = line.split("\t")
                if written != "-":
                    document.check(TARGET / written)
                rows.append((peer, version, *(None if time == "-" else int(time) for time in (read, write))))
        except (RuntimeError, OSError, ValueError, SyntaxError) as error:
            missing.append((name, str(error)))
    return rows, missing


def table(rows, missing):
    shown = lambda time: "" if time is None else f"{time:,}"
    lines = ["| | version | read, ns a record | write, ns a record |", "|---|---|---:|---:|"]
    lines += [f"| {name} | {version} | {shown(read)} | {shown(write)} |" for name, version, read, write in rows]
    lines += [f"| {name} | | not measured: {reason} | |" for name, reason in missing]
    return "\n".join(lines)


def plot(rows):
    """Bars on a logarithmic scale, two for each row."""
    import math
    left, width, height = 200, 430, 34
    most = max(max(filter(None, row[2:])) for row in rows)
    scale = width / math.log10(most / 10)
    parts = []
    for index, (name, _, read, write) in enumerate(rows):
        y = 30 + index * height
        parts.append(f'<text x="{left - 8}" y="{y + 17}" text-anchor="end">{name}</text>')
        for bar, (time, colour) in enumerate([(read, "#1f77b4"), (write, "#ff7f0e")]):
            if time is None:
                continue
            length, top = scale * math.log10(time / 10), y + bar * 13
            parts.append(f'<rect x="{left}" y="{top}" width="{length:.0f}" height="11" fill="{colour}"/>')
            parts.append(f'<text x="{left + length + 4:.0f}" y="{top + 10}">{time:,}</text>')
    bottom = 40 + len(rows) * height
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="710" height="{bottom}" '
            'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>'
            '<text x="8" y="16">ns a record, logarithmic: blue reads, orange writes</text>'
            + "".join(parts) + "</svg>\n")


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    rows, missing = measured()
    text = table(rows, missing)
    print(text)
    (HERE / "speed.svg").write_text(plot(rows))
    if "--readme" in sys.argv[1:]:
        readme = HERE.parent / "README.md"
        marked = re.compile(r"(<!-- made by bench-peers/run.py -->\n).*?(<!-- end -->)", re.S)
        readme.write_text(marked.sub(lambda found: found[1] + text + "\n" + found[2], readme.read_text()))


main()
