//! The client over memory and loopback: what goes out, what comes of every kind of reply, and which phase an error names.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;
mod soap_wire;

use std::io::Write;
use std::time::Duration;

use bytes::Bytes;
use castile::codegen::SoapVersion;
use castile::soap::{
    AnswerErrorKind, Client, Error, ErrorKind, FaultCode, HyperTransport, InMemory, Sent,
    SharedTransport, TimeoutPhase, TowerTransport, TransportErrorKind,
};
use castile::xml::{Limits, ReadOptions};
use castile::{AnyElement, Nillable, QName};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Response;
use soap_by_hand as quotes;
use soap_wire::{Script, chunk, reply};

const ENVELOPE: &str =
    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:q='urn:example:quotes'>";
const ADDRESS: &str = "http://quotes.example/service";

fn price(price: i64) -> String {
    format!(
        "{ENVELOPE}<s:Header><q:TrackingId>t-1</q:TrackingId></s:Header><s:Body>\
         <q:GetQuoteResponse><q:Price>{price}</q:Price></q:GetQuoteResponse></s:Body></s:Envelope>"
    )
}

fn fault() -> String {
    format!(
        "{ENVELOPE}<s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>no such symbol</faultstring>\
         <detail><q:QuoteFault><q:TrackingId>t-2</q:TrackingId></q:QuoteFault></detail></s:Fault></s:Body></s:Envelope>"
    )
}

fn answering(
    status: u16,
    content_type: &str,
    body: impl Into<Bytes>,
) -> quotes::Client<Client<InMemory>> {
    let response = Response::builder()
        .status(status)
        .header("Content-Type", content_type);
    let transport = InMemory::replies([response.body(body.into()).unwrap()]);
    quotes::Client::new(Client::with_transport(ADDRESS, transport))
}

fn over(address: &str) -> quotes::Client<Client> {
    quotes::Client::new(Client::new(address))
}

fn symbol() -> quotes::GetQuoteRequest {
    quotes::GetQuoteRequest {
        symbol: "MSFT".to_owned(),
        limit: Nillable::Absent,
    }
}

type QuoteError = Error<quotes::Fault>;

/// Rows 20 and 23: the action is quoted, and the body has a length.
#[tokio::test]
async fn a_request_has_a_quoted_action_and_a_sized_body() {
    let script = Script::start(vec![vec![reply("200 OK", "text/xml", &price(1))]]).await;
    let response = over(&script.url()).get_quote(&symbol()).await.unwrap();
    assert_eq!(response.body.price, 1);
    assert_eq!(response.headers.tracking_id, "t-1".into());
    assert_eq!(response.status, 200);
    let request = script.requests().await.remove(0);
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let head = head.to_ascii_lowercase();
    assert!(head.starts_with("post / http/1.1\r\n"), "{head}");
    assert!(
        head.contains("soapaction: \"urn:example:quotes/getquote\"\r\n"),
        "{head}"
    );
    assert!(
        head.contains("content-type: text/xml; charset=utf-8\r\n"),
        "{head}"
    );
    assert!(head.contains("accept-encoding: gzip\r\n"), "{head}");
    assert!(head.contains("user-agent: castile/"), "{head}");
    assert!(
        head.contains(&format!("content-length: {}", body.len())),
        "{head}"
    );
    assert!(!head.contains("transfer-encoding"), "{head}");
}

/// Row 20: SOAP 1.2 has it in the content type.
#[tokio::test]
async fn soap_1_2_has_the_action_in_the_content_type() {
    let transport = InMemory::envelope(price(1).replace(
        "http://schemas.xmlsoap.org/soap/envelope/",
        SoapVersion::Soap12.namespace(),
    ));
    let client = quotes::Client::new(Client::with_transport(ADDRESS, transport.clone()));
    assert_eq!(client.get_quote_12(&symbol()).await.unwrap().body.price, 1);
    let request = transport.requests().remove(0);
    let content_type =
        "application/soap+xml; charset=utf-8; action=\"urn:example:quotes/GetQuote\"";
    assert_eq!(request.headers()["content-type"], content_type);
    assert!(!request.headers().contains_key("soapaction"));
}

