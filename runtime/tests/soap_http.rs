//! HTTP as services have it: credentials, redirects, cookies, stale connections, time limits, cancelled calls.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;
mod soap_wire;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use castile::operation::Response as SoapResponse;
use castile::soap::{
    AnswerErrorKind, Client, Cookies, DigestAuth, Error, ErrorKind, FollowRedirects, InMemory,
    Sent, TimeoutPhase, Transport, TransportErrorKind,
};
use http::{Request, Response};
use soap_by_hand as quotes;
use soap_wire::{Script, chunk, read_request, reply};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

const ADDRESS: &str = "https://quotes.example/service";

fn price() -> String {
    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:q='urn:example:quotes'><s:Body>\
     <q:GetQuoteResponse><q:Price>7</q:Price></q:GetQuoteResponse></s:Body></s:Envelope>"
        .to_owned()
}

fn ok() -> Response<Bytes> {
    Response::new(Bytes::from(price()))
}

fn status(status: u16, header: (&str, &str)) -> Response<Bytes> {
    let response = Response::builder()
        .status(status)
        .header(header.0, header.1);
    response.body(Bytes::new()).unwrap()
}

type Answer =
    Result<SoapResponse<quotes::GetQuoteResponse, quotes::ResponseHeaders>, Error<quotes::Fault>>;

async fn call<T: Transport>(address: &str, transport: T) -> Answer {
    let client = Client::builder(address)
        .basic_auth("user", "s3cr3t")
        .http_header("X-Plain", "p")
        .transport(transport)
        .build();
    let request = quotes::GetQuoteRequest::default();
    quotes::Client::new(client).get_quote(&request).await
}

