//! Proxies between a client and its services.

use std::fmt;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{HeaderValue, Uri};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use super::connector::BoxError;

/// Which requests go through a proxy.
#[derive(Clone)]
pub(super) enum Proxies {
    /// Those that the environment names; what is on this machine is reached without one.
    Environment(Arc<Matcher>),
    /// All, through this one.
    One(Arc<Matcher>),
    /// None.
    None,
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Environment(_) => "Environment",
            Self::One(_) => "One",
            Self::None => "None",
        })
    }
}

impl Proxies {
    /// What `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say now, in capitals or not.
    pub(super) fn from_environment() -> Self {
        Self::Environment(Arc::new(Matcher::from_env()))
    }

    pub(super) fn one(proxy: &Uri) -> Self {
        Self::One(Arc::new(Matcher::builder().all(proxy.to_string()).build()))
    }

    fn of(&self, uri: &Uri) -> Option<Intercept> {
        match self {
            Self::Environment(_) if is_this_machine(uri) => None,
            Self::Environment(matcher) | Self::One(matcher) => matcher.intercept(uri),
            Self::None => None,
        }
    }

    /// What the proxy of a request asks to be told, where the request itself goes to it.
    pub(super) fn authorization(&self, uri: &Uri) -> Option<HeaderValue> {
        if uri.scheme_str() != Some("http") {
            return None;
        }
        self.of(uri)?.basic_auth().cloned()
    }
}

fn is_this_machine(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let by_number = bare.parse::<IpAddr>();
    bare.eq_ignore_ascii_case("localhost") || by_number.is_ok_and(|address| address.is_loopback())
}

/// Makes connections over TCP, to a service or to its proxy.
///
/// To an `https` address a proxy is asked for a tunnel; the requests for an `http` address are its own.
#[derive(Clone)]
pub(super) struct Dial {
    pub(super) tcp: HttpConnector,
    pub(super) proxies: Proxies,
}

impl Service<Uri> for Dial {
    type Response = Wire;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Wire, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(context).map_err(BoxError::from)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let mut tcp = self.tcp.clone();
        let Some(proxy) = self.proxies.of(&uri) else {
            return Box::pin(async move { Ok(Wire::new(tcp.call(uri).await?, Route::Direct)) });
        };
        Box::pin(async move {
            let address = proxy.uri().clone();
            if address.scheme_str() != Some("http") {
                let kind = address.scheme_str().unwrap_or("none");
                let what = format!("a proxy with the scheme `{kind}` is not supported; `http` is");
                return Err(BoxError::from(what));
            }
            if uri.scheme_str() == Some("http") {
                return Ok(Wire::new(tcp.call(address).await?, Route::Proxy));
            }
            let mut tunnel = Tunnel::new(address, tcp);
            if let Some(authorization) = proxy.basic_auth() {
                tunnel = tunnel.with_auth(authorization.clone());
            }
            Ok(Wire::new(tunnel.call(uri).await?, Route::Direct))
        })
    }
}

/// Who is at the other end of a connection.
#[derive(Clone, Copy)]
enum Route {
    /// The service, also behind a tunnel.
    Direct,
    /// A proxy, which has to be told whom a request is for.
    Proxy,
}

/// A connection over TCP.
pub(super) struct Wire {
    stream: TokioIo<TcpStream>,
    route: Route,
}

impl Wire {
    fn new(stream: TokioIo<TcpStream>, route: Route) -> Self {
        Self { stream, route }
    }
}

impl Connection for Wire {
    fn connected(&self) -> Connected {
        let connected = self.stream.connected();
        match self.route {
            Route::Direct => connected,
            Route::Proxy => connected.proxy(true),
        }
    }
}

impl Read for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl Write for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[std::io::IoSlice<'_>],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, parts)
    }
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn this_machine_is_known_by_name_and_number() {
        for (address, expected) in [
            ("http://localhost:1/", true),
            ("http://127.0.0.9/", true),
            ("https://[::1]:1/", true),
            ("http://10.0.0.1/", false),
            ("http://localhost.example/", false),
        ] {
            assert_eq!(
                is_this_machine(&address.parse().unwrap()),
                expected,
                "{address}"
            );
        }
    }
}