/// Row 18: the address is the caller's to choose.
#[tokio::test]
async fn a_call_may_name_headers_an_address_and_header_blocks_of_its_own() {
    let transport = InMemory::envelope(price(1));
    let client = Client::builder(ADDRESS)
        .transport(SharedTransport::new(transport.clone()))
        .headers(quotes::RequestHeaders {
            authentication_token: "default".into(),
            customer_id: 1.into(),
        })
        .http_header("X-All", "a")
        .user_agent("tester")
        .build();
    let client = quotes::Client::new(client);
    let request = symbol();
    client.get_quote(&request).await.unwrap();
    let own = quotes::RequestHeaders {
        authentication_token: "own".into(),
        ..Default::default()
    };
    let action = AnyElement::new(QName::new("urn:example:quotes", "Action")).with_text("GetQuote");
    let call = client.get_quote(&request).headers(own).extra_header(action);
    call.http_header("X-One", "b")
        .endpoint("http://other.example/")
        .await
        .unwrap();
    let requests = transport.requests();
    let text = |index: usize| String::from_utf8(requests[index].body().to_vec()).unwrap();
    assert!(text(0).contains(">default</h:AuthenticationToken><h:CustomerId>1<"));
    assert_eq!(requests[0].uri(), ADDRESS);
    assert_eq!(requests[0].headers()["user-agent"], "tester");
    assert!(text(1).contains(">own</h:AuthenticationToken><h:Action>GetQuote</h:Action>"));
    assert_eq!(requests[1].uri(), "http://other.example/");
    assert_eq!(requests[1].headers()["x-all"], "a");
    assert_eq!(requests[1].headers()["x-one"], "b");
}

/// Row 8: a fault is known by the body.
#[tokio::test]
async fn a_fault_is_known_by_the_body_whatever_the_status() {
    for (status, content_type) in [
        (200, "text/xml"),
        (500, "text/xml; charset=utf-8"),
        (400, "application/soap+xml"),
        (503, "text/html"),
        (202, ""),
    ] {
        let error = answering(status, content_type, fault())
            .get_quote(&symbol())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Fault);
        assert_eq!(error.sent(), Sent::Yes);
        assert_eq!(error.status(), Some(status));
        let fault = error.fault().unwrap();
        assert_eq!(fault.code, FaultCode::Sender);
        assert!(matches!(fault.detail(), Some(quotes::Fault::QuoteFault(_))));
        assert_eq!(
            error.to_string(),
            "GetQuote: fault Client: no such symbol; QuoteFault(TrackingId: t-2)"
        );
        assert_eq!(error.into_fault().unwrap().reason(), "no such symbol");
    }
}

/// Row 43: status and HTTP headers stand beside the body.
#[tokio::test]
async fn a_response_counts_whatever_the_status() {
    let response = answering(500, "text/xml", price(3))
        .get_quote(&symbol())
        .await
        .unwrap();
    assert_eq!((response.status, response.body.price), (500, 3));
    assert_eq!(
        response.http_headers,
        [("content-type".to_owned(), "text/xml".to_owned())]
    );
}

