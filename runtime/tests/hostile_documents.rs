//! Documents and messages that want to exhaust memory, stack or time: each has a limit, and an error that says so.
//!
//! The time is not measured. What takes more than a linear share of it would not end at these sizes.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use std::fmt::Write as _;

use bytes::Bytes;
use castile::codegen::required;
use castile::soap::{AnswerErrorKind, Carrier, Client, Endpoint, InMemory, SOAP_1_1, read_reply};
use castile::xml::{Error, ErrorKind, Limits, ReadOptions, Tokenizer, read_element};
use castile::{AnyElement, QName};
use soap_by_hand as quotes;

const TOKENIZERS: [Tokenizer; 2] = [Tokenizer::Scanner, Tokenizer::QuickXml];

fn read_with(text: &str, options: ReadOptions) -> Result<AnyElement, Error> {
    read_element(text, &required("<a>", ""), &options)
}

/// What both readers of markup say.
fn refused(text: &str, limits: Limits) -> ErrorKind {
    let kinds = TOKENIZERS.map(|tokenizer| {
        let options = ReadOptions::default()
            .with_limits(limits)
            .with_tokenizer(tokenizer);
        read_with(text, options).expect_err("refused").kind()
    });
    assert_eq!(kinds[0], kinds[1]);
    kinds[0]
}

fn repeat(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut out, index| {
        write!(out, "{}", item(index)).unwrap();
        out
    })
}

#[test]
fn entities_are_refused_with_the_declaration_that_would_define_them() {
    let laughs = repeat(10, |n| format!("<!ENTITY l{} '&l{n};&l{n};'>", n + 1));
    let external = "<!ENTITY x SYSTEM 'file:///etc/passwd'>";
    let parameter = "<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;";
    for declarations in [laughs.as_str(), external, parameter, ""] {
        let text = format!("<!DOCTYPE a [{declarations}]><a>&l9;&x;</a>");
        assert_eq!(refused(&text, Limits::default()), ErrorKind::DocumentType);
    }
    assert_eq!(
        refused("<a>&l9;</a>", Limits::default()),
        ErrorKind::Malformed
    );
}

/// The limit is 128 levels.
#[test]
fn nesting_beyond_the_limit_is_refused_and_not_an_overflow() {
    for depth in [129, 1_000_000] {
        let text = "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert_eq!(refused(&text, Limits::default()), ErrorKind::Limit);
        assert_eq!(
            refused(&"<a>".repeat(depth), Limits::default()),
            ErrorKind::Limit
        );
    }
    let text = "<a>".repeat(128) + &"</a>".repeat(128);
    assert!(read_with(&text, ReadOptions::default()).is_ok());
}

/// The limit is 1024 declarations in force at once.
#[test]
fn more_namespaces_than_the_limit_are_refused() {
    let declared = |count| {
        format!(
            "<a{}/>",
            repeat(count, |n| format!(" xmlns:n{n}='urn:{n}'"))
        )
    };
    assert!(read_with(&declared(1_024), ReadOptions::default()).is_ok());
    assert_eq!(
        refused(&declared(1_025), Limits::default()),
        ErrorKind::Limit
    );
    let nested = repeat(100, |n| {
        let declarations = repeat(20, |m| format!(" xmlns:n{n}x{m}='urn:{n}'"));
        format!("<a{declarations}>")
    });
    assert_eq!(refused(&nested, Limits::default()), ErrorKind::Limit);
}

/// Each element of any kind keeps the declarations around it; all copies together count as bytes of the document.
#[test]
fn many_elements_that_each_copy_many_declarations_are_refused() {
    let declarations = repeat(1_000, |n| format!(" xmlns:n{n}='urn:{n}'"));
    let blocks = "<b/>".repeat(100_000);
    let text = format!(
        "<s:Envelope xmlns:s='{SOAP_1_1}'{declarations}><s:Header>{blocks}</s:Header><s:Body/></s:Envelope>"
    );
    let mut limits = Limits::default();
    limits.max_bytes = 4 << 20;
    let options = ReadOptions::default().with_limits(limits);
    let error = read_reply::<quotes::GetQuote>(&text, &options).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(
        error
            .to_string()
            .contains("too many and too long namespaces"),
        "{error}"
    );
}

