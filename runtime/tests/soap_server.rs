//! A service on a port, called by its client and by whatever else finds the port.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;
mod soap_wire;

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use castile::operation::Response;
use castile::soap::{
    Client, Endpoint, ErrorKind, FaultCode, Incoming, Outcome, Sent, ServeOptions, ServiceFault,
    Serving, Wsdl, serve, serve_on,
};
use castile::xml::{Limits, ReadOptions};
use castile::{AnyElement, Nillable, QName};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Request;
use soap_by_hand as quotes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// Answers with the length of the symbol; some symbols make it do other things.
#[derive(Default)]
struct Quotes {
    /// A call for `wait` has come.
    waiting: Arc<Notify>,
    /// A call for `wait` may be answered.
    go_on: Arc<Notify>,
}

impl quotes::Service for Quotes {
    async fn get_quote(&self, request: Incoming<quotes::GetQuote>) -> Outcome<quotes::GetQuote> {
        match request.body.symbol.as_str() {
            "wait" => {
                self.waiting.notify_one();
                self.go_on.notified().await;
            }
            "panic" => panic!("as it was asked to"),
            "fault" => {
                let detail = quotes::QuoteFault {
                    tracking_id: "t-9".into(),
                    codes: vec![105].into(),
                };
                let detail = quotes::Fault::QuoteFault(Box::new(detail));
                let block = AnyElement::new(QName::new("urn:x", "Block")).with_text("b");
                return Err(ServiceFault::sender("as asked")
                    .with_detail(detail)
                    .with_header(block));
            }
            "detail" => return Err(quotes::Fault::QuoteFault(Box::default()).into()),
            "unwritable" => {
                let headers = quotes::ResponseHeaders {
                    tracking_id: "\u{1}".into(),
                };
                return Ok(Response::new(quotes::GetQuoteResponse::default(), headers));
            }
            _ => {}
        }
        let seen = [
            request.carrier.action.clone(),
            request.carrier.peer.map(|peer| peer.ip().to_string()),
            Some(request.carrier.path.clone()),
        ];
        let mut response = Response::new(
            quotes::GetQuoteResponse {
                price: i64::try_from(request.body.symbol.len()).unwrap(),
                notes: seen.to_vec().into(),
            },
            quotes::ResponseHeaders {
                tracking_id: request.headers.authentication_token,
            },
        );
        response.extra_headers = request.extra_headers;
        response.http_headers = vec![
            ("x-own".to_owned(), "1".to_owned()),
            ("content-length".to_owned(), "3".to_owned()),
        ];
        Ok(response)
    }
}

async fn start() -> (Serving, quotes::Client<Client>) {
    let serving = serve("127.0.0.1:0", quotes::Server(Quotes::default()))
        .await
        .unwrap();
    let client = quotes::Client::new(Client::new(serving.url()));
    (serving, client)
}

fn symbol(symbol: &str) -> quotes::GetQuoteRequest {
    quotes::GetQuoteRequest {
        symbol: symbol.to_owned(),
        limit: Nillable::Absent,
    }
}

#[tokio::test]
async fn a_call_goes_there_and_back() {
    let (serving, client) = start().await;
    let request = symbol("MSFT");
    let headers = quotes::RequestHeaders {
        authentication_token: "tok".into(),
        customer_id: Nillable::Nil,
    };
    let extra = AnyElement::new(QName::new("urn:x", "Extra")).with_text("e");
    let call = client
        .get_quote(&request)
        .headers(headers)
        .extra_header(extra);
    let response = call
        .endpoint(format!("{}quotes?v=1", serving.url()))
        .await
        .unwrap();
    assert_eq!(response.body.price, 4);
    assert_eq!(response.headers.tracking_id, "tok".into());
    assert_eq!(response.extra_headers[0].text().as_deref(), Some("e"));
    let seen = ["urn:example:quotes/GetQuote", "127.0.0.1", "/quotes?v=1"];
    let seen: Vec<Option<String>> = seen.iter().map(|text| Some((*text).to_owned())).collect();
    assert_eq!(response.body.notes, seen.into());
    let own = response
        .http_headers
        .iter()
        .find(|(name, _)| name == "x-own");
    assert!(own.is_some(), "{:?}", response.http_headers);
}

