//! Types in the form of generated ones, with the JSON settings of a schema set: hierarchies, flags, and every kind of value.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::all)]

use castile::codegen::*;

const NS: &str = "urn:ads";
const STYLE: &JsonStyle = &JsonStyle::new()
    .with_integers64(Integers64::Text)
    .with_lists(Lists::Joined(","))
    .with_discriminator("Type");
const PLAIN: JsonClass = JsonClass::new(STYLE);

/// The style of this schema set.
pub const fn style() -> JsonStyle {
    *STYLE
}

#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    #[default]
    Search,
    Shopping,
    Unknown(String),
}
values! { Kind, Unknown; 0 => Search = "Search"; 1 => Shopping = "Shopping"; }

/// A base type whose own member has the discriminator's name.
#[derive(Clone, Default)]
pub struct SchemeBase {
    pub type_: Nillable<String>,
}
table! { SchemeBase: PLAIN.discriminator("BiddingScheme"), "BiddingScheme", NS;
    _ => type_: nillable("<Type>", NS);
}

#[derive(Clone, Default)]
pub struct ManualCpc {
    pub type_: Nillable<String>,
    pub manual_cpc: Nillable<f64>,
}
table! { ManualCpc: PLAIN.discriminator("ManualCpc").aliases(&["Cpc"]), "ManualCpcBiddingScheme", NS;
    0 => type_: nillable("<Type>", NS);
    _ => manual_cpc: nillable("<ManualCpc>", NS);
}

