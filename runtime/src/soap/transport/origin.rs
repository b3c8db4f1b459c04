//! Where a request goes: what credentials and cookies are kept apart by.

use http::Uri;

/// Scheme, host and port of an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Origin {
    /// The origin of an address; `None` if it has no host.
    pub(super) fn of(uri: &Uri) -> Option<Self> {
        let scheme = uri.scheme_str()?.to_ascii_lowercase();
        let port = match scheme.as_str() {
            "https" => 443,
            _ => 80,
        };
        Some(Self {
            host: uri.host()?.to_ascii_lowercase(),
            port: uri.port_u16().unwrap_or(port),
            scheme,
        })
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn is_https(&self) -> bool {
        self.scheme == "https"
    }

    pub(super) fn has_scheme_of(&self, other: &Self) -> bool {
        self.scheme == other.scheme
    }
}

/// Marks a request that a redirect took to another host: nothing proves to that host who asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Elsewhere;
