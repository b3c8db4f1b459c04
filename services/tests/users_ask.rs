//! What users of other SOAP tools ask for of generated clients and services, one test for each row of that list.
#![allow(clippy::unwrap_used)]

use castile::operation::{NoHeaders, Response};
use castile::soap::{
    Client, Endpoint, FaultCode, InMemory, Incoming, Outcome, ServiceFault, Transport,
};
use castile::{AnyElement, Decimal, QName};
use services::stock::{
    self, Fault, GetPrice, GetPriceOperation, GetPriceResponse, GetPrices, GetPricesRequest,
    GetPricesResponse, NoSuchShare, RequestHeaders,
};

/// Knows one share, and answers only to one token.
struct Stock;

impl stock::Service for Stock {
    async fn get_price(&self, request: Incoming<GetPriceOperation>) -> Outcome<GetPriceOperation> {
        if request.headers.token.as_deref() != Some("t") {
            return Err(ServiceFault::sender("no token"));
        }
        let symbol = request.body.symbol;
        if symbol != "CSTL" {
            let detail = Fault::NoSuchShare(Box::new(NoSuchShare { symbol }));
            return Err(ServiceFault::from(detail));
        }
        let price = Decimal::new(1990, 2);
        let mut response = Response::new(GetPriceResponse { price }, NoHeaders {});
        response.extra_headers = request.extra_headers;
        response.http_headers = vec![("x-tracking".to_owned(), "7".to_owned())];
        Ok(response)
    }

