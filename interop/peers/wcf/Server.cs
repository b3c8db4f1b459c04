// A WCF service of Campaign Management. Usage: mono Server.exe PORT
// It keeps the rules of the README: the header block DeveloperToken chooses the answer.
using System;
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;
using System.Threading;
using bingads.microsoft.com.CampaignManagement.v13;
using Interop;

[ServiceBehavior(Namespace = Names.Campaigns, Name = "CampaignManagementService",
    InstanceContextMode = InstanceContextMode.Single, ConcurrencyMode = ConcurrencyMode.Multiple)]
public class Service : ICampaigns
{
    readonly List<ConversionGoal> kept = new List<ConversionGoal>();

    static readonly FaultCode Server = new FaultCode("Server", "http://schemas.xmlsoap.org/soap/envelope/");

    static FaultReason Reason(string text) { return new FaultReason(new FaultReasonText(text, "en-US")); }

    static EditorialError Editorial()
    {
        return new EditorialError
        {
            Code = 1042, ErrorCode = "EditorialError", Index = 0, Message = "editorial <&> \u00e9", Type = "EditorialError",
            Appealable = true, DisapprovedText = "bad", ReasonCode = 17,
        };
    }

    static BatchError Mapped()
    {
        return new BatchError
        {
            Code = 5201, ErrorCode = "Mapped", Index = 2, Type = "BatchError",
            ForwardCompatibilityMap = new[] { new KeyValuePairOfstringstring { key = "k", value = null } },
        };
    }

    static BatchError Told(int index, string message)
    {
        return new BatchError { Code = 0, ErrorCode = "Echo", Index = index, Message = message, Type = "BatchError" };
    }

    static void Admit(Headers headers)
    {
        switch (headers.DeveloperToken)
        {
            case "access-fault":
                throw new FaultException<AdApiFaultDetail>(new AdApiFaultDetail
                {
                    TrackingId = "t-105",
                    Errors = new[] { new AdApiError {
                        Code = 105, ErrorCode = "InvalidCredentials", Message = "Authentication failed" } },
                }, Reason("Invalid client data"), Server);
            case "fault":
                throw new FaultException<ApiFaultDetail>(new ApiFaultDetail
                {
                    TrackingId = "t-1001",
                    BatchErrors = new BatchError[] { Editorial() },
                    OperationErrors = new[] { new OperationError {
                        Code = 1001, ErrorCode = "OperationNotSupported", Message = "no" } },
                }, Reason("Invalid client data"), Server);
            case "sleep":
                Thread.Sleep(3000);
                return;
            case "plain-fault":
                throw new FaultException(Reason("plain fault"), Server);
        }
    }

    static BatchError[] Errors(ApplyRequest request)
    {
        switch (request.DeveloperToken)
        {
            case "nil-errors": return null;
            case "no-errors": return new BatchError[0];
            case "errors": return new[] { Editorial(), null, Mapped() };
            case "headers": return new[] { Told(0, Show.Blocks(request)) };
            default: return request.OfflineConversions.Select((read, index) => Told(index, Show.Conversion(read))).ToArray();
        }
    }

    public ApplyResponse ApplyOfflineConversions(ApplyRequest request)
    {
        Admit(request);
        return new ApplyResponse { TrackingId = Names.TrackingId, PartialErrors = Errors(request) };
    }

    public AddResponse AddConversionGoals(AddRequest request)
    {
        Admit(request);
        kept.Clear();
        var ids = new List<long?>();
        var errors = new List<BatchError>();
        foreach (var goal in request.ConversionGoals)
        {
            if (goal == null || goal.Name == "refused")
            {
                errors.Add(Told(ids.Count, "refused"));
                ids.Add(null);
                continue;
            }
            kept.Add(goal);
            ids.Add(kept.Count);
        }
        return new AddResponse
        {
            TrackingId = Names.TrackingId, ConversionGoalIds = ids.ToArray(), PartialErrors = errors.ToArray(),
        };
    }

    static ConversionGoalType Kind(ConversionGoal goal)
    {
        if (goal is UrlGoal) return ConversionGoalType.Url;
        if (goal is EventGoal) return ConversionGoalType.Event;
        if (goal is DurationGoal) return ConversionGoalType.Duration;
        return ConversionGoalType.OfflineConversion;
    }

    ConversionGoal Find(long id, ConversionGoalType wanted)
    {
        if (id < 1 || id > kept.Count) return null;
        var goal = kept[(int)id - 1];
        return (wanted & Kind(goal)) != 0 ? goal : null;
    }

    public GetResponse GetConversionGoalsByIds(GetRequest request)
    {
        Admit(request);
        var found = request.ConversionGoalIds.Select(id => Find(id, request.ConversionGoalTypes));
        return new GetResponse { TrackingId = Names.TrackingId, ConversionGoals = found.ToArray() };
    }

    public UpdateResponse UpdateConversionGoals(UpdateRequest request) { throw new NotImplementedException(); }

    public GetByTagsResponse GetConversionGoalsByTagIds(GetByTagsRequest request) { throw new NotImplementedException(); }

    static void Main(string[] args)
    {
        var host = new ServiceHost(typeof(Service), new Uri("http://127.0.0.1:" + args[0] + "/"));
        var binding = new BasicHttpBinding { MaxReceivedMessageSize = int.MaxValue };
        binding.ReaderQuotas.MaxStringContentLength = int.MaxValue;
        host.AddServiceEndpoint(typeof(ICampaigns), binding, "");
        host.Open();
        Console.WriteLine("listening");
        Thread.Sleep(Timeout.Infinite);
    }
}
