//! Calls that no service answers, or not as one.

use super::wire::{BOTH, serve};
use msads::castile::soap::{Incoming, Outcome};
use msads::conversions::{ApplyConversions, ConversionUploader};
use msads::retry::RetryPolicy;
use msads::types::campaign_management::{
    ApplyOfflineConversions, ApplyOfflineConversionsRequest, OfflineConversion, Server, Service,
};
use msads::{Client, Credentials, DateTime, Delivery, Error, ErrorKind, Protocol, Secret};
use std::future::pending;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

async fn call(client: &Client) -> Error {
    let request = ApplyOfflineConversionsRequest::default();
    let called = client
        .campaign_management()
        .apply_offline_conversions(&request)
        .await;
    called.unwrap_err()
}

/// A client of whatever stands at an address.
fn client_of(protocol: Protocol, address: &str) -> Client {
    let builder = Client::builder().protocol(protocol).base_address(address);
    let builder = builder.timeout(Duration::from_secs(20));
    builder.retry(RetryPolicy::none()).build().unwrap()
}

/// An address that answers one request with a text, whatever it is.
async fn answering(text: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = vec![0; 64 * 1024];
        let _ = stream.read(&mut request).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
    });
    address
}

/// A service that never answers.
struct Silent;

impl Service for Silent {
    async fn apply_offline_conversions(
        &self,
        _request: Incoming<ApplyOfflineConversions>,
    ) -> Outcome<ApplyOfflineConversions> {
        pending().await
    }
}

#[tokio::test]
async fn where_nobody_listens_nothing_is_sent() {
    for protocol in BOTH {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let error = call(&client_of(protocol, &address)).await;
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::NotSent, Delivery::NotSent)
        );
        let text = error.to_string();
        assert!(
            text.starts_with("ApplyOfflineConversions: nothing was sent: "),
            "{text}"
        );
        assert!(text.contains(&address), "{text}");
    }
}

#[tokio::test]
async fn an_answer_that_takes_too_long_leaves_open_what_the_service_did() {
    for protocol in BOTH {
        let serving = serve(Server(Silent)).await;
        let builder = Client::builder()
            .protocol(protocol)
            .base_address(&serving.url());
        let builder = builder.timeout(Duration::from_millis(500));
        let client = builder.retry(RetryPolicy::none()).build().unwrap();
        let error = call(&client).await;
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::NoAnswer, Delivery::Unknown)
        );
        assert!(error.to_string().contains("timed out"), "{error}");
    }
}

#[tokio::test]
async fn an_upload_that_gets_no_answer_says_which_rows_are_in_doubt() {
    for protocol in BOTH {
        let serving = serve(Server(Silent)).await;
        let builder = Client::builder()
            .protocol(protocol)
            .base_address(&serving.url());
        let builder = builder.timeout(Duration::from_millis(500));
        let client = builder.retry(RetryPolicy::none()).build().unwrap();
        let rows = (0..5).map(|row| OfflineConversion {
            conversion_name: "Lead".into(),
            conversion_time: Some(DateTime::now_utc()),
            microsoft_click_id: format!("c{row}").into(),
            ..OfflineConversion::default()
        });
        let uploader = ConversionUploader::new(client).batch_size(5);
        let interrupted = uploader.upload(rows).await.unwrap_err();
        assert_eq!(interrupted.error.kind(), ErrorKind::NoAnswer);
        let doubt = &interrupted.report.in_doubt[0];
        assert_eq!(
            (doubt.first_row, doubt.last_row, doubt.conversions),
            (1, 5, 5)
        );
        assert_eq!(interrupted.report.sent, 0);
    }
}

#[tokio::test]
async fn an_answer_that_is_no_message_is_shown_as_it_starts() {
    for protocol in BOTH {
        let page = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 22\r\n\r\n<html>no such</html>\r\n";
        let error = call(&client_of(protocol, &answering(page).await)).await;
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::NotUnderstood, Some(404))
        );
        assert_eq!(
            error.delivery(),
            Delivery::Refused,
            "whoever it was handed nothing on"
        );
        assert!(
            error.to_string().contains("<html>no such</html>"),
            "{error}"
        );

        let page = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
        let error = call(&client_of(protocol, &answering(page).await)).await;
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::NotUnderstood, Delivery::Unknown)
        );
        assert!(
            error
                .to_string()
                .ends_with("so the service may have acted on it"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_connection_that_breaks_leaves_open_what_the_service_did() {
    for protocol in BOTH {
        let error = call(&client_of(protocol, &answering("").await)).await;
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::NoAnswer, Delivery::Unknown)
        );
    }
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    for protocol in BOTH {
        let credentials =
            || async { Err::<Secret, _>(Error::credentials("the user has to consent again")) };
        let client = Client::builder()
            .protocol(protocol)
            .credentials(credentials)
            .build()
            .unwrap();
        let error = client
            .apply(vec![OfflineConversion::default()])
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::Credentials, Delivery::NotSent)
        );
        assert_eq!(
            error.to_string(),
            "the user has to consent again; nothing was sent"
        );
    }
}

#[tokio::test]
async fn a_value_that_cannot_be_written_is_named_and_not_sent() {
    let request = ApplyOfflineConversionsRequest {
        offline_conversions: vec![Some(OfflineConversion {
            conversion_name: "bell \u{7}".into(),
            ..OfflineConversion::default()
        })]
        .into(),
    };
    let client = client_of(Protocol::Soap, "http://127.0.0.1:9");
    let called = client
        .campaign_management()
        .apply_offline_conversions(&request)
        .await;
    let error = called.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSent);
    assert!(error.to_string().contains("ConversionName"), "{error}");
}

#[tokio::test]
async fn each_call_asks_for_its_token() {
    for protocol in BOTH {
        fn takes(_: impl Credentials) {}
        takes(Secret::new("a token"));
        let service = msads::local::LocalService::new();
        let serving = service.serve("127.0.0.1:0").await.unwrap();
        let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let count = std::sync::Arc::clone(&asked);
        let credentials = move || {
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            async { Ok::<_, Error>(Secret::new(msads::local::access::ACCESS_TOKEN)) }
        };
        let builder = Client::builder()
            .protocol(protocol)
            .base_address(&serving.url());
        let client = builder.credentials(credentials).build().unwrap();
        for _ in 0..3 {
            client
                .apply(vec![OfflineConversion::default()])
                .await
                .unwrap();
        }
        assert_eq!(asked.load(std::sync::atomic::Ordering::SeqCst), 3);
    }
}