#[tokio::test]
async fn what_is_no_message_is_reported_with_its_start() {
    let page = "<!DOCTYPE html>\n<html><body>Service  Unavailable</body></html>";
    let cases: [(u16, &str, &str, AnswerErrorKind, &str); 6] = [
        (
            503,
            "text/html",
            page,
            AnswerErrorKind::Html,
            "GetQuote: the reply is an HTML page (HTTP 503, text/html); it starts with `<!DOCTYPE html> <html><body>Service Unavailable</body></html>`",
        ),
        (
            502,
            "text/html",
            "<center>Bad Gateway</center>",
            AnswerErrorKind::Html,
            "GetQuote: the reply is an HTML page (HTTP 502, text/html); it starts with `<center>Bad Gateway</center>`",
        ),
        (
            500,
            "text/xml",
            "",
            AnswerErrorKind::Empty,
            "GetQuote: the reply is empty (HTTP 500, text/xml)",
        ),
        (
            200,
            "text/xml",
            " \n",
            AnswerErrorKind::Empty,
            "GetQuote: the reply is empty (HTTP 200, text/xml)",
        ),
        (
            401,
            "application/json",
            "{\"a\":1}",
            AnswerErrorKind::NotXml,
            "GetQuote: the reply is not XML (HTTP 401, application/json); it starts with `{\"a\":1}`",
        ),
        (
            200,
            "text/xml",
            "<a/>",
            AnswerErrorKind::NotUnderstood,
            "GetQuote: the reply is not understood (HTTP 200, text/xml); it starts with `<a/>`",
        ),
    ];
    for (status, content_type, body, kind, message) in cases {
        let error = answering(status, content_type, body)
            .get_quote(&symbol())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Answer);
        assert_eq!(error.answer_error().unwrap().kind(), kind);
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.to_string(), message);
    }
}

#[tokio::test]
async fn xml_that_is_cut_off_says_where() {
    let whole = price(1);
    let error = answering(200, "text/xml", whole[..whole.len() - 30].to_owned());
    let error = error.get_quote(&symbol()).await.unwrap_err();
    assert_eq!(
        error.answer_error().unwrap().kind(),
        AnswerErrorKind::NotUnderstood
    );
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("Envelope/Body"), "{cause}");
}

#[tokio::test]
async fn a_one_way_call_takes_an_empty_reply() {
    let request = quotes::NotifyRequest::default();
    let response = answering(202, "", "").notify(&request).await.unwrap();
    assert_eq!(response.status, 202);
    let empty = format!("{ENVELOPE}<s:Body/></s:Envelope>");
    assert_eq!(
        answering(200, "text/xml", empty)
            .notify(&request)
            .await
            .unwrap()
            .status,
        200
    );
    let error = answering(500, "text/xml", fault())
        .notify(&request)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Fault);
    let error = answering(500, "text/xml", "")
        .notify(&request)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Answer);
}

#[tokio::test]
async fn nothing_is_sent_of_a_request_that_cannot_be_made() {
    let transport = InMemory::envelope(price(1));
    let client = quotes::Client::new(Client::with_transport(ADDRESS, transport.clone()));
    let mut forbidden = symbol();
    forbidden.symbol = "a\u{1}".to_owned();
    let error = client.get_quote(&forbidden).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.sent()),
        (ErrorKind::Build, Sent::Nothing)
    );
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(
        cause.starts_with("Envelope/Body/GetQuoteRequest/Symbol: "),
        "{cause}"
    );
    let request = symbol();
    for endpoint in ["", "nonsense", "ftp://a/", "http://", "/path"] {
        let error = client
            .get_quote(&request)
            .endpoint(endpoint)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Build, "{endpoint}");
    }
    let error = client
        .get_quote(&request)
        .http_header("Authorization", "sec\nret")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(!format!("{error} {error:?}").contains("sec"));
    assert!(transport.requests().is_empty());
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_compressed_reply_is_read_up_to_the_limit() {
    let packed = |body: Vec<u8>| {
        let response = Response::builder().header("Content-Encoding", "gzip");
        InMemory::replies([response.body(Bytes::from(body)).unwrap()])
    };
    let limits = |max_bytes| {
        let mut limits = Limits::default();
        limits.max_bytes = max_bytes;
        ReadOptions::default().with_limits(limits)
    };
    let client = |transport, max_bytes| {
        let client = Client::builder(ADDRESS).read_options(limits(max_bytes));
        quotes::Client::new(client.transport(transport).build())
    };
    let whole = gzip(price(5).as_bytes());
    let response = client(packed(whole.clone()), 10_000)
        .get_quote(&symbol())
        .await
        .unwrap();
    assert_eq!(response.body.price, 5);
    let bomb = gzip(&vec![b' '; 20_000]);
    for bad in [bomb, whole[..whole.len() - 9].to_vec()] {
        let error = client(packed(bad), 10_000)
            .get_quote(&symbol())
            .await
            .unwrap_err();
        assert_eq!(
            error.answer_error().unwrap().kind(),
            AnswerErrorKind::Encoding
        );
    }
    let error = client(InMemory::envelope(price(5)), 100)
        .get_quote(&symbol())
        .await
        .unwrap_err();
    let transport_error = error.transport_error().unwrap();
    assert_eq!(transport_error.kind(), TransportErrorKind::TooLarge);
}