    async fn get_prices(&self, request: Incoming<GetPrices>) -> Outcome<GetPrices> {
        let count = request.body.count.unwrap_or_default();
        let prices = (0..count).map(|number| Some(Decimal::new(i128::from(number), 1)));
        let r#return = Some(prices.collect());
        Ok(Response::new(GetPricesResponse { r#return }, NoHeaders {}))
    }
}

fn client() -> stock::Client<Client<Endpoint<stock::Server<Stock>>>> {
    let endpoint = Endpoint::new(stock::Server(Stock));
    stock::Client::new(Client::with_transport("http://localhost/", endpoint))
}

fn share(symbol: &str) -> GetPrice {
    GetPrice {
        symbol: symbol.to_owned(),
    }
}

fn token() -> RequestHeaders {
    RequestHeaders {
        token: Some("t".to_owned()),
    }
}

/// A client whose requests are kept, and never answered.
fn kept() -> (InMemory, stock::Client<Client<InMemory>>) {
    let transport = InMemory::envelope("");
    let client = Client::with_transport("http://localhost/", transport.clone());
    (transport, stock::Client::new(client))
}

/// Row 18: the address of the WSDL is there to use, and is never used unasked.
#[tokio::test]
async fn calls_go_where_they_are_told_and_the_address_of_the_wsdl_is_a_constant() {
    assert_eq!(
        stock::Client::<Client>::ADDRESS,
        "https://internal.example/stock"
    );
    let (transport, client) = kept();
    let request = share("CSTL");
    let _ = client.get_price(&request).await;
    let _ = client
        .get_price(&request)
        .endpoint("http://localhost/other")
        .await;
    let sent: Vec<String> = transport
        .requests()
        .iter()
        .map(|request| request.uri().to_string())
        .collect();
    assert_eq!(sent, ["http://localhost/", "http://localhost/other"]);
}

/// Row 20: SOAP 1.2 has the action in the content type, quoted, and no header `SOAPAction`.
#[tokio::test]
async fn the_action_of_the_wsdl_goes_out_as_its_version_of_soap_has_it() {
    let (transport, client) = kept();
    let _ = client.get_price(&share("CSTL")).await;
    let sent = transport.requests().remove(0);
    let content_type = sent.headers()["content-type"].to_str().unwrap();
    assert!(
        content_type.contains("action=\"urn:get-price\""),
        "{content_type}"
    );
    assert!(content_type.starts_with("application/soap+xml"));
    assert!(!sent.headers().contains_key("soapaction"));
}

/// Row 26: header blocks of the WSDL are fields, and others can be sent beside them.
#[tokio::test]
async fn declared_header_blocks_are_typed_and_others_are_allowed() {
    let block = AnyElement::new(QName::new("urn:x", "Extra")).with_text("e");
    let request = share("CSTL");
    let call = client();
    let call = call.get_price(&request).headers(token());
    let response = call.extra_header(block).await.unwrap();
    assert_eq!(
        response.extra_headers[0].name(),
        &QName::new("urn:x", "Extra")
    );
    let refused = client().get_price(&request).await.unwrap_err();
    assert_eq!(refused.fault().unwrap().reason(), "no token");
}

/// Row 8: the detail of a fault is the type that the WSDL says.
#[tokio::test]
async fn a_fault_is_the_type_that_the_wsdl_declares() {
    let error = client()
        .get_price(&share("NONE"))
        .headers(token())
        .await
        .unwrap_err();
    let fault = error.fault().unwrap();
    let symbol = "NONE".to_owned();
    let expected = Fault::NoSuchShare(Box::new(NoSuchShare { symbol }));
    assert_eq!(fault.detail(), Some(&expected));
    assert_eq!(fault.code, FaultCode::Receiver);
}

/// Row 43: headers, status and header blocks of a reply are there beside its body.
#[tokio::test]
async fn what_came_around_a_reply_can_be_reached() {
    let request = share("CSTL");
    let response = client().get_price(&request).headers(token()).await.unwrap();
    assert_eq!(response.body.price, Decimal::new(1990, 2));
    assert_eq!(response.status, 200);
    let tracking = ("x-tracking".to_owned(), "7".to_owned());
    assert!(response.http_headers.contains(&tracking));
}

/// Row 36: callers are tested against the service in memory, or against replies that were written down.
#[tokio::test]
async fn a_caller_is_tested_without_a_network() {
    async fn price_of<T: Transport>(client: &stock::Client<Client<T>>, symbol: &str) -> String {
        let request = share(symbol);
        match client.get_price(&request).headers(token()).await {
            Ok(response) => response.body.price.to_string(),
            Err(error) => error.to_string(),
        }
    }
    assert_eq!(price_of(&client(), "CSTL").await, "19.90");
    let reply = "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body>\
        <GetPriceResponse xmlns='urn:example:stock'><price>1.5</price></GetPriceResponse></e:Body></e:Envelope>";
    let written = Client::with_transport("http://localhost/", InMemory::envelope(reply));
    assert_eq!(price_of(&stock::Client::new(written), "ANY").await, "1.5");
}

/// Row 36: an operation that a service does not write answers that it is not there yet.
#[tokio::test]
async fn a_service_needs_only_the_operations_that_a_test_calls() {
    struct Nothing;
    impl stock::Service for Nothing {}
    let endpoint = Endpoint::new(stock::Server(Nothing));
    let client = stock::Client::new(Client::with_transport("http://localhost/", endpoint));
    let error = client.get_price(&share("CSTL")).await.unwrap_err();
    let reason = error.fault().unwrap().reason().to_owned();
    assert_eq!(reason, "the operation GetPrice is not implemented");
}

/// Row 44: a client is shared by tasks and threads, and its calls move between them.
#[tokio::test]
async fn a_generated_client_is_shared_and_its_calls_are_sent_between_threads() {
    fn is_shared<T: Clone + Send + Sync + 'static>(value: T) -> T {
        value
    }
    fn is_sent<T: Send>(value: T) -> T {
        value
    }
    let client = is_shared(client());
    let other = client.clone();
    let request = share("CSTL");
    let call = is_sent(client.get_price(&request).headers(token()).into_future());
    assert_eq!(call.await.unwrap().status, 200);
    let error = is_sent(other.get_price(&request).into_future()).await;
    assert!(is_sent(error.unwrap_err()).fault().is_some());
}

/// Encoding in SOAP 1.2 has names of its own.
#[tokio::test]
async fn an_encoded_array_of_soap_1_2_has_an_item_type_and_a_size() {
    let request = GetPricesRequest { count: Some(2) };
    let response = client().get_prices(&request).await.unwrap();
    let expected = vec![Some(Decimal::new(0, 1)), Some(Decimal::new(1, 1))];
    assert_eq!(response.body.r#return, Some(expected));
    let text = castile::soap::write_response::<GetPrices>(
        &Response::new(response.body, NoHeaders {}),
        &castile::xml::WriteOptions::default(),
    );
    let text = text.unwrap();
    assert!(text.contains(":arraySize=\"2\""), "{text}");
    assert!(text.contains(":itemType=\"b:decimal\""), "{text}");
    assert!(text.contains("encodingStyle=\"http://www.w3.org/2003/05/soap-encoding\""));
}