#[tokio::test]
async fn the_same_service_answers_soap_1_2() {
    let (_serving, client) = start().await;
    assert_eq!(
        client.get_quote_12(&symbol("AB")).await.unwrap().body.price,
        2
    );
    let error = client.get_quote_12(&symbol("fault")).await.unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert_eq!(error.fault().unwrap().code, FaultCode::Sender);
}

#[tokio::test]
async fn a_typed_fault_comes_with_status_500_and_its_header_blocks() {
    let (_serving, client) = start().await;
    let error = client.get_quote(&symbol("fault")).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Fault, Some(500))
    );
    assert_eq!(
        error.to_string(),
        "GetQuote: fault Client: as asked; QuoteFault(TrackingId: t-9, Code[0]: 105)"
    );
    assert_eq!(error.header_blocks()[0].text().as_deref(), Some("b"));
    let error = client.get_quote(&symbol("detail")).await.unwrap_err();
    assert_eq!(error.fault().unwrap().code, FaultCode::Receiver);
}

#[tokio::test]
async fn what_goes_wrong_in_an_operation_is_a_fault_and_the_service_goes_on() {
    let (_serving, client) = start().await;
    let reasons = [
        ("panic", "the operation failed unexpectedly"),
        (
            "unwritable",
            "the response cannot be written: Envelope/Header/TrackingId: ",
        ),
    ];
    for (bad, reason) in reasons {
        let error = client.get_quote(&symbol(bad)).await.unwrap_err();
        let fault = error.fault().unwrap();
        assert_eq!(
            (error.status(), &fault.code),
            (Some(500), &FaultCode::Receiver)
        );
        assert!(fault.reason().starts_with(reason), "{fault}");
    }
    let error = client
        .notify(&quotes::NotifyRequest::default())
        .await
        .unwrap_err();
    assert_eq!(
        error.fault().unwrap().reason(),
        "the operation Notify is not implemented"
    );
    assert_eq!(client.get_quote(&symbol("AB")).await.unwrap().body.price, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_client_makes_many_calls_at_once() {
    let (_serving, client) = start().await;
    let calls: Vec<_> = (0..100)
        .map(|n| {
            let client = client.clone();
            tokio::spawn(async move {
                client
                    .get_quote(&symbol(&"x".repeat(n)))
                    .await
                    .unwrap()
                    .body
                    .price
            })
        })
        .collect();
    for (n, call) in calls.into_iter().enumerate() {
        assert_eq!(call.await.unwrap(), i64::try_from(n).unwrap());
    }
}

/// Row 36: callers are tested without a network.
#[tokio::test]
async fn a_service_is_a_transport_in_the_same_process() {
    let endpoint = Endpoint::new(quotes::Server(Quotes::default()));
    let client = quotes::Client::new(Client::with_transport("http://here/", endpoint));
    assert_eq!(
        client.get_quote(&symbol("ABC")).await.unwrap().body.price,
        3
    );
}

#[tokio::test]
async fn a_shutdown_waits_for_calls_and_takes_no_more() {
    let quotes = Quotes::default();
    let (waiting, go_on) = (Arc::clone(&quotes.waiting), Arc::clone(&quotes.go_on));
    let serving = serve("127.0.0.1:0", quotes::Server(quotes)).await.unwrap();
    let client = quotes::Client::new(Client::new(serving.url()));
    let address = serving.local_addr();
    let call = tokio::spawn({
        let client = client.clone();
        async move { client.get_quote(&symbol("wait")).await }
    });
    waiting.notified().await;
    let shutdown = tokio::spawn(serving.shutdown());
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!shutdown.is_finished());
    go_on.notify_one();
    assert_eq!(call.await.unwrap().unwrap().body.price, 4);
    shutdown.await.unwrap();
    let error = client.get_quote(&symbol("AB")).await.unwrap_err();
    assert_eq!(error.sent(), Sent::Nothing);
}

#[tokio::test]
async fn a_shutdown_does_not_wait_for_ever() {
    let quotes = Quotes::default();
    let waiting = Arc::clone(&quotes.waiting);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = ServeOptions::default().with_shutdown_timeout(Duration::from_millis(10));
    let serving = serve_on(listener, Endpoint::new(quotes::Server(quotes)), options).unwrap();
    let client = quotes::Client::new(Client::new(serving.url()));
    let call = tokio::spawn(async move { client.get_quote(&symbol("wait")).await });
    waiting.notified().await;
    serving.shutdown().await;
    assert_eq!(call.await.unwrap().unwrap_err().sent(), Sent::Maybe);
}

fn endpoint(max_bytes: usize) -> Endpoint<quotes::Server<Quotes>> {
    let mut limits = Limits::default();
    limits.max_bytes = max_bytes;
    let options = ReadOptions::default().with_limits(limits);
    Endpoint::new(quotes::Server(Quotes::default())).with_read_options(options)
}

const CALL: &str = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>\
    <GetQuoteRequest xmlns='urn:example:quotes'><Symbol>AB</Symbol></GetQuoteRequest></s:Body></s:Envelope>";

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn what_is_no_message_gets_the_status_that_says_why() {
    let latin = b"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>\xE9".to_vec();
    let cases: [(&str, &str, &str, Vec<u8>, u16); 9] = [
        ("GET", "text/xml", "", Vec::new(), 405),
        ("POST", "application/json", "", b"{}".to_vec(), 415),
        ("POST", "text/xml", "br", CALL.into(), 415),
        ("POST", "text/xml", "gzip", CALL.into(), 400),
        ("POST", "text/xml", "gzip", gzip(&[b' '; 5_000]), 413),
        ("POST", "text/xml", "", latin, 400),
        ("POST", "text/xml", "", b"<a".to_vec(), 400),
        ("POST", "text/xml", "gzip", gzip(CALL.as_bytes()), 200),
        ("POST", "", "", CALL.into(), 200),
    ];
    let endpoint = endpoint(4_000);
    for (method, content_type, encoding, body, status) in cases {
        let mut request = Request::builder().method(method).uri("/");
        for (name, value) in [
            ("content-type", content_type),
            ("content-encoding", encoding),
        ] {
            if !value.is_empty() {
                request = request.header(name, value);
            }
        }
        let request = request.body(Bytes::from(body)).unwrap();
        let response = endpoint.call(request).await;
        assert_eq!(
            response.status(),
            status,
            "{method} {content_type} {encoding}"
        );
    }
}

const WSDL: &str = "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' \
    xmlns:s='http://schemas.xmlsoap.org/wsdl/soap/'><w:service><w:port><s:address location='http://inside/'/>\
    </w:port></w:service></w:definitions>";

#[tokio::test]
async fn the_wsdl_is_handed_out_with_the_address_that_was_asked() {
    let endpoint = endpoint(4_000).with_wsdl(Wsdl::new(WSDL).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let serving = serve_on(listener, endpoint, ServeOptions::default()).unwrap();
    for (request, status, address) in [
        (
            "GET /q/a?wsdl HTTP/1.1\r\nHost: h:80",
            200,
            "'http://h:80/q/a'",
        ),
        ("GET http://p/?WSDL HTTP/1.1\r\nHost: h", 200, "'http://p/'"),
        (
            "GET /?singleWsdl HTTP/1.0\r\nAccept: */*",
            200,
            "'http://inside/'",
        ),
        (
            "GET /?wsdl HTTP/1.1\r\nHost: '><x/>",
            200,
            "'http://inside/'",
        ),
        ("GET /'><x>?wsdl HTTP/1.1\r\nHost: h", 400, ""),
        ("GET /?wsdl=1 HTTP/1.1\r\nHost: h", 405, ""),
        ("GET / HTTP/1.1\r\nHost: h", 405, ""),
        ("POST /?wsdl HTTP/1.1\r\nHost: h", 400, ""),
    ] {
        let reply = raw(&serving, &format!("{request}\r\nConnection: close\r\n\r\n")).await;
        let line = reply.split_ascii_whitespace().nth(1);
        assert_eq!(
            line,
            Some(status.to_string().as_str()),
            "{request}: {reply}"
        );
        assert!(reply.contains(address), "{request}: {reply}");
    }
    let head = raw(
        &serving,
        "HEAD /?wsdl HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
    )
    .await;
    assert!(head.contains("text/xml; charset=utf-8"), "{head}");
    assert!(head.ends_with("\r\n\r\n"), "{head}");
}

async fn raw(serving: &Serving, request: &str) -> String {
    let mut stream = TcpStream::connect(serving.local_addr()).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await.unwrap();
    reply
}

#[tokio::test]
async fn a_request_beyond_the_limit_is_refused_while_it_comes() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let serving = serve_on(listener, endpoint(1_000), ServeOptions::default()).unwrap();
    // The body is announced and never sent: its length alone is too much.
    let head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/xml\r\n\
                Transfer-Encoding: chunked\r\n\r\n";
    let reply = raw(
        &serving,
        &format!("{head}{}", soap_wire::chunk(&" ".repeat(1_001))),
    )
    .await;
    assert!(reply.starts_with("HTTP/1.1 413 "), "{reply}");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = ServeOptions::default().with_body_timeout(Duration::from_millis(10));
    let serving = serve_on(listener, endpoint(1_000), options).unwrap();
    let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 9\r\n\r\n";
    assert_eq!(raw(&serving, head).await, "");
}

#[tokio::test]
async fn a_head_that_does_not_end_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = ServeOptions::default().with_header_timeout(Duration::from_millis(10));
    let serving = serve_on(listener, endpoint(1_000), options).unwrap();
    let reply = raw(&serving, "POST / HTTP/1.1\r\nHost: x\r\n").await;
    assert!(!reply.contains(" 200 "), "{reply}");
}

