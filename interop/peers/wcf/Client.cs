// A WCF client of our services. Usage: mono Client.exe MIRROR LOCAL QUOTES
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.Serialization;
using System.ServiceModel;
using bingads.microsoft.com.CampaignManagement.v13;
using Interop;

class Cannot : Exception { public Cannot(string reason) : base(reason) { } }

[ServiceContract(Namespace = "urn:example:quotes")]
public interface IQuotes
{
    [OperationContract(Action = "urn:example:quotes/GetQuote", ReplyAction = "*")]
    [FaultContract(typeof(NoSuchShare), Action = "*", Name = "NoSuchShare", Namespace = "urn:example:quotes")]
    QuoteResponse GetQuote(QuoteRequest request);
}

[DataContract(Namespace = "urn:example:quotes")]
public class NoSuchShare { [DataMember] public string Symbol; }

[MessageContract(WrapperName = "GetQuote", WrapperNamespace = "urn:example:quotes")]
public class QuoteRequest { [MessageBodyMember(Namespace = "urn:example:quotes")] public string Symbol; }

[MessageContract(WrapperName = "GetQuoteResponse", WrapperNamespace = "urn:example:quotes")]
public class QuoteResponse
{
    [MessageBodyMember(Namespace = "urn:example:quotes", Order = 0)] public decimal Price;
    [MessageBodyMember(Namespace = "urn:example:quotes", Order = 1)] public DateTime At;
}

static class Program
{
    const long Long = 9007199254740993;
    static ICampaigns mirror;

    static BasicHttpBinding Binding()
    {
        var binding = new BasicHttpBinding { MaxReceivedMessageSize = int.MaxValue };
        binding.ReaderQuotas.MaxStringContentLength = int.MaxValue;
        return binding;
    }

    static T Channel<T>(string url) { return new ChannelFactory<T>(Binding(), new EndpointAddress(url)).CreateChannel(); }

    static T With<T>(T headers, string token) where T : Headers
    {
        headers.AuthenticationToken = "tok";
        headers.CustomerAccountId = "111";
        headers.CustomerId = "222";
        headers.DeveloperToken = token;
        headers.UserName = "\u00fc <user>";
        return headers;
    }

    static void Expect(string what, object found, object expected)
    {
        if (!Equals(found, expected)) throw new Exception(what + ": [" + found + "] instead of [" + expected + "]");
    }

    static ApplyResponse Apply(string token, params OfflineConversion[] conversions)
    {
        return mirror.ApplyOfflineConversions(With(new ApplyRequest { OfflineConversions = conversions }, token));
    }

    // What the service tells of a conversion; of members that are null, it is `unset`.
    static string Told(OfflineConversion sent)
    {
        // A data contract writes null as nil, but for members that are never written as nil; and a DateTime always.
        var told = Show.Conversion(sent).Replace("Email=none Phone=none", "Email=absent Phone=absent").Replace("=none", "=nil");
        return told.Replace("Time=nil", "Time=absent");
    }

    static void Arrive(params OfflineConversion[] conversions)
    {
        var errors = Apply("echo", conversions).PartialErrors;
        Expect("count", errors.Length, conversions.Length);
        for (var index = 0; index < errors.Length; index++) Expect("read", errors[index].Message, Told(conversions[index]));
    }

    static readonly DateTime Noon = new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    static OfflineConversion Named(string name)
    {
        return new OfflineConversion { ConversionName = name, ConversionTime = Noon };
    }

    static void Texts(params string[] names) { Arrive(names.Select(Named).ToArray()); }

    static void Space()
    {
        Texts("  both ends  ", "tab\tand\nlines\n", " ");
        Expect("read", Apply("echo", Named("a\rb")).PartialErrors[0].Message, Told(Named("a\nb")));
        throw new Cannot("carriage returns go out as they are, which XML reads as line feeds");
    }

    static void Dates()
    {
        var half = Named("a");
        half.ConversionTime = Noon.AddTicks(5000001);
        var local = Named("b");
        local.ConversionTime = Noon.ToLocalTime();
        Arrive(half, local);
    }

    static void Header()
    {
        var response = Apply("headers");
        Expect("TrackingId", response.TrackingId, Names.TrackingId);
        Expect("read", response.PartialErrors[0].Message,
            "Application=absent Authentication=\"tok\" Account=\"111\" Customer=\"222\" Developer=\"headers\" "
            + "Password=absent User=\"\u00fc <user>\"");
    }

    static void Lists()
    {
        Expect("nil", Apply("nil-errors").PartialErrors, null);
        Expect("empty", Apply("no-errors").PartialErrors.Length, 0);
    }