fn header(request: &Request<Bytes>, name: &str) -> Option<String> {
    let value = request.headers().get(name)?;
    Some(value.to_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_redirect_that_keeps_the_request_is_followed_on_the_same_host() {
    for code in [307, 308] {
        let memory = InMemory::replies([
            status(code, ("Location", "/moved?to=here")),
            status(307, ("Location", "https://quotes.example:443/again")),
            ok(),
        ]);
        let response = call(ADDRESS, FollowRedirects::new(memory.clone())).await;
        assert_eq!(response.unwrap().body.price, 7);
        let requests = memory.requests();
        let addresses: Vec<String> = requests.iter().map(|r| r.uri().to_string()).collect();
        assert_eq!(
            addresses[1..],
            [
                "https://quotes.example/moved?to=here",
                "https://quotes.example:443/again"
            ]
        );
        assert_eq!(requests[2].body(), requests[0].body());
        assert_eq!(requests[2].method(), "POST");
        assert!(header(&requests[2], "authorization").is_some());
    }
}

#[tokio::test]
async fn a_redirect_elsewhere_is_not_followed_and_is_an_error_that_says_where() {
    for (code, location) in [
        (301, "https://quotes.example/moved"),
        (302, "https://quotes.example/moved"),
        (303, "/moved"),
        (307, "https://other.example/service"),
        (307, "https://quotes.example:8443/service"),
        (308, "http://quotes.example/service"),
        (307, "ftp://quotes.example/service"),
        (307, "file:///etc/passwd"),
        (307, "javascript:alert(1)"),
        (307, "//other.example/"),
    ] {
        let memory = InMemory::replies([status(code, ("Location", location)), ok()]);
        let error = call(ADDRESS, FollowRedirects::new(memory.clone()))
            .await
            .unwrap_err();
        assert_eq!(memory.requests().len(), 1, "{location}");
        assert_eq!(error.status(), Some(code));
        let answer = error.answer_error().unwrap();
        assert_eq!(answer.kind(), AnswerErrorKind::Redirect);
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(cause, format!("it goes to {location:?}"));
    }
}

#[tokio::test]
async fn credentials_never_go_to_another_host() {
    let memory = InMemory::replies([
        status(307, ("Location", "https://Other.example/service")),
        ok(),
    ]);
    let transport = FollowRedirects::new(memory.clone()).with_host("other.example");
    call(ADDRESS, transport).await.unwrap();
    let requests = memory.requests();
    assert_eq!(header(&requests[1], "authorization"), None);
    assert_eq!(header(&requests[1], "x-plain").as_deref(), Some("p"));
    let insecure = InMemory::replies([status(307, ("Location", "http://other.example/")), ok()]);
    let transport = FollowRedirects::new(insecure.clone()).with_host("other.example");
    assert!(call(ADDRESS, transport).await.is_err());
    assert_eq!(insecure.requests().len(), 1);
}

#[tokio::test]
async fn redirects_end_at_their_limit() {
    let memory = InMemory::new(|_| Ok(status(307, ("Location", "/again"))));
    let transport = FollowRedirects::new(memory.clone()).with_limit(3);
    let error = call(ADDRESS, transport).await.unwrap_err();
    assert_eq!(
        error.answer_error().unwrap().kind(),
        AnswerErrorKind::Redirect
    );
    assert_eq!(memory.requests().len(), 4);
}

#[tokio::test]
async fn cookies_go_back_where_they_came_from_and_only_where_they_are_asked_for() {
    let set = [
        "session=1; Path=/; HttpOnly",
        "secure=2; Secure",
        "deep=3; Path=/deep",
        "gone=4; Max-Age=0",
        "old=5; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "kept=6; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "=nameless",
        "wide=7; Domain=.example",
    ];
    let memory = InMemory::new(move |_| {
        let mut response = ok();
        for cookie in set {
            let value = cookie.parse().unwrap();
            response.headers_mut().append("Set-Cookie", value);
        }
        Ok(response)
    });
    let cookies = Cookies::new(memory.clone());
    for address in [
        ADDRESS,
        ADDRESS,
        "https://quotes.example/deep/er",
        "http://quotes.example/x",
        "https://sub.quotes.example/",
    ] {
        call(address, cookies.clone()).await.unwrap();
    }
    let sent: Vec<Option<String>> = memory
        .requests()
        .iter()
        .map(|r| header(r, "cookie"))
        .collect();
    assert_eq!(sent[0], None);
    assert_eq!(
        sent[1].as_deref(),
        Some("session=1; secure=2; kept=6; wide=7")
    );
    assert!(sent[2].as_deref().unwrap().contains("deep=3"));
    assert!(!sent[3].as_deref().unwrap().contains("secure=2"));
    assert_eq!(sent[4], None);
    assert!(!format!("{cookies:?}").contains("session"));
    cookies.clear();
    call(ADDRESS, cookies).await.unwrap();
    assert_eq!(header(&memory.requests()[5], "cookie"), None);
    // Without the wrapper nothing is kept.
    let plain = InMemory::replies([status(500, ("Set-Cookie", "a=b")), ok()]);
    let _ = call(ADDRESS, plain.clone()).await;
    call(ADDRESS, plain.clone()).await.unwrap();
    assert_eq!(header(&plain.requests()[1], "cookie"), None);
}

/// A server that wants a proof; it keeps the last proof.
fn wanting(challenge: &'static str, accepts: bool) -> (InMemory, Arc<Mutex<Vec<Option<String>>>>) {
    let proofs = Arc::new(Mutex::new(Vec::new()));
    let seen = proofs.clone();
    let memory = InMemory::new(move |request| {
        let proof = header(request, "authorization").filter(|value| value.starts_with("Digest"));
        seen.lock().unwrap().push(proof.clone());
        match proof {
            Some(_) if accepts => Ok(ok()),
            _ => Ok(status(401, ("WWW-Authenticate", challenge))),
        }
    });
    (memory, proofs)
}

#[tokio::test]
async fn a_password_is_proved_with_a_digest_and_the_nonce_is_counted() {
    let challenge =
        "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256, opaque=\"o\"";
    let (memory, proofs) = wanting(challenge, true);
    let transport = DigestAuth::new(memory, "user", "s3cr3t");
    assert!(!format!("{transport:?}").contains("s3cr3t"));
    for _ in 0..2 {
        call(ADDRESS, transport.clone()).await.unwrap();
    }
    let proofs = proofs.lock().unwrap();
    assert_eq!(proofs.len(), 3);
    assert_eq!(proofs[0], None);
    for (proof, count) in proofs[1..].iter().zip(["nc=00000001", "nc=00000002"]) {
        let proof = proof.as_deref().unwrap();
        for part in [
            count,
            "username=\"user\"",
            "uri=\"/service\"",
            "qop=auth",
            "opaque=\"o\"",
            "algorithm=SHA-256",
        ] {
            assert!(proof.contains(part), "{proof}");
        }
        assert!(!proof.contains("s3cr3t"));
    }
}

#[tokio::test]
async fn a_proof_that_is_refused_is_not_repeated() {
    let (memory, proofs) = wanting("Digest realm=\"r\", nonce=\"n\"", false);
    let transport = DigestAuth::new(memory, "user", "wrong");
    let error = call(ADDRESS, transport.clone()).await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(proofs.lock().unwrap().len(), 2);
    call(ADDRESS, transport).await.unwrap_err();
    assert_eq!(proofs.lock().unwrap().len(), 3);
    let (memory, proofs) = wanting("Basic realm=\"r\"", false);
    call(ADDRESS, DigestAuth::new(memory, "user", "p"))
        .await
        .unwrap_err();
    assert_eq!(proofs.lock().unwrap().len(), 1);
}

fn over(address: &str) -> quotes::Client<Client> {
    quotes::Client::new(Client::new(address))
}

/// Row 35: a connection that the server has closed is noticed before anything is sent on it.
#[tokio::test]
async fn a_connection_that_went_stale_is_replaced() {
    let one = || vec![reply("200 OK", "text/xml", &price())];
    let script = Script::start(vec![one(), one(), one()]).await;
    let client = over(&script.url());
    let request = quotes::GetQuoteRequest::default();
    for _ in 0..3 {
        assert_eq!(client.get_quote(&request).await.unwrap().body.price, 7);
    }
    assert_eq!(script.requests().await.len(), 3);
}

/// Row 35: one connection serves calls one after the other, whatever they end with.
#[tokio::test]
async fn a_connection_is_used_again_after_a_fault() {
    let fault = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault>\
                 <faultcode>s:Server</faultcode><faultstring>f</faultstring></s:Fault></s:Body></s:Envelope>";
    let script = Script::start(vec![vec![
        reply("500 Internal Server Error", "text/xml", fault),
        reply("200 OK", "text/xml", &price()),
    ]])
    .await;
    let client = over(&script.url());
    let request = quotes::GetQuoteRequest::default();
    assert_eq!(
        client.get_quote(&request).await.unwrap_err().kind(),
        ErrorKind::Fault
    );
    assert_eq!(client.get_quote(&request).await.unwrap().body.price, 7);
}

/// Row 23: chunks of one byte, and a body that ends with the connection.
#[tokio::test]
async fn a_body_is_read_however_it_is_framed() {
    let whole = price();
    let chunks: String = whole.chars().map(|c| chunk(&c.to_string())).collect();
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}{}",
        chunk("")
    );
    let closed = format!("HTTP/1.0 200 OK\r\n\r\n{whole}");
    let continued = format!(
        "HTTP/1.1 100 Continue\r\n\r\n{}",
        reply("200 OK", "text/xml", &whole)
    );
    for text in [chunked, closed, continued] {
        let script = Script::start(vec![vec![text]]).await;
        let client = over(&script.url());
        let request = quotes::GetQuoteRequest::default();
        assert_eq!(client.get_quote(&request).await.unwrap().body.price, 7);
    }
}

