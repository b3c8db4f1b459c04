"""zeep against our services. Usage: zeep_client.py MIRROR LOCAL QUOTES"""

import datetime
import sys

import zeep
from zeep import xsd

from checking import LONG, SPACE, TRACKING_ID, UNICODE, Cannot, expect, quoted, run, told

MIRROR, LOCAL, QUOTES = sys.argv[1:]
CM = "{https://bingads.microsoft.com/CampaignManagement/v13}"
AD = "{https://adapi.microsoft.com}"

client = zeep.Client(MIRROR + "?wsdl")
service = client.service


def headers(token, **more):
    values = {"AuthenticationToken": "tok", "CustomerAccountId": "111", "CustomerId": "222", "DeveloperToken": token}
    return values | {"UserName": "\u00fc <user>"} | more


def conversion(**members):
    return client.get_type(CM + "OfflineConversion")(**members)


def apply(token, conversions):
    request = {"OfflineConversion": conversions}
    return service.ApplyOfflineConversions(OfflineConversions=request, _soapheaders=headers(token))


def messages(response):
    return [error.Message for error in response.body.PartialErrors.BatchError]


def arrive(conversions, expected):
    expect("read", messages(apply("echo", conversions)), expected)


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.timezone.utc)


def wsdl():
    port = client.wsdl.services["CampaignManagementService"].ports
    expect("address", [p.binding_options["address"] for p in port.values()], [MIRROR])


def values():
    full = conversion(
        ConversionCurrencyCode="USD", ConversionName="Lead", ConversionTime=utc(2024, 5, 6, 7, 8, 9),
        ConversionValue=19.99, ExternalAttributionCredit=0.5, ExternalAttributionModel="Linear",
        HashedEmailAddress="e", HashedPhoneNumber="p", MicrosoftClickId="abc")
    arrive([full], [told(
        "", Currency='"USD"', Name='"Lead"', Time="2024-05-06T07:08:09Z", Value="19.99", Credit="0.5",
        Model='"Linear"', Email='"e"', Phone='"p"', Click='"abc"')])


def dates():
    zone = datetime.timezone(datetime.timedelta(hours=2))
    times = [utc(2024, 5, 6, 7, 8, 9, 500000), datetime.datetime(2024, 5, 6, 9, 8, 9, tzinfo=zone),
             utc(2024, 2, 29, 23, 59, 59, 125000)]
    arrive([conversion(ConversionTime=time) for time in times], [
        told("absent", Time="2024-05-06T07:08:09.5Z"), told("absent", Time="2024-05-06T07:08:09Z"),
        told("absent", Time="2024-02-29T23:59:59.125Z")])


def absent():
    arrive([conversion(MicrosoftClickId="here")], [told("absent", Click='"here"')])


def nil():
    nils = dict.fromkeys(["ConversionCurrencyCode", "ConversionName", "ConversionValue", "ExternalAttributionCredit",
                          "ExternalAttributionModel"], xsd.Nil)
    arrive([conversion(MicrosoftClickId="here", **nils)],
           [told("nil", Time="absent", Email="absent", Phone="absent", Click='"here"')])


def empty():
    texts = dict.fromkeys(["ConversionCurrencyCode", "ConversionName", "ExternalAttributionModel", "HashedEmailAddress",
                           "HashedPhoneNumber"], "")
    arrive([conversion(MicrosoftClickId="here", **texts)],
           [told('""', Time="absent", Value="absent", Credit="absent", Click='"here"')])


def items():
    both = [told("absent", Name='"a"'), told("absent", Name='"c"')]
    arrive([conversion(ConversionName="a"), None, conversion(ConversionName="c")], both)
    raise Cannot("None in a list is left out, and Nil there becomes an object with a nil member")


def texts(names):
    arrive([conversion(ConversionName=name) for name in names], [told("absent", Name=quoted(name)) for name in names])


def batch():
    texts([f"number {number}" for number in range(1000)])


def header_blocks():
    response = apply("headers", [])
    expect("TrackingId", response.header.TrackingId, TRACKING_ID)
    expect("read", messages(response), [
        'Application=absent Authentication="tok" Account="111" Customer="222" Developer="headers" Password=absent '
        'User="\u00fc <user>"'])


def lists():
    expect("nil", apply("nil-errors", []).body.PartialErrors.BatchError, [])
    expect("empty", apply("no-errors", []).body.PartialErrors, None)
    raise Cannot("a nil list is read as an empty one, and an empty one as None")


def check_editorial(error):
    expect("type", type(error).__name__, "EditorialError")
    expect("members", (error.Code, error.Message, error.Appealable, error.DisapprovedText, error.ReasonCode),
           (1042, "editorial <&> \u00e9", True, "bad", 17))


def errors():
    editorial, none, mapped = apply("errors", []).body.PartialErrors.BatchError
    check_editorial(editorial)
    # zeep reads a nil of a complex type as an object without members.
    expect("nil", (none.Code, none.Message), (None, None))
    pairs = mapped.ForwardCompatibilityMap.KeyValuePairOfstringstring
    expect("map", [(pair.key, pair.value) for pair in pairs], [("k", None)])


def refused(token):
    try:
        apply(token, [])
    except zeep.exceptions.Fault as fault:
        return fault
    raise AssertionError("no fault")


def access_fault():
    fault = refused("access-fault")
    detail = client.get_element(AD + "AdApiFaultDetail").parse(fault.detail[0], client.wsdl.types)
    expect("detail", (detail.TrackingId, detail.Errors.AdApiError[0].Code), ("t-105", 105))


