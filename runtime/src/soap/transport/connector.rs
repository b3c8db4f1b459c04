//! Connections: TCP, and TLS where the address asks for it, within a time limit.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use rustls::{ClientConfig, RootCertStore};
use tower_service::Service;

use super::proxy::{Dial, Proxies, Wire};

pub(super) type BoxError = Box<dyn StdError + Send + Sync>;

/// Time ran out while connecting.
#[derive(Debug)]
pub(super) struct ConnectTimeout(Duration);

impl fmt::Display for ConnectTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no connection within {:?}", self.0)
    }
}

impl StdError for ConnectTimeout {}

/// Makes connections. The system's root certificates are loaded when the first TLS connection is made.
#[derive(Clone)]
pub(super) struct Connector {
    dial: Dial,
    tls: Arc<OnceLock<Result<Arc<ClientConfig>, String>>>,
    timeout: Duration,
}

impl Connector {
    pub(super) fn new(timeout: Duration, tls: Option<ClientConfig>, proxies: Proxies) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(Duration::from_secs(60)));
        let configured = OnceLock::new();
        if let Some(config) = tls {
            // The cell is new and empty.
            let _ = configured.set(Ok(Arc::new(with_protocols(config))));
        }
        Self {
            dial: Dial { tcp, proxies },
            tls: Arc::new(configured),
            timeout,
        }
    }

    fn tls(&self, uri: &Uri) -> Result<Arc<ClientConfig>, BoxError> {
        if uri.scheme_str() == Some("http") {
            return Ok(Arc::new(trusting(RootCertStore::empty())));
        }
        let config = self.tls.get_or_init(|| {
            let roots = system_roots()?;
            Ok(Arc::new(with_protocols(trusting(roots))))
        });
        config.clone().map_err(BoxError::from)
    }
}

/// HTTP/2 where the server offers it, or else HTTP/1.1.
fn with_protocols(mut config: ClientConfig) -> ClientConfig {
    if config.alpn_protocols.is_empty() {
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    }
    config
}

fn trusting(roots: RootCertStore) -> ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has the cipher suites of TLS 1.2 and 1.3")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

fn system_roots() -> Result<RootCertStore, String> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if !roots.is_empty() {
        return Ok(roots);
    }
    let problems: Vec<String> = found.errors.iter().map(ToString::to_string).collect();
    Err(format!(
        "the system has no root certificates (SSL_CERT_FILE may name a file of them): {}",
        problems.join("; ")
    ))
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<Wire>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.dial.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let timeout = self.timeout;
        let connecting = match self.tls(&uri) {
            Ok(config) => HttpsConnector::from((self.dial.clone(), config)).call(uri),
            Err(error) => return Box::pin(std::future::ready(Err(error))),
        };
        Box::pin(async move {
            match tokio::time::timeout(timeout, connecting).await {
                Ok(connected) => connected,
                Err(_) => Err(BoxError::from(ConnectTimeout(timeout))),
            }
        })
    }
}
