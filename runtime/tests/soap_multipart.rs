//! Messages in several parts, received unasked for and sent: MTOM, and SOAP with attachments.
#![allow(clippy::unwrap_used)]
#![allow(missing_docs, unreachable_pub, dead_code)]

use bytes::Bytes;
use castile::codegen::*;
use castile::soap::{
    AnswerErrorKind, Attachment, Client, Endpoint, ErrorKind, InMemory, SOAP_1_1, SOAP_1_2,
    Security, SecurityCheck, SignatureCheck, Signing, SigningKey, TrustedKeys,
};
use castile::xml::{Limits, ReadOptions};
use http::{Request, Response as HttpResponse};

const FILES: &str = "urn:example:files";

#[derive(Clone, Default)]
pub struct File {
    pub name: String,
    pub data: Base64Binary,
}

table! { File, "File", FILES, required("<File>", FILES);
    0 => name: required("<Name>", FILES);
    _ => data: required("<Data>", FILES);
}

#[derive(Clone, PartialEq)]
pub enum Fault {
    File(Box<File>),
    Unknown(AnyElement),
}

alternatives! { Fault, Unknown;
    0 => File(Box<File>): required("<File>", FILES);
}

#[derive(Clone, Copy, Debug)]
pub struct Store;

impl Operation for Store {
    type Request = File;
    type RequestHeaders = NoHeaders;
    type Response = File;
    type ResponseHeaders = NoHeaders;
    type Fault = Fault;
    const NAME: &'static str = "Store";
    const ACTION: &'static str = "urn:example:files/Store";
    const VERSION: SoapVersion = SoapVersion::Soap11;
    const REQUEST: Body = Body::Element(required("<File>", FILES));
    const RESPONSE: Body = Body::Element(required("<File>", FILES));
}

#[derive(Clone, Copy, Debug)]
pub struct Store12;

impl Operation for Store12 {
    type Request = File;
    type RequestHeaders = NoHeaders;
    type Response = File;
    type ResponseHeaders = NoHeaders;
    type Fault = Fault;
    const NAME: &'static str = "Store";
    const ACTION: &'static str = "urn:example:files/Store";
    const VERSION: SoapVersion = SoapVersion::Soap12;
    const REQUEST: Body = Body::Element(required("<File>", FILES));
    const RESPONSE: Body = Body::Element(required("<File>", FILES));
}

/// Sends back what it is sent, attachments included.
struct Echo;

impl Dispatch for Echo {
    fn operations(&self) -> &'static [OperationEntry] {
        const { &[OperationEntry::of::<Store>()] }
    }

    fn dispatch(&self, _operation: usize, exchange: Exchange) -> CallFuture<'_, Exchanged> {
        Box::pin(
            exchange.answer::<Store, _>(|incoming: Incoming<Store>| async move {
                let mut response = Response::new(incoming.body, NoHeaders {});
                response.attachments = incoming.carrier.attachments;
                Ok(response)
            }),
        )
    }
}

fn envelope(data: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='{SOAP_1_1}'><s:Body><File xmlns='{FILES}'><Name>n</Name><Data>{data}</Data></File></s:Body></s:Envelope>"
    )
}

const INCLUDE: &str =
    "<xop:Include xmlns:xop='http://www.w3.org/2004/08/xop/include' href='cid:data%40there'/>";