#[tokio::test]
async fn a_connection_is_used_again() {
    let replies = (1..=3)
        .map(|n| reply("200 OK", "text/xml", &price(n)))
        .collect();
    let script = Script::start(vec![replies]).await;
    let client = over(&script.url());
    for n in 1..=3 {
        assert_eq!(client.get_quote(&symbol()).await.unwrap().body.price, n);
    }
    assert_eq!(script.requests().await.len(), 3);
}

#[tokio::test]
async fn a_reply_in_chunks_is_read() {
    let whole = price(9);
    let (first, rest) = whole.split_at(40);
    let text = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}{}{}",
        chunk(first),
        chunk(rest),
        chunk("")
    );
    let script = Script::start(vec![vec![text]]).await;
    assert_eq!(
        over(&script.url())
            .get_quote(&symbol())
            .await
            .unwrap()
            .body
            .price,
        9
    );
}

fn phase(error: &QuoteError) -> (TransportErrorKind, Sent, Option<u16>) {
    assert_eq!(error.kind(), ErrorKind::Send, "{error}");
    (
        error.transport_error().unwrap().kind(),
        error.sent(),
        error.status(),
    )
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let error = over(&address).get_quote(&symbol()).await.unwrap_err();
    assert_eq!(
        phase(&error),
        (TransportErrorKind::Connect, Sent::Nothing, None)
    );
    assert_eq!(
        error.to_string(),
        "GetQuote: nothing was sent: no connection"
    );
}

#[tokio::test]
async fn a_connection_that_does_not_come_about_times_out_and_nothing_was_sent() {
    // TLS is part of connecting, and this listener never says a word.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}/", silent.local_addr().unwrap());
    let short = Duration::from_millis(30);
    let transport = HyperTransport::builder()
        .connect_timeout(short)
        .tls(soap_wire::no_roots());
    let client = quotes::Client::new(Client::with_transport(&address, transport.build()));
    let timeout = TransportErrorKind::Timeout(TimeoutPhase::Connect);
    let error = client.get_quote(&symbol()).await.unwrap_err();
    assert_eq!(phase(&error), (timeout, Sent::Nothing, None));
    let transport = HyperTransport::builder().tls(soap_wire::no_roots()).build();
    let client = quotes::Client::new(Client::with_transport(&address, transport));
    let error = client
        .get_quote(&symbol())
        .timeout(short)
        .await
        .unwrap_err();
    assert_eq!(phase(&error), (timeout, Sent::Nothing, None));
    assert!(error.is_timeout());
}

#[tokio::test]
async fn an_answer_that_does_not_come_times_out_and_the_request_may_have_been_acted_upon() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let client = over(&format!("http://{}/", silent.local_addr().unwrap()));
    let error = client
        .get_quote(&symbol())
        .timeout(Duration::from_secs(1))
        .await
        .unwrap_err();
    let timeout = TransportErrorKind::Timeout(TimeoutPhase::Answer);
    assert_eq!(phase(&error), (timeout, Sent::Maybe, None));
    assert_eq!(
        error.to_string(),
        "GetQuote: the request may have been sent: timed out while waiting for the reply"
    );
}

