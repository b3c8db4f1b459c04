//! The bodies that services send: every form of XML that means the same message, and what is outside of its type.
//!
//! The rows are those of the list in `docs/wire.md` of what users of SOAP tools trip over.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use bytes::Bytes;
use castile::Nillable;
use castile::operation::Response as SoapResponse;
use castile::soap::{AnswerErrorKind, Client, Error, InMemory};
use castile::xml::{EmptyValues, ReadOptions};
use http::Response;
use soap_by_hand as quotes;

const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";

type Answer =
    Result<SoapResponse<quotes::GetQuoteResponse, quotes::ResponseHeaders>, Error<quotes::Fault>>;

async fn answer_read(content_type: &str, body: impl Into<Bytes>, options: ReadOptions) -> Answer {
    let reply = Response::builder()
        .header("Content-Type", content_type)
        .body(body.into())
        .unwrap();
    let client = Client::builder("http://quotes.example/")
        .read_options(options)
        .transport(InMemory::replies([reply]))
        .build();
    let request = quotes::GetQuoteRequest::default();
    quotes::Client::new(client).get_quote(&request).await
}

async fn answer(content_type: &str, body: impl Into<Bytes>) -> Answer {
    answer_read(content_type, body, ReadOptions::default()).await
}

fn envelope(body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='{SOAP}' xmlns:q='urn:example:quotes' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>\
         <s:Body>{body}</s:Body></s:Envelope>"
    )
}

fn quote(price: &str) -> String {
    envelope(&format!(
        "<q:GetQuoteResponse><q:Price>{price}</q:Price></q:GetQuoteResponse>"
    ))
}

/// Row 22: charset, byte order mark and UTF-16; the mark counts before the header's charset, that before the declaration.
#[tokio::test]
async fn every_encoding_of_a_body_gives_the_same_value() {
    let declared = |name: &str| {
        let body = envelope(
            "<q:GetQuoteResponse><q:Price>1</q:Price><q:Notes><a:string xmlns:a='urn:example:arrays'>é</a:string></q:Notes></q:GetQuoteResponse>",
        );
        format!("<?xml version=\"1.0\" encoding=\"{name}\"?>{body}")
    };
    let latin = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| {
        text.encode_utf16().flat_map(unit).collect::<Vec<u8>>()
    };
    let marked = |text: String| format!("\u{feff}{text}");
    let cases: [(&str, &str, Vec<u8>); 12] = [
        ("plain", "text/xml", declared("utf-8").into_bytes()),
        (
            "marked",
            "text/xml; charset=utf-8",
            marked(declared("utf-8")).into_bytes(),
        ),
        (
            "the mark wins",
            "text/xml; charset=iso-8859-1",
            marked(declared("utf-8")).into_bytes(),
        ),
        (
            "the header wins",
            "text/xml; charset=\"UTF-8\"",
            declared("iso-8859-1").into_bytes(),
        ),
        (
            "the declaration",
            "text/xml",
            latin(&declared("ISO-8859-1")),
        ),
        (
            "the header alone",
            "text/xml; charset=iso-8859-1",
            latin(&declared("utf-8")),
        ),
        (
            "windows",
            "text/xml; charset=windows-1252",
            latin(&declared("utf-8")),
        ),
        (
            "little endian",
            "text/xml; charset=utf-16",
            utf16(&marked(declared("utf-16")), u16::to_le_bytes),
        ),
        (
            "big endian",
            "text/xml",
            utf16(&marked(declared("utf-16")), u16::to_be_bytes),
        ),
        (
            "no mark",
            "text/xml; charset=utf-16",
            utf16(&declared("utf-16"), u16::to_le_bytes),
        ),
        (
            "says so and is not",
            "text/xml",
            declared("utf-16").into_bytes(),
        ),
        (
            "says so in the header and is not",
            "text/xml; charset=utf-16",
            declared("utf-16").into_bytes(),
        ),
    ];
    for (what, content_type, bytes) in cases {
        let response = answer(content_type, bytes).await;
        let response = response.unwrap_or_else(|error| panic!("{what}: {error}"));
        let notes = response.body.notes.into_option().unwrap();
        assert_eq!(notes, [Some("é".to_owned())], "{what}");
    }
}

/// Row 22: bytes that are in no known encoding are an error that names it.
#[tokio::test]
async fn an_encoding_that_is_not_known_or_not_kept_to_is_named() {
    for (content_type, cause) in [
        (
            "text/xml; charset=ebcdic-us",
            "the encoding \"ebcdic-us\" is not supported",
        ),
        ("text/xml", "1:1: the document is not in UTF-8, as it says"),
    ] {
        let error = answer(content_type, b"\xFF<a/>".as_slice())
            .await
            .unwrap_err();
        let answer = error.answer_error().unwrap();
        assert_eq!(answer.kind(), AnswerErrorKind::Encoding);
        assert_eq!(
            std::error::Error::source(answer).unwrap().to_string(),
            cause
        );
    }
}