fn multipart(parameters: &str, parts: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let mut body = b"a preamble\r\n".to_vec();
    for (head, bytes) in parts {
        body.extend_from_slice(format!("--b-1\r\n{head}\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b-1--\r\nan epilogue");
    (
        format!("Multipart/Related; boundary=\"b-1\"; {parameters}"),
        body,
    )
}

type Answer = Result<Response<File, NoHeaders>, castile::soap::Error<Fault>>;

async fn answer_read(content_type: &str, body: Vec<u8>, options: ReadOptions) -> Answer {
    let reply = HttpResponse::builder().header("Content-Type", content_type);
    let transport = InMemory::replies([reply.body(Bytes::from(body)).unwrap()]);
    let client = Client::builder("http://files.example/")
        .read_options(options)
        .transport(transport)
        .build();
    Call::<_, Store>::new(&client, &File::default()).await
}

async fn answer(content_type: &str, body: Vec<u8>) -> Answer {
    answer_read(content_type, body, ReadOptions::default()).await
}

/// Row 21: a reply in several parts is read though nobody asked for it, and binary fields are filled from their parts.
#[tokio::test]
async fn a_reply_with_mtom_fills_the_fields_and_keeps_the_other_parts() {
    let text = envelope(INCLUDE);
    let root = (
        "Content-Type: application/xop+xml; charset=utf-8; type=\"text/xml\"\r\nContent-ID: <root>\r\n",
        text.as_bytes(),
    );
    let data: (&str, &[u8]) = (
        "content-id: <data@there>\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\n",
        b"\x00\r\n--b-1x\r\n\xFF",
    );
    let other: (&str, &[u8]) = (
        "Content-ID: <other>\r\nContent-Type: text/plain;\r\n charset=us-ascii\r\nContent-Transfer-Encoding: base64\r\n",
        b"YWJj",
    );
    let cases = [
        (
            "start=\"<root>\"; type=\"application/xop+xml\"",
            vec![data, other, root],
        ),
        ("type=\"text/xml\"", vec![root, data, other]),
    ];
    for (parameters, parts) in cases {
        let (content_type, body) = multipart(parameters, &parts);
        let response = answer(&content_type, body).await.unwrap();
        assert_eq!(response.body.data.0, b"\x00\r\n--b-1x\r\n\xFF");
        assert_eq!(response.attachments.len(), 1);
        let attachment = &response.attachments[0];
        assert_eq!(attachment.content_id, "other");
        assert_eq!(attachment.content_type, "text/plain; charset=us-ascii");
        assert_eq!(attachment.body, b"abc");
    }
}

/// Row 21: a part that an envelope includes may be as large as it likes, where it is taken piece by piece.
#[tokio::test]
async fn an_included_value_is_a_part_where_parts_are_taken_one_by_one() {
    let text = envelope(INCLUDE);
    let root = (
        "Content-Type: application/xop+xml; charset=utf-8; type=\"text/xml\"\r\nContent-ID: <root>\r\n",
        text.as_bytes(),
    );
    let data: (&str, &[u8]) = ("Content-ID: <data@there>\r\n", b"\x00\xFF");
    let (content_type, body) = multipart("start=\"<root>\"", &[root, data]);
    let transport = InMemory::new(move |_| {
        let mut response = HttpResponse::new(Bytes::from(body.clone()));
        let value = http::HeaderValue::try_from(&content_type).unwrap();
        response.headers_mut().insert("content-type", value);
        Ok(response)
    });
    let client = Client::with_transport("http://files.example/", transport);
    let file = File::default();
    let mut reply = Call::<_, Store>::new(&client, &file).parts().await.unwrap();
    assert!(reply.response().body.data.0.is_empty());
    assert_eq!(
        reply.next().await.unwrap().unwrap().content_id,
        "data@there"
    );
    assert_eq!(
        reply.bytes().await.unwrap().unwrap(),
        b"\x00\xFF".as_slice()
    );
    assert!(reply.next().await.unwrap().is_none());
}

/// Row 21: even faults come in several parts.
#[tokio::test]
async fn a_fault_in_several_parts_is_a_fault() {
    let fault = format!(
        "<s:Envelope xmlns:s='{SOAP_1_1}'><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>full</faultstring>\
         <detail><File xmlns='{FILES}'><Name>n</Name><Data>{INCLUDE}</Data></File></detail></s:Fault></s:Body></s:Envelope>"
    );
    let parts: [(&str, &[u8]); 2] = [
        ("", fault.as_bytes()),
        ("Content-ID: <data@there>\r\n", b"why"),
    ];
    let (content_type, body) = multipart("", &parts);
    let error = answer(&content_type, body).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Fault);
    let fault = error.into_fault().unwrap();
    let Some(Fault::File(file)) = fault.detail() else {
        panic!("{fault:?}");
    };
    assert_eq!(file.data.0, b"why");
}

/// Row 21: what is wrong with the parts is said.
#[tokio::test]
async fn parts_that_cannot_be_read_are_an_error_that_says_why() {
    let text = envelope(INCLUDE);
    let (_, whole) = multipart("", &[("", text.as_bytes())]);
    let cut = whole[..whole.len() - 30].to_vec();
    let long = format!("X: {}\r\n", "x".repeat(20_000));
    let headers = multipart("", &[(&long, b"")]).1;
    let transfer = multipart("", &[("Content-Transfer-Encoding: x\r\n", b"")]).1;
    let many = multipart("", &vec![("", b"".as_slice()); 1_002]).1;
    let related = "multipart/related; boundary=b-1";
    let cases = [
        (
            "multipart/related",
            whole.clone(),
            "the content type names no boundary of the parts",
        ),
        (related, cut, "the last part has no end"),
        (related, b"--b-1--".to_vec(), "the last part has no end"),
        (
            "multipart/related; boundary=b",
            whole.clone(),
            "the last part has no end",
        ),
        (
            related,
            headers,
            "the headers of part 1 are none, or larger than 16384 bytes",
        ),
        (
            related,
            transfer,
            "part 1 is in no transfer encoding that is known",
        ),
        (related, many, "there are more than 1000 parts"),
        (
            "multipart/related; boundary=b-1; start=\"<x>\"",
            whole.clone(),
            "no part has the name \"x\"",
        ),
        (related, whole, "1:"),
    ];
    for (content_type, body, cause) in cases {
        let error = answer(content_type, body).await.unwrap_err();
        let answer = error.answer_error().unwrap();
        assert_eq!(answer.kind(), AnswerErrorKind::Multipart, "{cause}");
        let found = std::error::Error::source(answer).unwrap().to_string();
        assert!(found.starts_with(cause), "{found}");
    }
}

/// A part that is named a thousand times does not become larger than the limit.
#[tokio::test]
async fn parts_that_are_included_again_and_again_stay_within_the_limit() {
    let text = envelope(&INCLUDE.repeat(1_000));
    let data = vec![0_u8; 1_000];
    let parts: [(&str, &[u8]); 2] = [
        ("", text.as_bytes()),
        ("Content-ID: <data@there>\r\n", &data),
    ];
    let (content_type, body) = multipart("", &parts);
    let mut limits = Limits::default();
    limits.max_bytes = 200_000;
    let options = ReadOptions::default().with_limits(limits);
    let error = answer_read(&content_type, body, options).await.unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(
        cause,
        "the document becomes too large with the parts that it names"
    );
}

fn file(bytes: usize) -> File {
    File {
        name: "n".to_owned(),
        data: (0..bytes).map(|n| n as u8).collect::<Vec<u8>>().into(),
    }
}

#[tokio::test]
async fn what_is_sent_with_mtom_and_attachments_is_read_back_the_same() {
    for (bytes, mtom) in [(10, true), (5_000, true), (5_000, false)] {
        let builder = Client::builder("http://files.example/");
        let endpoint = Endpoint::new(Echo);
        let (builder, endpoint) = match mtom {
            true => (builder.mtom(1_000), endpoint.with_mtom(1_000)),
            false => (builder, endpoint),
        };
        let client = builder.transport(endpoint.clone()).build();
        let request = file(bytes);
        let response = Call::<_, Store>::new(&client, &request).await.unwrap();
        assert_eq!(response.body, request);
        assert!(response.attachments.is_empty());
        let attachment = Attachment::new("a@b", "image/png", b"--castile-part-0\r\n".as_slice());
        let response = Call::<_, Store>::new(&client, &request)
            .attachment(attachment.clone())
            .await
            .unwrap();
        assert_eq!(response.body, request);
        assert_eq!(response.attachments, [attachment]);
    }
}

#[tokio::test]
async fn binary_values_beside_the_envelope_are_signed_as_if_they_were_in_it() {
    let (certificate, key) = (
        include_bytes!("signature/rsa.crt"),
        include_bytes!("signature/rsa.key"),
    );
    let security = || {
        let key = SigningKey::from_pem(certificate, key).unwrap();
        Security::new().with_signature(Signing::new(key))
    };
    let trusted = TrustedKeys::new().with_certificates(certificate).unwrap();
    let check = SecurityCheck::new().with_signatures(SignatureCheck::new(trusted));
    for (bytes, mtom) in [(5_000, 1_000), (10, 1_000)] {
        let endpoint = Endpoint::new(Echo)
            .with_mtom(mtom)
            .with_security(check.clone())
            .with_reply_security(security());
        let client = Client::builder("http://files.example/")
            .mtom(mtom)
            .security(security())
            .check_security(check.clone())
            .transport(endpoint)
            .build();
        let request = file(bytes);
        let response = Call::<_, Store>::new(&client, &request).await.unwrap();
        assert_eq!(response.body, request);
    }
}

#[tokio::test]
async fn a_request_with_mtom_has_the_types_that_the_specification_says() {
    let reply = || {
        let text = envelope("").replace(SOAP_1_1, SOAP_1_2);
        InMemory::envelope(text)
    };
    let send = |transport: InMemory| {
        Client::builder("http://files.example/")
            .mtom(4)
            .transport(transport)
            .build()
    };
    let transport = reply();
    let client = send(transport.clone());
    Call::<_, Store>::new(&client, &file(4)).await.unwrap();
    Call::<_, Store12>::new(&client, &file(4)).await.unwrap();
    Call::<_, Store>::new(&client, &file(3)).await.unwrap();
    let types: Vec<String> = transport
        .requests()
        .iter()
        .map(|request| {
            request.headers()["content-type"]
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let common = "multipart/related; boundary=\"castile-part-0\"; start=\"<root@castile>\"; type=\"application/xop+xml\"";
    assert_eq!(types[0], format!("{common}; start-info=\"text/xml\""));
    assert_eq!(
        types[1],
        format!(
            "{common}; start-info=\"application/soap+xml\"; action=\"urn:example:files/Store\""
        )
    );
    assert_eq!(types[2], "text/xml; charset=utf-8");
    let body = transport.requests()[0].body().clone();
    let text = String::from_utf8_lossy(&body);
    let starts = "--castile-part-0\r\nContent-Type: application/xop+xml; charset=utf-8; type=\"text/xml\"\r\n\
                  Content-Transfer-Encoding: binary\r\nContent-ID: <root@castile>\r\n\r\n<s:Envelope";
    assert!(text.starts_with(starts), "{text}");
    assert!(text.contains("href=\"cid:part-0@castile\""), "{text}");
    assert!(
        text.ends_with(
            "Content-ID: <part-0@castile>\r\n\r\n\u{0}\u{1}\u{2}\u{3}\r\n--castile-part-0--\r\n"
        ),
        "{text}"
    );
}

#[tokio::test]
async fn a_name_with_a_line_break_does_not_become_a_header() {
    let transport = InMemory::envelope(envelope(""));
    let client = Client::with_transport("http://files.example/", transport.clone());
    let attachment = Attachment::new("a\r\nX-Evil: 1", "text/plain\r\nX-Evil: 2", b"x".as_slice());
    Call::<_, Store>::new(&client, &file(1))
        .attachment(attachment)
        .await
        .unwrap();
    let body = transport.requests()[0].body().clone();
    assert!(!String::from_utf8_lossy(&body).contains("\nX-Evil"));
}

#[tokio::test]
async fn a_service_refuses_parts_that_cannot_be_read() {
    let endpoint = Endpoint::new(Echo);
    let request = Request::post("/")
        .header("Content-Type", "multipart/related; boundary=x")
        .body(Bytes::from_static(b"--y--"))
        .unwrap();
    let response = endpoint.call(request).await;
    assert_eq!(response.status(), 400);
    assert_eq!(response.body().as_ref(), b"the last part has no end\n");
}

#[tokio::test]
async fn a_service_answers_with_mtom_where_it_is_set_to() {
    let endpoint = Endpoint::new(Echo).with_mtom(3);
    for (data, starts) in [("YWJj", "multipart/related; "), ("YWI=", "text/xml")] {
        let request = Request::post("/").header("Content-Type", "text/xml");
        let request = request.body(Bytes::from(envelope(data))).unwrap();
        let response = endpoint.call(request).await;
        let content_type = response.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(content_type.starts_with(starts), "{content_type}");
        let answered = answer(&content_type, response.into_body().to_vec())
            .await
            .unwrap();
        assert_eq!(
            answered.body.data.0,
            if data == "YWJj" {
                b"abc".to_vec()
            } else {
                b"ab".to_vec()
            }
        );
        assert!(answered.attachments.is_empty());
    }
}
