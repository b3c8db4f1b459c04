//! A server that plays a script: what each connection answers, byte for byte.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::all)]

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Replies with these texts, connection by connection and request by request; takes no further connection.
#[derive(Debug)]
pub struct Script {
    address: SocketAddr,
    playing: JoinHandle<Vec<String>>,
}

impl Script {
    /// Closes each connection after its last reply.
    pub async fn start(connections: Vec<Vec<String>>) -> Self {
        Self::play(connections, false).await
    }

    /// Keeps connections open after the last reply.
    pub async fn hold(connections: Vec<Vec<String>>) -> Self {
        Self::play(connections, true).await
    }

    async fn play(connections: Vec<Vec<String>>, hold: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let playing = tokio::spawn(async move {
            let mut requests = Vec::new();
            let mut held = Vec::new();
            for replies in connections {
                let (mut stream, _) = listener.accept().await.unwrap();
                for reply in replies {
                    requests.push(read_request(&mut stream).await);
                    stream.write_all(reply.as_bytes()).await.unwrap();
                    stream.flush().await.unwrap();
                }
                if hold {
                    held.push(stream);
                }
            }
            if hold {
                std::future::pending::<()>().await;
            }
            requests
        });
        Self { address, playing }
    }

    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The requests, when the script is over.
    pub async fn requests(self) -> Vec<String> {
        self.playing.await.unwrap()
    }
}

/// Reads a request with a sized body.
pub async fn read_request(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1);
            let length = length.map_or("0", |rest| rest.split("\r\n").next().unwrap());
            if body.len() >= length.parse::<usize>().unwrap() {
                return text;
            }
        }
        let read = stream.read(&mut buffer).await.unwrap();
        assert!(read > 0, "the client left: {text}");
        text.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
    }
}

/// A whole reply.
pub fn reply(status: &str, content_type: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

/// A piece of a chunked body; the empty one ends it.
pub fn chunk(piece: &str) -> String {
    format!("{:x}\r\n{piece}\r\n", piece.len())
}

/// TLS that trusts nobody.
pub fn no_roots() -> castile::soap::rustls::ClientConfig {
    use castile::soap::rustls::{ClientConfig, RootCertStore, crypto::ring};
    let provider = std::sync::Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    builder
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth()
}
