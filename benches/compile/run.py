#!/usr/bin/env python3
"""What it costs to compile the types, and applications that use one operation of them; prints the tables of docs/compiling.md.

    benches/compile/run.py [--times N] [--whole]

Times are user CPU of the compiler (and of the linker that it starts), the least of N builds (3): other work on the machine counts
little in them. Dependencies are prebuilt, and incremental compilation is off but for the rebuild in the profile `dev`. With
--whole, `msads` is built from nothing as well, with cargo's report of it in target/compile/cargo-timings. Everything is built in
target/compile, which may be removed.
"""

import argparse
import os
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "compile"
APPLICATION = HERE / "one-operation"
# The same operation by a client, with HTTP and TLS.
OVER_HTTP = {"castile::soap::Client": HERE / "over-castile", "msads::Client": HERE / "over-msads"}
# What people set where the size of a program matters to them.
SMALL = {"LTO": "true", "CODEGEN_UNITS": "1", "PANIC": "abort", "OPT_LEVEL": "s"}
ONE_UNIT = {"CODEGEN_UNITS": "1"}


def cargo(*arguments, cwd=APPLICATION, target=TARGET, **settings):
    """Runs cargo, and returns each crate that was compiled with its seconds of user CPU and its megabytes."""
    log = TARGET / "log.tsv"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("")
    environment = os.environ | {"CARGO_INCREMENTAL": "0"} | settings | {
        "CARGO_TARGET_DIR": str(target), "RUSTC_WRAPPER": str(HERE / "rustc"), "COMPILE_LOG": str(log)}
    subprocess.run(["cargo", *arguments, "--quiet"], cwd=cwd, env=environment, check=True)
    lines = [line.split("\t") for line in log.read_text().splitlines()]
    return [(name, float(seconds), int(megabytes)) for name, kind, seconds, megabytes in lines]


def profile(settings):
    """Settings of the profile `release`, as cargo takes them from the environment."""
    return {f"CARGO_PROFILE_RELEASE_{name}": value for name, value in settings.items()}


def least(times, file, crate, *arguments, **settings):
    """The least that compiling a crate took when one of its files was touched."""
    cargo(*arguments, **settings)
    measured = []
    for _ in range(times):
        file.touch()
        measured += [cost for name, *cost in cargo(*arguments, **settings) if name == crate]
    return min(seconds for seconds, _ in measured), max(megabytes for _, megabytes in measured)


def generated():
    """Where the generator's newest output is, and how much it is: types, lines."""
    # Of all six services; a folder is not newer for a file in it that was written again.
    files = (TARGET / "release" / "build").glob("msads-types-*/out/bulk.rs")
    folder = max(files, key=lambda found: found.stat().st_mtime).parent
    texts = [file.read_text() for file in sorted(folder.glob("*.rs"))]
    types = sum(len(re.findall(r"^pub (?:struct|enum) ", text, re.MULTILINE)) for text in texts)
    return folder, types, sum(text.count("\n") for text in texts)


def generation(times):
    """What the generator takes: in the build script, which cargo does not optimise, and as the command."""
    folder, _, _ = generated()
    script = max((TARGET / "release" / "build").glob("msads-types-*/build-script-build"), key=lambda f: f.stat().st_mtime)
    scratch = TARGET / "generated"
    scratch.mkdir(exist_ok=True)
    environment = os.environ | {"OUT_DIR": str(scratch), "CARGO_MANIFEST_DIR": str(ROOT)}
    cargo("build", "--release", "--package", "castile-codegen", cwd=ROOT)
    castile = TARGET / "release" / "castile"
    schemas = ROOT / "schemas"
    campaigns = next(file for file in schemas.rglob("*") if "ampaign" in file.name and file.suffix in (".wsdl", ".xml"))
    yield "six services in the build script, not optimised", run(times, [script], environment)
    yield "Campaign Management by the command `castile`", run(
        times, [castile, "generate", campaigns, "--out", scratch / "campaigns.rs"], environment)