/// Row 22: a character that XML forbids is an error with its place; a reference to one stands for it.
#[tokio::test]
async fn a_forbidden_character_is_located() {
    let error = answer("text/xml", quote("1\u{1b}")).await.unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(
        cause.contains("Envelope/Body/GetQuoteResponse/Price"),
        "{cause}"
    );
    let text = quote("1").replace("</s:Body>", "<q:More>&#x1B;</q:More></s:Body>");
    assert_eq!(answer("text/xml", text).await.unwrap().body.price, 1);
}

#[tokio::test]
async fn a_value_is_the_same_in_every_way_of_writing_it() {
    for price in [
        "42",
        "  42\r\n",
        "<![CDATA[42]]>",
        "4<![CDATA[2]]>",
        "4<!-- a comment -->2",
        "<!-- a comment -->42<?and an instruction?>",
        "&#52;&#x32;",
        "+42",
        "0042",
    ] {
        let response = answer("text/xml", quote(price)).await;
        let response = response.unwrap_or_else(|error| panic!("{price}: {error}"));
        assert_eq!(response.body.price, 42, "{price}");
    }
}

#[tokio::test]
async fn what_stands_around_the_envelope_does_not_count() {
    let whole = quote("42");
    for text in [
        format!("<?xml version='1.0'?>{whole}"),
        format!("<?xml version=\"1.0\" encoding='utf-8' standalone=\"yes\"?>\r\n{whole}\r\n"),
        format!("<!-- before --><?an instruction?>{whole}<!-- behind -->"),
        format!("\u{feff}{whole}"),
    ] {
        assert_eq!(answer("text/xml", text).await.unwrap().body.price, 42);
    }
}

/// Rows 9 and 10: a name is its namespace and local name, whatever the prefix.
#[tokio::test]
async fn prefixes_may_be_any_and_declared_again_at_any_depth() {
    let bodies = [
        "<GetQuoteResponse xmlns='urn:example:quotes'><Price>42</Price></GetQuoteResponse>",
        "<s:GetQuoteResponse xmlns:s='urn:example:quotes'><s:Price>42</s:Price></s:GetQuoteResponse>",
        "<q:GetQuoteResponse><Price xmlns='urn:example:quotes'>42</Price></q:GetQuoteResponse>",
        "<q:GetQuoteResponse xmlns:x='urn:example:quotes' xmlns:q='urn:example:quotes'><x:Price xmlns:x='urn:example:quotes'>42</x:Price></q:GetQuoteResponse>",
        "<GetQuoteResponse xmlns='urn:example:quotes'><Other xmlns='urn:other'><Price>1</Price></Other><Price>42</Price></GetQuoteResponse>",
        "<é:GetQuoteResponse xmlns:é='urn:example:quotes'><é:Price>42</é:Price></é:GetQuoteResponse>",
    ];
    for body in bodies {
        let response = answer("text/xml", envelope(body)).await;
        let response = response.unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(response.body.price, 42, "{body}");
    }
    let whole = quote("42")
        .replace("<s:", "<SOAP-ENV:")
        .replace("</s:", "</SOAP-ENV:")
        .replace("xmlns:s=", "xmlns:SOAP-ENV=");
    assert_eq!(answer("text/xml", whole).await.unwrap().body.price, 42);
}

/// Row 11: names in content are resolved with every declaration around them; a prefix that is not declared stays as it is.
#[tokio::test]
async fn names_in_content_keep_their_namespaces() {
    let detail = "<q:Odd i:type='x:Kind' xmlns:x='urn:x'>y:name</q:Odd>";
    let fault = format!(
        "<s:Fault><faultcode>nowhere:Code</faultcode><faultstring>f</faultstring><detail>{detail}</detail></s:Fault>"
    );
    let error = answer("text/xml", envelope(&fault)).await.unwrap_err();
    let fault = error.fault().unwrap();
    let castile::soap::FaultCode::Other(code) = &fault.code else {
        panic!("{:?}", fault.code);
    };
    assert!(code.is_unresolved() || code.namespace().is_none());
    assert!(code.to_string().ends_with("Code"), "{code}");
    let Some(quotes::Fault::Unknown(kept)) = fault.detail() else {
        panic!("{:?}", fault.details);
    };
    assert_eq!(kept.namespace_of("x"), Some("urn:x"));
    assert_eq!(kept.namespace_of("q"), Some("urn:example:quotes"));
    assert_eq!(kept.text().as_deref(), Some("y:name"));
}

