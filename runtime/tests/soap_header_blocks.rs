//! Header blocks of every kind: typed, undeclared, repeated, mandatory, for other roles; WS-Addressing and WS-Security.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use bytes::Bytes;
use castile::operation::Response as SoapResponse;
use castile::soap::{
    Addressing, AnswerErrorKind, Carrier, Client, Dispatch, Endpoint, Error, FaultCode, InMemory,
    Incoming, MandatoryHeaders, Outcome, Reply, SOAP_1_1, SOAP_1_2, Security, UsernameToken,
    read_reply,
};
use castile::xml::ReadOptions;
use castile::{AnyElement, Nillable, QName};
use soap_by_hand as quotes;
use std::time::Duration;

const ADDRESS: &str = "http://quotes.example/service";
const WSA: &str = "http://www.w3.org/2005/08/addressing";
const CALL: &str =
    "<q:GetQuoteRequest xmlns:q='urn:example:quotes'><q:Symbol>MSFT</q:Symbol></q:GetQuoteRequest>";
const PRICE: &str =
    "<q:GetQuoteResponse xmlns:q='urn:example:quotes'><q:Price>7</q:Price></q:GetQuoteResponse>";

struct Quotes;

impl quotes::Service for Quotes {
    async fn get_quote(&self, request: Incoming<quotes::GetQuote>) -> Outcome<quotes::GetQuote> {
        let body = quotes::GetQuoteResponse {
            price: 7,
            notes: Nillable::Absent,
        };
        let headers = quotes::ResponseHeaders {
            tracking_id: request.headers.authentication_token,
        };
        let mut response = SoapResponse::new(body, headers);
        let echoed = request.extra_headers.into_iter();
        response.extra_headers = echoed
            .filter(|block| block.name().namespace() == Some("urn:x"))
            .collect();
        Ok(response)
    }
}

fn envelope(namespace: &str, header: &str, body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='{namespace}' xmlns:q='urn:example:quotes' xmlns:x='urn:x' xmlns:a='{WSA}'>\
         <s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    )
}

async fn ask<D: Dispatch>(endpoint: &Endpoint<D>, text: String) -> (u16, String) {
    let exchanged = endpoint.answer(text, Carrier::default()).await;
    (exchanged.status(), exchanged.text().to_owned())
}

fn service() -> Endpoint<quotes::Server<Quotes>> {
    Endpoint::new(quotes::Server(Quotes))
}

fn read(text: &str) -> Reply<quotes::GetQuote> {
    read_reply(text, &ReadOptions::default()).unwrap()
}

#[tokio::test]
async fn a_mandatory_block_that_nobody_knows_is_a_fault_that_names_it() {
    let header = "<x:Limits s:mustUnderstand='1'/><x:Other/><x:More s:mustUnderstand='true'/>";
    for (namespace, status) in [(SOAP_1_1, 500), (SOAP_1_2, 500)] {
        let (got, text) = ask(&service(), envelope(namespace, header, CALL)).await;
        assert_eq!(got, status);
        let Reply::Fault(fault, blocks) = read(&text) else {
            panic!("{text}");
        };
        assert_eq!(fault.code, FaultCode::MustUnderstand);
        assert_eq!(
            fault.reason(),
            "header blocks that must be understood are not: `Limits` of the namespace \"urn:x\", `More` of the namespace \"urn:x\""
        );
        let named: Vec<&AnyElement> = blocks
            .iter()
            .filter(|block| block.name().is(Some(SOAP_1_2), "NotUnderstood"))
            .collect();
        assert_eq!(named.len(), if namespace == SOAP_1_2 { 2 } else { 0 });
        for (block, local) in named.iter().zip(["Limits", "More"]) {
            let name = block.attribute(None, "qname").unwrap();
            let (prefix, found) = name.split_once(':').unwrap();
            assert_eq!(found, local);
            assert_eq!(block.namespace_of(prefix), Some("urn:x"));
        }
    }
}

