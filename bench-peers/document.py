"""The document that all read and write, and whether what one of them has written holds the same records."""

import pathlib
import xml.etree.ElementTree as tree

RECORDS = 1000
NS = "https://bingads.microsoft.com/CampaignManagement/v13"


def members(number):
    return {
        "ConversionCurrencyCode": "USD",
        "ConversionName": f"Offline Lead {number}",
        "ConversionTime": f"2026-01-15T17:02:{number % 60:02}.6853793Z",
        "ConversionValue": f"{10 + number % 90}.99",
        "MicrosoftClickId": f"{number * 7919:032x}",
    }


def write(path):
    """A request of 1000 records of five members each."""
    def record(number):
        text = "".join(f"<{name}>{value}</{name}>" for name, value in members(number).items())
        return f"<OfflineConversion>{text}</OfflineConversion>"

    path.write_text(f'<ApplyOfflineConversionsRequest xmlns="{NS}"><OfflineConversions>'
                    + "".join(map(record, range(RECORDS)))
                    + "</OfflineConversions></ApplyOfflineConversionsRequest>")
    return path


def compared(name, text):
    """What is compared of a member: numbers as numbers; times to the second, as the clocks of some peers go no further."""
    if name == "ConversionValue":
        return float(text)
    return text[:19] if name == "ConversionTime" else text


def check(path):
    """Raises an error unless a file holds each record with each member, wherever in an envelope that is."""
    written = tree.parse(pathlib.Path(path)).getroot()
    found = [{member.tag.removeprefix(f"{{{NS}}}"): member.text for member in record}
             for record in written.iter(f"{{{NS}}}OfflineConversion")]
    if len(found) != RECORDS:
        raise RuntimeError(f"{len(found)} of {RECORDS} records come back")
    for number, record in enumerate(found):
        for name, text in members(number).items():
            if name not in record or compared(name, record[name] or "0") != compared(name, text):
                raise RuntimeError(f"record {number}: {name} comes back as {record.get(name)}")
        if surplus := [name for name in record if name not in members(number) and record[name]]:
            raise RuntimeError(f"record {number}: {surplus[0]} was not there")
