//! Parts of a hundred megabytes, sent and received in bounded memory.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use std::convert::Infallible;
use std::io::Read;

use bytes::Bytes;
use castile::soap::{Attachment, Client, ErrorKind, InMemory, OutgoingPart, RequestBody, SOAP_1_1};
use http::{Request, Response};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use soap_by_hand as quotes;
use tokio::net::TcpListener;

/// The size of the large part.
const LARGE: u64 = 100 << 20;

/// What may be held more than before, in KiB: a quarter of it.
const BOUND: u64 = 25 << 10;

const PERIOD: usize = 251;

/// Bytes that repeat, so that any piece of them can be checked where it stands.
fn pattern() -> Vec<u8> {
    (0..PERIOD * 1_100).map(|n| (n % PERIOD) as u8).collect()
}

/// Gives the pattern up to a length.
struct Patterned {
    pattern: Vec<u8>,
    at: u64,
    length: u64,
}

impl Patterned {
    fn new(length: u64) -> Self {
        Self {
            pattern: pattern(),
            at: 0,
            length,
        }
    }
}

impl Read for Patterned {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.length - self.at).unwrap();
        let start = usize::try_from(self.at % PERIOD as u64).unwrap();
        let count = buffer.len().min(left).min(self.pattern.len() - start);
        buffer[..count].copy_from_slice(&self.pattern[start..start + count]);
        self.at += count as u64;
        Ok(count)
    }
}

/// Checks pieces of the pattern, one behind the other.
struct Checked {
    pattern: Vec<u8>,
    at: u64,
}

impl Checked {
    fn new() -> Self {
        Self {
            pattern: pattern(),
            at: 0,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(PERIOD * 1_000) {
            let start = usize::try_from(self.at % PERIOD as u64).unwrap();
            assert!(
                piece == &self.pattern[start..start + piece.len()],
                "at {}",
                self.at
            );
            self.at += piece.len() as u64;
        }
    }
}

fn envelope(price: u64) -> String {
    format!(
        "<s:Envelope xmlns:s='{SOAP_1_1}'><s:Body><GetQuoteResponse xmlns='urn:example:quotes'><Price>{price}</Price>\
         </GetQuoteResponse></s:Body></s:Envelope>"
    )
}

/// Takes a body of any size and says how large it was; answers `/down` with a part of that size.
async fn answer(request: Request<Incoming>) -> Result<Response<RequestBody>, Infallible> {
    let path = request.uri().path().to_owned();
    let mut body = request.into_body();
    let mut size = 0;
    while let Some(frame) = body.frame().await {
        size += frame.unwrap().into_data().unwrap().len() as u64;
    }
    let mut response = Response::new(RequestBody::from(envelope(size)));
    let mut kind = "text/xml".to_owned();
    if path == "/down" {
        let head = "--b\r\nContent-Type: text/xml; charset=utf-8\r\n\r\n";
        let start = format!(
            "{head}{}\r\n--b\r\nContent-ID: <film>\r\nContent-Type: video/mp4\r\n\r\n",
            envelope(1)
        );
        let pieces = std::io::Cursor::new(start.into_bytes())
            .chain(Patterned::new(LARGE))
            .chain(std::io::Cursor::new(
                b"\r\n--b\r\nContent-ID: <last>\r\n\r\nend\r\n--b--\r\n".to_vec(),
            ));
        *response.body_mut() = RequestBody::reader(pieces);
        kind = "multipart/related; boundary=b; type=\"text/xml\"".to_owned();
    }
    let kind = http::HeaderValue::try_from(kind).unwrap();
    response.headers_mut().insert("content-type", kind);
    Ok(response)
}

async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let service = service_fn(answer);
            tokio::spawn(async move {
                let builder = Builder::new(TokioExecutor::new());
                let _ = builder
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    format!("http://{address}")
}

/// The most memory that this process has held so far, in KiB, where the system says it.
fn held() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

#[tokio::test]
async fn a_part_of_any_size_goes_out_and_comes_in_without_being_held() {
    let url = serve().await;
    let client = quotes::Client::new(Client::new(format!("{url}/up")));
    let request = quotes::GetQuoteRequest::default();
    client.get_quote(&request).await.unwrap();
    let before = held();

    let film = RequestBody::reader(Patterned::new(LARGE));
    let part = OutgoingPart::new("film", "video/mp4", film);
    let sent = client.get_quote(&request).send_parts([part]).await.unwrap();
    let beside = u64::try_from(sent.body.price).unwrap() - LARGE;
    assert!((500..2_000).contains(&beside), "{beside}");

    let call = client.get_quote(&request).endpoint(format!("{url}/down"));
    let mut reply = call.parts().await.unwrap();
    assert_eq!(reply.response().body.price, 1);
    let film = reply.next().await.unwrap().unwrap();
    assert_eq!(
        (film.content_id.as_str(), film.content_type.as_str()),
        ("film", "video/mp4")
    );
    let mut checked = Checked::new();
    while let Some(bytes) = reply.bytes().await.unwrap() {
        assert!(bytes.len() <= 128 << 10, "{}", bytes.len());
        checked.take(&bytes);
    }
    assert_eq!(checked.at, LARGE);
    assert_eq!(reply.next().await.unwrap().unwrap().content_id, "last");
    assert_eq!(reply.bytes().await.unwrap().unwrap(), "end");
    assert!(reply.bytes().await.unwrap().is_none());
    assert!(reply.next().await.unwrap().is_none());
    if let (Some(before), Some(after)) = (before, held()) {
        assert!(
            after - before < BOUND,
            "{before} KiB before, {after} KiB after"
        );
    }
}

/// A client whose requests are kept, and answered with a body of that type.
fn answered(
    kind: &'static str,
    body: impl Into<Bytes>,
) -> (InMemory, quotes::Client<Client<InMemory>>) {
    let body = body.into();
    let transport = InMemory::new(move |_| {
        let mut response = Response::new(body.clone());
        let kind = http::HeaderValue::from_static(kind);
        response.headers_mut().insert("content-type", kind);
        Ok(response)
    });
    let caller = Client::builder("http://quotes.example/")
        .transport(transport.clone())
        .build();
    (transport, quotes::Client::new(caller))
}

#[tokio::test]
async fn a_request_whose_parts_are_made_is_what_it_would_be_with_parts_in_memory() {
    let (transport, client) = answered("text/xml", envelope(1));
    let request = quotes::GetQuoteRequest::default();
    let held = Attachment::new("held", "text/plain", b"1".as_slice());
    let made = OutgoingPart::new(
        "made\r\nX: y",
        "image/png",
        b"\r\n--castile-part-0\r\n".as_slice(),
    );
    let call = client.get_quote(&request).attachment(held);
    call.send_parts([made, OutgoingPart::new("", "", Vec::new())])
        .await
        .unwrap();
    let sent = transport.requests().remove(0);
    let kind = sent.headers()["content-type"].to_str().unwrap().to_owned();
    let boundary = kind.split('"').nth(1).unwrap().to_owned();
    assert_eq!(boundary.len(), "castile-part-".len() + 32);
    let body = String::from_utf8(sent.into_body().to_vec()).unwrap();
    let parts: Vec<&str> = body.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.len(), 6);
    assert!(parts[1].starts_with("\r\nContent-Type: text/xml; charset=utf-8\r\n"));
    assert!(parts[1].ends_with("</s:Envelope>\r\n"));
    assert_eq!(
        &parts[2..],
        [
            "\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <held>\r\n\r\n1\r\n",
            "\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <madeX: y>\r\n\r\n\r\n--castile-part-0\r\n\r\n",
            "\r\nContent-Transfer-Encoding: binary\r\n\r\n\r\n",
            "--\r\n",
        ]
    );
}

#[tokio::test]
async fn a_part_that_cannot_be_made_is_an_error_of_the_call() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _buffer: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let url = serve().await;
    let client = quotes::Client::new(Client::new(format!("{url}/up")));
    let request = quotes::GetQuoteRequest::default();
    let part = OutgoingPart::new("p", "", RequestBody::reader(Broken));
    let error = client
        .get_quote(&request)
        .send_parts([part])
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Send);
}