/// A namespace is in every name of a tree: two letters of a prefix would copy a megabyte each time.
#[test]
fn a_long_namespace_is_not_copied_without_end() {
    let long = "x".repeat(1 << 20);
    let within = |content: &str| format!("<a xmlns:p='{long}'>{content}</a>");
    let attributes = repeat(2_000, |n| format!(" p:a{n}=''"));
    let names = "p:a ".repeat(2_000);
    for content in ["<p:b/>".repeat(2_000), format!("<b{attributes}/>")] {
        assert_eq!(
            refused(&within(&content), Limits::default()),
            ErrorKind::Limit
        );
    }
    for tokenizer in TOKENIZERS {
        let options = ReadOptions::default().with_tokenizer(tokenizer);
        let row = required("<a>", "").list();
        let read = read_element::<Vec<QName>>(&within(&names), &row, &options);
        assert_eq!(read.unwrap_err().kind(), ErrorKind::Limit);
        let row = required("<a>", "").array(const { &required("<b>", "").many() });
        let items = "<b>p:a</b>".repeat(2_000);
        let read = read_element::<Vec<QName>>(&within(&items), &row, &options);
        assert_eq!(read.unwrap_err().kind(), ErrorKind::Limit);
    }
    let form = castile::xml::Form::of(&within(&"<p:b/>".repeat(2_000)), &ReadOptions::default());
    assert_eq!(form.unwrap_err().kind(), ErrorKind::Limit);
}

#[test]
fn short_namespaces_are_copied_as_often_as_they_are_named() {
    let text = format!("<a xmlns:p='urn:p'>{}</a>", "<p:b/>".repeat(100_000));
    let mut limits = Limits::default();
    limits.max_bytes = text.len();
    let read = read_with(&text, ReadOptions::default().with_limits(limits));
    assert_eq!(read.unwrap().children().len(), 100_000);
}

#[test]
fn attributes_beyond_counting_are_read_in_a_linear_share_of_time() {
    let attributes = repeat(200_000, |n| format!(" a{n}='{n}'"));
    let text = format!("<a{attributes}/>");
    for tokenizer in TOKENIZERS {
        let options = ReadOptions::default().with_tokenizer(tokenizer);
        let element = read_with(&text, options).unwrap();
        assert_eq!(element.attributes().len(), 200_000);
    }
    let twice = format!("<a{attributes} a7='x'/>");
    assert_eq!(refused(&twice, Limits::default()), ErrorKind::Malformed);
}

#[test]
fn text_in_many_pieces_is_read_in_a_linear_share_of_time() {
    let pieces = [
        "&amp;",
        "&#65;",
        "<![CDATA[x]]>",
        "x<!-- c -->",
        "x<?p i?>",
        "]]",
        "\r\n",
        "\r",
    ];
    for piece in pieces {
        let text = format!("<a>{}</a>", piece.repeat(100_000));
        for tokenizer in TOKENIZERS {
            let options = ReadOptions::default().with_tokenizer(tokenizer);
            let element = read_with(&text, options).unwrap();
            assert!(element.text().unwrap().len() >= 100_000, "{piece}");
        }
    }
    let value = "&quot;".repeat(500_000);
    let element = read_with(&format!("<a b='{value}'/>"), ReadOptions::default()).unwrap();
    assert_eq!(element.attribute(None, "b").unwrap().len(), 500_000);
}

#[test]
fn what_has_no_end_is_refused_wherever_it_begins() {
    for piece in [
        "<a",
        "<a b='",
        "<!--",
        "<![CDATA[",
        "<?p",
        "&#",
        "</a",
        "<a><!-- -",
        "<!",
    ] {
        for text in [piece.repeat(50_000), format!("<a>{}", piece.repeat(50_000))] {
            for tokenizer in TOKENIZERS {
                let options = ReadOptions::default().with_tokenizer(tokenizer);
                assert!(read_with(&text, options).is_err(), "{piece}");
            }
        }
    }
}

#[test]
fn names_and_values_may_be_large_and_limits_on_size_and_number_hold() {
    let name = "n".repeat(1_000_000);
    let element = read_with(&format!("<a><{name}/></a>"), ReadOptions::default()).unwrap();
    assert!(element.find(&name).is_some());
    let mut limits = Limits::default();
    limits.max_bytes = 1_000;
    assert_eq!(refused(&format!("<a>{name}</a>"), limits), ErrorKind::Limit);
    let mut limits = Limits::default();
    limits.max_items = 1_000;
    assert_eq!(
        refused(&format!("<a>{}</a>", "<b/>".repeat(1_001)), limits),
        ErrorKind::Limit
    );
}

/// Secrets are masked in errors and logs: looking for them takes a linear share of time, whatever the reply.
#[tokio::test]
async fn replies_made_against_masking_are_masked_in_good_time() {
    let pieces = [
        "<Password>",
        "<Password a='",
        "<a =\"",
        "< ",
        "</Password",
        "<a a=a=a=",
        "<Password",
        "<a b='x' ",
    ];
    for piece in pieces {
        let body = piece.repeat(100_000);
        let client = Client::builder("http://a/")
            .headers(quotes::RequestHeaders {
                authentication_token: "s3cr3t".into(),
                customer_id: 1.into(),
            })
            .on_exchange(|exchange| assert!(!exchange.to_string().contains("s3cr3t")))
            .transport(InMemory::envelope(Bytes::from(body)))
            .build();
        let request = quotes::GetQuoteRequest::default();
        let error = quotes::Client::new(client)
            .get_quote(&request)
            .await
            .unwrap_err();
        assert!(error.answer_error().is_some(), "{piece}");
        assert!(error.to_string().len() < 2_000);
    }
}

