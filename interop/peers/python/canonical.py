"""Random documents, and what lxml (libxml2) makes of them in canonical XML: `canonical.py COUNT SEED`.

Prints a line of JSON for each case: `document`, `id` (of the element; null for the whole document), `exclusive`, `comments`,
`prefixes`, `canonical`.
"""

import json
import random
import sys

from lxml import etree

# None of them has an ampersand: libxml2 writes it as it is in a declaration, which is no XML any more.
PREFIXES = ["", "a", "b", "c", "soap"]
URIS = ["urn:one", "urn:two", "urn:three/?a=1;b=%20#", "http://example.org/ns"]
NAMES = ["x", "y", "Item", "große", "z.1", "_u"]
TEXTS = [
    "text", " ", "\n  ", "a\r\nb\rc", "&amp;&lt;&gt;&quot;&apos;", "]]&gt;", "&#xD;&#10;&#9;", "\tä€😀\u00a0\u0085\u2028", "<![CDATA[<a>&b;\r\n]]>",
    "<!-- a -\r\n- comment -->", "<!---->", "<?target  some data ?>", "<?empty?>", "<?x a\r\nb?>", "\"'", "1 > 0",
]
VALUES = ["v", "", " a  b ", "\t\n", "\r\n", "&#13;&#10;&#9;&#32;", "&lt;&amp;&gt;&quot;'", "ä😀", "urn:one", "a:b"]


def element(rng, scope, depth, ids):
    declared, inner = [], dict(scope)
    for prefix in rng.sample(PREFIXES, rng.randint(0, 3) if depth else 4):
        if prefix == "":
            uri = rng.choice(URIS + [""])
        else:
            uri = rng.choice(URIS)
        inner[prefix] = uri
        declared.append(f'xmlns{":" + prefix if prefix else ""}={quoted(rng, uri)}')
    prefix = rng.choice([p for p in inner] + [""])
    name = (prefix + ":" if prefix else "") + rng.choice(NAMES)
    attributes, seen = [], set()
    for _ in range(rng.choice([0, 0, 1, 2, 4])):
        prefix = rng.choice([p for p in inner if p] + ["", "", "xml"])
        local = rng.choice(["lang", "space"]) if prefix == "xml" else rng.choice(NAMES)
        key = ((inner[prefix] if prefix not in ("", "xml") else prefix), local)
        if key in seen:
            continue
        seen.add(key)
        value = rng.choice(["en", "de"]) if local == "lang" else rng.choice(["default", "preserve"]) if prefix == "xml" else rng.choice(VALUES)
        attributes.append((prefix + ":" if prefix else "") + local + "=" + quoted(rng, value))
    ids.append(f"n{len(ids)}")
    attributes.append(f'Id="{ids[-1]}"')
    tags = declared + attributes
    rng.shuffle(tags)
    space = rng.choice([" ", "  ", "\n"])
    start = "<" + name + "".join(space + tag for tag in tags) + rng.choice(["", " "])
    children = []
    for _ in range(rng.randint(0, 4) if depth < 6 else 0):
        children.append(rng.choice(TEXTS) if rng.random() < 0.5 else element(rng, inner, depth + 1, ids))
    if not children and rng.random() < 0.5:
        return start + "/>"
    return start + ">" + "".join(children) + "</" + name + rng.choice(["", " ", "\n"]) + ">"


def quoted(rng, value):
    mark = "'" if '"' in value or "'" not in value and rng.random() < 0.3 else '"'
    return mark + value.replace(mark, "&quot;" if mark == '"' else "&apos;") + mark


def document(rng):
    ids = []
    outside = ["", "\n", "<!-- before -->", "<?before it?>", "\n<!--b-->\n<?c?>\n"]
    text = rng.choice(["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8"?>\r\n'])
    text += rng.choice(outside) + element(rng, {"": ""}, 0, ids) + rng.choice(outside)
    return text, ids


def main():
    count, rng = int(sys.argv[1]), random.Random(int(sys.argv[2]))
    made = 0
    while made < count:
        text, ids = document(rng)
        tree = etree.fromstring(text.encode()).getroottree()
        # Of an element, lxml makes a document first, in which the inclusive form is another; and it does not hand on `#default`.
        exclusive, comments = rng.random() < 0.7, rng.random() < 0.3
        chosen = rng.choice(ids + [None]) if exclusive else None
        prefixes = rng.sample(PREFIXES[1:], rng.randint(0, 3)) if exclusive and rng.random() < 0.4 else []
        node = tree if chosen is None else tree.xpath("//*[@Id=$id]", id=chosen)[0]
        canonical = etree.tostring(
            node, method="c14n", exclusive=exclusive, with_comments=comments, inclusive_ns_prefixes=prefixes or None, with_tail=False
        )
        made += 1
        case = dict(document=text, id=chosen, exclusive=exclusive, comments=comments, prefixes=prefixes, canonical=canonical.decode())
        print(json.dumps(case, ensure_ascii=False))


main()