/// A client that asks first whether its body is wanted is told so, and then answered.
#[tokio::test]
async fn a_body_that_waits_to_be_asked_for_is_asked_for() {
    let (serving, _) = start().await;
    let mut stream = TcpStream::connect(serving.local_addr()).await.unwrap();
    let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).await.unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"<a/>").await.unwrap();
    let mut line = [0; 12];
    stream.read_exact(&mut line).await.unwrap();
    assert_eq!(&line, b"HTTP/1.1 400");
}

#[tokio::test]
async fn a_connection_beyond_the_limit_waits_until_one_has_ended() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = ServeOptions::default().with_max_connections(1);
    let endpoint = Endpoint::new(quotes::Server(Quotes::default()));
    let serving = serve_on(listener, endpoint, options).unwrap();
    let first = quotes::Client::new(Client::new(serving.url()));
    assert_eq!(first.get_quote(&symbol("A")).await.unwrap().body.price, 1);
    let second = quotes::Client::new(Client::new(serving.url()));
    let waiting = second
        .get_quote(&symbol("AB"))
        .timeout(Duration::from_millis(300))
        .await;
    assert!(waiting.unwrap_err().is_timeout());
    drop(first);
    assert_eq!(second.get_quote(&symbol("AB")).await.unwrap().body.price, 2);
}