/// A compressed reply is unpacked up to the limit, and not beyond: the bomb here has a factor of a thousand.
#[tokio::test]
async fn a_reply_that_unpacks_beyond_the_limit_is_refused() {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..32 {
        encoder.write_all(&zeros).unwrap();
    }
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < 64 << 10);
    let mut limits = Limits::default();
    limits.max_bytes = 1 << 20;
    let reply = http::Response::builder().header("Content-Encoding", "gzip");
    let transport = InMemory::replies([reply.body(Bytes::from(bomb)).unwrap()]);
    let client = Client::builder("http://a/")
        .read_options(ReadOptions::default().with_limits(limits))
        .transport(transport)
        .build();
    let request = quotes::GetQuoteRequest::default();
    let error = quotes::Client::new(client)
        .get_quote(&request)
        .await
        .unwrap_err();
    assert_eq!(
        error.answer_error().unwrap().kind(),
        AnswerErrorKind::Encoding
    );
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the body becomes larger than allowed");
}

struct Quotes;

impl quotes::Service for Quotes {}

/// A service answers whatever it is sent, and goes on.
#[tokio::test]
async fn a_service_answers_hostile_messages_with_faults() {
    let endpoint = Endpoint::new(quotes::Server(Quotes));
    let deep = "<a>".repeat(100_000);
    let wide = format!(
        "<s:Envelope xmlns:s='{SOAP_1_1}'><s:Body>{}</s:Body></s:Envelope>",
        "<q/>".repeat(100_000)
    );
    for text in [deep.as_str(), wide.as_str(), "<!DOCTYPE a>", "\0", "&", "<"] {
        let exchanged = endpoint.answer(text.to_owned(), Carrier::default()).await;
        assert!(exchanged.status() >= 400, "{}", &text[..text.len().min(20)]);
        assert!(exchanged.text().contains("Fault"));
    }
}

/// What a service quotes of a message in the headers of its answer cannot split the answer.
#[tokio::test]
async fn a_line_break_in_an_answers_header_never_goes_out() {
    struct Splitting;
    impl quotes::Service for Splitting {
        async fn get_quote(
            &self,
            _: castile::soap::Incoming<quotes::GetQuote>,
        ) -> castile::soap::Outcome<quotes::GetQuote> {
            let mut response = castile::operation::Response::new(
                quotes::GetQuoteResponse::default(),
                quotes::ResponseHeaders::default(),
            );
            response.http_headers = vec![
                ("X-Own".to_owned(), "a\r\nSet-Cookie: evil=1".to_owned()),
                ("X-Bad\r\nSet-Cookie".to_owned(), "evil=2".to_owned()),
                ("X-Good".to_owned(), "1".to_owned()),
            ];
            Ok(response)
        }
    }
    let endpoint = Endpoint::new(quotes::Server(Splitting));
    let text = format!(
        "<s:Envelope xmlns:s='{SOAP_1_1}'><s:Body><GetQuoteRequest xmlns='urn:example:quotes'><Symbol/></GetQuoteRequest></s:Body></s:Envelope>"
    );
    let request = http::Request::post("/").header("Content-Type", "text/xml");
    let response = endpoint
        .call(request.body(Bytes::from(text)).unwrap())
        .await;
    assert_eq!(response.status(), 200);
    assert!(response.headers().contains_key("x-good"));
    assert!(!response.headers().contains_key("set-cookie"));
    assert!(!format!("{:?}", response.headers()).contains("evil"));
}

#[test]
fn a_name_in_content_is_resolved_without_copying_what_is_in_force() {
    let declarations = repeat(1_000, |n| format!(" xmlns:n{n}='urn:{n}'"));
    let names = repeat(50_000, |n| format!("<b>n{}:x</b>", n % 1_000));
    let text = format!("<a{declarations}>{names}</a>");
    let row = required("<a>", "").array(const { &required("<b>", "").many() });
    let read: Vec<QName> = read_element(&text, &row, &ReadOptions::default()).unwrap();
    assert_eq!(read.len(), 50_000);
    assert_eq!(read[999].namespace(), Some("urn:999"));
    let own =
        "<a xmlns='urn:d' xmlns:p='urn:p'><b xmlns='' xmlns:p='urn:q'>p:x</b><b xmlns=''>y</b></a>";
    let row = required("<a>", "urn:d").array(const { &required("<b>", "").many() });
    let read: Vec<QName> = read_element(own, &row, &ReadOptions::default()).unwrap();
    assert_eq!(read[0].namespace(), Some("urn:q"));
    assert_eq!(read[1].namespace(), None);
}