#[tokio::test]
async fn a_body_that_does_not_come_times_out_with_the_status_known() {
    let stalled = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<s:Env";
    let script = Script::hold(vec![vec![stalled.to_owned()]]).await;
    let client = over(&script.url());
    let error = client
        .get_quote(&symbol())
        .timeout(Duration::from_secs(1))
        .await
        .unwrap_err();
    let timeout = TransportErrorKind::Timeout(TimeoutPhase::Body);
    assert_eq!(phase(&error), (timeout, Sent::Yes, Some(200)));
}

#[tokio::test]
async fn a_connection_that_breaks_says_how_far_the_call_came() {
    let script = Script::start(vec![vec![String::new()]]).await;
    let error = over(&script.url()).get_quote(&symbol()).await.unwrap_err();
    assert_eq!(
        phase(&error),
        (TransportErrorKind::Interrupted, Sent::Maybe, None)
    );
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<s:Env".to_owned();
    let script = Script::start(vec![vec![cut]]).await;
    let error = over(&script.url()).get_quote(&symbol()).await.unwrap_err();
    assert_eq!(
        phase(&error),
        (TransportErrorKind::Interrupted, Sent::Yes, Some(200))
    );
}

/// A tower service that answers with a body in one piece.
#[derive(Clone)]
struct Answering(String);

impl tower_service::Service<http::Request<http_body_util::Full<Bytes>>> for Answering {
    type Response = Response<http_body_util::Full<Bytes>>;
    type Error = std::io::Error;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(
        &mut self,
        _context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), Self::Error>> {
        std::task::Poll::Ready(match self.0.as_str() {
            "busy" => Err(std::io::Error::other("busy")),
            _ => Ok(()),
        })
    }

    fn call(&mut self, request: http::Request<http_body_util::Full<Bytes>>) -> Self::Future {
        std::future::ready(match request.uri().path() {
            "/broken" => Err(std::io::Error::other("broken")),
            _ => Ok(Response::new(http_body_util::Full::new(Bytes::from(
                self.0.clone(),
            )))),
        })
    }
}

/// Row 35: the transport is the caller's to choose.
#[tokio::test]
async fn any_tower_service_is_a_transport() {
    let transport = TowerTransport::new(Answering(price(4)));
    let client = quotes::Client::new(Client::with_transport(ADDRESS, transport));
    let request = symbol();
    assert_eq!(client.get_quote(&request).await.unwrap().body.price, 4);
    let broken = client
        .get_quote(&request)
        .endpoint("http://quotes.example/broken");
    let error = broken.await.unwrap_err();
    assert_eq!(
        phase(&error),
        (TransportErrorKind::Interrupted, Sent::Maybe, None)
    );
    let transport = TowerTransport::new(Answering("busy".to_owned()));
    let client = quotes::Client::new(Client::with_transport(ADDRESS, transport));
    let error = client.get_quote(&request).await.unwrap_err();
    assert_eq!(
        phase(&error),
        (TransportErrorKind::Connect, Sent::Nothing, None)
    );
}

#[tokio::test]
async fn a_reply_in_utf_16_is_read() {
    let marked = format!("\u{feff}{}", price(6));
    let bytes: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let response = answering(200, "text/xml; charset=utf-16", bytes)
        .get_quote(&symbol())
        .await;
    assert_eq!(response.unwrap().body.price, 6);
}

/// Row 44: clients and calls are `Send` and `Sync`.
#[test]
fn a_client_and_its_calls_go_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    fn sendable<T: Send>(_: &T) {}
    let client = over(ADDRESS);
    shared(&client);
    shared(&quotes::Client::new(Client::with_transport(
        ADDRESS,
        InMemory::envelope(""),
    )));
    let request = symbol();
    sendable(&client.get_quote(&request).into_future());
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<QuoteError>();
}
