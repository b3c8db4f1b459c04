//! TLS: whom the client trusts, and which HTTP it then speaks.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use castile::Nillable;
use castile::operation::Response;
use castile::soap::rustls::pki_types::PrivateKeyDer;
use castile::soap::rustls::server::WebPkiClientVerifier;
use castile::soap::rustls::{ClientConfig, RootCertStore, ServerConfig, crypto::ring};
use castile::soap::{
    Client, Endpoint, HyperTransport, Incoming, Outcome, Sent, TransportErrorKind,
};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use soap_by_hand as quotes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

struct Quotes;

impl quotes::Service for Quotes {
    async fn get_quote(&self, _: Incoming<quotes::GetQuote>) -> Outcome<quotes::GetQuote> {
        let body = quotes::GetQuoteResponse {
            price: 8,
            notes: Nillable::Absent,
        };
        Ok(Response::new(body, quotes::ResponseHeaders::default()))
    }
}

/// A service behind TLS that speaks these protocols: its address and the certificate that it has.
async fn start(protocols: &[&[u8]]) -> (String, RootCertStore) {
    start_with(|_| {}, protocols, None).await
}

/// The same with something else in the certificate, and perhaps only for clients that have a certificate of these.
async fn start_with(
    adjust: impl FnOnce(&mut CertificateParams),
    protocols: &[&[u8]],
    clients: Option<RootCertStore>,
) -> (String, RootCertStore) {
    let mut params = CertificateParams::new(["localhost".to_owned()]).unwrap();
    adjust(&mut params);
    let key = KeyPair::generate().unwrap();
    let cert = params.self_signed(&key).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(cert.der().clone()).unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let provider = Arc::new(ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider.clone());
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    let builder = match clients {
        None => builder.with_no_client_auth(),
        Some(roots) => {
            let verifier =
                WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            builder.with_client_cert_verifier(verifier.unwrap())
        }
    };
    let mut config = builder
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(serve(listener, TlsAcceptor::from(Arc::new(config))));
    (format!("https://localhost:{port}/"), roots)
}