/// Row 44, and what happens to calls when their service is killed: each ends, with the phase that it was in.
#[tokio::test]
async fn when_a_service_is_killed_every_call_ends_and_says_whether_anything_was_sent() {
    const CALLS: usize = 200;
    let quotes = Quotes::default();
    let waiting = Arc::clone(&quotes.waiting);
    let serving = serve("127.0.0.1:0", quotes::Server(quotes)).await.unwrap();
    let client = quotes::Client::new(Client::new(serving.url()));
    let calls: Vec<_> = (0..CALLS)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.get_quote(&symbol("wait")).await })
        })
        .collect();
    waiting.notified().await;
    drop(serving);
    let mut unsent = 0;
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Send, "{error}");
        match error.sent() {
            Sent::Nothing => unsent += 1,
            Sent::Maybe => {}
            Sent::Yes => panic!("no reply began: {error}"),
        }
    }
    assert!(
        unsent < CALLS,
        "at least one request had come to the service"
    );
    let error = client.get_quote(&symbol("A")).await.unwrap_err();
    assert_eq!(error.sent(), Sent::Nothing);
}

#[tokio::test]
async fn a_connection_that_says_nothing_or_no_more_is_not_kept() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = ServeOptions::default().with_header_timeout(Duration::from_millis(200));
    let endpoint = Endpoint::new(quotes::Server(Quotes::default()));
    let serving = serve_on(listener, endpoint, options).unwrap();
    for request in [
        "",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(serving.local_addr()).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        // It ends: the service has closed the connection.
        stream.read_to_string(&mut answer).await.unwrap();
        assert_eq!(answer.is_empty(), request.is_empty(), "{answer}");
    }
}

