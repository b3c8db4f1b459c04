//! Messages of several parts, of parts with a type, and of none: the client of a service against the service.
#![allow(clippy::unwrap_used)]

use bytes::Bytes;
use castile::operation::{NoHeaders, Response};
use castile::soap::{Client, Endpoint, InMemory, Incoming, Outcome, ServiceFault};
use castile::{AnyElement, Date, QName};
use services::parts::{self, Fault};

struct Desk;

impl parts::Service for Desk {
    async fn to_date(&self, request: Incoming<parts::ToDate>) -> Outcome<parts::ToDate> {
        match request.body.date_string.parse() {
            Ok(date) => Ok(Response::new(parts::ToDateResponse { date }, NoHeaders {})),
            Err(_) => Err(ServiceFault::from(Fault::Refusal("no date".to_owned()))),
        }
    }

    async fn send(&self, request: Incoming<parts::SendType>) -> Outcome<parts::SendType> {
        let parts::SendRequest { order, copies } = request.body;
        let receipt = (copies > 0).then_some(order.number);
        let place = copies;
        Ok(Response::new(
            parts::SendResponse { receipt, place },
            NoHeaders {},
        ))
    }

    async fn keep(&self, request: Incoming<parts::Keep>) -> Outcome<parts::Keep> {
        if request.headers.session.as_deref() == Some("old") {
            let expired = QName::new("urn:example:parts", "Expired");
            let block = AnyElement::new(expired).with_text("old");
            return Err(ServiceFault::sender("expired").with_header(block));
        }
        let trace = request.headers.trace.map(|trace| trace + 1);
        Ok(Response::new(
            NoHeaders {},
            parts::ResponseHeaders { trace },
        ))
    }

    async fn ping(&self, _: Incoming<parts::Ping>) -> Outcome<parts::Ping> {
        Ok(Response::new(NoHeaders {}, NoHeaders {}))
    }

    async fn pong(&self, _: Incoming<parts::Pong>) -> Outcome<parts::Pong> {
        let date = "2026-01-31".parse().unwrap();
        Ok(Response::new(parts::PongResponse { date }, NoHeaders {}))
    }

    async fn tell(&self, _: Incoming<parts::Tell>) -> Outcome<parts::Tell> {
        Ok(Response::new(NoHeaders {}, NoHeaders {}))
    }
}

/// A client of the desk, over memory.
fn client() -> parts::Client<Client<Endpoint<parts::Server<Desk>>>> {
    let endpoint = Endpoint::new(parts::Server(Desk));
    let address = parts::Client::<Client>::ADDRESS;
    parts::Client::new(Client::with_transport(address, endpoint))
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn order(number: &str) -> parts::Order {
    parts::Order {
        number: number.to_owned(),
    }
}

/// What goes out as the body of a call; nothing comes back.
async fn body_of<O: castile::operation::Operation>(request: &O::Request) -> String {
    let transport = InMemory::envelope("");
    let client = Client::builder("http://localhost/")
        .transport(transport.clone())
        .build();
    let _ = castile::operation::Call::<_, O>::new(&client, request).await;
    let sent = transport.requests().remove(0).into_body();
    let text = String::from_utf8(sent.to_vec()).unwrap();
    let (_, after) = text.split_once("<s:Body>").unwrap();
    let (body, _) = after.split_once("</s:Body>").unwrap();
    body.replace(" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"", "")
}

#[tokio::test]
async fn a_part_with_a_type_stands_in_an_element_of_its_name() {
    let request = parts::ToDateRequest {
        date_string: "2026-02-28".to_owned(),
    };
    let body = body_of::<parts::ToDate>(&request).await;
    assert_eq!(body, "<dateString>2026-02-28</dateString>");
    let response = client().to_date(&request).await.unwrap();
    assert_eq!(response.body.date, date("2026-02-28"));
}

#[tokio::test]
async fn a_body_of_several_parts_is_several_elements() {
    let request = parts::SendRequest {
        order: order("A1"),
        copies: 2,
    };
    let body = body_of::<parts::SendType>(&request).await;
    let expected = "<Order xmlns=\"urn:example:parts\"><Number>A1</Number></Order><Copies xmlns=\"urn:example:parts\">2</Copies>";
    assert_eq!(body, expected);
    let response = client().send(&request).await.unwrap();
    assert_eq!(response.body.receipt.as_deref(), Some("A1"));
    assert_eq!(response.body.place, 2);
}

#[tokio::test]
async fn a_part_of_a_nillable_element_may_be_nil() {
    let request = parts::SendRequest {
        order: order("A1"),
        copies: 0,
    };
    let response = client().send(&request).await.unwrap();
    assert_eq!(response.body.receipt, None);
}

#[tokio::test]
async fn the_parts_of_a_body_are_read_in_any_order() {
    let reply = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><place>7</place><other/><Receipt xmlns='urn:example:parts'>r</Receipt></s:Body></s:Envelope>";
    let client = Client::builder("http://localhost/").transport(InMemory::envelope(reply));
    let client = parts::Client::new(client.build());
    let response = client.send(&Default::default()).await.unwrap();
    assert_eq!(response.body.place, 7);
    assert_eq!(response.body.receipt.as_deref(), Some("r"));
}

#[tokio::test]
async fn header_blocks_of_other_messages_and_of_types_go_both_ways() {
    let headers = parts::RequestHeaders {
        session: Some("new".to_owned()),
        trace: Some(41),
    };
    let order = order("A1");
    let response = client().keep(&order).headers(headers).await.unwrap();
    assert_eq!(response.headers.trace, Some(42));
}

#[tokio::test]
async fn a_header_fault_reaches_the_caller_as_a_header_block_of_the_fault() {
    let headers = parts::RequestHeaders {
        session: Some("old".to_owned()),
        trace: None,
    };
    let order = order("A1");
    let error = client().keep(&order).headers(headers).await.unwrap_err();
    let blocks = error.header_blocks();
    assert_eq!(
        blocks[0].name(),
        &QName::new("urn:example:parts", "Expired")
    );
    assert_eq!(blocks[0].text().as_deref(), Some("old"));
}

#[tokio::test]
async fn the_detail_of_a_fault_may_be_a_type() {
    let request = parts::ToDateRequest {
        date_string: "never".to_owned(),
    };
    let error = client().to_date(&request).await.unwrap_err();
    let fault = error.fault().unwrap();
    assert_eq!(fault.details, [Fault::Refusal("no date".to_owned())]);
}

#[tokio::test]
async fn messages_without_parts_are_empty_bodies_that_the_action_tells_apart() {
    let client = client();
    client.ping(&NoHeaders {}).await.unwrap();
    let response = client.pong(&NoHeaders {}).await.unwrap();
    assert_eq!(response.body.date, date("2026-01-31"));
}

#[tokio::test]
async fn an_empty_answer_is_an_envelope_and_a_one_way_answer_is_none() {
    let envelope = |action: &str, body: &str| {
        let text = format!(
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>{body}</s:Body></s:Envelope>"
        );
        http::Request::post("http://localhost/")
            .header("content-type", "text/xml")
            .header("soapaction", action)
            .body(Bytes::from(text))
            .unwrap()
    };
    let endpoint = Endpoint::new(parts::Server(Desk));
    let pinged = endpoint.call(envelope("urn:ping", "")).await;
    assert_eq!(pinged.status(), 200);
    assert!(pinged.body().ends_with(b"<s:Body/></s:Envelope>"));
    let told = endpoint
        .call(envelope("urn:tell", "<date>2026-01-31</date>"))
        .await;
    assert_eq!((told.status().as_u16(), told.body().len()), (202, 0));
}
