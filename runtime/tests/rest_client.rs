//! The client over REST: faults in every form, replies that are none, secrets, compression.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use castile::operation::Caller;
use castile::rest::{self, Mapping, Route};
use castile::soap::{
    self, AnswerErrorKind, Endpoint, Error, ErrorKind, FaultCode, InMemory, Incoming,
    OperationEntry, Outcome, RawExchange, ServeOptions,
};
use http::Response;
use soap_by_hand as quotes;
use tokio::net::TcpListener;

/// Every operation at the path of its name.
struct ByName;

impl Mapping for ByName {
    fn route(&self, operation: &OperationEntry) -> Route {
        match operation.name {
            "Notify" => Route::new("DELETE", "/Notices"),
            name => Route::new("POST", format!("/{name}")),
        }
    }
}

const ADDRESS: &str = "https://quotes.example/v1/";

type Answer = Result<
    castile::operation::Response<quotes::GetQuoteResponse, quotes::ResponseHeaders>,
    Error<quotes::Fault>,
>;

fn reply(status: u16, body: impl Into<Bytes>) -> Response<Bytes> {
    let response = Response::builder()
        .status(status)
        .header("TrackingId", "t-1");
    response.body(body.into()).unwrap()
}

fn over(transport: &InMemory) -> quotes::Client<rest::Client<InMemory>> {
    let client = rest::Client::builder(ADDRESS, ByName).transport(transport.clone());
    quotes::Client::new(client.build())
}

async fn ask(reply: Response<Bytes>) -> Answer {
    let request = quotes::GetQuoteRequest::default();
    over(&InMemory::replies([reply])).get_quote(&request).await
}

const DETAIL: &str = r#"{"TrackingId":"t-2","Codes":[7,8]}"#;

