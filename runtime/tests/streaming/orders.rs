//! A service with items both ways, as the generator writes it: an array in the request, a repeated element in the response.
#![allow(dead_code, missing_docs, unreachable_pub)]

use castile::codegen::*;

pub const ORDERS: &str = "urn:example:orders";

/// `Part`, an item.
#[derive(Clone, Default)]
pub struct Part {
    pub number: i64,
    pub name: Nillable<String>,
}

table! { Part, "Part", ORDERS, required_nillable("<Part>", ORDERS);
    0 => number: required("<Number>", ORDERS);
    _ => name: nillable("<Name>", ORDERS);
}

/// `OrderRequest`: an array between two other elements.
#[derive(Clone)]
pub struct OrderRequest {
    pub label: String,
    pub parts: Nillable<Vec<Option<Part>>>,
    pub remark: Option<String>,
}

impl Default for OrderRequest {
    fn default() -> Self {
        Self {
            label: String::new(),
            parts: Nillable::Absent,
            remark: None,
        }
    }
}

table! { OrderRequest, "", "", required("<OrderRequest>", ORDERS);
    0 => label: required("<Label>", ORDERS);
    1 => parts: nillable("<Parts>", ORDERS).array(&nillable("<Part>", ORDERS).many());
    _ => remark: optional("<Remark>", ORDERS);
}

/// `Page`, which holds the repeated element.
#[derive(Clone, Default)]
pub struct Page {
    pub part: Vec<Part>,
    pub last: bool,
}

table! { Page, "Page", ORDERS, required_nillable("<Page>", ORDERS);
    0 => part: optional("<Part>", ORDERS).many();
    _ => last: required("<Last>", ORDERS);
}

/// `OrderResponse`: the items stand one element deeper.
#[derive(Clone, Default)]
pub struct OrderResponse {
    pub label: String,
    pub page: Option<Page>,
}

table! { OrderResponse, "", "", required("<OrderResponse>", ORDERS);
    0 => label: required("<Label>", ORDERS);
    _ => page: optional("<Page>", ORDERS);
}

/// `Bag`, which holds nothing but the repeated element.
#[derive(Clone, Default)]
pub struct Bag {
    pub part: Vec<Part>,
}

table! { Bag, "Bag", ORDERS, required_nillable("<Bag>", ORDERS);
    _ => part: optional("<Part>", ORDERS).many();
}

/// `Parcel`: an element, and a bag behind it.
#[derive(Clone, Default)]
pub struct Parcel {
    pub label: String,
    pub bag: Bag,
}

table! { Parcel, "", "", required("<Parcel>", ORDERS);
    0 => label: required("<Label>", ORDERS);
    _ => bag: required("<Bag>", ORDERS);
}

/// The field of the response that holds the items.
pub fn parts(response: &mut OrderResponse) -> &mut Vec<Part> {
    &mut response.page.get_or_insert_default().part
}

#[derive(Clone, Copy, Debug)]
pub struct Order;

impl Operation for Order {
    type Request = OrderRequest;
    type RequestHeaders = NoHeaders;
    type Response = OrderResponse;
    type ResponseHeaders = NoHeaders;
    type Fault = castile::soap::AnyDetail;

    const NAME: &'static str = "Order";
    const ACTION: &'static str = "urn:example:orders/Order";
    const VERSION: SoapVersion = SoapVersion::Soap11;
    const REQUEST: Body = Body::Element(required("<OrderRequest>", ORDERS));
    const RESPONSE: Body = Body::Element(required("<OrderResponse>", ORDERS));
}

/// Answers an order with the parts that were ordered.
#[derive(Clone, Debug)]
pub struct Echo;

impl Dispatch for Echo {
    fn operations(&self) -> &'static [OperationEntry] {
        const { &[OperationEntry::of::<Order>()] }
    }

    fn dispatch(&self, _operation: usize, exchange: Exchange) -> CallFuture<'_, Exchanged> {
        Box::pin(
            exchange.answer::<Order, _>(|incoming: Incoming<Order>| async {
                let parts = incoming.body.parts.into_option().unwrap_or_default();
                let response = OrderResponse {
                    label: incoming.body.remark.unwrap_or_default(),
                    page: Some(Page {
                        part: parts.into_iter().flatten().collect(),
                        last: true,
                    }),
                };
                Ok(Response::new(response, NoHeaders {}))
            }),
        )
    }
}

/// The field of the request that holds the items.
pub fn ordered(request: &mut OrderRequest) -> &mut Nillable<Vec<Option<Part>>> {
    &mut request.parts
}
