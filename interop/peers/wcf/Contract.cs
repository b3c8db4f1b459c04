// The contract of three operations of Campaign Management, for the server and the client: what svcutil of Mono leaves out of the
// WSDL (header blocks, faults, every part of a body but the first). The data contracts are svcutil's own.
using System;
using System.Globalization;
using System.Linq;
using System.Runtime.Serialization;
using System.ServiceModel;
using bingads.microsoft.com.CampaignManagement.v13;

namespace Interop
{
    static class Names
    {
        public const string Campaigns = "https://bingads.microsoft.com/CampaignManagement/v13";
        public const string Api = "https://adapi.microsoft.com";
        public const string Service = Campaigns + "/ICampaignManagementService/";
        public const string TrackingId = "mirror \u00e9 <7>";
    }

    [DataContract(Namespace = Names.Api)]
    public class ApplicationFault
    {
        [DataMember] public string TrackingId;
    }

    [DataContract(Namespace = Names.Api)]
    public class AdApiFaultDetail : ApplicationFault
    {
        [DataMember] public AdApiError[] Errors;
    }

    [DataContract(Namespace = Names.Api)]
    public class AdApiError
    {
        [DataMember] public int Code;
        [DataMember] public string Detail;
        [DataMember] public string ErrorCode;
        [DataMember] public string Message;
    }

    [DataContract(Namespace = Names.Campaigns)]
    public class ApiFaultDetail : ApplicationFault
    {
        [DataMember] public BatchError[] BatchErrors;
        [DataMember] public OperationError[] OperationErrors;
    }

    [MessageContract]
    public class Headers
    {
        [MessageHeader(Namespace = Names.Campaigns)] public string ApplicationToken;
        [MessageHeader(Namespace = Names.Campaigns)] public string AuthenticationToken;
        [MessageHeader(Namespace = Names.Campaigns)] public string CustomerAccountId;
        [MessageHeader(Namespace = Names.Campaigns)] public string CustomerId;
        [MessageHeader(Namespace = Names.Campaigns)] public string DeveloperToken;
        [MessageHeader(Namespace = Names.Campaigns)] public string Password;
        [MessageHeader(Namespace = Names.Campaigns)] public string UserName;
    }

    [MessageContract(WrapperName = "ApplyOfflineConversionsRequest", WrapperNamespace = Names.Campaigns)]
    public class ApplyRequest : Headers
    {
        [MessageBodyMember(Namespace = Names.Campaigns)] public OfflineConversion[] OfflineConversions;
    }

    [MessageContract(WrapperName = "ApplyOfflineConversionsResponse", WrapperNamespace = Names.Campaigns)]
    public class ApplyResponse
    {
        [MessageHeader(Namespace = Names.Campaigns)] public string TrackingId;
        [MessageBodyMember(Namespace = Names.Campaigns)] public BatchError[] PartialErrors;
    }

    [MessageContract(WrapperName = "AddConversionGoalsRequest", WrapperNamespace = Names.Campaigns)]
    public class AddRequest : Headers
    {
        [MessageBodyMember(Namespace = Names.Campaigns)] public ConversionGoal[] ConversionGoals;
    }

    [MessageContract(WrapperName = "UpdateConversionGoalsRequest", WrapperNamespace = Names.Campaigns)]
    public class UpdateRequest : Headers
    {
        [MessageBodyMember(Namespace = Names.Campaigns)] public ConversionGoal[] ConversionGoals;
    }

    [MessageContract(WrapperName = "UpdateConversionGoalsResponse", WrapperNamespace = Names.Campaigns)]
    public class UpdateResponse
    {
        [MessageHeader(Namespace = Names.Campaigns)] public string TrackingId;
        [MessageBodyMember(Namespace = Names.Campaigns)] public BatchError[] PartialErrors;
    }

