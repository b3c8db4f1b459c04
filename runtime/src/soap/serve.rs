//! Services on a port: hyper over TCP, with limits and a graceful end.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming as HyperBody;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream, ToSocketAddrs};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::binding::{Refusal, Unopened};
use super::dispatch::Dispatch;
use super::endpoint::Endpoint;
use super::paced::Paced;
use super::stall::Unstalled;

/// The limits of a service on a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServeOptions {
    /// The time for the head of a request. Default: 30 seconds.
    pub header_timeout: Duration,
    /// The time for the body of a request. Default: 100 seconds.
    ///
    /// Where an operation takes the parts one by one, it is the time for what comes up to the end of the envelope, from there on that
    /// from one piece to the next, and in the end that for what the operation left.
    pub body_timeout: Duration,
    /// The time in which a client must take some of its reply. Default: 100 seconds.
    pub write_timeout: Duration,
    /// The time that calls have to end in a graceful shutdown. Default: 30 seconds.
    pub shutdown_timeout: Duration,
    /// How many connections are served at once; further ones wait until one has ended. Default: 16384.
    pub max_connections: usize,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(30),
            body_timeout: Duration::from_secs(100),
            write_timeout: Duration::from_secs(100),
            shutdown_timeout: Duration::from_secs(30),
            max_connections: 16_384,
        }
    }
}

impl ServeOptions {
    /// The same options with another time for the head of a request.
    #[must_use]
    pub fn with_header_timeout(mut self, timeout: Duration) -> Self {
        self.header_timeout = timeout;
        self
    }

    /// The same options with another time for the body of a request.
    #[must_use]
    pub fn with_body_timeout(mut self, timeout: Duration) -> Self {
        self.body_timeout = timeout;
        self
    }

    /// The same options with another time in which a client must take some of its reply.
    #[must_use]
    pub fn with_write_timeout(mut self, timeout: Duration) -> Self {
        self.write_timeout = timeout;
        self
    }

    /// The same options with another time that calls have to end in a graceful shutdown.
    #[must_use]
    pub fn with_shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.shutdown_timeout = timeout;
        self
    }

    /// The same options with another number of connections that are served at once.
    #[must_use]
    pub fn with_max_connections(mut self, connections: usize) -> Self {
        self.max_connections = connections;
        self
    }
}

/// Serves a service, a generated `Server`, at an address; port 0 takes any that is free.
///
/// Runs in the tokio runtime around, until [`Serving`] is shut down or dropped. A test has a service to call in five lines:
///
/// ```text
/// struct Mock;
/// impl orders::Service for Mock {
///     async fn get_order(&self, _: Incoming<GetOrder>) -> Outcome<GetOrder> { Ok(Response::new(an_order(), NoHeaders {})) }
/// }
/// let serving = castile::soap::serve("127.0.0.1:0", orders::Server(Mock)).await?;
/// let client = orders::Client::new(castile::soap::Client::new(serving.url()));
/// ```
///
/// Every operation that the mock leaves out answers that it is not implemented. Without a port it is the same:
/// `Client::with_transport("http://mock/", Endpoint::new(orders::Server(Mock)))`.
///
/// # Errors
///
/// [`io::Error`] if the address cannot be listened at.
pub async fn serve<D: Dispatch>(address: impl ToSocketAddrs, service: D) -> io::Result<Serving> {
    let listener = TcpListener::bind(address).await?;
    serve_on(listener, Endpoint::new(service), ServeOptions::default())
}

/// Serves at a listener, with limits of one's own.
///
/// The limit on the size of requests is that of the endpoint's [`ReadOptions`](crate::xml::ReadOptions).
///
/// # Errors
///
/// [`io::Error`] if the listener has no address.
pub fn serve_on<D: Dispatch>(
    listener: TcpListener,
    endpoint: Endpoint<D>,
    options: ServeOptions,
) -> io::Result<Serving> {
    let local_addr = listener.local_addr()?;
    let (stop, stopped) = watch::channel(());
    let acceptor = Acceptor {
        listener,
        endpoint,
        options,
    };
    Ok(Serving {
        local_addr,
        stop,
        running: tokio::spawn(acceptor.run(stopped)),
    })
}

/// A service on a port. Dropping it stops it, without waiting for calls to end.
#[must_use = "a service that is dropped is stopped"]
pub struct Serving {
    local_addr: SocketAddr,
    stop: watch::Sender<()>,
    running: JoinHandle<()>,
}

impl fmt::Debug for Serving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Serving")
            .field("local_addr", &self.local_addr)
            .finish_non_exhaustive()
    }
}

