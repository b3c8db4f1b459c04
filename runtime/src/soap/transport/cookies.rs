//! Cookies, for services that keep a session in them.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Request, Response, Uri};

use super::origin::Origin;
use super::{ReplyBody, Transport, TransportError};

/// How many cookies are kept; the oldest goes first.
const MAX_COOKIES: usize = 300;
/// How long a cookie may be.
const MAX_BYTES: usize = 4096;

/// A transport that keeps the cookies of replies and sends them with later requests to the same host.
///
/// Clones share the cookies. A cookie goes back only to the host that set it (its `Domain` is not asked), below its path, with TLS if
/// it is `Secure`, until it ends. Shown without them.
///
/// Source: RFC 6265, 5.
#[derive(Clone)]
pub struct Cookies<T> {
    transport: T,
    jar: Arc<Mutex<Vec<Cookie>>>,
}

impl<T> fmt::Debug for Cookies<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cookies").finish_non_exhaustive()
    }
}

struct Cookie {
    host: String,
    path: String,
    name: String,
    value: String,
    secure: bool,
    end: Option<SystemTime>,
}

impl<T> Cookies<T> {
    /// A transport without cookies yet.
    pub fn new(transport: T) -> Self {
        Self {
            transport,
            jar: Arc::default(),
        }
    }

    /// Forgets all cookies.
    pub fn clear(&self) {
        self.jar().clear();
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, Vec<Cookie>> {
        self.jar.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn header_for(&self, uri: &Uri) -> Option<HeaderValue> {
        let origin = Origin::of(uri)?;
        let now = SystemTime::now();
        let mut jar = self.jar();
        jar.retain(|cookie| cookie.end.is_none_or(|end| end > now));
        let fits = jar.iter().filter(|cookie| cookie.fits(&origin, uri.path()));
        let pairs: Vec<String> = fits
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        if pairs.is_empty() {
            return None;
        }
        let mut value = HeaderValue::try_from(pairs.join("; ")).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    fn keep(&self, uri: &Uri, headers: &HeaderMap) {
        let Some(origin) = Origin::of(uri) else {
            return;
        };
        let texts = headers.get_all(SET_COOKIE).iter();
        let cookies = texts.filter_map(|value| Cookie::parse(value.to_str().ok()?, &origin, uri));
        let mut jar = self.jar();
        for cookie in cookies {
            jar.retain(|known| !known.is_replaced_by(&cookie));
            jar.push(cookie);
        }
        let surplus = jar.len().saturating_sub(MAX_COOKIES);
        jar.drain(..surplus);
    }
}

impl Cookie {
    fn parse(text: &str, origin: &Origin, uri: &Uri) -> Option<Self> {
        let mut parts = text.split(';');
        let (name, value) = parts.next()?.split_once('=')?;
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() || text.len() > MAX_BYTES {
            return None;
        }
        let folder = uri.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut cookie = Self {
            host: origin.host().to_owned(),
            path: folder.to_owned(),
            name: name.to_owned(),
            value: value.to_owned(),
            secure: false,
            end: None,
        };
        let mut has_age = false;
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            match name.trim().to_ascii_lowercase().as_str() {
                "path" if value.trim().starts_with('/') => {
                    cookie.path = value.trim().trim_end_matches('/').to_owned();
                }
                "secure" => cookie.secure = true,
                "max-age" => {
                    has_age = true;
                    cookie.end = Some(end_of_age(value.trim())?);
                }
                "expires" if !has_age => {
                    cookie.end = httpdate::parse_http_date(value.trim()).ok();
                }
                _ => {}
            }
        }
        Some(cookie)
    }

    fn is_replaced_by(&self, other: &Self) -> bool {
        self.name == other.name && self.host == other.host && self.path == other.path
    }

    fn fits(&self, origin: &Origin, path: &str) -> bool {
        let below = path.strip_prefix(&self.path);
        let in_path = below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.host == origin.host() && in_path && (origin.is_https() || !self.secure)
    }
}

/// The time in so many seconds; the beginning of time for none or fewer.
fn end_of_age(seconds: &str) -> Option<SystemTime> {
    let seconds: i64 = seconds.parse().ok()?;
    match u64::try_from(seconds) {
        Ok(seconds) if seconds > 0 => SystemTime::now().checked_add(Duration::from_secs(seconds)),
        _ => Some(SystemTime::UNIX_EPOCH),
    }
}

impl<T: Transport> Transport for Cookies<T> {
    async fn send(
        &self,
        mut request: Request<Bytes>,
    ) -> Result<Response<ReplyBody>, TransportError> {
        if let Some(value) = self.header_for(request.uri()) {
            request.headers_mut().append(COOKIE, value);
        }
        let uri = request.uri().clone();
        let reply = self.transport.send(request).await?;
        self.keep(&uri, reply.headers());
        Ok(reply)
    }
}