def typed_fault():
    fault = refused("fault")
    detail = client.get_element(CM + "ApiFaultDetail").parse(fault.detail[0], client.wsdl.types)
    expect("TrackingId", detail.TrackingId, "t-1001")
    check_editorial(detail.BatchErrors.BatchError[0])
    expect("Code", detail.OperationErrors.OperationError[0].Code, 1001)


def plain_fault():
    fault = refused("plain-fault")
    expect("fault", (fault.message, fault.code.rpartition(":")[2], fault.detail), ("plain fault", "Server", None))


def goal(kind, **members):
    return client.get_type(CM + kind)(**members)


def add(goals):
    return service.AddConversionGoals(ConversionGoals={"ConversionGoal": goals}, _soapheaders=headers("echo")).body


def get(ids, types):
    response = service.GetConversionGoalsByIds(
        ConversionGoalIds={"long": ids}, ConversionGoalTypes=types, ReturnAdditionalFields=["GoalCategory"],
        _soapheaders=headers("echo"))
    return response.body.ConversionGoals.ConversionGoal


def goals():
    revenue = {"CurrencyCode": "USD", "Type": "FixedValue", "Value": "12.50"}
    url = goal("UrlGoal", Name="url", Revenue=revenue, UrlExpression="https://x/?a=1&b=<2>", UrlOperator="BeginsWith")
    added = add([url, goal("EventGoal", Name="event", ActionExpression="", Value="0.5"),
                 goal("OfflineConversionGoal", Name="offline", IsExternallyAttributed=True)])
    expect("ids", added.ConversionGoalIds.long, [1, 2, 3])
    event, _, url = get([2, 3, 1], ["Event", "Url", "Duration"])
    expect("types", (type(event).__name__, type(url).__name__), ("EventGoal", "UrlGoal"))
    expect("event", (float(event.Value), event.ActionExpression), (0.5, None))
    expect("url", (url.UrlExpression, url.UrlOperator, float(url.Revenue.Value)),
           ("https://x/?a=1&b=<2>", "BeginsWith", 12.5))


def nil_numbers():
    added = add([goal("UrlGoal", Name="url"), goal("DurationGoal", Name="refused"), goal("EventGoal", Name="event")])
    expect("ids", added.ConversionGoalIds.long, [1, None, 2])
    expect("errors", [error.Message for error in added.PartialErrors.BatchError], ["refused"])


def longs():
    add([goal("UrlGoal", Name="long", TagId=LONG)])
    expect("TagId", get([1], ["Url"])[0].TagId, LONG)


def rules():
    local = zeep.Client(LOCAL + "?wsdl")
    caller = {"AuthenticationToken": "local-access-token", "DeveloperToken": "local-developer-token",
              "CustomerId": "1", "CustomerAccountId": "2"}
    kind = local.get_type(CM + "OfflineConversionGoal")
    now = datetime.datetime.now(datetime.timezone.utc)
    call = lambda operation, **body: getattr(local.service, operation)(_soapheaders=caller, **body).body
    added = call("AddConversionGoals", ConversionGoals={"ConversionGoal": [kind(Name="zeep", Type="OfflineConversion")]})
    number = added.ConversionGoalIds.long[0]
    call("UpdateConversionGoals", ConversionGoals={"ConversionGoal": [kind(Id=number, Name="zeep 2")]})
    found = call("GetConversionGoalsByIds", ConversionGoalIds={"long": [number]}, ConversionGoalTypes=["OfflineConversion"])
    expect("Name", found.ConversionGoals.ConversionGoal[0].Name, "zeep 2")
    found = call("GetConversionGoalsByTagIds", TagIds={"long": [1]}, ConversionGoalTypes=["Url"])
    expect("by tags", found.PartialErrors.BatchError, [])
    applied = call("ApplyOfflineConversions", OfflineConversions={"OfflineConversion": [
        {"ConversionName": "Lead", "ConversionTime": now, "MicrosoftClickId": "zeep1"},
        {"ConversionName": "Nobody", "ConversionTime": now, "MicrosoftClickId": "zeep2"}]})
    expect("rejected", [error.Index for error in applied.PartialErrors.BatchError], [1])


def quotes():
    quotes = zeep.Client(QUOTES + "?wsdl")
    expect("Price", str(quotes.service.GetQuote(Symbol="CSTL").Price), "19.90")
    try:
        quotes.service.GetQuote(Symbol="NONE")
    except zeep.exceptions.Fault as fault:
        detail = quotes.get_element("{urn:example:quotes}NoSuchShare").parse(fault.detail[0], quotes.wsdl.types)
        return expect("Symbol", detail.Symbol if hasattr(detail, "Symbol") else detail, "NONE")
    raise AssertionError("no fault")


def soap12():
    raise Cannot("zeep takes the version from the binding, and this WSDL has SOAP 1.1")


run({"wsdl": wsdl, "values": values, "dates": dates, "absent": absent, "nil": nil, "empty": empty, "items": items,
     "unicode": lambda: texts(UNICODE), "space": lambda: texts(SPACE), "batch": batch, "headers": header_blocks,
     "lists": lists, "errors": errors, "access-fault": access_fault, "fault": typed_fault, "plain-fault": plain_fault,
     "goals": goals, "nil-numbers": nil_numbers, "longs": longs, "rules": rules, "quotes": quotes, "soap12": soap12})
