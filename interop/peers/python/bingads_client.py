"""The official Python SDK, with suds, against our services. Usage: bingads_client.py MIRROR LOCAL QUOTES"""

import datetime
import sys

import suds
from bingads.authorization import AuthorizationData, OAuthTokens, OAuthWebAuthCodeGrant
from bingads.service_client import ServiceClient
from bingads.service_info import SERVICE_INFO_DICT_V13

from checking import LONG, SPACE, TRACKING_ID, UNICODE, Cannot, expect, quoted, run, told

MIRROR, LOCAL, QUOTES = sys.argv[1:]


def make(url, token, access_token):
    # The SDK takes its WSDL from a file of its own; here it takes it from our service.
    SERVICE_INFO_DICT_V13["campaignmanagement", "production"] = url + "?wsdl"
    authentication = OAuthWebAuthCodeGrant("id", "secret", "http://localhost", oauth_tokens=OAuthTokens(access_token))
    data = AuthorizationData(account_id=111, customer_id=222, developer_token=token, authentication=authentication)
    return ServiceClient("CampaignManagementService", 13, authorization_data=data)


client = make(MIRROR, "echo", "tok")


def conversion(**members):
    made = client.factory.create("OfflineConversion")
    for name in list(made.__keylist__):
        setattr(made, name, members.get(name))
    return made


def apply(token, conversions):
    client.authorization_data._developer_token = token
    wrapper = client.factory.create("ArrayOfOfflineConversion")
    wrapper.OfflineConversion = conversions
    try:
        return client.ApplyOfflineConversions(OfflineConversions=wrapper)
    finally:
        client.authorization_data._developer_token = "echo"


def errors_of(response):
    # suds gives the one part of a response as the response.
    part = getattr(response, "PartialErrors", response)
    return list(getattr(part, "BatchError", part) or [])


def messages(response):
    return [str(error.Message) for error in errors_of(response)]


def arrive(conversions, expected):
    expect("read", messages(apply("echo", conversions)), expected)


def wsdl():
    expect("address", str(client.soap_client.wsdl.services[0].ports[0].location), MIRROR)


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.timezone.utc)


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
                          "ExternalAttributionModel"], suds.null())
    arrive([conversion(MicrosoftClickId="here", **nils)],
           [told("nil", Time="absent", Email="absent", Phone="absent", Click='"here"')])


def empty():
    texts = dict.fromkeys(["ConversionCurrencyCode", "ConversionName", "ExternalAttributionModel", "HashedEmailAddress",
                           "HashedPhoneNumber"], "")
    arrive([conversion(MicrosoftClickId="here", **texts)],
           [told('""', Time="absent", Value="absent", Credit="absent", Click='"here"')])


def items():
    arrive([conversion(ConversionName="a"), suds.null(), conversion(ConversionName="c")],
           [told("absent", Name='"a"'), "nil", told("absent", Name='"c"')])


def texts(names):
    arrive([conversion(ConversionName=name) for name in names], [told("absent", Name=quoted(name)) for name in names])


def unicode_texts():
    first, markup, last = UNICODE
    arrive([conversion(ConversionName=name) for name in UNICODE],
           [told("absent", Name=quoted(name)) for name in (first, markup.replace("&amp;", "&"), last)])
    raise Cannot("a text with `&amp;` is taken as escaped already, and goes out as it is")


def space():
    arrive([conversion(ConversionName=name) for name in SPACE],
           [told("absent", Name=quoted(name.replace("\r\n", "\n").replace("\r", "\n"))) for name in SPACE])
    raise Cannot("carriage returns go out as they are, which XML reads as line feeds")


def batch():
    texts([f"number {number}" for number in range(1000)])


def header_blocks():
    response = apply("headers", [])
    expect("read", messages(response), [
        'Application=absent Authentication="tok" Account="111" Customer="222" Developer="headers" Password=absent '
        "User=absent"])
    expect("TrackingId", str(client.get_response_header()["TrackingId"]), TRACKING_ID)


def lists():
    expect("read", [errors_of(apply(token, [])) for token in ("nil-errors", "no-errors")], [[], []])
    raise Cannot("a nil list and an empty one are read alike")


def check_editorial(error):
    expect("type", type(error).__name__, "EditorialError")
    expect("members", (error.Code, str(error.Message), error.Appealable, str(error.DisapprovedText), error.ReasonCode),
           (1042, "editorial <&> \u00e9", True, "bad", 17))


def errors():
    editorial, none, mapped = errors_of(apply("errors", []))
    check_editorial(editorial)
    expect("nil", none, None)
    pairs = mapped.ForwardCompatibilityMap.KeyValuePairOfstringstring
    expect("map", [(str(pair.key), pair.value) for pair in pairs], [("k", None)])


def refused(token):
    try:
        apply(token, [])
    except suds.WebFault as fault:
        return fault.fault
    raise AssertionError("no fault")


