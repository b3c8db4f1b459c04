//! Requests as HTTP: made before anything is sent.

use std::time::Duration;

use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT,
};
use http::{HeaderMap, Method, Request, Uri};

use super::Settings;
use super::failed::BuildError;
use super::redaction::{Redaction, Secrets};
use crate::operation::SoapVersion;
use crate::soap::transport::RequestBody;

/// A request to make.
pub(super) struct Outgoing {
    pub(super) operation: &'static str,
    pub(super) form: Form,
    pub(super) content: Content,
    /// The number of the message, if it has one.
    pub(super) message_id: Option<String>,
    pub(super) http_headers: Vec<(String, String)>,
    pub(super) endpoint: Option<String>,
    pub(super) timeout: Option<Duration>,
}

/// Marks a request whose body is to be compressed when it goes out.
#[derive(Clone, Copy)]
pub(super) struct Packed;

/// The body of a request and its type.
pub(super) struct Content {
    pub(super) content_type: String,
    /// The envelope, or a package around it.
    pub(super) body: Vec<u8>,
    /// What goes out in its place, where items are made while it does; `body` is then without them.
    pub(super) stream: Option<RequestBody>,
}

/// What a request is in HTTP.
pub(super) enum Form {
    /// An envelope.
    Soap {
        action: &'static str,
        version: SoapVersion,
    },
    /// A JSON document.
    #[cfg(feature = "json")]
    Json { method: Method },
}

impl Form {
    fn method(&self) -> Method {
        match self {
            Self::Soap { .. } => Method::POST,
            #[cfg(feature = "json")]
            Self::Json { method } => method.clone(),
        }
    }

    /// The headers that say what the body is, and what the reply is to be.
    fn headers(&self) -> Result<HeaderMap, BuildError> {
        let mut headers = HeaderMap::new();
        match self {
            Self::Soap { action, version } => {
                headers.insert(ACCEPT, HeaderValue::from_static(version.media_type()));
                if *version == SoapVersion::Soap11 {
                    let action = format!("\"{action}\"");
                    headers.insert("soapaction", value("SOAPAction", &action)?);
                }
            }
            #[cfg(feature = "json")]
            Self::Json { .. } => {
                headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
            }
        }
        Ok(headers)
    }
}

impl Outgoing {
    /// The address that it goes to.
    pub(super) fn endpoint<'e>(&'e self, settings: &'e Settings) -> &'e str {
        self.endpoint.as_deref().unwrap_or(&settings.endpoint)
    }

    /// Whether the body goes out compressed. One that is made while it goes out may be of any size.
    fn is_packed(&self, settings: &Settings) -> bool {
        let min_bytes = settings.packed_from.unwrap_or(usize::MAX);
        let is_large = self.content.stream.is_some() || self.content.body.len() >= min_bytes;
        settings.packed_from.is_some() && is_large
    }

    /// The HTTP request, with a plain body: one that is to be compressed is marked as [`Packed`].
    /// Beside it is what goes out in place of that body, if it is made while it does.
    pub(super) fn into_request(
        self,
        settings: &Settings,
    ) -> Result<(Request<Bytes>, Option<RequestBody>), BuildError> {
        let uri = address(self.endpoint(settings))?;
        let method = self.form.method();
        let mut headers = self.form.headers()?;
        let content_type = value("Content-Type", &self.content.content_type)?;
        headers.insert(CONTENT_TYPE, content_type);
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        headers.insert(USER_AGENT, value("User-Agent", &settings.user_agent)?);
        for (name, text) in settings.http_headers.iter().chain(&self.http_headers) {
            let parsed = HeaderName::try_from(name.as_str());
            let parsed = parsed.map_err(|e| {
                BuildError::caused(format!("{name:?} is no name of an HTTP header"), e)
            })?;
            let mut value = value(name, text)?;
            value.set_sensitive(settings.redaction.hides_header(&parsed));
            headers.insert(parsed, value);
        }
        let is_packed = self.is_packed(settings) && !headers.contains_key(CONTENT_ENCODING);
        if is_packed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        let mut request = Request::new(Bytes::from(self.content.body));
        if is_packed {
            request.extensions_mut().insert(Packed);
        }
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        Ok((request, self.content.stream))
    }
}

impl BuildError {
    pub(super) fn saying(message: &str) -> Self {
        Self {
            message: message.to_owned(),
            source: None,
        }
    }

    pub(super) fn unwritable(error: crate::xml::Error) -> Self {
        Self::caused("the request cannot be written".to_owned(), error)
    }

    fn caused(
        message: String,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            message,
            source: Some(source.into()),
        }
    }
}

/// The value of an HTTP header. It is not shown if it is none: it may be a secret.
fn value(name: &str, text: &str) -> Result<HeaderValue, BuildError> {
    HeaderValue::try_from(text).map_err(|e| {
        BuildError::caused(
            format!("the HTTP header `{name}` cannot have that value"),
            e,
        )
    })
}

fn address(endpoint: &str) -> Result<Uri, BuildError> {
    let shown = shown(endpoint);
    let uri = Uri::try_from(endpoint)
        .map_err(|e| BuildError::caused(format!("`{shown}` is no address of a service"), e))?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http" | "https"), Some(_)) => Ok(uri),
        _ => Err(BuildError {
            message: format!(
                "`{shown}` is no address of a service: `http://` or `https://` and a host are expected"
            ),
            source: None,
        }),
    }
}

/// The address without what may be secret in it: user, password and query.
pub(super) fn shown(endpoint: &str) -> String {
    let end = endpoint.find(['?', '#']).unwrap_or(endpoint.len());
    let plain = &endpoint[..end];
    let Some((scheme, rest)) = plain.split_once("://") else {
        return plain.to_owned();
    };
    let path = rest.find('/').unwrap_or(rest.len());
    let host = rest[..path].rsplit('@').next().unwrap_or("");
    format!("{scheme}://{host}{}", &rest[path..])
}

/// What is kept of a request, to find its secrets when something is to be shown.
pub(super) struct Witness {
    method: Method,
    headers: HeaderMap,
    body: Bytes,
}

impl Witness {
    pub(super) fn of(request: &Request<Bytes>) -> Self {
        Self {
            method: request.method().clone(),
            headers: request.headers().clone(),
            body: request.body().clone(),
        }
    }

    pub(super) fn secrets(&self, redaction: &Redaction) -> Secrets {
        redaction.secrets_of(&self.headers, &self.text())
    }

    pub(super) fn method(&self) -> &Method {
        &self.method
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body; it was made from text.
    pub(super) fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_secrets() {
        assert_eq!(
            shown("https://u:p@example.org:8443/a/b?key=1#x"),
            "https://example.org:8443/a/b"
        );
        assert_eq!(shown("http://example.org"), "http://example.org");
        assert_eq!(shown("nonsense?key=1"), "nonsense");
    }
}