#[tokio::test]
async fn a_mandatory_block_is_answered_if_it_is_known_or_meant_for_others() {
    let next = "http://schemas.xmlsoap.org/soap/actor/next";
    let cases = [
        ("<x:B s:mustUnderstand='0'/>".to_owned(), 200),
        ("<x:B mustUnderstand='1'/>".to_owned(), 200),
        (
            "<x:B s:mustUnderstand='1' s:actor='urn:router'/>".to_owned(),
            200,
        ),
        (format!("<x:B s:mustUnderstand='1' s:actor='{next}'/>"), 500),
        (
            "<x:B s:mustUnderstand='1' s:actor='urn:mine'/>".to_owned(),
            500,
        ),
        (
            "<q:AuthenticationToken s:mustUnderstand='1'>t</q:AuthenticationToken>".to_owned(),
            200,
        ),
        ("<x:Known s:mustUnderstand='1'/>".to_owned(), 200),
        (
            "<a:Action s:mustUnderstand='1'>urn:any</a:Action>".to_owned(),
            200,
        ),
    ];
    let endpoint = service()
        .understanding(QName::new("urn:x", "Known"))
        .with_role("urn:mine");
    for (header, status) in cases {
        let (got, text) = ask(&endpoint, envelope(SOAP_1_1, &header, CALL)).await;
        assert_eq!(got, status, "{header}: {text}");
    }
    let ultimate = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";
    let header = format!("<x:B s:mustUnderstand='true' s:role='{ultimate}'/>");
    assert_eq!(
        ask(&endpoint, envelope(SOAP_1_2, &header, CALL)).await.0,
        500
    );
}

/// Row 26: header blocks are typed, and repeated ones are kept.
#[tokio::test]
async fn a_repeated_block_is_kept_each_time() {
    let header = "<x:B>1</x:B><x:B>2</x:B><q:AuthenticationToken>a</q:AuthenticationToken>\
                  <q:AuthenticationToken>b</q:AuthenticationToken>";
    let (status, text) = ask(&service(), envelope(SOAP_1_1, header, CALL)).await;
    assert_eq!(status, 200, "{text}");
    let Reply::Response(response) = read(&text) else {
        panic!("{text}");
    };
    assert_eq!(response.headers.tracking_id, "a".into());
    let texts: Vec<_> = response
        .extra_headers
        .iter()
        .map(|block| block.text().unwrap())
        .collect();
    assert_eq!(texts, ["1", "2"]);
    let twice = "<q:TrackingId>t1</q:TrackingId><q:TrackingId>t2</q:TrackingId>";
    let Reply::Response(response) = read(&envelope(SOAP_1_1, twice, PRICE)) else {
        panic!("a response");
    };
    assert_eq!(response.headers.tracking_id, "t1".into());
    assert_eq!(response.extra_headers[0].text().as_deref(), Some("t2"));
}

#[tokio::test]
async fn an_envelope_of_another_version_is_answered_with_the_versions_that_are_known() {
    let (status, text) = ask(&service(), envelope("urn:soap:2", "", CALL)).await;
    assert_eq!(status, 500);
    let Reply::Fault(fault, blocks) = read(&text) else {
        panic!("{text}");
    };
    assert_eq!(fault.code, FaultCode::VersionMismatch);
    let upgrade = &blocks[0];
    assert!(upgrade.name().is(Some(SOAP_1_2), "Upgrade"));
    let supported: Vec<_> = upgrade
        .elements()
        .map(|element| element.attribute(None, "qname").unwrap())
        .collect();
    assert_eq!(supported, ["v12:Envelope", "v11:Envelope"]);
}

fn symbol() -> quotes::GetQuoteRequest {
    quotes::GetQuoteRequest {
        symbol: "MSFT".to_owned(),
        limit: Nillable::Absent,
    }
}

async fn answered(
    header: &str,
    mandatory: MandatoryHeaders,
) -> Result<SoapResponse<quotes::GetQuoteResponse, quotes::ResponseHeaders>, Error<quotes::Fault>> {
    let client = Client::builder(ADDRESS)
        .mandatory_headers(mandatory)
        .understanding(QName::new("urn:x", "Known"))
        .transport(InMemory::envelope(envelope(SOAP_1_1, header, PRICE)))
        .build();
    quotes::Client::new(client).get_quote(&symbol()).await
}

#[tokio::test]
async fn a_client_lets_mandatory_blocks_through_or_refuses_them_as_it_is_set() {
    let header = "<x:B s:mustUnderstand='1'>b</x:B>";
    let response = answered(header, MandatoryHeaders::LetThrough)
        .await
        .unwrap();
    assert_eq!(response.extra_headers[0].text().as_deref(), Some("b"));
    let error = answered(header, MandatoryHeaders::Refuse)
        .await
        .unwrap_err();
    let answer = error.answer_error().unwrap();
    assert_eq!(answer.kind(), AnswerErrorKind::Mandatory);
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(
        cause,
        "header blocks that must be understood: `B` of the namespace \"urn:x\""
    );
    let known =
        "<x:Known s:mustUnderstand='1'/><q:TrackingId s:mustUnderstand='1'>t</q:TrackingId>";
    assert!(answered(known, MandatoryHeaders::Refuse).await.is_ok());
}