def access_fault():
    detail = refused("access-fault").detail.AdApiFaultDetail
    # The details of faults are texts in suds.
    expect("detail", (str(detail.TrackingId), str(detail.Errors.AdApiError.Code)), ("t-105", "105"))


def typed_fault():
    detail = refused("fault").detail.ApiFaultDetail
    expect("TrackingId", str(detail.TrackingId), "t-1001")
    error = detail.BatchErrors.BatchError
    expect("BatchError", (str(error.Code), str(error.Message)), ("1042", "editorial <&> \u00e9"))
    expect("Code", str(detail.OperationErrors.OperationError.Code), "1001")


def plain_fault():
    fault = refused("plain-fault")
    expect("fault", (str(fault.faultstring), fault.faultcode.rpartition(":")[2]), ("plain fault", "Server"))


def goal(kind, caller=client, **members):
    made = caller.factory.create(kind)
    for name in list(made.__keylist__):
        setattr(made, name, members.get(name))
    return made


def add(goals, caller=client):
    wrapper = caller.factory.create("ArrayOfConversionGoal")
    wrapper.ConversionGoal = goals
    return caller.AddConversionGoals(ConversionGoals=wrapper)


def get(ids, types, caller=client):
    found = caller.GetConversionGoalsByIds(
        ConversionGoalIds={"long": ids}, ConversionGoalTypes=types, ReturnAdditionalFields="GoalCategory IsAutoGoal")
    return found.ConversionGoals.ConversionGoal


def goals():
    revenue = client.factory.create("ConversionGoalRevenue")
    revenue.CurrencyCode, revenue.Type, revenue.Value = "USD", "FixedValue", "12.50"
    url = goal("UrlGoal", Name="url", Revenue=revenue, UrlExpression="https://x/?a=1&b=<2>", UrlOperator="BeginsWith")
    added = add([url, goal("EventGoal", Name="event", ActionExpression="", Value="0.5"),
                 goal("OfflineConversionGoal", Name="offline", IsExternallyAttributed=True)])
    expect("ids", added.ConversionGoalIds.long, [1, 2, 3])
    event, _, url = get([2, 3, 1], "Event Url Duration")
    expect("types", (type(event).__name__, type(url).__name__), ("EventGoal", "UrlGoal"))
    expect("event", float(event.Value), 0.5)
    expect("url", (str(url.UrlExpression), str(url.UrlOperator), float(url.Revenue.Value)),
           ("https://x/?a=1&b=<2>", "BeginsWith", 12.5))


def nil_numbers():
    added = add([goal("UrlGoal", Name="url"), goal("DurationGoal", Name="refused"), goal("EventGoal", Name="event")])
    expect("ids", added.ConversionGoalIds.long, [1, None, 2])
    expect("errors", [str(error.Message) for error in added.PartialErrors.BatchError], ["refused"])


def longs():
    add([goal("UrlGoal", Name="long", TagId=LONG)])
    expect("TagId", get([1], "Url")[0].TagId, LONG)


def rules():
    local = make(LOCAL, "local-developer-token", "local-access-token")
    added = add([goal("OfflineConversionGoal", local, Name="suds", Type="OfflineConversion")], local)
    number = added.ConversionGoalIds.long[0]
    wrapper = local.factory.create("ArrayOfConversionGoal")
    wrapper.ConversionGoal = [goal("OfflineConversionGoal", local, Id=number, Name="suds 2")]
    local.UpdateConversionGoals(ConversionGoals=wrapper)
    expect("Name", str(get([number], "OfflineConversion", local)[0].Name), "suds 2")
    found = local.GetConversionGoalsByTagIds(TagIds={"long": [1]}, ConversionGoalTypes="Url")
    expect("by tags", errors_of(found), [])
    now = datetime.datetime.now(datetime.timezone.utc)
    applied = local.ApplyOfflineConversions(OfflineConversions={"OfflineConversion": [
        conversion(ConversionName=name, ConversionTime=now, MicrosoftClickId="suds") for name in ("Lead", "Nobody")]})
    expect("rejected", [error.Index for error in errors_of(applied)], [1])


def quotes():
    quotes = suds.client.Client(QUOTES + "?wsdl", cache=None)
    expect("Price", float(quotes.service.GetQuote("CSTL").Price), 19.9)
    try:
        quotes.service.GetQuote("NONE")
    except suds.WebFault as fault:
        return expect("Symbol", str(fault.fault.detail.NoSuchShare.Symbol), "NONE")
    raise AssertionError("no fault")


def soap12():
    raise Cannot("suds speaks SOAP 1.1")


run({"wsdl": wsdl, "values": values, "dates": dates, "absent": absent, "nil": nil, "empty": empty, "items": items,
     "unicode": unicode_texts, "space": space, "batch": batch, "headers": header_blocks,
     "lists": lists, "errors": errors, "access-fault": access_fault, "fault": typed_fault, "plain-fault": plain_fault,
     "goals": goals, "nil-numbers": nil_numbers, "longs": longs, "rules": rules, "quotes": quotes, "soap12": soap12})
