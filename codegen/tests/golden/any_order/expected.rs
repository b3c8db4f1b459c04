// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `parcel`.
#[derive(Clone, Default)]
pub struct Parcel {
    /// Attribute `id`: may be absent.
    pub id: Option<String>,
    /// `weight`.
    pub weight: rt::AnyElement,
    /// `label` or `stamp`: may be absent.
    pub label: Option<ParcelLabel>,
    /// `count`.
    pub count: i32,
}

rt::table! {
    Parcel, "", "", rt::required("<parcel>", ORDERS), @any_order;
    0 => id: rt::optional_attribute("id", "");
    1 => weight: rt::required("<weight>", ORDERS);
    2 => label: rt::group::<ParcelLabel>(rt::Presence::Optional);
    _ => count: rt::required("<count>", ORDERS);
}

/// One of several elements in the content of `parcel`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum ParcelLabel {
    /// `label`.
    Label(String),
    /// `stamp`.
    Stamp(String),
}

rt::either! {
    ParcelLabel, Label;
    0 => Label: rt::required("<label>", ORDERS);
    1 => Stamp: rt::required("<stamp>", ORDERS);
}
