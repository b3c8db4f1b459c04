// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// `Node`.
#[derive(Clone, Default)]
pub struct Node {
    /// Attribute `Id`: may be absent.
    pub id: Option<String>,
    /// Attribute `Ref`: may be absent.
    pub r#ref: Option<String>,
    /// Whether the element is nil (`xsi:nil`): it then has its attributes and no content.
    pub nil: bool,
    /// `Name`: absent, nil or a value.
    pub name: rt::Nillable<String>,
    /// `Next`: absent, nil or a value.
    pub next: rt::Nillable<Box<Node>>,
}

rt::table! {
    Node, "Node", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Node>", CAMPAIGN_MANAGEMENT);
    0 => id: rt::optional_attribute("Id", SERIALIZATION);
    1 => r#ref: rt::optional_attribute("Ref", SERIALIZATION);
    2 => nil: rt::nil();
    3 => name: rt::nillable("<Name>", CAMPAIGN_MANAGEMENT);
    _ => next: rt::nillable("<Next>", CAMPAIGN_MANAGEMENT);
}

rt::registry! {
    i32: "char", SERIALIZATION, rt::required_nillable("<char>", SERIALIZATION);
    rt::Duration: "duration", SERIALIZATION, rt::required_nillable("<duration>", SERIALIZATION);
    String: "guid", SERIALIZATION, rt::required_nillable("<guid>", SERIALIZATION);
    Node: "Node", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Node>", CAMPAIGN_MANAGEMENT);
}