def run(times, command, environment):
    measured = []
    for _ in range(times):
        child = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise RuntimeError(f"{command[0]} failed")
        measured.append((usage.ru_utime, round(usage.ru_maxrss / 1000)))
    return min(seconds for seconds, _ in measured), max(megabytes for _, megabytes in measured)


def over_http(times):
    """What an application over a client takes when it is built again, in `dev` and in `release`, and its bytes, stripped."""
    for client, application in OVER_HTTP.items():
        program, crate = application / "src" / "main.rs", application.name.replace("-", "_")
        again, _ = least(times, program, crate, "build", cwd=application, CARGO_INCREMENTAL="1")
        optimised, _ = least(times, program, crate, "build", "--release", cwd=application)
        yield client, again, optimised, (TARGET / "release" / application.name).stat().st_size


def whole():
    """Builds `msads` from nothing, dependencies included."""
    target = TARGET / "whole"
    subprocess.run(["cargo", "clean", "--quiet", "--target-dir", target], cwd=ROOT, check=True)
    crates = cargo("build", "--release", "--package", "msads", "--timings", cwd=ROOT, target=target)
    return sorted(crates, key=lambda crate: -crate[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--whole", action="store_true")
    options = parser.parse_args()
    print("| | user CPU, s | memory, MB |\n|---|---:|---:|")

    def row(what, measured):
        print(f"| {what} | {measured[0]:.2f} | {measured[1]} |", flush=True)

    library, program = ROOT / "src" / "lib.rs", APPLICATION / "src" / "main.rs"
    row("`msads-types`, six services: `cargo check`", least(options.times, library, "msads_types", "check"))
    row("the same: `cargo build --release`", least(options.times, library, "msads_types", "build", "--release"))
    bindings, over_msads = ROOT / "bindings" / "src" / "lib.rs", OVER_HTTP["msads::Client"]
    row("`msads`, the library with Campaign Management alone: `cargo check`",
        least(options.times, bindings, "msads", "check", cwd=over_msads))
    row("the same: `cargo build --release`",
        least(options.times, bindings, "msads", "build", "--release", cwd=over_msads))
    row("the application again: `cargo build`",
        least(options.times, program, "one_operation", "build", CARGO_INCREMENTAL="1"))
    row("the same: `cargo build --release`", least(options.times, program, "one_operation", "build", "--release"))
    row("the same with `codegen-units = 1`",
        least(options.times, program, "one_operation", "build", "--release", target=TARGET / "one-unit", **profile(ONE_UNIT)))
    for what, measured in generation(options.times):
        row(f"generating {what}", measured)
    sizes = [("the profile `release`", TARGET, {}), ("the same with `codegen-units = 1`", TARGET / "one-unit", ONE_UNIT),
             ("the small profile", TARGET / "small", SMALL)]
    print("\n| the application, stripped | bytes |\n|---|---:|")
    for what, target, settings in sizes:
        cargo("build", "--release", target=target, **profile(settings))
        print(f"| {what} | {(target / 'release' / 'one-operation').stat().st_size:,} |")
    print("\n| the application over | again in `dev`, s | again in `release`, s | bytes, stripped |\n|---|---:|---:|---:|")
    for client, again, optimised, size in over_http(options.times):
        print(f"| `{client}` | {again:.2f} | {optimised:.2f} | {size:,} |", flush=True)
    _, types, lines = generated()
    print(f"\n{types:,} types in {lines:,} generated lines: {lines / types:.1f} for each.")
    if options.whole:
        crates = whole()
        seconds = sum(seconds for _, seconds, _ in crates)
        print(f"\n`msads` from nothing: {len(crates)} crates, {seconds:.0f} s of user CPU. The largest:\n")
        print("| crate | user CPU, s | memory, MB |\n|---|---:|---:|")
        for name, *measured in crates[:15]:
            row(f"`{name}`", measured)


if __name__ == "__main__":
    main()