#[tokio::test]
async fn a_fault_is_the_same_alone_and_wrapped_with_its_class_and_without_whatever_the_status() {
    let named = DETAIL.replace('{', r#"{"$type":"QuoteFault","#);
    let named_last = DETAIL.replace('}', r#","$type":"QuoteFault"}"#);
    for detail in [DETAIL, &named, &named_last] {
        for body in [
            detail.to_owned(),
            format!(" \r\n{detail}"),
            format!("\u{feff}{detail}"),
            format!(r#"{{"ApplicationFault":{detail}}}"#),
        ] {
            for status in [200, 400, 401, 500] {
                let error = ask(reply(status, body.clone())).await.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Fault, "{status} {body}");
                assert_eq!(error.status(), Some(status));
                let fault = error.fault().unwrap();
                let code = match status {
                    400 | 401 => FaultCode::Sender,
                    _ => FaultCode::Receiver,
                };
                assert_eq!(fault.code, code);
                let [quotes::Fault::QuoteFault(detail)] = &fault.details[..] else {
                    panic!("{body}: {fault:?}");
                };
                assert_eq!(detail.codes.as_option(), Some(&vec![7, 8]), "{body}");
                assert_eq!(detail.tracking_id.as_deref(), Some("t-2"));
            }
        }
    }
}

#[tokio::test]
async fn a_response_is_no_fault_whatever_it_looks_like() {
    for body in [
        "{}",
        r#"{"Price":7}"#,
        r#"{"New":{"Codes":[1]},"Price":7}"#,
        r#"{"Codes":[1],"Price":7}"#,
        r#"{"TrackingId":"t-3"}"#,
        r#"{"Codes":[]}"#,
        r#"{"Price":7,"Notes":["QuoteFault","\"$type\":\"QuoteFault\""]}"#,
        r#"{"New":"QuoteFault"}"#,
        r#"{"New":{"$type":"Other","TrackingId":"t"}}"#,
        r#"{"New":{"Message":"hello"},"Newer":["x"]}"#,
        r#"{"$type":"Other"}"#,
        r#"{"$type":"Other","Price":7,"Codes":[1],"Message":"m"}"#,
        r#"{"Message":"m","TrackingId":"t","Notes":null}"#,
        r#"{"New":{"Codes":[1],"Newer":2}}"#,
        r#"{"TrackingId":"t","Codes":[ ]}"#,
    ] {
        let answered = ask(reply(200, body)).await;
        let answered = answered.unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(answered.headers.tracking_id.as_deref(), Some("t-1"));
    }
}

#[tokio::test]
async fn a_fault_that_nobody_knows_is_no_empty_success() {
    for (body, reason, class) in [
        (r#"{"Message":"no"}"#, "no", None),
        (r#"{"Message":"no","ExceptionType":"E"}"#, "no", Some("")),
        (r#"{"$type":"New","Message":"no"}"#, "no", Some("New")),
        (
            r#"{"$type":"New","TrackingId":"t","Of":1}"#,
            "",
            Some("New"),
        ),
        (
            r#"{"Of":1,"Codes":["x"],"TrackingId":null,"$type":"New"}"#,
            "",
            Some("New"),
        ),
        (
            r#"{"Wrapper":{"$type":"New","Codes":["x"]}}"#,
            "",
            Some("New"),
        ),
        (r#"{"Of":1,"Codes":["x"]}"#, "", Some("")),
    ] {
        for status in [200, 400] {
            let error = ask(reply(status, body)).await.unwrap_err();
            let fault = error.fault().unwrap_or_else(|| panic!("{body}: {error}"));
            if !reason.is_empty() {
                assert_eq!(fault.reason(), reason);
            }
            let kept = fault.details.first().map(|detail| match detail {
                quotes::Fault::Unknown(tree) => tree.name().local(),
                quotes::Fault::QuoteFault(_) => panic!("{body} is a known fault"),
            });
            assert_eq!(kept, class, "{body}");
        }
    }
    for status in [200, 400] {
        let body = r#"{"Of":[1],"Codes":[7],"Newer":null}"#;
        let error = ask(reply(status, body)).await.unwrap_err();
        let [quotes::Fault::QuoteFault(detail)] = &error.fault().unwrap().details[..] else {
            panic!("{error}");
        };
        assert_eq!(detail.codes.as_option(), Some(&vec![7]));
    }
}

#[tokio::test]
async fn a_response_of_nothing_is_no_fault_whatever_a_newer_service_adds() {
    let request = quotes::NotifyRequest::default();
    for (body, is_fault) in [
        ("{}", false),
        (r#"{"New":[1],"Newer":{"Codes":1}}"#, false),
        (r#"{"New":{"TrackingId":"t"}}"#, false),
        (r#"{"TrackingId":"t"}"#, false),
        (r#"{"Codes":[7]}"#, true),
        (r#"{"$type":"QuoteFault"}"#, true),
        (r#"{"Wrapper":{"$type":"QuoteFault"}}"#, true),
        (r#"{"Message":"An error has occurred."}"#, true),
    ] {
        let client = over(&InMemory::replies([reply(200, body)]));
        let answered = client.notify(&request).await;
        assert_eq!(answered.is_err(), is_fault, "{body}");
    }
}

#[tokio::test]
async fn a_fault_of_another_kind_is_kept_as_it_is() {
    let body = r#"{"$type":"NewFault","Reasons":[{"Code":5}],"Message":"no"}"#;
    let error = ask(reply(400, body)).await.unwrap_err();
    let fault = error.fault().unwrap();
    assert_eq!(fault.reason(), "no");
    let [quotes::Fault::Unknown(tree)] = &fault.details[..] else {
        panic!("{fault:?}");
    };
    let reason = tree.find("Reasons").unwrap().elements().next().unwrap();
    assert_eq!(reason.find("Code").unwrap().text().as_deref(), Some("5"));

    let error = ask(reply(500, r#"{"Message":"An error has occurred."}"#)).await;
    let error = error.unwrap_err();
    assert_eq!(error.fault().unwrap().reason(), "An error has occurred.");
    assert!(error.fault().unwrap().details.is_empty());
}

#[tokio::test]
async fn what_is_no_answer_says_what_it_is() {
    for (status, content_type, body, kind) in [
        (200, "application/json", "", AnswerErrorKind::Empty),
        (401, "", "", AnswerErrorKind::Empty),
        (
            502,
            "text/html",
            "<html>Bad gateway</html>",
            AnswerErrorKind::Html,
        ),
        (503, "text/html", "busy", AnswerErrorKind::Html),
        (429, "text/plain", "slow down", AnswerErrorKind::NotJson),
        (200, "text/xml", "<a/>", AnswerErrorKind::NotJson),
        (
            200,
            "application/json",
            r#"{"Price":"#,
            AnswerErrorKind::NotUnderstood,
        ),
        (
            200,
            "application/json",
            r#"{"Price":"x"}"#,
            AnswerErrorKind::NotUnderstood,
        ),
        (302, "", "", AnswerErrorKind::Redirect),
    ] {
        let mut reply = reply(status, body);
        reply
            .headers_mut()
            .insert("content-type", content_type.parse().unwrap());
        reply
            .headers_mut()
            .insert("retry-after", "7".parse().unwrap());
        if status == 302 {
            reply
                .headers_mut()
                .insert("location", "/login?t=1".parse().unwrap());
        }
        let error = ask(reply).await.unwrap_err();
        assert_eq!(
            error.answer_error().unwrap().kind(),
            kind,
            "{status} {body}"
        );
        assert_eq!(error.status(), Some(status));
        let after = error
            .http_headers()
            .iter()
            .find(|(name, _)| name == "retry-after");
        assert_eq!(after.unwrap().1, "7");
    }
}

#[tokio::test]
async fn an_error_names_the_path_of_what_is_wrong() {
    let error = ask(reply(400, r#"{"TrackingId":"t","Codes":[1,2,"x"]}"#)).await;
    let error = error.unwrap_err();
    let cause = std::error::Error::source(&error).unwrap();
    let cause = std::error::Error::source(cause).map_or(cause.to_string(), ToString::to_string);
    assert!(cause.contains("$.Codes[2]"), "{cause}");
}

#[tokio::test]
async fn a_response_without_members_may_be_empty() {
    for (status, body) in [(200, ""), (200, "{}"), (204, "")] {
        let transport = InMemory::replies([reply(status, body)]);
        let request = quotes::NotifyRequest {
            text: "é".to_owned(),
        };
        let answered = over(&transport).notify(&request).await.unwrap();
        assert_eq!(answered.status, status);
        let sent = &transport.requests()[0];
        assert_eq!(sent.method(), "DELETE");
        assert_eq!(sent.uri(), "https://quotes.example/v1/Notices");
        assert_eq!(sent.body(), r#"{"Text":"é"}"#);
    }
    let answered = ask(reply(204, "")).await.unwrap();
    assert!(answered.body.notes.is_absent());
}

/// What is shown of a call that fails with this reply.
async fn shown_for(reply: Response<Bytes>) -> String {
    let shown = Arc::new(Mutex::new(String::new()));
    let hooked = Arc::clone(&shown);
    let client = rest::Client::builder("https://user:p4ss@quotes.example?key=qu3ry", ByName)
        .transport(InMemory::replies([reply]))
        .http_header("Authorization", "Bearer b34rer+t/ken")
        .redaction(soap::Redaction::default().and_name("Symbol"))
        .on_exchange(move |exchange: &RawExchange| {
            hooked
                .lock()
                .unwrap()
                .push_str(&format!("{exchange}\n{exchange:?}"));
        });
    let client = quotes::Client::new(client.build());
    let request = quotes::GetQuoteRequest {
        symbol: "s3cret\"symbol".to_owned(),
        ..Default::default()
    };
    let headers = quotes::RequestHeaders {
        authentication_token: "h34der-token".into(),
        ..Default::default()
    };
    let error = client
        .get_quote(&request)
        .headers(headers)
        .await
        .unwrap_err();
    let mut shown = shown.lock().unwrap().clone();
    shown.push_str(&format!("\n{error}\n{error:?}"));
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        shown.push_str(&format!("\n{error}\n{error:?}"));
        cause = error.source();
    }
    shown
}

#[tokio::test]
async fn no_secret_of_a_request_in_json_is_shown() {
    for body in [
        r#"{"Message":"s3cret\"symbol is unknown to b34rer\u002Bt\/ken and h34der-token"}"#,
        r#"{"$type":"New","Message":"s3cret\"symbol","Of":["b34rer\u002Bt\/ken","h34der-token"]}"#,
        r#"{"Price":"h34der-token","Symbol":"s3cret\u0022symbol"}"#,
        r#"{"Price":7,"Symbol":"s3cret\"sym"#,
        r#"s3cret"symbol b34rer+t/ken h34der-token"#,
        "<html>b34rer+t/ken</html>",
    ] {
        let status = if body.contains("Message") { 400 } else { 200 };
        let mut response = reply(status, body);
        response
            .headers_mut()
            .insert("x-echo", "h34der-token".parse().unwrap());
        let shown = shown_for(response).await;
        assert!(shown.contains("https://quotes.example/GetQuote"), "{shown}");
        assert!(shown.contains(r#"{"Symbol":"***""#), "{shown}");
        for secret in [
            "s3cret", "b34rer", "h34der", "p4ss", "qu3ry", "t/ken", "t\\/ken",
        ] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

fn unzip(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut decoder = flate2::read::GzDecoder::new(bytes);
    decoder.read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn a_request_of_some_size_is_compressed_where_that_is_asked_for() {
    let long = quotes::GetQuoteRequest {
        symbol: "long ".repeat(100),
        ..Default::default()
    };
    let short = quotes::GetQuoteRequest::default();
    let transport = InMemory::new(|_| Ok(reply(200, r#"{"Price":7}"#)));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let client = rest::Client::builder(ADDRESS, ByName)
        .transport(transport.clone())
        .gzip_requests(200)
        .on_exchange(move |exchange| log.lock().unwrap().push(exchange.request_body.clone()));
    let client = quotes::Client::new(client.build());
    client.get_quote(&long).await.unwrap();
    client.get_quote(&short).await.unwrap();
    over(&transport).get_quote(&long).await.unwrap();
    let [packed, small, plain] = &transport.requests()[..] else {
        panic!("three requests");
    };
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    assert!(packed.body().len() < 100);
    assert_eq!(unzip(packed.body()), String::from_utf8_lossy(plain.body()));
    for request in [small, plain] {
        assert!(!request.headers().contains_key("content-encoding"));
    }
    let seen = seen.lock().unwrap();
    assert_eq!(seen[0].as_bytes(), plain.body(), "the hook sees it plain");
}

/// Answers with the length of the symbol.
struct Measuring;

impl quotes::Service for Measuring {
    async fn get_quote(&self, request: Incoming<quotes::GetQuote>) -> Outcome<quotes::GetQuote> {
        let body = quotes::GetQuoteResponse {
            price: i64::try_from(request.body.symbol.len()).unwrap_or(-1),
            ..Default::default()
        };
        Ok(castile::operation::Response::new(
            body,
            quotes::ResponseHeaders::default(),
        ))
    }
}

async fn price_of<C: Caller>(client: C, request: &quotes::GetQuoteRequest) -> i64 {
    match quotes::Client::new(client).get_quote(request).await {
        Ok(answered) => answered.body.price,
        Err(_) => -1,
    }
}

#[tokio::test]
async fn services_take_compressed_requests_over_rest_and_over_soap() {
    let endpoint = Endpoint::new(quotes::Server(Measuring)).with_rest(ByName);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let serving = soap::serve_on(listener, endpoint, ServeOptions::default()).unwrap();
    let request = quotes::GetQuoteRequest {
        symbol: "x".repeat(100_000),
        ..Default::default()
    };
    let over_rest = rest::Client::builder(serving.url(), ByName).gzip_requests(0);
    assert_eq!(price_of(over_rest.build(), &request).await, 100_000);
    let over_soap = soap::Client::builder(serving.url()).gzip_requests(0);
    assert_eq!(price_of(over_soap.build(), &request).await, 100_000);
    serving.shutdown().await;
}

#[tokio::test]
async fn a_compressed_reply_is_read_and_a_broken_one_is_not() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(br#"{"Price":7}"#).unwrap();
    let packed = encoder.finish().unwrap();
    let zipped = |bytes: &[u8]| {
        let mut reply = reply(200, bytes.to_vec());
        reply
            .headers_mut()
            .insert("content-encoding", "gzip".parse().unwrap());
        reply
    };
    assert_eq!(ask(zipped(&packed)).await.unwrap().body.price, 7);
    let error = ask(zipped(&packed[..packed.len() - 9])).await.unwrap_err();
    assert_eq!(
        error.answer_error().unwrap().kind(),
        AnswerErrorKind::Encoding
    );
}
