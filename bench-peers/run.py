#!/usr/bin/env python3
"""Reads and writes one document by Castile and by other stacks, each in a process of its own, one after the other.

    bench-peers/run.py [--readme]

Peers are installed from their package registries into target/bench-peers. One that cannot be installed, or does not get through
the document, is listed with the reason. Prints the table and writes speed.svg; with --readme, the table goes into the README.
"""

import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target")) / "bench-peers"
RECORDS = 1000
NS = "https://bingads.microsoft.com/CampaignManagement/v13"


def document():
    """The document: a request of 1000 records of five members each."""
    def record(i):
        members = {
            "ConversionCurrencyCode": "USD",
            "ConversionName": f"Offline Lead {i}",
            "ConversionTime": f"2026-01-15T17:02:{i % 60:02}.6853793Z",
            "ConversionValue": f"{10 + i % 90}.99",
            "MicrosoftClickId": f"{i * 7919:032x}",
        }
        text = "".join(f"<{name}>{value}</{name}>" for name, value in members.items())
        return f"<OfflineConversion>{text}</OfflineConversion>"

    path = TARGET / "document.xml"
    path.write_text(f'<ApplyOfflineConversionsRequest xmlns="{NS}"><OfflineConversions>'
                    + "".join(map(record, range(RECORDS)))
                    + "</OfflineConversions></ApplyOfflineConversionsRequest>")
    return path


def run(*command, cwd=HERE):
    """What a command prints; an error of it is one of ours, with the last line that it says."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode != 0:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise RuntimeError(said[-1].strip() if said else f"exit code {done.returncode}")
    return done.stdout


def rust(path):
    env_target = TARGET / "rust"
    run("cargo", "build", "--release", "--quiet", "--target-dir", env_target, cwd=HERE / "rust")
    return run(env_target / "release" / "bench-peers", path)


def python(package, name):
    def measure(path):
        folder = TARGET / "python"
        if not folder.exists():
            run(sys.executable, "-m", "venv", folder)
        run(folder / "bin" / "pip", "install", "--quiet", package)
        return run(folder / "bin" / "python", HERE / "python" / "peer.py", name, path)
    return measure


def node(path):
    folder = TARGET / "node" / "peer"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ["package.json", "peer.mjs"]:
        (folder / name).write_text((HERE / "node" / name).read_text())
    (folder.parent / "conversions.wsdl").write_text((HERE / "conversions.wsdl").read_text())
    run("npm", "install", "--silent", "--no-audit", "--no-fund", cwd=folder)
    return run("node", "peer.mjs", path, cwd=folder)


PEERS = {
    "Rust crates": rust,
    "node-soap": node,
    "xsdata (Python)": python("xsdata[lxml]", "xsdata"),
    "zeep (Python)": python("zeep", "zeep"),
    "suds (Python)": python("suds", "suds"),
}


def measured():
    """Rows of name, read and write in nanoseconds a record; and reasons of those that are missing."""
    path, rows, missing = document(), [], []
    for name, measure in PEERS.items():
        try:
            for line in measure(path).splitlines():
                peer, read, write = line.split("\t")
                rows.append((peer, *(None if time == "-" else int(time) for time in (read, write))))
        except (RuntimeError, FileNotFoundError) as error:
            missing.append((name, str(error)))
    return rows, missing


def table(rows, missing):
    shown = lambda time: "" if time is None else f"{time:,}"
    lines = ["| | read, ns a record | write, ns a record |", "|---|---:|---:|"]
    lines += [f"| {name} | {shown(read)} | {shown(write)} |" for name, read, write in rows]
    lines += [f"| {name} | not measured: {reason} | |" for name, reason in missing]
    return "\n".join(lines)


def plot(rows):
    """Bars on a logarithmic scale, two for each row."""
    import math
    left, width, height = 170, 430, 34
    most = max(max(filter(None, row[1:])) for row in rows)
    scale = width / math.log10(most / 10)
    parts = []
    for index, (name, read, write) in enumerate(rows):
        y = 30 + index * height
        parts.append(f'<text x="{left - 8}" y="{y + 17}" text-anchor="end">{name}</text>')
        for bar, (time, colour) in enumerate([(read, "#1f77b4"), (write, "#ff7f0e")]):
            if time is None:
                continue
            length, top = scale * math.log10(time / 10), y + bar * 13
            parts.append(f'<rect x="{left}" y="{top}" width="{length:.0f}" height="11" fill="{colour}"/>')
            parts.append(f'<text x="{left + length + 4:.0f}" y="{top + 10}">{time:,}</text>')
    bottom = 40 + len(rows) * height
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="680" height="{bottom}" '
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