    [MessageContract(WrapperName = "AddConversionGoalsResponse", WrapperNamespace = Names.Campaigns)]
    public class AddResponse
    {
        [MessageHeader(Namespace = Names.Campaigns)] public string TrackingId;
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 0)] public long?[] ConversionGoalIds;
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 1)] public BatchError[] PartialErrors;
    }

    [MessageContract(WrapperName = "GetConversionGoalsByIdsRequest", WrapperNamespace = Names.Campaigns)]
    public class GetRequest : Headers
    {
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 0)] public long[] ConversionGoalIds;
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 1)] public ConversionGoalType ConversionGoalTypes;
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 2)]
        public ConversionGoalAdditionalField? ReturnAdditionalFields;
    }

    [MessageContract(WrapperName = "GetConversionGoalsByIdsResponse", WrapperNamespace = Names.Campaigns)]
    public class GetResponse
    {
        [MessageHeader(Namespace = Names.Campaigns)] public string TrackingId;
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 0)] public ConversionGoal[] ConversionGoals;
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 1)] public BatchError[] PartialErrors;
    }

    [MessageContract(WrapperName = "GetConversionGoalsByTagIdsRequest", WrapperNamespace = Names.Campaigns)]
    public class GetByTagsRequest : Headers
    {
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 0)] public ConversionGoalType ConversionGoalTypes;
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 1)]
        public ConversionGoalAdditionalField? ReturnAdditionalFields;
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 2)] public long[] TagIds;
    }

    [MessageContract(WrapperName = "GetConversionGoalsByTagIdsResponse", WrapperNamespace = Names.Campaigns)]
    public class GetByTagsResponse
    {
        [MessageHeader(Namespace = Names.Campaigns)] public string TrackingId;
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 0)] public ConversionGoal[] ConversionGoals;
        [MessageBodyMember(Namespace = Names.Campaigns, Order = 1)] public BatchError[] PartialErrors;
    }

    [ServiceContract(Namespace = Names.Campaigns, Name = "ICampaignManagementService")]
    public interface ICampaigns
    {
        [OperationContract(Action = "ApplyOfflineConversions", ReplyAction = Names.Service + "ApplyOfflineConversionsResponse")]
        [FaultContract(typeof(AdApiFaultDetail), Action = Names.Service + "ApplyOfflineConversionsAdApiFaultDetailFault",
            Name = "AdApiFaultDetail", Namespace = Names.Api)]
        [FaultContract(typeof(ApiFaultDetail), Action = Names.Service + "ApplyOfflineConversionsApiFaultDetail2Fault",
            Name = "ApiFaultDetail", Namespace = Names.Campaigns)]
        ApplyResponse ApplyOfflineConversions(ApplyRequest request);

        [OperationContract(Action = "AddConversionGoals", ReplyAction = Names.Service + "AddConversionGoalsResponse")]
        AddResponse AddConversionGoals(AddRequest request);

        [OperationContract(Action = "UpdateConversionGoals", ReplyAction = Names.Service + "UpdateConversionGoalsResponse")]
        UpdateResponse UpdateConversionGoals(UpdateRequest request);

        [OperationContract(Action = "GetConversionGoalsByIds", ReplyAction = Names.Service + "GetConversionGoalsByIdsResponse")]
        GetResponse GetConversionGoalsByIds(GetRequest request);

        [OperationContract(Action = "GetConversionGoalsByTagIds",
            ReplyAction = Names.Service + "GetConversionGoalsByTagIdsResponse")]
        GetByTagsResponse GetConversionGoalsByTagIds(GetByTagsRequest request);
    }

    // What was read, as text: see the README. A data contract cannot tell nil from absent.
    static class Show
    {
        static string Text(string text) { return text == null ? "none" : "\"" + text + "\""; }

        static string Number(double? number)
        {
            return number == null ? "none" : number.Value.ToString("R", CultureInfo.InvariantCulture);
        }

        static string Instant(DateTime time)
        {
            if (time == default(DateTime)) return "none";
            return time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        }

        public static string Conversion(OfflineConversion read)
        {
            if (read == null) return "nil";
            return "Currency=" + Text(read.ConversionCurrencyCode) + " Name=" + Text(read.ConversionName)
                + " Time=" + Instant(read.ConversionTime) + " Value=" + Number(read.ConversionValue)
                + " Credit=" + Number(read.ExternalAttributionCredit) + " Model=" + Text(read.ExternalAttributionModel)
                + " Email=" + Text(read.HashedEmailAddress) + " Phone=" + Text(read.HashedPhoneNumber)
                + " Click=" + Text(read.MicrosoftClickId);
        }

        public static string Blocks(Headers read)
        {
            return "Application=" + Text(read.ApplicationToken) + " Authentication=" + Text(read.AuthenticationToken)
                + " Account=" + Text(read.CustomerAccountId) + " Customer=" + Text(read.CustomerId)
                + " Developer=" + Text(read.DeveloperToken) + " Password=" + Text(read.Password)
                + " User=" + Text(read.UserName);
        }
    }
}
