//! What the runtime does with any bytes: it gives a value, which it can write and read again, or an error that says something.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use castile::codegen::required;
use castile::soap::bytes::Bytes;
use castile::soap::http::Request;
use castile::soap::{
    Carrier, Endpoint, Incoming, Outcome, PartError, Reply, SecurityCheck, SignatureCheck,
    TrustedKeys, read_reply, write_fault, write_response,
};
use castile::xml::{
    Canonicalization, Error, ErrorKind, ReadOptions, Tokenizer, WriteOptions, decode,
};

#[path = "../../runtime/tests/soap_by_hand/mod.rs"]
mod quotes;

use quotes::{GetQuote, GetQuoteResponse};

/// A function that takes any bytes.
pub type Target = fn(&[u8]);

/// The targets by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("xml", xml),
    ("json", json),
    ("envelope", envelope),
    ("fault", fault),
    ("multipart", multipart),
    ("security", security),
];

/// Reads a document with both readers of markup, as it comes and strictly.
pub fn xml(bytes: &[u8]) {
    let text = match decode(bytes, None) {
        Ok(text) => text,
        Err(error) => return says_something(&error),
    };
    let row = required("<GetQuoteResponse>", "urn:example:quotes");
    let read = |options: ReadOptions| {
        castile::xml::read_element::<GetQuoteResponse>(&text, &row, &options)
    };
    let lenient = read(ReadOptions::default());
    for options in [
        ReadOptions::strict(),
        ReadOptions::default().with_tokenizer(Tokenizer::QuickXml),
    ] {
        match (read(options), &lenient) {
            (Ok(value), Ok(lenient)) => assert_eq!(&value, lenient),
            (Err(error), _) => says_something(&error),
            // Quick-xml takes some documents that are not well-formed.
            (Ok(_), Err(error)) => assert_eq!(error.kind(), ErrorKind::Malformed),
        }
    }
    match lenient {
        Ok(value) => {
            let written = castile::xml::write_element(&value, &row, &WriteOptions::default());
            let Some(written) = written_or_forbidden(written) else {
                return;
            };
            let again = castile::xml::read_element::<GetQuoteResponse>(
                &written,
                &row,
                &ReadOptions::strict(),
            );
            assert_eq!(again.expect("what was written is read"), value);
        }
        Err(error) => says_something(&error),
    }
}