    static void CheckEditorial(BatchError error)
    {
        var editorial = (EditorialError)error;
        Expect("Code", editorial.Code, 1042);
        Expect("Message", editorial.Message, "editorial <&> \u00e9");
        Expect("Appealable", editorial.Appealable, true);
        Expect("DisapprovedText", editorial.DisapprovedText, "bad");
        Expect("ReasonCode", editorial.ReasonCode, 17);
    }

    static void Errors()
    {
        var errors = Apply("errors").PartialErrors;
        Expect("count", errors.Length, 3);
        CheckEditorial(errors[0]);
        Expect("nil", errors[1], null);
        Expect("key", errors[2].ForwardCompatibilityMap[0].key, "k");
        Expect("value", errors[2].ForwardCompatibilityMap[0].value, null);
    }

    static T Refused<T>(Action call) where T : FaultException
    {
        try { call(); }
        catch (T fault) { return fault; }
        throw new Exception("no fault");
    }

    static void AccessFault()
    {
        var detail = Refused<FaultException<AdApiFaultDetail>>(() => Apply("access-fault")).Detail;
        Expect("TrackingId", detail.TrackingId, "t-105");
        Expect("Code", detail.Errors[0].Code, 105);
    }

    static void ApiFault()
    {
        var detail = Refused<FaultException<ApiFaultDetail>>(() => Apply("fault")).Detail;
        Expect("TrackingId", detail.TrackingId, "t-1001");
        CheckEditorial(detail.BatchErrors[0]);
        Expect("Code", detail.OperationErrors[0].Code, 1001);
    }

    static void PlainFault()
    {
        var fault = Refused<FaultException>(() => Apply("plain-fault"));
        Expect("reason", fault.Message, "plain fault");
        Expect("code", fault.Code.Name, "Server");
    }

    static GetRequest Get(params long[] ids)
    {
        return With(new GetRequest
        {
            ConversionGoalIds = ids,
            ConversionGoalTypes = ConversionGoalType.Event | ConversionGoalType.Url | ConversionGoalType.Duration,
            ReturnAdditionalFields = ConversionGoalAdditionalField.GoalCategory,
        }, "echo");
    }

    static void Goals()
    {
        var revenue = new ConversionGoalRevenue {
            CurrencyCode = "USD", Type = ConversionGoalRevenueType.FixedValue, Value = 12.50m };
        var added = mirror.AddConversionGoals(With(new AddRequest
        {
            ConversionGoals = new ConversionGoal[]
            {
                new UrlGoal { Name = "url", Revenue = revenue, UrlExpression = "https://x/?a=1&b=<2>",
                    UrlOperator = ExpressionOperator.BeginsWith },
                new EventGoal { Name = "event", ActionExpression = "", Value = 0.5m },
                new OfflineConversionGoal { Name = "offline", IsExternallyAttributed = true },
            },
        }, "echo"));
        Expect("ids", string.Join(",", added.ConversionGoalIds), "1,2,3");
        var found = mirror.GetConversionGoalsByIds(Get(2, 3, 1)).ConversionGoals;
        Expect("value", ((EventGoal)found[0]).Value, 0.5m);
        Expect("text", ((EventGoal)found[0]).ActionExpression, "");
        Expect("not wanted", found[1], null);
        Expect("expression", ((UrlGoal)found[2]).UrlExpression, "https://x/?a=1&b=<2>");
        Expect("revenue", found[2].Revenue.Value, 12.50m);
    }

    static void NilNumbers()
    {
        var goals = new ConversionGoal[]
        {
            new UrlGoal { Name = "url" }, new DurationGoal { Name = "refused" }, new EventGoal { Name = "event" },
        };
        var added = mirror.AddConversionGoals(With(new AddRequest { ConversionGoals = goals }, "echo"));
        Expect("ids", string.Join(",", added.ConversionGoalIds), "1,,2");
        Expect("errors", added.PartialErrors.Single().Message, "refused");
    }

    static void Longs()
    {
        var goals = new ConversionGoal[] { new UrlGoal { Name = "long", TagId = Long } };
        mirror.AddConversionGoals(With(new AddRequest { ConversionGoals = goals }, "echo"));
        Expect("TagId", mirror.GetConversionGoalsByIds(Get(1)).ConversionGoals[0].TagId, Long);
    }

    static T Local<T>(T headers) where T : Headers
    {
        With(headers, "local-developer-token").AuthenticationToken = "local-access-token";
        return headers;
    }