#[tokio::test]
async fn a_reply_without_parts_or_with_broken_ones_is_told_apart() {
    let request = quotes::GetQuoteRequest::default();
    let (_, client) = answered("text/xml", envelope(7));
    let mut reply = client.get_quote(&request).parts().await.unwrap();
    assert_eq!(reply.response().body.price, 7);
    assert!(reply.next().await.unwrap().is_none());
    let fault = format!(
        "--b\r\n\r\n<s:Envelope xmlns:s='{SOAP_1_1}'><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring>\
         </s:Fault></s:Body></s:Envelope>\r\n--b--"
    );
    let related = "multipart/related; boundary=b; start=\"<root>\"";
    let (_, client) = answered("multipart/related; boundary=b", fault);
    let error = client.get_quote(&request).parts().await.unwrap_err();
    assert_eq!(error.fault().unwrap().reason(), "no");
    let other_first = format!("--b\r\nContent-ID: <x>\r\n\r\n{}\r\n--b--", envelope(1));
    for body in [
        String::new(),
        "--b--".to_owned(),
        "--b\r\n\r\n".to_owned(),
        other_first,
    ] {
        let (_, client) = answered(related, body.clone());
        let error = client.get_quote(&request).parts().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Answer, "{body}");
    }
    let cut = format!(
        "--b\r\nContent-ID: <root>\r\n\r\n{}\r\n--b\r\n\r\nhalf",
        envelope(2)
    );
    let (_, client) = answered(related, cut);
    let mut reply = client.get_quote(&request).parts().await.unwrap();
    reply.next().await.unwrap().unwrap();
    let error = loop {
        match reply.bytes().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("the part has no end"),
            Err(error) => break error,
        }
    };
    assert_eq!((error.kind(), error.status()), (ErrorKind::Send, Some(200)));
}
