//! Parts of requests that a service takes one by one: of any size, in bounded memory.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use std::io::Read;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use castile::operation::Response as Answer;
use castile::soap::{
    Attachment, Client, Endpoint, Incoming, Outcome, OutgoingPart, PartError, RequestBody,
    SOAP_1_1, ServeOptions, ServiceFault, serve_on,
};
use castile::xml::{Limits, ReadOptions};
use http::{Request, StatusCode};
use soap_by_hand as quotes;
use soap_by_hand::GetQuote;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The size of the large part.
const LARGE: u64 = 100 << 20;

/// What may be held more than before, in KiB, by client and service together: a quarter of it.
const BOUND: u64 = 25 << 10;

/// Bytes that say where they stand.
fn byte_at(position: u64) -> u8 {
    b' ' + (position % 89) as u8
}

/// Gives such bytes up to a length.
struct Patterned {
    at: u64,
    length: u64,
}

impl Read for Patterned {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.length - self.at).unwrap();
        let count = buffer.len().min(left);
        for byte in &mut buffer[..count] {
            *byte = byte_at(self.at);
            self.at += 1;
        }
        Ok(count)
    }
}

/// Answers with the number of bytes in all parts, and with a note of each part; what it does else depends on the symbol.
struct Store;

impl quotes::Service for Store {
    async fn get_quote(&self, request: Incoming<GetQuote>) -> Outcome<GetQuote> {
        let held = request.carrier.attachments.iter();
        let mut notes: Vec<_> = held
            .map(|part| noted(&part.content_id, &part.body))
            .collect();
        let mut size = 0;
        let parts = request.carrier.clone().take_parts();
        if request.body.symbol == "refuse" {
            return Err(ServiceFault::sender("not today"));
        }
        if let Some(mut parts) = parts {
            assert!(request.carrier.take_parts().is_none());
            while let Some(part) = parts.next().await.map_err(PartError::into_fault)? {
                if request.body.symbol == "heads" {
                    notes.push(Some(part.content_id));
                    continue;
                }
                let mut start = Vec::new();
                let mut at = 0;
                while let Some(bytes) = parts.bytes().await.map_err(PartError::into_fault)? {
                    // Of a compressed body up to 4 KiB are unpacked at once.
                    assert!(bytes.len() <= 5 << 20, "{}", bytes.len());
                    if part.content_id == "film" {
                        let rightly = bytes.iter().zip(at..).all(|(b, at)| *b == byte_at(at));
                        assert!(rightly, "at {at}");
                    }
                    at += bytes.len() as u64;
                    start.extend(bytes.iter().take(20 - start.len().min(20)));
                }
                assert!(
                    parts
                        .bytes()
                        .await
                        .map_err(PartError::into_fault)?
                        .is_none()
                );
                notes.push(noted(&part.content_id, &start));
                size += at;
            }
        }
        let response = quotes::GetQuoteResponse {
            price: i64::try_from(size).unwrap(),
            notes: notes.into(),
        };
        Ok(Answer::new(response, quotes::ResponseHeaders::default()))
    }
}

fn noted(name: &str, start: &[u8]) -> Option<String> {
    Some(format!("{name}: {}", String::from_utf8_lossy(start)))
}

fn streaming() -> Endpoint<quotes::Server<Store>> {
    Endpoint::new(quotes::Server(Store)).with_streamed_parts::<GetQuote>()
}

fn asking(symbol: &str) -> quotes::GetQuoteRequest {
    quotes::GetQuoteRequest {
        symbol: symbol.to_owned(),
        ..Default::default()
    }
}

fn notes(response: &quotes::GetQuoteResponse) -> Vec<&str> {
    let notes = response.notes.as_option().unwrap().iter();
    notes.map(|note| note.as_deref().unwrap()).collect()
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
async fn a_service_takes_a_part_of_any_size_without_holding_it() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let serving = serve_on(listener, streaming(), ServeOptions::default()).unwrap();
    let client = quotes::Client::new(Client::new(serving.url()));
    let request = asking("film");
    client.get_quote(&request).await.unwrap();
    let before = held();
    let film = Patterned {
        at: 0,
        length: LARGE,
    };
    let parts = [
        OutgoingPart::new("film", "video/mp4", RequestBody::reader(film)),
        OutgoingPart::new("last", "", b"end".as_slice()),
    ];
    let answer = client.get_quote(&request).send_parts(parts).await.unwrap();
    assert_eq!(u64::try_from(answer.body.price).unwrap(), LARGE + 3);
    assert_eq!(notes(&answer.body)[1], "last: end");
    if let (Some(before), Some(after)) = (before, held()) {
        assert!(
            after - before < BOUND,
            "{before} KiB before, {after} KiB after"
        );
    }
    // What an operation does not look at is passed over, and its answer arrives.
    for symbol in ["heads", "refuse"] {
        let film = Patterned {
            at: 0,
            length: 8 << 20,
        };
        let film = OutgoingPart::new("film", "", RequestBody::reader(film));
        let request = asking(symbol);
        let answer = client.get_quote(&request).send_parts([film]).await;
        match symbol {
            "heads" => assert_eq!(notes(&answer.unwrap().body), ["film"]),
            _ => assert_eq!(answer.unwrap_err().fault().unwrap().reason(), "not today"),
        }
    }
}

