//! The default transport: hyper over TCP and rustls.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::PROXY_AUTHORIZATION;
use http::{Request, Response, Uri};
use http_body::{Body, Frame, SizeHint};
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::ClientConfig;

use super::connector::{ConnectTimeout, Connector};
use super::proxy::Proxies;
use super::shared::Sending;
use super::{Progress, ReplyBody, RequestBody, Sent, TimeoutPhase, Transport, TransportError};

/// HTTP/1.1 and HTTP/2 over TCP and TLS, with connections kept for the next request.
///
/// Works inside a tokio runtime. Clones share the connections. Replies of services on the own machine and on networks alike are
/// trusted by the root certificates of the system, which `SSL_CERT_FILE` may replace.
#[derive(Clone)]
pub struct HyperTransport {
    client: Client<Connector, Outgoing>,
    proxies: Proxies,
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl HyperTransport {
    /// A transport to be set up.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder {
            connect_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(60),
            idle_connections: usize::MAX,
            proxies: None,
            tls: None,
        }
    }
}

/// The settings of a [`HyperTransport`].
#[derive(Clone, Debug)]
#[must_use = "a transport is made by `build`"]
pub struct HyperTransportBuilder {
    connect_timeout: Duration,
    idle_timeout: Duration,
    idle_connections: usize,
    proxies: Option<Proxies>,
    tls: Option<ClientConfig>,
}

impl HyperTransportBuilder {
    /// The time for a connection: looking up the name, TCP and TLS. Default: 30 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long a connection is kept that nobody uses. Default: 60 seconds.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
        self
    }

    /// How many connections to one address are kept that nobody uses. Default: any number.
    pub fn idle_connections(mut self, connections: usize) -> Self {
        self.idle_connections = connections;
        self
    }

    /// Sends everything through this proxy, such as `http://user:password@proxy.example:8080`.
    ///
    /// Default: what the environment says when the transport is made, in `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`;
    /// addresses of the own machine are then reached without a proxy. Requests for `https` go through a tunnel (`CONNECT`).
    pub fn proxy(mut self, proxy: &Uri) -> Self {
        self.proxies = Some(Proxies::one(proxy));
        self
    }

    /// Sends nothing through a proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.proxies = Some(Proxies::None);
        self
    }

    /// TLS with these settings, instead of the system's root certificates and no certificate of the client's own.
    pub fn tls(mut self, config: ClientConfig) -> Self {
        self.tls = Some(config);
        self
    }

    /// The transport.
    #[must_use]
    pub fn build(self) -> HyperTransport {
        let proxies = self.proxies.unwrap_or_else(Proxies::from_environment);
        let connector = Connector::new(self.connect_timeout, self.tls, proxies.clone());
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(self.idle_timeout)
            .pool_max_idle_per_host(self.idle_connections)
            .pool_timer(TokioTimer::new())
            .timer(TokioTimer::new())
            .build(connector);
        HyperTransport { client, proxies }
    }
}

impl Transport for HyperTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> impl Future<Output = Result<Response<ReplyBody>, TransportError>> + Send {
        self.carry(request.map(RequestBody::from))
    }

    fn send_streaming(
        &self,
        request: Request<RequestBody>,
    ) -> impl Future<Output = Result<Response<ReplyBody>, TransportError>> + Send {
        self.carry(request)
    }
}

impl HyperTransport {
    /// Sends a request.
    ///
    /// The future is boxed here, so that hyper, HTTP/2 and TLS are compiled with this crate, and not in each that polls it.
    fn carry(&self, mut request: Request<RequestBody>) -> Sending<'_> {
        Box::pin(async move {
            let progress = Progress::of(&request);
            progress.connecting();
            if let Some(authorization) = self.proxies.authorization(request.uri()) {
                request
                    .headers_mut()
                    .insert(PROXY_AUTHORIZATION, authorization);
            }
            let outgoing = request.map(|body| Outgoing {
                body,
                progress: progress.clone(),
            });
            match self.client.request(outgoing).await {
                Ok(response) => Ok(response.map(ReplyBody::new)),
                Err(error) => Err(explain(error, &progress)),
            }
        })
    }
}

fn explain(error: hyper_util::client::legacy::Error, progress: &Progress) -> TransportError {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(&error);
    while let Some(current) = cause {
        if current.is::<ConnectTimeout>() {
            return TransportError::timeout(TimeoutPhase::Connect, Sent::Nothing);
        }
        cause = current.source();
    }
    if error.is_connect() {
        return TransportError::connect(error);
    }
    TransportError::interrupted(progress.sent(), error)
}

/// The body of a request, which notes when it begins to go out: hyper asks for it when the head is written.
struct Outgoing {
    body: RequestBody,
    progress: Progress,
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Box<dyn StdError + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.progress.sending();
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