/// Row 34: every part of a call has a limit of its own.
#[tokio::test]
async fn the_head_and_each_piece_of_a_reply_have_time_limits_of_their_own() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", silent.local_addr().unwrap());
    let client = Client::builder(address)
        .answer_timeout(Duration::from_millis(500))
        .build();
    let request = quotes::GetQuoteRequest::default();
    let error = quotes::Client::new(client)
        .get_quote(&request)
        .await
        .unwrap_err();
    let kind = error.transport_error().unwrap().kind();
    assert_eq!(kind, TransportErrorKind::Timeout(TimeoutPhase::Answer));
    assert_eq!(error.sent(), Sent::Maybe);

    let stalled = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<s:Env";
    let script = Script::hold(vec![vec![stalled.to_owned()]]).await;
    let client = Client::builder(script.url())
        .pause_timeout(Duration::from_millis(500))
        .build();
    let error = quotes::Client::new(client)
        .get_quote(&request)
        .await
        .unwrap_err();
    let kind = error.transport_error().unwrap().kind();
    assert_eq!(kind, TransportErrorKind::Timeout(TimeoutPhase::Body));
    assert_eq!((error.sent(), error.status()), (Sent::Yes, Some(200)));
}

/// Row 34: a body that drips for ever ends with the time of the call, and one that is larger than allowed with its size.
#[tokio::test]
async fn a_reply_that_drips_for_ever_is_ended() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let dripping = tokio::spawn(async move {
        use tokio::io::AsyncWriteExt;
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        stream.write_all(head.as_bytes()).await.unwrap();
        while stream.write_all(chunk(" ").as_bytes()).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let client = Client::builder(address)
        .timeout(Duration::from_millis(600))
        .build();
    let request = quotes::GetQuoteRequest::default();
    let error = quotes::Client::new(client)
        .get_quote(&request)
        .await
        .unwrap_err();
    let kind = error.transport_error().unwrap().kind();
    assert_eq!(kind, TransportErrorKind::Timeout(TimeoutPhase::Body));
    // The connection is given up with the call.
    dripping.await.unwrap();
}

#[tokio::test]
async fn a_call_that_is_dropped_gives_up_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let (came, coming) = tokio::sync::oneshot::channel();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        came.send(()).unwrap();
        let mut rest = [0; 1];
        stream.read(&mut rest).await.unwrap()
    });
    let calling = tokio::spawn(async move {
        let request = quotes::GetQuoteRequest::default();
        let _ = over(&address).get_quote(&request).await;
    });
    coming.await.unwrap();
    calling.abort();
    assert_eq!(server.await.unwrap(), 0);
}

