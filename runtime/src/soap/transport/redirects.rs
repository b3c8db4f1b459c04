//! Redirects that a POST may follow.

use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE, HOST, HeaderName, LOCATION, PROXY_AUTHORIZATION};
use http::{HeaderMap, Request, Response, StatusCode, Uri};

use super::origin::{Elsewhere, Origin};
use super::{ReplyBody, Transport, TransportError};

/// A transport that follows redirects: those that keep the request as it is (307 and 308), to the same scheme, host and port, a
/// few times.
///
/// To another host it goes only where [`with_host`](Self::with_host) allows it, since the message itself may hold credentials; HTTP
/// headers with credentials stay behind even so. Every other redirect is the reply.
///
/// Source: RFC 9110, 15.4.
#[derive(Clone, Debug)]
pub struct FollowRedirects<T> {
    transport: T,
    limit: usize,
    hosts: Vec<String>,
}

impl<T> FollowRedirects<T> {
    /// Follows up to five redirects of a request.
    pub fn new(transport: T) -> Self {
        Self {
            transport,
            limit: 5,
            hosts: Vec::new(),
        }
    }

    /// Follows up to so many redirects of a request.
    #[must_use]
    pub fn with_limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Follows redirects to that host, too, at any port, and hands it the message.
    #[must_use]
    pub fn with_host(mut self, host: impl Into<String>) -> Self {
        self.hosts.push(host.into().to_ascii_lowercase());
        self
    }

    /// The address that a reply sends the request to, and whether its host is the same; `None` if the reply is to be taken as it is.
    fn next(&self, from: &Uri, reply: &Response<ReplyBody>) -> Option<(Uri, Host)> {
        let followed = [
            StatusCode::TEMPORARY_REDIRECT,
            StatusCode::PERMANENT_REDIRECT,
        ];
        if !followed.contains(&reply.status()) {
            return None;
        }
        let location = reply.headers().get(LOCATION)?.to_str().ok()?;
        let to = resolve(from, location)?;
        let (origin, target) = (Origin::of(from)?, Origin::of(&to)?);
        if origin == target {
            return Some((to, Host::Same));
        }
        let allowed =
            target.has_scheme_of(&origin) && self.hosts.iter().any(|host| host == target.host());
        allowed.then_some((to, Host::Other))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Host {
    Same,
    Other,
}

impl<T: Transport> Transport for FollowRedirects<T> {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<ReplyBody>, TransportError> {
        let mut request = request;
        for _ in 0..self.limit {
            let reply = self.transport.send(request.clone()).await?;
            let Some((to, host)) = self.next(request.uri(), &reply) else {
                return Ok(reply);
            };
            if host == Host::Other {
                drop_credentials(request.headers_mut());
                request.extensions_mut().insert(Elsewhere);
            }
            request.headers_mut().remove(HOST);
            *request.uri_mut() = to;
        }
        self.transport.send(request).await
    }
}

/// Removes what proves who asks: the well-known headers, and those that are marked as sensitive.
fn drop_credentials(headers: &mut HeaderMap) {
    let known = [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION];
    let sensitive = headers.iter().filter(|(_, value)| value.is_sensitive());
    let names: Vec<HeaderName> = sensitive
        .map(|(name, _)| name.clone())
        .chain(known)
        .collect();
    for name in names {
        headers.remove(name);
    }
}

/// The address that a reference names, seen from an address.
///
/// Source: RFC 3986, 5.2, as far as services use it: whole addresses, and paths with or without a host.
fn resolve(from: &Uri, location: &str) -> Option<Uri> {
    let location = location.split('#').next()?;
    // A colon before the first slash ends a scheme.
    if location
        .split('/')
        .next()
        .is_some_and(|start| start.contains(':'))
    {
        return Uri::try_from(location).ok();
    }
    let (scheme, authority) = (from.scheme_str()?, from.authority()?);
    let whole = match location {
        "" => return None,
        rest if rest.starts_with("//") => format!("{scheme}:{rest}"),
        path if path.starts_with('/') => format!("{scheme}://{authority}{path}"),
        query if query.starts_with('?') => {
            format!("{scheme}://{authority}{}{query}", from.path())
        }
        relative => {
            let folder = from
                .path()
                .rsplit_once('/')
                .map_or("", |(folder, _)| folder);
            format!("{scheme}://{authority}{folder}/{relative}")
        }
    };
    Uri::try_from(whole).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_resolved_from_where_it_was_found() {
        let from = Uri::from_static("https://a.example:8443/x/y?q");
        for (location, to) in [
            ("https://b.example/z", Some("https://b.example/z")),
            ("//b.example/z", Some("https://b.example/z")),
            ("/z#part", Some("https://a.example:8443/z")),
            ("z", Some("https://a.example:8443/x/z")),
            ("?r", Some("https://a.example:8443/x/y?r")),
            ("", None),
            ("https://a b/", None),
            ("/x:y", Some("https://a.example:8443/x:y")),
        ] {
            let resolved = resolve(&from, location).map(|uri| uri.to_string());
            assert_eq!(resolved.as_deref(), to, "{location}");
        }
    }
}
