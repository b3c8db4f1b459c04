"""`peer.py NAME FILE OUT` reads and writes the document by that package; prints what `run.py` says."""

import importlib
import pathlib
import sys
import time

NS = "https://bingads.microsoft.com/CampaignManagement/v13"
WSDL = str(pathlib.Path(__file__).parent.parent / "conversions.wsdl")


def best(records, work):
    """The best time of at least three, and of two seconds."""
    times, started = [], time.perf_counter()
    while len(times) < 3 or time.perf_counter() - started < 2:
        before = time.process_time_ns()
        work()
        times.append(time.process_time_ns() - before)
    return min(times) / records


def by_lxml(data):
    lxml = importlib.import_module("lxml.etree")
    value = lxml.fromstring(data)
    return len(value[0]), lambda: lxml.fromstring(data), lambda: lxml.tostring(value)


def by_zeep(data):
    lxml = importlib.import_module("lxml.etree")
    schema = importlib.import_module("zeep").Client(WSDL).wsdl.types
    element = schema.get_element(f"{{{NS}}}ApplyOfflineConversionsRequest")
    value = element.parse(lxml.fromstring(data), schema)

    def write():
        root = lxml.Element("root")
        element.render(root, value)
        return lxml.tostring(root)

    count = len(value.OfflineConversions.OfflineConversion)
    return count, lambda: element.parse(lxml.fromstring(data), schema), write


def by_xsdata(data):
    fields = importlib.import_module("dataclasses")
    typing = importlib.import_module("typing")
    formats = importlib.import_module("xsdata.formats.dataclass.parsers")
    serializers = importlib.import_module("xsdata.formats.dataclass.serializers")
    when = importlib.import_module("xsdata.models.datatype").XmlDateTime

    def member(name, ty):
        metadata = {"name": name, "type": "Element", "namespace": NS, "nillable": True}
        return (name, typing.Optional[ty], fields.field(default=None, metadata=metadata))

    texts = ["ConversionCurrencyCode", "ConversionName", "ExternalAttributionModel",
             "HashedEmailAddress", "HashedPhoneNumber", "MicrosoftClickId"]
    members = [member(name, str) for name in texts]
    members += [member(name, float) for name in ["ConversionValue", "ExternalAttributionCredit"]]
    members.append(member("ConversionTime", when))
    record = fields.make_dataclass("OfflineConversion", members)
    items = {"name": "OfflineConversion", "type": "Element", "namespace": NS}
    array = fields.make_dataclass("ArrayOfOfflineConversion", [
        ("items", list[record], fields.field(default_factory=list, metadata=items))])
    message = fields.make_dataclass("Request", [member("OfflineConversions", array)])
    message.Meta = type("Meta", (), {"name": "ApplyOfflineConversionsRequest", "namespace": NS})
    parser, serializer = formats.XmlParser(), serializers.XmlSerializer()
    value = parser.from_bytes(data, message)
    count = len(value.OfflineConversions.items)
    return count, lambda: parser.from_bytes(data, message), lambda: serializer.render(value)


def by_suds(data):
    client = importlib.import_module("suds.client").Client("file://" + WSDL, cache=None)
    parse = importlib.import_module("suds.sax.parser").Parser().parse
    unmarshal = importlib.import_module("suds.umx.typed").Typed(client.wsdl.schema)
    method = client.service.ApplyOfflineConversions.method
    xsd = client.wsdl.schema.elements[("ApplyOfflineConversionsRequest", NS)]

    def read():
        return unmarshal.process(parse(string=data).root(), xsd)

    value = read()
    array = value.OfflineConversions

    def write():
        return method.binding.input.get_message(method, (array,), {}).plain()

    return len(array.OfflineConversion), read, write


BY = {"lxml": by_lxml, "zeep": by_zeep, "xsdata": by_xsdata, "suds": by_suds}


def main():
    name, path, out = sys.argv[1:]
    data = pathlib.Path(path).read_bytes()
    count, read, write = BY[name](data)
    assert count == data.count(b"<OfflineConversion>"), count
    written = write()
    pathlib.Path(out).write_bytes(written.encode() if isinstance(written, str) else written)
    version = importlib.import_module("importlib.metadata").version(name)
    title = {"lxml": "lxml, only the tree"}.get(name, name)
    print(f"{title} (Python)\t{version}\t{best(count, read):.0f}\t{best(count, write):.0f}\t{out}")


main()
