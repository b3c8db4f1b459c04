//! Secrets stay secret: nothing that is logged, shown or failed with has one.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use std::io::Write;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use castile::soap::{Client, InMemory, RawExchange, Redaction, TransportError};
use http::Response;
use soap_by_hand as quotes;
use tracing_subscriber::fmt::MakeWriter;

const TOKEN: &str = "s3cret&token";
const BEARER: &str = "b34rer-token";

/// Keeps what is written.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Kept {
    type Writer = Self;
    fn make_writer(&self) -> Self {
        self.clone()
    }
}

impl Kept {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

type Reply = fn() -> Result<Response<Bytes>, TransportError>;

fn ok(body: String) -> Result<Response<Bytes>, TransportError> {
    let response = Response::builder()
        .header("Set-Cookie", "session=1")
        .header("X-Echo", BEARER);
    Ok(response.body(Bytes::from(body)).unwrap())
}

const ENVELOPE: &str =
    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:q='urn:example:quotes'>";

/// What services answer: each sends back what it was sent, in its own way.
const REPLIES: [Reply; 7] = [
    || {
        ok(format!(
            "<html>the token {TOKEN} is wrong, and so is {BEARER}</html>"
        ))
    },
    || {
        ok(format!(
            "the token s3cret&amp;token is wrong, and so is {BEARER}"
        ))
    },
    || {
        ok(format!(
            "{ENVELOPE}<s:Header><q:AuthenticationToken>s3cret&amp;token</q:AuthenticationToken></s:Header><s:Body>\
             <s:Fault><faultcode>s:Client</faultcode><faultstring>bad token s3cret&amp;token</faultstring>\
             <detail>{BEARER}</detail></s:Fault></s:Body></s:Envelope>"
        ))
    },
    || {
        ok(format!(
            "{ENVELOPE}<s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring><detail>\
             <q:QuoteFault><q:TrackingId>{BEARER}</q:TrackingId></q:QuoteFault><x>{BEARER}</x></detail></s:Fault></s:Body>\
             </s:Envelope>"
        ))
    },
    || {
        ok(format!(
            "{ENVELOPE}<s:Body><q:AuthenticationToken>s3cret&amp;tok"
        ))
    },
    || ok(format!("{ENVELOPE}{BEARER}<s:Body/></s:Envelope>")),
    || {
        Err(TransportError::connect(format!(
            "the proxy answered: {}",
            "407"
        )))
    },
];

async fn shown_for(reply: Reply) -> String {
    let shown = Kept::default();
    let hooked = shown.clone();
    let client = Client::builder("https://user:p4ssw0rd@quotes.example/a?key=qu3ry")
        .transport(InMemory::new(move |_| reply()))
        .http_header("Authorization", format!("Bearer {BEARER}"))
        .on_exchange(move |exchange: &RawExchange| {
            write!(hooked.clone(), "{exchange}\n{exchange:?}").unwrap();
        })
        .headers(quotes::RequestHeaders {
            authentication_token: TOKEN.into(),
            customer_id: 4_711.into(),
        });
    write!(shown.clone(), "{client:?}").unwrap();
    let client = quotes::Client::new(client.build());
    let request = quotes::GetQuoteRequest::default();
    let error = client.get_quote(&request).await.unwrap_err();
    write!(shown.clone(), "{client:?}\n{error}\n{error:?}").unwrap();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        write!(shown.clone(), "\n{error}\n{error:?}").unwrap();
        cause = error.source();
    }
    shown.text()
}

/// A service that has nothing to say, over loopback: hyper logs, too.
struct Silent;

impl quotes::Service for Silent {}

async fn call_over_loopback() {
    let serving = castile::soap::serve("127.0.0.1:0", quotes::Server(Silent))
        .await
        .unwrap();
    let client = Client::builder(serving.url())
        .http_header("Authorization", format!("Bearer {BEARER}"))
        .headers(quotes::RequestHeaders {
            authentication_token: TOKEN.into(),
            customer_id: 4_711.into(),
        });
    let client = quotes::Client::new(client.build());
    client
        .get_quote(&quotes::GetQuoteRequest::default())
        .await
        .unwrap_err();
}

/// Row 17: messages are shown, and secrets are not.
#[tokio::test]
async fn no_secret_is_in_the_log_the_hook_or_an_error() {
    let log = Kept::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let mut shown = String::new();
    for reply in REPLIES {
        shown.push_str(&shown_for(reply).await);
    }
    call_over_loopback().await;
    let log = log.text();
    assert!(
        log.contains("GetQuote") && log.contains("castile::wire"),
        "{log}"
    );
    assert!(log.contains("<h:CustomerId>4711</h:CustomerId>"), "{log}");
    assert!(
        log.contains("<h:AuthenticationToken>***</h:AuthenticationToken>"),
        "{log}"
    );
    assert!(shown.contains("https://quotes.example/a"), "{shown}");
    for secret in [TOKEN, "s3cret", BEARER, "p4ssw0rd", "qu3ry", "session=1"] {
        for (name, text) in [("log", &log), ("hook or error", &shown)] {
            let found = text.lines().find(|line| line.contains(secret));
            assert_eq!(found, None, "the {name} shows {secret}");
        }
    }
}

#[tokio::test]
async fn what_is_secret_can_be_said() {
    let shown = Kept::default();
    let hooked = shown.clone();
    let client = Client::builder("http://quotes.example/")
        .transport(InMemory::envelope(""))
        .redaction(Redaction::none().and_name("Symbol"))
        .on_exchange(move |exchange: &RawExchange| {
            write!(hooked.clone(), "{exchange}").unwrap();
        })
        .headers(quotes::RequestHeaders {
            authentication_token: "in the open".into(),
            ..Default::default()
        });
    let client = quotes::Client::new(client.build());
    let request = quotes::GetQuoteRequest {
        symbol: "hidden".to_owned(),
        ..Default::default()
    };
    client.get_quote(&request).await.unwrap_err();
    let shown = shown.text();
    assert!(
        shown.contains("in the open") && !shown.contains("hidden"),
        "{shown}"
    );
}
