//! WS-Addressing where the WSDL asks for it: nobody has to switch it on.
#![allow(clippy::unwrap_used)]

use castile::operation::{NoHeaders, Response};
use castile::soap::{Addressing, Client, Endpoint, InMemory, Incoming, Outcome, Transport};
use services::addressed::{self, DefaultType, Said, Soap};

/// Answers with what the header blocks say.
struct Stock;

fn told(blocks: &[castile::AnyElement]) -> String {
    let texts = blocks.iter().filter_map(|block| {
        let text = block.text().filter(|text| !text.starts_with("urn:uuid:"))?;
        Some(format!("{}={text}", block.name().local()))
    });
    texts.collect::<Vec<_>>().join(" ")
}

impl addressed::Service for Stock {
    async fn said(&self, request: Incoming<Said>) -> Outcome<Said> {
        Ok(Response::new(told(&request.extra_headers), NoHeaders {}))
    }

    async fn soap(&self, request: Incoming<Soap>) -> Outcome<Soap> {
        Ok(Response::new(told(&request.extra_headers), NoHeaders {}))
    }

    async fn default_(&self, request: Incoming<DefaultType>) -> Outcome<DefaultType> {
        Ok(Response::new(told(&request.extra_headers), NoHeaders {}))
    }
}

fn client<T: Transport>(transport: T) -> addressed::Client<Client<T>> {
    addressed::Client::new(Client::with_transport("http://localhost/", transport))
}

#[tokio::test]
async fn a_policy_that_asks_for_addressing_is_met_with_the_actions_of_the_wsdl() {
    let client = client(Endpoint::new(addressed::Server(Stock)));
    let text = String::new();
    let said = client.said(&text).await.unwrap();
    let soap = client.soap(&text).await.unwrap();
    let default = client.default_(&text).await.unwrap();
    for (response, request, answer) in [
        (said, "urn:said", "urn:answered"),
        (soap, "urn:soap", "http://example.org/stock/Stock/Reply"),
        (
            default,
            "http://example.org/stock/Stock/DefaultRequest",
            "http://example.org/stock/Stock/DefaultResponse",
        ),
    ] {
        assert_eq!(
            response.body,
            format!("Action={request} To=http://localhost/")
        );
        assert_eq!(told(&response.extra_headers), format!("Action={answer}"));
    }
}

#[tokio::test]
async fn what_the_caller_says_of_addressing_goes_before_the_wsdl() {
    let kept = InMemory::new(|_| Ok(http::Response::new(Vec::new().into())));
    let caller = Client::builder("http://localhost/")
        .addressing(Addressing::submission())
        .transport(kept.clone())
        .build();
    let _ = addressed::Client::new(caller).said(&String::new()).await;
    let body = kept.requests().remove(0).into_body();
    let text = String::from_utf8(body.to_vec()).unwrap();
    assert!(text.contains("ws/2004/08/addressing"), "{text}");
    assert!(!text.contains("2005/08/addressing"), "{text}");
}
