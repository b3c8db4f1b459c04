// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Wallet`.
#[derive(Clone, Default)]
pub struct Wallet {
    /// `id`.
    pub id: i32,
}

rt::table! {
    Wallet, "Wallet", ORDERS;
    _ => id: rt::required("<id>", ORDERS);
}

/// `payment`.
#[derive(Clone, Default)]
pub struct Payment {
    /// `self` or `card` or `coin` or `bank` and `account`.
    pub choice: PaymentChoice,
}

rt::table! {
    Payment, "", "", rt::required("<payment>", ORDERS);
    _ => choice: rt::group::<PaymentChoice>(rt::Presence::Required);
}

/// One of several elements in the content of `payment`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum PaymentChoice {
    /// `self`.
    SelfValue(Box<Wallet>),
    /// `card`.
    Card(Option<String>),
    /// `coin`.
    Coin(Vec<i32>),
    /// `bank` and `account`.
    Group(Box<PaymentGroup>),
}

rt::either! {
    PaymentChoice, Card;
    0 => SelfValue: rt::required("<self>", ORDERS);
    1 => Card: rt::required_nillable("<card>", ORDERS);
    2 => Coin: rt::required("<coin>", ORDERS).many();
    3 => Group: rt::group::<PaymentGroup>(rt::Presence::Required);
}

/// Elements that belong together in the content of `payment`.
#[derive(Clone, Default)]
pub struct PaymentGroup {
    /// `bank`.
    pub bank: String,
    /// `account`: may be absent.
    pub account: Option<String>,
}

rt::table! {
    PaymentGroup, "", "";
    0 => bank: rt::required("<bank>", ORDERS);
    _ => account: rt::optional("<account>", ORDERS);
}