fn sent(transport: &InMemory) -> AnyElement {
    let request = transport.requests().pop().unwrap();
    let text = std::str::from_utf8(request.body()).unwrap();
    let row =
        castile::table::Row::element("<Envelope>", SOAP_1_1, castile::table::Presence::Required);
    castile::xml::read_element::<AnyElement>(text, &row, &ReadOptions::default()).unwrap()
}

fn text_at(element: &AnyElement, path: &str) -> String {
    let found = path.split('/').fold(element, |element, name| {
        element
            .find(name)
            .unwrap_or_else(|| panic!("{name} in {element:?}"))
    });
    found.text().unwrap()
}

#[tokio::test]
async fn ws_addressing_says_where_a_message_goes_and_which_reply_answers_it() {
    let transport = InMemory::new({
        let endpoint = service();
        move |request| {
            let mut context = std::task::Context::from_waker(std::task::Waker::noop());
            let answering = std::pin::pin!(endpoint.call(request.clone()));
            match answering.poll(&mut context) {
                std::task::Poll::Ready(response) => Ok(response),
                std::task::Poll::Pending => panic!("it waits"),
            }
        }
    });
    let client = Client::builder(ADDRESS)
        .transport(transport.clone())
        .addressing(Addressing::default().demanding().with_from("urn:me"))
        .build();
    let client = quotes::Client::new(client);
    let response = client.get_quote(&symbol()).await.unwrap();
    let header = sent(&transport);
    assert_eq!(
        text_at(&header, "Header/Action"),
        "urn:example:quotes/GetQuote"
    );
    assert_eq!(text_at(&header, "Header/To"), ADDRESS);
    assert_eq!(text_at(&header, "Header/From/Address"), "urn:me");
    assert_eq!(
        text_at(&header, "Header/ReplyTo/Address"),
        format!("{WSA}/anonymous")
    );
    let id = text_at(&header, "Header/MessageID");
    assert!(id.starts_with("urn:uuid:"), "{id}");
    let to = header.find("Header").unwrap().find("To").unwrap();
    assert_eq!(to.attribute(Some(SOAP_1_1), "mustUnderstand"), Some("1"));
    let answered = |local: &str| {
        let block = response
            .extra_headers
            .iter()
            .find(|block| block.name().is(Some(WSA), local));
        block.unwrap().text().unwrap()
    };
    assert_eq!(answered("RelatesTo"), id);
    assert_eq!(answered("Action"), "urn:example:quotes/GetQuoteResponse");
    client.get_quote(&symbol()).await.unwrap();
    assert_ne!(text_at(&sent(&transport), "Header/MessageID"), id);
}

#[tokio::test]
async fn a_reply_to_another_message_is_refused() {
    let header = "<a:RelatesTo>urn:uuid:of-another</a:RelatesTo>";
    let client = Client::builder(ADDRESS)
        .transport(InMemory::envelope(envelope(SOAP_1_1, header, PRICE)))
        .addressing(Addressing::default())
        .build();
    let error = quotes::Client::new(client)
        .get_quote(&symbol())
        .await
        .unwrap_err();
    assert_eq!(
        error.answer_error().unwrap().kind(),
        AnswerErrorKind::Unrelated
    );
}

#[tokio::test]
async fn the_submission_of_ws_addressing_has_its_own_namespace() {
    let transport = InMemory::envelope(envelope(SOAP_1_1, "", PRICE));
    let client = Client::builder(ADDRESS)
        .transport(transport.clone())
        .addressing(Addressing::submission())
        .build();
    quotes::Client::new(client)
        .get_quote(&symbol())
        .await
        .unwrap();
    let header = sent(&transport);
    let to = header.find("Header").unwrap().find("To").unwrap();
    assert_eq!(
        to.name().namespace(),
        Some("http://schemas.xmlsoap.org/ws/2004/08/addressing")
    );
}