/// Row 16: an empty number is an error with its place, or unset where that is wished for and the schema allows it.
#[tokio::test]
async fn an_empty_number_is_an_error_or_unset_as_the_settings_say() {
    let lenient = ReadOptions::default().with_empty_values(EmptyValues::Unset);
    for empty in ["", " \n "] {
        for options in [ReadOptions::default(), lenient] {
            let error = answer_read("text/xml", quote(empty), options)
                .await
                .unwrap_err();
            let cause = std::error::Error::source(&error).unwrap().to_string();
            assert!(
                cause.contains("Envelope/Body/GetQuoteResponse/Price: "),
                "{cause}"
            );
            assert!(cause.contains("is not an xs:long"), "{cause}");
        }
        let request = format!(
            "<q:GetQuoteRequest xmlns:q='urn:example:quotes'><q:Symbol/><q:Limit>{empty}</q:Limit></q:GetQuoteRequest>"
        );
        let row = castile::codegen::required("<GetQuoteRequest>", "urn:example:quotes");
        let read = |options| {
            castile::xml::read_element::<quotes::GetQuoteRequest>(&request, &row, &options)
        };
        assert_eq!(read(lenient).unwrap().limit, Nillable::Nil);
        assert_eq!(read(lenient).unwrap().symbol, "");
        let error = read(ReadOptions::default()).unwrap_err().to_string();
        assert!(error.contains("GetQuoteRequest/Limit"), "{error}");
    }
}

/// Row 1: the states of an element, read.
#[tokio::test]
async fn absent_nil_empty_and_filled_lists_are_four_things() {
    let notes = |inner: &str| {
        envelope(&format!(
            "<q:GetQuoteResponse><q:Price>1</q:Price>{inner}</q:GetQuoteResponse>"
        ))
    };
    let item = "<a:string xmlns:a='urn:example:arrays'>x</a:string><a:string xmlns:a='urn:example:arrays' i:nil='1'/>";
    for (inner, expected) in [
        (String::new(), Nillable::Absent),
        ("<q:Notes i:nil='true'/>".to_owned(), Nillable::Nil),
        ("<q:Notes/>".to_owned(), Nillable::Value(Vec::new())),
        (
            format!("<q:Notes>{item}</q:Notes>"),
            Nillable::Value(vec![Some("x".to_owned()), None]),
        ),
    ] {
        let response = answer("text/xml", notes(&inner)).await.unwrap();
        assert_eq!(response.body.notes, expected, "{inner}");
    }
}

/// Rows 2 and 6: parts in another order, twice (the first counts), or unknown do not break a reply.
#[tokio::test]
async fn parts_out_of_order_twice_and_unknown_are_taken() {
    let body = "<q:GetQuoteResponse><q:New><q:Price>9</q:Price></q:New><q:Notes/><q:Price>1</q:Price><x xmlns=''/>\
                <q:Price>42</q:Price></q:GetQuoteResponse>";
    let response = answer("text/xml", envelope(body)).await.unwrap();
    assert_eq!(response.body.price, 1);
    assert_eq!(response.body.notes, Nillable::Value(Vec::new()));
}

/// Row 8: a fault is typed, and found whatever the status, the content type and the form of its details.
#[tokio::test]
async fn the_details_of_a_fault_are_kept_each() {
    let known = "<q:QuoteFault><q:TrackingId>t</q:TrackingId></q:QuoteFault>";
    let cases = [
        (String::new(), 0),
        ("<detail/>".to_owned(), 0),
        (format!("<detail>{known}</detail>"), 1),
        (
            format!("<detail>{known}<x:Other xmlns:x='urn:x'>o</x:Other>{known}</detail>"),
            3,
        ),
        ("<detail>only text</detail>".to_owned(), 0),
    ];
    for status in [200_u16, 202, 400, 403, 404, 500, 502, 503] {
        for content_type in [
            "text/xml; charset=utf-8",
            "text/html",
            "application/soap+xml",
            "application/octet-stream",
        ] {
            for (detail, count) in &cases {
                let fault = envelope(&format!(
                    "<s:Fault><faultcode>s:Server</faultcode><faultstring>f</faultstring>{detail}</s:Fault>"
                ));
                let reply = Response::builder()
                    .status(status)
                    .header("Content-Type", content_type);
                let transport = InMemory::replies([reply.body(Bytes::from(fault)).unwrap()]);
                let client = quotes::Client::new(Client::with_transport("http://a/", transport));
                let request = quotes::GetQuoteRequest::default();
                let error = client.get_quote(&request).await.unwrap_err();
                assert_eq!(error.status(), Some(status));
                let fault = error
                    .fault()
                    .unwrap_or_else(|| panic!("{status} {content_type} {detail}: {error}"));
                assert_eq!(fault.details.len(), *count, "{detail}");
                let unknown = fault
                    .details
                    .iter()
                    .filter(|d| matches!(d, quotes::Fault::Unknown(_)));
                assert_eq!(unknown.count(), usize::from(*count == 3));
                let text =
                    (*detail == "<detail>only text</detail>").then(|| "only text".to_owned());
                assert_eq!(fault.detail_text, text);
            }
        }
    }
}

#[tokio::test]
async fn a_body_cut_off_anywhere_is_an_error_and_never_a_panic() {
    let whole = quote("42");
    for end in 1..whole.len() {
        let error = answer("text/xml", whole[..end].to_owned())
            .await
            .unwrap_err();
        assert!(error.answer_error().is_some(), "{end}");
    }
}