/// Header values cannot split a request: what has a line break in it is never sent.
#[tokio::test]
async fn a_line_break_in_a_header_never_goes_out() {
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b"] {
        let memory = InMemory::replies([ok()]);
        let client = Client::builder(ADDRESS)
            .http_header("X-Own", value)
            .transport(memory.clone())
            .build();
        let request = quotes::GetQuoteRequest::default();
        let error = quotes::Client::new(client)
            .get_quote(&request)
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.sent()),
            (ErrorKind::Build, Sent::Nothing)
        );
        assert!(memory.requests().is_empty());
    }
}

/// Row 19: no WSDL is fetched at run time, nor anything else: one call is one request.
#[tokio::test]
async fn nothing_is_asked_of_a_service_but_the_call() {
    let memory = InMemory::new(|_| Ok(ok()));
    let client = Client::with_transport(ADDRESS, memory.clone());
    let client = quotes::Client::new(client);
    assert!(memory.requests().is_empty());
    let request = quotes::GetQuoteRequest::default();
    client.get_quote(&request).await.unwrap();
    let requests = memory.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].method(), "POST");
    assert_eq!(requests[0].uri(), ADDRESS);
}

#[tokio::test]
async fn a_host_that_a_redirect_leads_to_gets_no_proof_of_a_password() {
    let memory = InMemory::new(|request| match request.uri().host() {
        Some("quotes.example") => Ok(status(307, ("Location", "https://other.example/"))),
        _ => Ok(status(
            401,
            ("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\""),
        )),
    });
    let digest = DigestAuth::new(memory.clone(), "user", "s3cr3t");
    let transport = FollowRedirects::new(digest).with_host("other.example");
    let error = call(ADDRESS, transport).await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    let requests = memory.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(header(&requests[1], "authorization"), None);
}