#[tokio::test]
async fn a_service_finds_the_operation_by_the_action_of_ws_addressing_and_replies_only_on_the_connection()
 {
    let header = "<a:MessageID>urn:1</a:MessageID><a:Action>urn:example:quotes/GetQuote</a:Action>";
    let (status, text) = ask(&service(), envelope(SOAP_1_1, header, "<q:Wrong/>")).await;
    assert_eq!(status, 500);
    assert!(text.contains("the body holds `Wrong`"), "{text}");
    let header = "<a:MessageID>urn:1</a:MessageID><a:ReplyTo><a:Address>http://else.example/</a:Address></a:ReplyTo>";
    let (_, text) = ask(&service(), envelope(SOAP_1_2, header, CALL)).await;
    let Reply::Fault(fault, blocks) = read(&text) else {
        panic!("{text}");
    };
    assert_eq!(fault.code, FaultCode::Sender);
    assert!(fault.subcodes[0].is(Some(WSA), "OnlyAnonymousAddressSupported"));
    assert!(
        blocks
            .iter()
            .any(|block| block.name().is(Some(WSA), "RelatesTo"))
    );
}

/// Row 27: WS-Security's user name, nonce and time.
#[tokio::test]
async fn ws_security_sends_a_user_name_and_a_time_and_shows_no_password() {
    let shown = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    for token in [
        UsernameToken::text("user", "s3cr3t"),
        UsernameToken::digest("user", "s3cr3t"),
    ] {
        let transport = InMemory::envelope(envelope(SOAP_1_1, "", PRICE));
        let log = shown.clone();
        let client = Client::builder(ADDRESS)
            .transport(transport.clone())
            .security(
                Security::new()
                    .with_username_token(token)
                    .with_timestamp(Duration::from_secs(300)),
            )
            .on_exchange(move |exchange| *log.lock().unwrap() = exchange.to_string())
            .build();
        quotes::Client::new(client)
            .get_quote(&symbol())
            .await
            .unwrap();
        let message = sent(&transport);
        let security = message.find("Header").unwrap().find("Security").unwrap();
        assert_eq!(
            security.attribute(Some(SOAP_1_1), "mustUnderstand"),
            Some("1")
        );
        assert_eq!(text_at(security, "UsernameToken/Username"), "user");
        let created = text_at(security, "Timestamp/Created");
        let created = castile::DateTime::parse(&created).unwrap();
        let expires = castile::DateTime::parse(&text_at(security, "Timestamp/Expires")).unwrap();
        let seconds = |time: castile::DateTime| time.to_unix().unwrap().0;
        assert_eq!(seconds(expires) - seconds(created), 300);
        let password = security
            .find("UsernameToken")
            .unwrap()
            .find("Password")
            .unwrap();
        let kind = password.attribute(None, "Type").unwrap();
        let is_text = kind.ends_with("#PasswordText");
        assert_eq!(password.text().unwrap() == "s3cr3t", is_text, "{kind}");
        assert_eq!(text_at(security, "UsernameToken/Nonce").len(), 24);
        let shown = shown.lock().unwrap();
        assert!(
            shown.contains("UsernameToken") && !shown.contains("s3cr3t"),
            "{shown}"
        );
        assert!(!shown.contains(&password.text().unwrap()), "{shown}");
    }
}

#[tokio::test]
async fn basic_and_bearer_credentials_go_out_and_are_not_shown() {
    for (expected, secret) in [
        ("Basic dXNlcjpzM2NyM3Q=", "dXNlcjpz"),
        ("Bearer t0k3n", "t0k3n"),
    ] {
        let transport = InMemory::new(|_| {
            Ok(http::Response::new(Bytes::from(envelope(
                SOAP_1_1, "", PRICE,
            ))))
        });
        let shown = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
        let log = shown.clone();
        let builder = Client::builder(ADDRESS)
            .transport(transport.clone())
            .on_exchange(move |exchange| *log.lock().unwrap() = exchange.to_string());
        let builder = match expected.starts_with("Basic") {
            true => builder.basic_auth("user", "s3cr3t"),
            false => builder.bearer_token("t0k3n"),
        };
        assert!(!format!("{builder:?}").contains(secret));
        quotes::Client::new(builder.build())
            .get_quote(&symbol())
            .await
            .unwrap();
        let request = transport.requests().remove(0);
        assert_eq!(request.headers()["authorization"], expected);
        assert!(!format!("{:?}", request.headers()).contains(secret));
        assert!(!shown.lock().unwrap().contains(secret));
    }
}