/// A client that asks for a large reply and does not take it holds its connection for a limited time.
#[tokio::test]
async fn a_reply_that_nobody_takes_is_given_up() {
    const BYTES: usize = 8 << 20;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = ServeOptions::default()
        .with_write_timeout(Duration::from_millis(200))
        .with_shutdown_timeout(Duration::from_secs(120));
    let endpoint = Endpoint::new(quotes::Server(Quotes::default()));
    let serving = serve_on(listener, endpoint, options).unwrap();
    let large = "x".repeat(BYTES);
    let body = format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header><Large>{large}</Large></s:Header><s:Body>\
         <GetQuoteRequest xmlns='urn:example:quotes'><Symbol>A</Symbol></GetQuoteRequest></s:Body></s:Envelope>"
    );
    let head = format!(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(serving.local_addr()).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body.as_bytes()).await.unwrap();
    // Only when the service has let go of the connection may it end a shutdown.
    tokio::time::timeout(Duration::from_secs(90), serving.shutdown())
        .await
        .expect("the connection was given up");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    assert!(answer.len() < BYTES, "{}", answer.len());
}

/// A layer: it counts the requests that go through it.
#[derive(Clone)]
struct Counting<S>(S, Arc<std::sync::atomic::AtomicUsize>);

impl<S, R> tower_service::Service<R> for Counting<S>
where
    S: tower_service::Service<R>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(
        &mut self,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> S::Future {
        self.1.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.0.call(request)
    }
}

#[tokio::test]
async fn a_service_is_a_tower_service_behind_whatever_layers() {
    let count = Arc::default();
    let layered = Counting(endpoint(1_000), Arc::clone(&count));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let stream = hyper_util::rt::TokioIo::new(stream);
            let service = hyper_util::service::TowerToHyperService::new(layered.clone());
            let http = hyper::server::conn::http1::Builder::new();
            tokio::spawn(async move { http.serve_connection(stream, service).await });
        }
    });
    let client = quotes::Client::new(Client::new(format!("http://{address}/")));
    let response = client.get_quote(&symbol("AB")).await.unwrap();
    assert_eq!(response.body.price, 2);
    let error = client.get_quote(&symbol(&"A".repeat(1_000))).await;
    assert_eq!(error.unwrap_err().status(), Some(413));
    assert_eq!(count.load(std::sync::atomic::Ordering::Relaxed), 2);
}