#[derive(Clone, Default)]
pub struct TargetRoas {
    pub type_: Nillable<String>,
    pub target: Option<Decimal>,
    pub inner: Nillable<Scheme>,
}
table! { TargetRoas: PLAIN.discriminator("TargetRoasBiddingScheme"), "TargetRoasBiddingScheme", NS;
    0 => type_: nillable("<Type>", NS);
    1 => target: optional("<Target>", NS);
    _ => inner: nillable("<Inner>", NS);
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Scheme {
    Base(Box<SchemeBase>),
    ManualCpc(Box<ManualCpc>),
    TargetRoas(Box<TargetRoas>),
    Unknown(Box<UnknownType>),
}
variants! { Scheme, Unknown; 0 => Base(SchemeBase); 1 => ManualCpc(ManualCpc); 2 => TargetRoas(TargetRoas); }

/// A base type whose own member of the discriminator's name holds flags.
#[derive(Clone, Default)]
pub struct GoalBase {
    pub id: Nillable<i64>,
    pub type_: Nillable<Vec<Kind>>,
}
table! { GoalBase: PLAIN, "Goal", NS;
    0 => id: nillable("<Id>", NS);
    _ => type_: nillable("<Type>", NS).list();
}

#[derive(Clone, Default)]
pub struct SearchGoal {
    pub id: Nillable<i64>,
    pub type_: Nillable<Vec<Kind>>,
    pub word: Option<String>,
}
table! { SearchGoal: PLAIN.discriminator("Search"), "SearchGoal", NS;
    0 => id: nillable("<Id>", NS);
    1 => type_: nillable("<Type>", NS).list();
    _ => word: optional("<Word>", NS);
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Goal {
    Base(Box<GoalBase>),
    Search(Box<SearchGoal>),
    Unknown(Box<UnknownType>),
}
variants! { Goal, Unknown; 0 => Base(GoalBase); 1 => Search(SearchGoal); }

/// A base type without a member of the discriminator's name.
#[derive(Clone, Default)]
pub struct BatchErrorBase {
    pub code: i32,
    pub details: Nillable<String>,
    pub index: i32,
}
table! { BatchErrorBase: PLAIN, "BatchError", NS;
    0 => code: required("<Code>", NS);
    1 => details: nillable("<Details>", NS);
    _ => index: required("<Index>", NS);
}

#[derive(Clone, Default)]
pub struct EditorialError {
    pub code: i32,
    pub details: Nillable<String>,
    pub index: i32,
    pub appealable: Nillable<bool>,
}
table! { EditorialError: PLAIN, "EditorialError", NS;
    0 => code: required("<Code>", NS);
    1 => details: nillable("<Details>", NS);
    2 => index: required("<Index>", NS);
    _ => appealable: nillable("<Appealable>", NS);
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum BatchError {
    Base(Box<BatchErrorBase>),
    EditorialError(Box<EditorialError>),
    Unknown(Box<UnknownType>),
}
variants! { BatchError, Unknown; 0 => Base(BatchErrorBase); 1 => EditorialError(EditorialError); }

/// `Reply`: partial errors and ids with holes.
#[derive(Clone, Default)]
pub struct Reply {
    pub ids: Nillable<Vec<Option<i64>>>,
    pub partial_errors: Nillable<Vec<Option<BatchError>>>,
}
table! { Reply: PLAIN, "Reply", NS, Row::element("<Reply>", NS, Presence::Required);
    0 => ids: nillable("<Ids>", NS).array(&nillable("<long>", NS).many());
    _ => partial_errors: nillable("<PartialErrors>", NS).array(&nillable("<BatchError>", NS).many());
}

/// `Campaign`: a hierarchy, flags, nested arrays, repeated elements.
#[derive(Clone, Default)]
pub struct Campaign {
    pub scheme: Nillable<Scheme>,
    pub goals: Vec<Goal>,
    pub kinds: Option<Vec<Kind>>,
    pub kind: Option<Kind>,
    pub budget_id: Nillable<i64>,
    pub grid: Nillable<Vec<Vec<i32>>>,
    pub names: Vec<String>,
}
table! { Campaign: PLAIN, "Campaign", NS, Row::element("<Campaign>", NS, Presence::Required);
    0 => scheme: nillable("<BiddingScheme>", NS);
    1 => goals: optional("<Goal>", NS).many();
    2 => kinds: optional("<CampaignType>", NS).list();
    3 => kind: optional("<Kind>", NS);
    4 => budget_id: nillable("<BudgetId>", NS);
    5 => grid: nillable("<Grid>", NS).array(&required("<Line>", NS).array(&required("<int>", NS).many()).many());
    _ => names: optional("<Name>", NS).many();
}

#[derive(Clone, Default)]
pub struct Campaigns {
    pub campaigns: Option<Vec<Campaign>>,
}
table! { Campaigns: PLAIN, "Campaigns", NS;
    _ => campaigns: optional("<Campaigns>", NS).array(&required("<Campaign>", NS).many());
}

/// `Values`: every kind of simple value, and the rest.
#[derive(Clone, Default)]
pub struct Values {
    pub unit: Option<String>,
    pub int: Option<i32>,
    pub long: Option<i64>,
    pub unsigned_long: Option<u64>,
    pub byte: Option<u8>,
    pub boolean: Option<bool>,
    pub double: Option<f64>,
    pub float: Option<f32>,
    pub decimal: Option<Decimal>,
    pub integer: Option<Integer>,
    pub date_time: Option<DateTime>,
    pub date: Option<Date>,
    pub duration: Option<Duration>,
    pub base64: Option<Base64Binary>,
    pub qname: Option<QName>,
    pub any: Option<AnyElement>,
    pub price: Option<Box<Price>>,
    pub text: Option<String>,
    pub needed: i32,
}
table! { Values: PLAIN, "Values", NS, Row::element("<Values>", NS, Presence::Required);
    0 => unit: optional_attribute("unit", "");
    1 => int: optional("<Int>", NS);
    2 => long: optional("<Long>", NS);
    3 => unsigned_long: optional("<UnsignedLong>", NS);
    4 => byte: optional("<Byte>", NS);
    5 => boolean: optional("<Boolean>", NS);
    6 => double: optional("<Double>", NS);
    7 => float: optional("<Float>", NS);
    8 => decimal: optional("<Decimal>", NS);
    9 => integer: optional("<Integer>", NS);
    10 => date_time: optional("<DateTime>", NS);
    11 => date: optional("<Date>", NS);
    12 => duration: optional("<Duration>", NS);
    13 => base64: optional("<Base64>", NS);
    14 => qname: optional("<QName>", NS);
    15 => any: optional("<Any>", NS);
    16 => price: optional("<Price>", NS);
    17 => text: optional("<Text>", NS);
    _ => needed: required("<Needed>", NS);
}

/// `Price`: simple content with an attribute.
#[derive(Clone, Default)]
pub struct Price {
    pub currency: Option<String>,
    pub value: Decimal,
}
table! { Price: PLAIN, "Price", NS;
    0 => currency: optional_attribute("currency", "");
    _ => value: text();
}