async fn serve(listener: TcpListener, tls: TlsAcceptor) {
    let endpoint = Endpoint::new(quotes::Server(Quotes));
    while let Ok((stream, _)) = listener.accept().await {
        let Ok(stream) = tls.accept(stream).await else {
            continue;
        };
        let endpoint = endpoint.clone();
        tokio::spawn(async move {
            let service =
                hyper::service::service_fn(move |request| respond(endpoint.clone(), request));
            let builder = auto::Builder::new(TokioExecutor::new());
            let _ = builder
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn respond(
    endpoint: Endpoint<quotes::Server<Quotes>>,
    request: http::Request<hyper::body::Incoming>,
) -> Result<http::Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let version = format!("{:?}", head.version);
    let body = body.collect().await.unwrap().to_bytes();
    let mut response = endpoint.call(http::Request::from_parts(head, body)).await;
    response
        .headers_mut()
        .insert("x-version", version.parse().unwrap());
    Ok(response.map(Full::new))
}

fn trusting(address: String, roots: RootCertStore) -> quotes::Client<Client> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    let config = builder.with_root_certificates(roots).with_no_client_auth();
    let transport = HyperTransport::builder().tls(config).build();
    quotes::Client::new(Client::with_transport(address, transport))
}

#[tokio::test]
async fn http_2_is_spoken_where_the_server_offers_it() {
    for (protocols, version) in [
        ([b"h2".as_slice(), b"http/1.1"].as_slice(), "HTTP/2.0"),
        ([b"http/1.1".as_slice()].as_slice(), "HTTP/1.1"),
        ([].as_slice(), "HTTP/1.1"),
    ] {
        let (address, roots) = start(protocols).await;
        let client = trusting(address, roots);
        let response = client
            .get_quote(&quotes::GetQuoteRequest::default())
            .await
            .unwrap();
        assert_eq!(response.body.price, 8);
        let spoken = response
            .http_headers
            .iter()
            .find(|(name, _)| name == "x-version");
        assert_eq!(spoken.map(|(_, value)| value.as_str()), Some(version));
    }
}

/// A proxy that opens tunnels, and what it was asked for and saw of the first message.
async fn tunnels() -> (String, Arc<Mutex<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    tokio::spawn(async move {
        let (mut inside, _) = listener.accept().await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            assert!(inside.read_buf(&mut head).await.unwrap() > 0);
        }
        let text = String::from_utf8(head.clone()).unwrap();
        let port = text.split([' ', ':']).nth(2).unwrap();
        let mut outside = TcpStream::connect(format!("127.0.0.1:{port}"))
            .await
            .unwrap();
        inside
            .write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
            .await
            .unwrap();
        let (mut from, mut to) = inside.split();
        let (mut back, mut out) = outside.split();
        let outwards = async {
            let mut piece = [0; 4096];
            loop {
                let count = from.read(&mut piece).await.unwrap();
                head.extend_from_slice(&piece[..count]);
                *log.lock().unwrap() = head.clone();
                if count == 0 || out.write_all(&piece[..count]).await.is_err() {
                    break;
                }
            }
        };
        tokio::join!(outwards, tokio::io::copy(&mut back, &mut to))
            .1
            .unwrap();
    });
    (address, seen)
}

#[tokio::test]
async fn a_call_goes_through_the_tunnel_of_a_proxy_which_sees_nothing_of_it() {
    let (address, roots) = start(&[b"http/1.1"]).await;
    let (proxy, seen) = tunnels().await;
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    let config = builder.with_root_certificates(roots).with_no_client_auth();
    let transport = HyperTransport::builder()
        .tls(config)
        .proxy(&proxy.parse().unwrap());
    let caller = Client::builder(address).bearer_token("s3cr3t");
    let client = quotes::Client::new(caller.transport(transport.build()).build());
    let request = quotes::GetQuoteRequest {
        symbol: "SECRET".to_owned(),
        ..Default::default()
    };
    for _ in 0..2 {
        assert_eq!(client.get_quote(&request).await.unwrap().body.price, 8);
    }
    let seen = seen.lock().unwrap();
    assert!(seen.starts_with(b"CONNECT localhost:") && seen.len() > 1_000);
    for hidden in [b"s3cr3t".as_slice(), b"SECRET", b"GetQuote"] {
        assert!(!seen.windows(hidden.len()).any(|window| window == hidden));
    }
}

/// All that an error says of a connection that did not come about.
async fn refusal(client: &quotes::Client<Client>) -> String {
    let request = quotes::GetQuoteRequest::default();
    let error = client.get_quote(&request).await.unwrap_err();
    assert_eq!(error.sent(), Sent::Nothing);
    assert_eq!(
        error.transport_error().unwrap().kind(),
        TransportErrorKind::Connect
    );
    let mut causes = String::new();
    let mut cause = std::error::Error::source(&error);
    while let Some(current) = cause {
        causes.push_str(&format!("{current}; "));
        cause = current.source();
    }
    causes
}

#[tokio::test]
async fn nothing_is_sent_to_a_server_that_is_not_trusted() {
    let (address, _) = start(&[]).await;
    let causes = refusal(&trusting(address, RootCertStore::empty())).await;
    assert!(causes.contains("certificate"), "{causes}");
}

#[tokio::test]
async fn nothing_is_sent_to_a_server_whose_certificate_is_too_old_too_new_or_for_another_host() {
    type Adjust = fn(&mut CertificateParams);
    let cases: [(Adjust, &str); 3] = [
        (
            |params| params.not_after = date_time_ymd(2001, 1, 1),
            "expired",
        ),
        (
            |params| params.not_before = date_time_ymd(4000, 1, 1),
            "not valid yet",
        ),
        (
            |params| *params = CertificateParams::new(["else.example".to_owned()]).unwrap(),
            "not valid for name",
        ),
    ];
    for (adjust, says) in cases {
        let (address, roots) = start_with(adjust, &[], None).await;
        let causes = refusal(&trusting(address, roots)).await;
        assert!(causes.contains(says), "{says}: {causes}");
    }
}

#[tokio::test]
async fn a_client_proves_itself_with_a_certificate() {
    let key = KeyPair::generate().unwrap();
    let cert = CertificateParams::new(["client".to_owned()]).unwrap();
    let cert = cert.self_signed(&key).unwrap();
    let mut clients = RootCertStore::empty();
    clients.add(cert.der().clone()).unwrap();
    let (address, roots) = start_with(|_| {}, &[], Some(clients)).await;
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = builder
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots.clone())
        .with_client_auth_cert(vec![cert.der().clone()], key)
        .unwrap();
    let transport = HyperTransport::builder().tls(config).build();
    let client = quotes::Client::new(Client::with_transport(address.clone(), transport));
    let request = quotes::GetQuoteRequest::default();
    assert_eq!(client.get_quote(&request).await.unwrap().body.price, 8);
    assert!(trusting(address, roots).get_quote(&request).await.is_err());
}
