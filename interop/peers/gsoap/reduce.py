#!/usr/bin/env python3
"""Cuts a WSDL down to some of its operations and what they reach, so that gSOAP's code for it compiles in seconds.

Usage: reduce.py IN OUT OPERATION...

What stays is as it was published. A base type brings all of its derived types. Policies are left out: they make gSOAP ask
for its WS-Security plug-in.
"""

import sys
from xml.dom import minidom

WSDL = "http://schemas.xmlsoap.org/wsdl/"
XSD = "http://www.w3.org/2001/XMLSchema"
POLICY = "http://schemas.xmlsoap.org/ws/2004/09/policy"


def elements(node):
    return [child for child in node.childNodes if child.nodeType == child.ELEMENT_NODE]


def resolve(node, name):
    """The namespace and the local name that a QName means there."""
    prefix, _, local = name.rpartition(":")
    declaration = f"xmlns:{prefix}" if prefix else "xmlns"
    while node.nodeType == node.ELEMENT_NODE:
        if node.hasAttribute(declaration):
            return node.getAttribute(declaration), local
        node = node.parentNode
    return None, local


def components(document):
    """The global elements and types of all schemas, by kind and name."""
    found = {}
    for schema in document.getElementsByTagNameNS(XSD, "schema"):
        for component in elements(schema):
            kind = {"element": "element", "complexType": "type", "simpleType": "type"}.get(component.localName)
            if kind:
                found[kind, (schema.getAttribute("targetNamespace"), component.getAttribute("name"))] = component
    return found


def references(component):
    for node in [component, *component.getElementsByTagName("*")]:
        for attribute, kind in (("type", "type"), ("base", "type"), ("itemType", "type"), ("ref", "element")):
            if node.hasAttribute(attribute):
                yield kind, resolve(node, node.getAttribute(attribute))


def derived(found):
    """The types that extend a type, by its name."""
    children = {}
    for key, component in found.items():
        for extension in component.getElementsByTagNameNS(XSD, "extension"):
            children.setdefault(resolve(extension, extension.getAttribute("base")), []).append(key)
    return children


def reach(found, start):
    children = derived(found)
    reached, waiting = set(), list(start)
    while waiting:
        key = waiting.pop()
        if key in reached or key not in found:
            continue
        reached.add(key)
        waiting += references(found[key])
        if key[0] == "type":
            waiting += children.get(key[1], [])
    return reached


def remove(nodes):
    for node in nodes:
        if node.parentNode is not None:
            node.parentNode.removeChild(node)


def keep(document, operations):
    every = document.getElementsByTagNameNS
    remove(node for node in every(WSDL, "operation") if node.getAttribute("name") not in operations)
    messages = [node.getAttribute("message") for node in document.getElementsByTagName("*") if node.hasAttribute("message")]
    used = {name.rpartition(":")[2] for name in messages}
    remove(node for node in every(WSDL, "message") if node.getAttribute("name") not in used)
    remove(every(POLICY, "*"))
    parts = [("element", resolve(part, part.getAttribute("element"))) for part in every(WSDL, "part")]
    found = components(document)
    reached = reach(found, parts)
    remove(component for key, component in found.items() if key not in reached)


def main(source, target, *operations):
    document = minidom.parse(source)
    keep(document, set(operations))
    with open(target, "wb") as out:
        out.write(document.toxml(encoding="utf-8"))


if __name__ == "__main__":
    main(*sys.argv[1:])