impl Serving {
    /// The address that it listens at.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.local_addr
    }

    /// The address for a client, such as `http://127.0.0.1:8080/`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.local_addr)
    }

    /// Takes no more connections, lets calls end, and returns when they have.
    pub async fn shutdown(mut self) {
        // Nobody listens only if the task has ended already.
        let _ = self.stop.send(());
        let _ = (&mut self.running).await;
    }

    /// Serves until the task is stopped from outside: for programs that only serve.
    pub async fn wait(mut self) {
        let _ = (&mut self.running).await;
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// Takes connections.
struct Acceptor<D> {
    listener: TcpListener,
    endpoint: Endpoint<D>,
    options: ServeOptions,
}

impl<D: Dispatch> Acceptor<D> {
    async fn run(self, mut stopped: watch::Receiver<()>) {
        let graceful = GracefulShutdown::new();
        let mut connections = tokio::task::JoinSet::new();
        let max_connections = self.options.max_connections.max(1);
        loop {
            tokio::select! {
                accepted = self.listener.accept(), if connections.len() < max_connections => match accepted {
                    Ok((stream, peer)) => {
                        let connection = self.connection(stream, peer, &graceful);
                        connections.spawn(connection);
                    }
                    Err(error) => rest(&error).await,
                },
                _ = connections.join_next(), if !connections.is_empty() => {}
                _ = stopped.changed() => break,
            }
        }
        drop(self.listener);
        let ending = tokio::time::timeout(self.options.shutdown_timeout, graceful.shutdown());
        if ending.await.is_err() {
            tracing::warn!("calls did not end within the time for a shutdown");
        }
    }

    fn connection(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        graceful: &GracefulShutdown,
    ) -> impl Future<Output = ()> + Send + 'static {
        // Replies go out at once; without it they would only be later.
        let _ = stream.set_nodelay(true);
        let endpoint = self.endpoint.clone();
        let body_timeout = self.options.body_timeout;
        let service = service_fn(move |request| {
            let endpoint = endpoint.clone();
            async move { respond(endpoint, request, peer, body_timeout).await }
        });
        let stream = Unstalled::new(stream, self.options.write_timeout);
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.options.header_timeout)
            .serve_connection(TokioIo::new(stream), service);
        let watched = graceful.watch(connection);
        async move {
            if let Err(error) = watched.await {
                tracing::debug!(%error, %peer, "a connection broke");
            }
        }
    }
}

/// Waits a little when no connection can be taken, as when there are no file handles left.
async fn rest(error: &io::Error) {
    tracing::warn!(%error, "a connection could not be taken");
    tokio::time::sleep(Duration::from_millis(50)).await;
}

/// Answers one request. An error ends the connection.
async fn respond<D: Dispatch>(
    endpoint: Endpoint<D>,
    request: Request<HyperBody>,
    peer: SocketAddr,
    body_timeout: Duration,
) -> io::Result<Response<Full<Bytes>>> {
    let (mut head, body) = request.into_parts();
    head.extensions.insert(peer);
    if endpoint.streams(&head) {
        return respond_streaming(endpoint, &head, body, body_timeout).await;
    }
    let limit = endpoint.settings.read.limits.max_bytes;
    let collecting = Limited::new(body, limit).collect();
    let body = match tokio::time::timeout(body_timeout, collecting).await? {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => {
            return Ok(Refusal::too_large().into_response().map(Full::new));
        }
        Err(error) => return Err(io::Error::other(error)),
    };
    let response = endpoint.call(Request::from_parts(head, body)).await;
    Ok(response.map(Full::new))
}

/// Answers a request whose operation may take its parts one by one.
async fn respond_streaming<D: Dispatch>(
    endpoint: Endpoint<D>,
    head: &Parts,
    body: HyperBody,
    body_timeout: Duration,
) -> io::Result<Response<Full<Bytes>>> {
    let opening = endpoint.open(head, Paced::new(body, body_timeout));
    let opened = match tokio::time::timeout(body_timeout, opening).await? {
        Ok(opened) => opened,
        Err(Unopened::Refused(refusal)) => return Ok(refusal.into_response().map(Full::new)),
        Err(Unopened::Off(error)) => return Err(io::Error::other(error)),
    };
    let (response, left) = endpoint.answer_opened(head, opened).await;
    if let Some(left) = left {
        let passing = left.pass_over(endpoint.settings.read.limits.max_bytes);
        // Whoever still sends then gets the answer, or not.
        let _ = tokio::time::timeout(body_timeout, passing).await;
    }
    Ok(response.map(Full::new))
}