const ENVELOPE: &str = "Content-Type: text/xml\r\nContent-ID: <root>\r\n\r\n\
    <s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><GetQuoteRequest xmlns='urn:example:quotes'>\
    <Symbol>SYMBOL</Symbol></GetQuoteRequest></s:Body></s:Envelope>";

/// The answer to an envelope with that symbol where `ENVELOPE` stands in a body: its status and text.
async fn answered(
    endpoint: &Endpoint<quotes::Server<Store>>,
    kind: &str,
    body: &str,
    symbol: &str,
) -> (StatusCode, String) {
    let body = body.replace("ENVELOPE", &ENVELOPE.replace("SYMBOL", symbol));
    let request = Request::post("/").header("content-type", kind);
    let request = request.body(Bytes::from(body)).unwrap();
    let response = endpoint.call(request).await;
    let (head, body) = response.into_parts();
    (head.status, String::from_utf8(body.to_vec()).unwrap())
}

const ROOTED: &str = "multipart/related; boundary=b; start=\"<root>\"";

#[tokio::test]
async fn parts_are_the_same_wherever_the_envelope_stands_among_them() {
    let one = "Content-ID: <one>\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj";
    let two = "Content-ID: <two>\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=3Db=\r\n";
    let three = "Content-ID: <three>\r\n\r\n";
    for order in [
        ["ENVELOPE", one, two, three],
        [one, "ENVELOPE", two, three],
        [one, two, three, "ENVELOPE"],
    ] {
        let body = format!("--b\r\n{}\r\n--b--", order.join("\r\n--b\r\n"));
        for endpoint in [streaming(), Endpoint::new(quotes::Server(Store))] {
            let (status, text) = answered(&endpoint, ROOTED, &body, "").await;
            assert_eq!(status, StatusCode::OK, "{text}");
            let notes: Vec<_> = text.split("string>").filter(|t| t.contains(": ")).collect();
            assert_eq!(notes.len(), 3, "{text}");
            for (note, expected) in notes.iter().zip(["one: abc<", "two: a=b<", "three: <"]) {
                assert!(note.starts_with(expected), "{note}");
            }
        }
    }
}

#[tokio::test]
async fn a_value_that_is_included_comes_among_the_parts() {
    let include = "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:one'/>";
    let body = "--b\r\nENVELOPE\r\n--b\r\nContent-ID: <one>\r\n\r\nabc\r\n--b--";
    let (_, text) = answered(&streaming(), ROOTED, body, include).await;
    assert!(
        text.contains(">3</") && text.contains(">one: abc</"),
        "{text}"
    );
    // Where parts are not streamed, the value is in its place, and is no part.
    let (_, text) = answered(&Endpoint::new(quotes::Server(Store)), ROOTED, body, include).await;
    assert!(
        text.contains(">0</") && !text.contains("one: abc"),
        "{text}"
    );
}

