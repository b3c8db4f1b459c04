"""How each peer is installed, built and run: functions of the document's path that return the lines that it prints."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target")).resolve() / "bench-peers"
WSDL = HERE / "conversions.wsdl"
JARS = ["jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation", "FastInfoset", "stax-ex", "txw2"]


def run(*command, cwd=HERE, **variables):
    """What a command prints; an error of it is one of ours, with the last line that it says."""
    environment = {**os.environ, **{name: str(value) for name, value in variables.items()}}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise RuntimeError(said[-1].strip() if said else f"exit code {done.returncode}")
    return done.stdout


def folder(name):
    path = TARGET / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def debian(**needed):
    """Installs what a command is missing from Debian's packages, or says what to install."""
    missing = [package for command, package in needed.items() if not shutil.which(command.replace("_", "+"))]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise RuntimeError(f"not installed (Debian: {' '.join(missing)})")
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-qq", "-y", "--no-install-recommends", *" ".join(missing).split(), DEBIAN_FRONTEND="noninteractive")


def schema():
    """The schema alone, for generators that read no WSDL."""
    text = re.search(r"<xs:schema .*</xs:schema>", WSDL.read_text(), re.S)[0]
    names = re.findall(r'xmlns:(?:t|xs)="[^"]*"', WSDL.read_text())
    path = folder("schema") / "schema.xsd"
    path.write_text(text.replace("<xs:schema ", f"<xs:schema {' '.join(names)} ", 1))
    return path


def with_crate_versions(text, lock):
    versions = dict(re.findall(r'name = "([^"]+)"\nversion = "([^"]+)"', lock.read_text()))
    return re.sub(r"crate:([\w-]+)", lambda found: versions[found[1]], text)


def crates(name, program):
    def measure(path):
        target = folder(name)
        run("cargo", "build", "--release", "--quiet", "--locked", "--target-dir", target, cwd=HERE / name, SCHEMA=schema())
        printed = run(target / "release" / program, path, target / "written")
        return with_crate_versions(printed, HERE / name / "Cargo.lock")
    return measure


def python(name, package):
    def measure(path):
        target = TARGET / "python"
        if not target.exists():
            run(sys.executable, "-m", "venv", target)
        run(target / "bin" / "pip", "install", "--quiet", package)
        return run(target / "bin" / "python", HERE / "python" / "peer.py", name, path, target / f"written-{name}")
    return measure


def node(path):
    debian(node="nodejs", npm="npm")
    target = folder("node/peer")
    for name in ["package.json", "peer.mjs"]:
        shutil.copy(HERE / "node" / name, target)
    shutil.copy(WSDL, target.parent)
    run("npm", "install", "--silent", "--no-audit", "--no-fund", cwd=target)
    return run("node", "peer.mjs", path, target / "written", cwd=target)


def gsoap(path):
    debian(wsdl2h="gsoap libgsoap-dev", g__="g++")
    target = folder("gsoap")
    run("wsdl2h", "-o", "service.h", WSDL, cwd=target)
    run("soapcpp2", "-CL", "-x", "-I/usr/share/gsoap/import", "service.h", cwd=target)
    run("g++", "-O2", "-I.", "-o", "peer", HERE / "gsoap" / "peer.cpp", "soapC.cpp", "-lgsoap++", cwd=target)
    return run("./peer", path, "written", cwd=target)


def jaxb(path):
    debian(javac="openjdk-17-jdk-headless", xjc="jaxb libjaxb-java")
    target = folder("jaxb")
    jars = ":".join([str(target), *(f"/usr/share/java/{name}.jar" for name in JARS)])
    run("xjc", "-quiet", "-d", target, "-p", "conversions", schema())
    run("javac", "-nowarn", "-d", target, "-cp", jars, *(target / "conversions").glob("*.java"), HERE / "jaxb" / "Peer.java")
    return run("java", "-cp", jars, "Peer", path, target / "written")


def mono(path):
    debian(mono="mono-runtime libmono-system-runtime-serialization4.0-cil", mcs="mono-mcs")
    program = folder("mono") / "peer.exe"
    run("mcs", "-nologo", "-optimize", "-langversion:7.2", "-r:System.Runtime.Serialization", f"-out:{program}",
        HERE / "mono" / "Peer.cs")
    return run("mono", program, path, program.with_name("written"))


def go(path):
    debian(go="golang-go")
    program = folder("go") / "peer"
    run("go", "build", "-o", program, "peer.go", cwd=HERE / "go", GO111MODULE="off")
    return run(program, path, program.with_name("written"))


PEERS = {
    "Rust crates": crates("rust", "bench-peers"),
    "xsd-parser": crates("xsd-parser", "bench-xsd-parser"),
    "gSOAP (C++)": gsoap,
    "JAXB (Java)": jaxb,
    "DataContractSerializer (Mono)": mono,
    "encoding/xml (Go)": go,
    "node-soap": node,
    "lxml, only the tree (Python)": python("lxml", "lxml"),
    "xsdata (Python)": python("xsdata", "xsdata[lxml]"),
    "zeep (Python)": python("zeep", "zeep"),
    "suds (Python)": python("suds", "suds"),
}