    static void Rules(ICampaigns local)
    {
        var goal = new OfflineConversionGoal { Name = "wcf", Type = ConversionGoalType.OfflineConversion };
        var added = local.AddConversionGoals(Local(new AddRequest { ConversionGoals = new ConversionGoal[] { goal } }));
        goal = new OfflineConversionGoal { Id = added.ConversionGoalIds[0], Name = "wcf 2" };
        local.UpdateConversionGoals(Local(new UpdateRequest { ConversionGoals = new ConversionGoal[] { goal } }));
        var get = Local(Get(goal.Id.Value));
        get.ConversionGoalTypes = ConversionGoalType.OfflineConversion;
        Expect("Name", local.GetConversionGoalsByIds(get).ConversionGoals[0].Name, "wcf 2");
        local.GetConversionGoalsByTagIds(Local(new GetByTagsRequest {
            TagIds = new long[] { 1 }, ConversionGoalTypes = ConversionGoalType.Url }));
        var conversions = new[] { Named("Lead"), Named("Nobody") };
        foreach (var conversion in conversions)
        {
            conversion.ConversionTime = DateTime.UtcNow;
            conversion.MicrosoftClickId = "wcf";
        }
        var applied = local.ApplyOfflineConversions(Local(new ApplyRequest { OfflineConversions = conversions }));
        Expect("rejected", applied.PartialErrors.Single().Index, 1);
    }

    static void Quotes(IQuotes quotes)
    {
        Expect("Price", quotes.GetQuote(new QuoteRequest { Symbol = "CSTL" }).Price, 19.90m);
        var fault = Refused<FaultException<NoSuchShare>>(() => quotes.GetQuote(new QuoteRequest { Symbol = "NONE" }));
        Expect("Symbol", fault.Detail.Symbol, "NONE");
    }

    static void Soap12(string url)
    {
        var text = new System.ServiceModel.Channels.TextMessageEncodingBindingElement(
            System.ServiceModel.Channels.MessageVersion.Soap12, System.Text.Encoding.UTF8);
        var binding = new System.ServiceModel.Channels.CustomBinding(
            text, new System.ServiceModel.Channels.HttpTransportBindingElement());
        var before = mirror;
        mirror = new ChannelFactory<ICampaigns>(binding, new EndpointAddress(url)).CreateChannel();
        try
        {
            Texts("twelve");
            AccessFault();
        }
        finally { mirror = before; }
    }

    static void Main(string[] args)
    {
        mirror = Channel<ICampaigns>(args[0]);
        var cases = new Dictionary<string, Action>
        {
            { "wsdl", () => Expect("data contracts of svcutil", typeof(OfflineConversion).GetProperties().Length > 8, true) },
            { "values", () => Arrive(new OfflineConversion {
                ConversionCurrencyCode = "USD", ConversionName = "Lead", ConversionTime = Noon, ConversionValue = 19.99,
                ExternalAttributionCredit = 0.5, ExternalAttributionModel = "Linear", HashedEmailAddress = "e",
                HashedPhoneNumber = "p", MicrosoftClickId = "abc" }) },
            { "dates", Dates },
            { "absent", () => { throw new Cannot("a data contract writes null as nil"); } },
            { "nil", () => Texts("nil") },
            { "empty", () => Arrive(new OfflineConversion {
                ConversionCurrencyCode = "", ConversionName = "", ConversionTime = Noon, ExternalAttributionModel = "",
                HashedEmailAddress = "", HashedPhoneNumber = "", MicrosoftClickId = "here" }) },
            { "items", () => Arrive(Named("a"), null, Named("c")) },
            { "unicode", () => Texts("\u00e9\u00df \u6f22\u5b57 \u05d0 \U0001f600", "<a b=\"c\">&amp;</a> ]]> ' --",
                "(\u00a0\u0085\u2028\ufffd)") },
            { "space", Space },
            { "batch", () => Texts(Enumerable.Range(0, 1000).Select(number => "number " + number).ToArray()) },
            { "headers", Header },
            { "lists", Lists },
            { "errors", Errors },
            { "access-fault", AccessFault },
            { "fault", ApiFault },
            { "plain-fault", PlainFault },
            { "goals", Goals },
            { "nil-numbers", NilNumbers },
            { "longs", Longs },
            { "rules", () => Rules(Channel<ICampaigns>(args[1])) },
            { "quotes", () => Quotes(Channel<IQuotes>(args[2])) },
            { "soap12", () => Soap12(args[0]) },
        };
        foreach (var named in cases)
        {
            try
            {
                named.Value();
                Console.WriteLine("pass " + named.Key);
            }
            catch (Cannot reason) { Console.WriteLine("cannot " + named.Key + " " + reason.Message); }
            catch (Exception wrong)
            {
                Console.WriteLine("fail " + named.Key + " " + string.Join(" ", wrong.ToString().Split('\n').Take(6)).Replace("\r", ""));
            }
        }
    }
}