#[tokio::test]
async fn what_is_no_request_in_parts_is_refused_before_the_operation_or_by_it() {
    let limits = {
        let mut limits = Limits::default();
        limits.max_bytes = 5_000;
        limits
    };
    let small = streaming().with_read_options(ReadOptions::default().with_limits(limits));
    let large = format!(
        "--b\r\nContent-ID: <x>\r\n\r\n{}\r\n--b\r\nENVELOPE\r\n--b--",
        "x".repeat(5_001)
    );
    let behind = format!(
        "--b\r\nENVELOPE\r\n--b\r\n\r\n{}\r\n--b--",
        "x".repeat(50_000)
    );
    let cases = [
        ("multipart/related", "--b\r\nENVELOPE\r\n--b--", 400),
        (ROOTED, "", 400),
        (ROOTED, "--b--", 400),
        (ROOTED, "--b\r\n\r\nabc\r\n--b--", 400),
        (ROOTED, "--b\r\nENVELOPE", 400),
        (ROOTED, large.as_str(), 413),
        // Behind the envelope there is no limit, but for what is wrong there.
        (ROOTED, behind.as_str(), 200),
        (ROOTED, "--b\r\nENVELOPE\r\n--b\r\n\r\ncut off", 500),
        (
            ROOTED,
            "--b\r\nENVELOPE\r\n--b\r\nContent-Transfer-Encoding: x-uue\r\n\r\n\r\n--b--",
            500,
        ),
    ];
    for (kind, body, expected) in cases {
        let (status, text) = answered(&small, kind, body, "").await;
        assert_eq!(status.as_u16(), expected, "{text} {:.80}", body);
        if expected == 500 {
            assert!(
                text.contains("the parts of the request cannot be read on"),
                "{text}"
            );
        }
    }
    let request = Request::post("/").header("content-type", ROOTED);
    let request = request.header("content-encoding", "br");
    let response = small.call(request.body(Bytes::new()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn a_compressed_request_is_unpacked_while_it_comes() {
    use std::io::Write;
    let head = ENVELOPE.replace("SYMBOL", "film");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    write!(packer, "--b\r\n{head}\r\n--b\r\nContent-ID: <film>\r\n\r\n").unwrap();
    let mut film = Vec::new();
    let mut source = Patterned {
        at: 0,
        length: 3 << 20,
    };
    source.read_to_end(&mut film).unwrap();
    packer.write_all(&film).unwrap();
    packer.write_all(b"\r\n--b--").unwrap();
    let whole = packer.finish().unwrap();
    for (body, expected) in [(&whole[..], 200), (&whole[..whole.len() / 2], 500)] {
        let request = Request::post("/").header("content-type", ROOTED);
        let request = request.header("content-encoding", "gzip");
        let request = request.body(Bytes::copy_from_slice(body)).unwrap();
        let response = streaming().call(request).await;
        assert_eq!(response.status().as_u16(), expected);
    }
}

#[tokio::test]
async fn an_envelope_or_a_part_that_does_not_come_is_not_waited_for() {
    let options = ServeOptions::default().with_body_timeout(Duration::from_millis(50));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let serving = serve_on(listener, streaming(), options).unwrap();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: {ROOTED}\r\nContent-Length: 100000\r\n\r\n--b\r\n"
    );
    let envelope = ENVELOPE.replace("SYMBOL", "film");
    for (sent, expected) in [
        (head.clone(), ""),
        (format!("{head}{envelope}"), ""),
        (
            format!("{head}{envelope}\r\n--b\r\n\r\nhalf of it"),
            "HTTP/1.1 500",
        ),
    ] {
        let mut stream = TcpStream::connect(serving.local_addr()).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        match expected {
            "" => assert_eq!(answer, ""),
            _ => assert!(answer.starts_with(expected), "{answer}"),
        }
    }
}

#[tokio::test]
async fn an_operation_that_streams_nothing_has_its_parts_at_once() {
    let plain = Arc::new(Mutex::new(0));
    struct Notes(Arc<Mutex<usize>>);
    impl quotes::Service for Notes {
        async fn notify(&self, request: Incoming<quotes::Notify>) -> Outcome<quotes::Notify> {
            assert!(request.carrier.take_parts().is_none());
            *self.0.lock().unwrap() += request.carrier.attachments.len();
            Ok(Answer::new(
                castile::operation::NoHeaders {},
                castile::operation::NoHeaders {},
            ))
        }
    }
    let endpoint = Endpoint::new(quotes::Server(Notes(Arc::clone(&plain))));
    let endpoint = endpoint.with_streamed_parts::<GetQuote>();
    let client = quotes::Client::new(Client::with_transport("http://x/", endpoint));
    let request = quotes::NotifyRequest::default();
    let part = || Attachment::new("a", "", b"1".as_slice());
    client.notify(&request).attachment(part()).await.unwrap();
    let made = OutgoingPart::new("b", "", b"2".as_slice());
    client
        .notify(&request)
        .attachment(part())
        .send_parts([made])
        .await
        .unwrap();
    assert_eq!(*plain.lock().unwrap(), 3);
    assert!(ENVELOPE.contains(SOAP_1_1));
}
