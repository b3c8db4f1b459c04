//! Requests through proxies, on loopback.

#![allow(clippy::unwrap_used, reason = "tests")]

use bytes::Bytes;
use castile::soap::{HyperTransport, Sent, Transport, TransportErrorKind};
use http::Request;
use http_body_util::BodyExt;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A proxy that answers every request with this text; with the heads of the requests.
async fn proxy(answer: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let heads = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&heads);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.windows(4).any(|end| end == b"\r\n\r\n") {
                if stream.read_buf(&mut head).await.unwrap() == 0 {
                    break;
                }
            }
            log.lock()
                .unwrap()
                .push(String::from_utf8_lossy(&head).into_owned());
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (address, heads)
}

fn request(uri: &str) -> Request<Bytes> {
    Request::get(uri).body(Bytes::new()).unwrap()
}

fn lower(heads: &Mutex<Vec<String>>) -> String {
    heads.lock().unwrap()[0].to_ascii_lowercase()
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi";

#[tokio::test]
async fn a_request_for_http_is_handed_to_the_proxy_with_its_whole_address() {
    let (address, heads) = proxy(OK).await;
    let uri = format!("http://Aladdin:opensesame@{address}")
        .parse()
        .unwrap();
    let transport = HyperTransport::builder().proxy(&uri).build();
    let response = transport
        .send(request("http://service.example/a?b"))
        .await
        .unwrap();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, "hi");
    let head = lower(&heads);
    assert!(
        head.starts_with("get http://service.example/a?b http/1.1\r\n"),
        "{head}"
    );
    assert!(
        head.contains("\r\nproxy-authorization: basic qwxhzgrpbjpvcgvuc2vzyw1l\r\n"),
        "{head}"
    );
}

#[tokio::test]
async fn a_request_for_https_asks_the_proxy_for_a_tunnel_and_shows_it_nothing_else() {
    let (address, heads) = proxy("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n").await;
    let uri = format!("http://Aladdin:opensesame@{address}")
        .parse()
        .unwrap();
    let transport = HyperTransport::builder().proxy(&uri).build();
    let mut secret = request("https://service.example/path");
    secret
        .headers_mut()
        .insert("authorization", "Bearer token".parse().unwrap());
    let error = transport.send(secret).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.sent()),
        (TransportErrorKind::Connect, Sent::Nothing)
    );
    let head = lower(&heads);
    assert!(
        head.starts_with("connect service.example:443 http/1.1\r\n"),
        "{head}"
    );
    assert!(head.contains("proxy-authorization: basic "), "{head}");
    assert!(
        !head.contains("bearer") && !head.contains("/path"),
        "{head}"
    );
}

#[tokio::test]
async fn a_proxy_of_another_kind_is_named() {
    let uri = "socks5://127.0.0.1:9".parse().unwrap();
    let transport = HyperTransport::builder().proxy(&uri).build();
    let error = transport
        .send(request("http://service.example/"))
        .await
        .unwrap_err();
    assert_eq!(error.sent(), Sent::Nothing);
    let mut text = String::new();
    let mut cause: Option<&dyn std::error::Error> = Some(&error);
    while let Some(current) = cause {
        text = current.to_string();
        cause = current.source();
    }
    assert_eq!(
        text,
        "a proxy with the scheme `socks5` is not supported; `http` is"
    );
}

#[tokio::test]
async fn without_a_proxy_a_service_is_reached_itself() {
    let (address, heads) = proxy(OK).await;
    let transport = HyperTransport::builder().no_proxy().build();
    transport
        .send(request(&format!("http://{address}/a")))
        .await
        .unwrap();
    assert!(lower(&heads).starts_with("get /a http/1.1\r\n"));
}
