// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// `ReqNoEmitStr`.
#[derive(Clone, Default)]
pub struct ReqNoEmitStr {
    /// `V`: nil or a value.
    pub v: Option<String>,
}

rt::table! {
    ReqNoEmitStr, "ReqNoEmitStr", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ReqNoEmitStr>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::required_nillable("<V>", CAMPAIGN_MANAGEMENT);
}

rt::registry! {
    i32: "char", SERIALIZATION, rt::required_nillable("<char>", SERIALIZATION);
    rt::Duration: "duration", SERIALIZATION, rt::required_nillable("<duration>", SERIALIZATION);
    String: "guid", SERIALIZATION, rt::required_nillable("<guid>", SERIALIZATION);
    ReqNoEmitStr: "ReqNoEmitStr", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ReqNoEmitStr>", CAMPAIGN_MANAGEMENT);
}