/// Reads a JSON document.
pub fn json(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match castile::json::from_str::<GetQuoteResponse>(&text) {
        Ok(value) => {
            let written = castile::json::to_string(&value).expect("a value that was read");
            let again = castile::json::from_str::<GetQuoteResponse>(&written);
            assert_eq!(again.expect("what was written is read"), value);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Reads a reply, and answers the same bytes as a request.
pub fn envelope(bytes: &[u8]) {
    let Ok(text) = decode(bytes, None) else {
        return;
    };
    match read_reply::<GetQuote>(&text, &ReadOptions::default()) {
        Ok(Reply::Response(response)) => {
            let written = write_response::<GetQuote>(&response, &WriteOptions::default());
            let Some(written) = written_or_forbidden(written) else {
                return;
            };
            let Ok(Reply::Response(again)) =
                read_reply::<GetQuote>(&written, &ReadOptions::default())
            else {
                panic!("what was written is a response: {written}");
            };
            assert_eq!(again.body, response.body);
            assert_eq!(again.headers, response.headers);
            assert_eq!(again.extra_headers.len(), response.extra_headers.len());
        }
        Ok(Reply::Fault(fault, _)) => assert!(!fault.to_string().is_empty()),
        Err(error) => says_something(&error),
    }
    let exchanged = now(endpoint().answer(text.into_owned(), Carrier::default()));
    assert!(read_reply::<GetQuote>(exchanged.text(), &ReadOptions::default()).is_ok());
}

/// Reads a fault, writes it in the version that it came in, and reads it again.
pub fn fault(bytes: &[u8]) {
    let Ok(text) = decode(bytes, None) else {
        return;
    };
    let Ok(Reply::Fault(fault, blocks)) = read_reply::<GetQuote>(&text, &ReadOptions::default())
    else {
        return;
    };
    let written = write_fault(&fault, &blocks, &WriteOptions::default());
    let Some(written) = written_or_forbidden(written) else {
        return;
    };
    let Ok(Reply::Fault(again, _)) = read_reply::<GetQuote>(&written, &ReadOptions::default())
    else {
        panic!("what was written is a fault: {written}");
    };
    assert_eq!(again.details.len(), fault.details.len());
}

/// Answers the bytes as a message in several parts, at once and one by one, and as a compressed one.
pub fn multipart(bytes: &[u8]) {
    for (name, value) in [
        ("content-type", "multipart/related; boundary=b"),
        (
            "content-type",
            "multipart/related; boundary=b; start=\"<root>\"; type=\"application/xop+xml\"",
        ),
        ("content-encoding", "gzip"),
    ] {
        let request = Request::post("/").header(name, value);
        let request = request
            .body(Bytes::copy_from_slice(bytes))
            .expect("a request");
        let response = now(endpoint().call(request.clone()));
        let known = |status: u16| matches!(status, 200 | 202 | 400 | 413 | 500);
        assert!(known(response.status().as_u16()));
        let streaming = endpoint().with_streamed_parts::<GetQuote>();
        let streamed = now(streaming.call(request));
        assert!(known(streamed.status().as_u16()));
        // What is included is a part where they are streamed.
        if !bytes.windows(7).any(|window| window == b"Include") {
            let is_answered = |status: u16| status < 300;
            let (status, streamed_status) = (response.status(), streamed.status());
            assert_eq!(
                is_answered(status.as_u16()),
                is_answered(streamed_status.as_u16())
            );
            if is_answered(status.as_u16()) {
                assert_eq!(response.body(), streamed.body());
            }
        }
    }
}

/// The certificate of the seed that is signed.
const CERTIFICATE: &[u8] = include_bytes!("../../runtime/tests/signature/rsa.crt");

/// Makes canonical XML of a document, and checks the bytes as a signed message.
pub fn security(bytes: &[u8]) {
    let Ok(text) = decode(bytes, None) else {
        return;
    };
    let options = ReadOptions::default();
    for method in [
        Canonicalization::exclusive(),
        Canonicalization::inclusive().with_comments(),
    ] {
        match method.document(&text, &options) {
            Ok(canonical) => {
                let again = method.document(&canonical, &options);
                assert_eq!(again.expect("canonical XML is XML"), canonical);
            }
            Err(error) => says_something(&error),
        }
    }
    let keys = TrustedKeys::new().with_certificates(CERTIFICATE);
    let signatures = SignatureCheck::new(keys.expect("a certificate"));
    let check = SecurityCheck::new()
        .with_signatures(signatures.allowing_sha1())
        .with_passwords(|user| Some(user.to_owned()));
    let endpoint = endpoint().with_security(check);
    let exchanged = now(endpoint.answer(text.into_owned(), Carrier::default()));
    assert!(read_reply::<GetQuote>(exchanged.text(), &options).is_ok());
}

struct Quotes;

impl quotes::Service for Quotes {
    async fn get_quote(&self, request: Incoming<GetQuote>) -> Outcome<GetQuote> {
        let mut response = castile::operation::Response::new(
            GetQuoteResponse {
                price: 1,
                notes: vec![Some(request.body.symbol)].into(),
            },
            quotes::ResponseHeaders::default(),
        );
        let parts = request.carrier.take_parts();
        response.attachments = request.carrier.attachments;
        let Some(mut parts) = parts else {
            return Ok(response);
        };
        while let Some(mut part) = parts.next().await.map_err(PartError::into_fault)? {
            while let Some(bytes) = parts.bytes().await.map_err(PartError::into_fault)? {
                part.body.extend_from_slice(&bytes);
            }
            response.attachments.push(part);
        }
        Ok(response)
    }
}

fn endpoint() -> Endpoint<quotes::Server<Quotes>> {
    Endpoint::new(quotes::Server(Quotes))
}

/// Runs a future that never waits.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

fn says_something(error: &Error) {
    assert!(!error.message().is_empty());
}

/// The text; `None` if a value holds a character that was read from a reference and cannot be written.
fn written_or_forbidden(written: Result<String, Error>) -> Option<String> {
    match written {
        Ok(text) => Some(text),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::ForbiddenCharacter, "{error}");
            None
        }
    }
}

/// Messages to begin with, beside the documents of the tests.
pub const SEEDS: &[&str] = &[
    include_str!("../../runtime/tests/signature/zeep_binary.xml"),
    include_str!("../../runtime/tests/signature/xmlsec_inclusive.xml"),
    "<?xml version='1.0' encoding='utf-8'?><GetQuoteResponse xmlns='urn:example:quotes' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\
     <Price>42</Price><Notes><string xmlns='urn:example:arrays'>a &amp; b</string><string xmlns='urn:example:arrays' xsi:nil='true'/></Notes></GetQuoteResponse>",
    "{\"Price\":42,\"Notes\":[\"a\",null,\"\\u00e9\\n\"]}",
    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:q='urn:example:quotes' xmlns:a='http://www.w3.org/2005/08/addressing'>\
     <s:Header><q:TrackingId>t</q:TrackingId><a:MessageID>urn:1</a:MessageID><x:B xmlns:x='urn:x' s:mustUnderstand='1'>b</x:B></s:Header>\
     <s:Body><q:GetQuoteResponse><q:Price>7</q:Price></q:GetQuoteResponse></s:Body></s:Envelope>",
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><q:GetQuoteRequest xmlns:q='urn:example:quotes'>\
     <q:Symbol>MSFT</q:Symbol><q:Limit>3</q:Limit></q:GetQuoteRequest></s:Body></s:Envelope>",
    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>s:Client</faultcode>\
     <faultstring xml:lang='en'>no</faultstring><faultactor>urn:me</faultactor><detail>text<QuoteFault xmlns='urn:example:quotes'>\
     <TrackingId>t</TrackingId><Codes><Code>1</Code></Codes></QuoteFault><x:Odd xmlns:x='urn:x' x:y='z'/></detail></s:Fault></s:Body></s:Envelope>",
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode>\
     <s:Value xmlns:x='urn:x'>x:deep</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang='en'>no</s:Text></s:Reason><s:Role>r</s:Role>\
     <s:Detail><QuoteFault xmlns='urn:example:quotes'/></s:Detail></s:Fault></s:Body></s:Envelope>",
    "--b\r\nContent-Type: application/xop+xml; charset=utf-8\r\nContent-ID: <root>\r\n\r\n<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>\
     <s:Body><q:GetQuoteRequest xmlns:q='urn:example:quotes'><q:Symbol><x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:one'/></q:Symbol>\
     </q:GetQuoteRequest></s:Body></s:Envelope>\r\n--b\r\nContent-ID: <one>\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n--b\r\n\
     Content-Transfer-Encoding: quoted-printable\r\n\r\na=3Db=\r\n\r\n--b--\r\n",
];
