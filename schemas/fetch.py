#!/usr/bin/env python3
"""Takes the six WSDLs from a version of the PyPI package `bingads`, and says what to look at.

Usage: python3 schemas/fetch.py [VERSION]      (the newest version without one; needs pip)
"""

import hashlib
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as tree
import zipfile

FOLDER = "bingads/v13/proxies/production/"
HERE = pathlib.Path(__file__).resolve().parent
XS = "{http://www.w3.org/2001/XMLSchema}"
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"


def download(version, folder):
    wanted = f"bingads=={version}" if version else "bingads"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command = pip + ["--dest", folder, wanted]
    if subprocess.run(command).returncode:
        sys.exit(f"pip could not download {wanted}")
    return next(pathlib.Path(folder).iterdir())


def files_in(package):
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    with tarfile.open(package) as archive:
        members = (member for member in archive.getmembers() if member.isfile())
        return {m.name.split("/", 1)[1]: archive.extractfile(m).read() for m in members}


def components(text):
    """Every operation, type, member and value as a line of text."""
    root = tree.fromstring(text)
    found = {f"operation {o.get('name')}" for o in root.iter(WSDL + "operation")}
    for schema in root.iter(XS + "schema"):
        for component in schema:
            name = component.get("name")
            if not name:
                continue
            if component.tag != XS + "element":
                found.add(f"type {name}")
            for member in component.iter(XS + "element"):
                if member is not component:
                    facts = (member.get(k, "") for k in ("minOccurs", "maxOccurs", "nillable"))
                    kind = re.sub("^.*:", "", member.get("type", ""))
                    found.add(f"member {name}.{member.get('name')} {kind} {'/'.join(facts)}")
            for value in component.iter(XS + "enumeration"):
                found.add(f"value {name}.{value.get('value')}")
    return found


def report(name, old, new):
    before, after = components(old), components(new)
    for line in sorted(before - after):
        print(f"{name}: - {line}")
    for line in sorted(after - before):
        print(f"{name}: + {line}")
    if before == after:
        print(f"{name}: nothing changed but the text" if old != new else f"{name}: the same file")


def rewrite_source(version):
    page = HERE / "SOURCE.md"
    text = page.read_text()
    text = re.sub(r"(pypi.org/project/bingads/\)) \S+ on PyPI", rf"\1 {version} on PyPI", text)
    for path in sorted(HERE.glob("*.xml")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        text = re.sub(rf"(`{path.name}` \| `)[0-9a-f]+", rf"\g<1>{digest}", text)
    page.write_text(text)


def main():
    version = sys.argv[1] if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        package = download(version, folder)
        files = files_in(package)
    version = re.search(r"bingads-([0-9.]+?)(\.tar|-py)", package.name).group(1)
    revision = re.search(rb"20\d\d-\d\d-\d\d", files.get("bingads/manifest.py", b""))
    missing = [p.name for p in sorted(HERE.glob("*.xml")) if FOLDER + p.name not in files]
    if missing:
        sys.exit(f"bingads {version} lacks {', '.join(missing)}: look where they went")
    for path in sorted(HERE.glob("*.xml")):
        report(path.name, path.read_bytes(), files[FOLDER + path.name])
        path.write_bytes(files[FOLDER + path.name])
    for name in sorted(files):
        if name.startswith(FOLDER) and not (HERE / name[len(FOLDER) :]).exists():
            print(f"{name}: a service that castile.toml does not name")
    (HERE / "LICENSE-bingads").write_bytes(files["LICENSE"])
    rewrite_source(version)
    print(f"\nbingads {version}. Look at: the lines with - above (they break callers); the licence;")
    print("the goldens after `cargo test --workspace`; the revision date in SOURCE.md and in the")
    date = revision.group().decode() if revision else "unknown"
    print(f"default of Api-Revision (the package says: {date}).")


if __name__ == "__main__":
    main()
