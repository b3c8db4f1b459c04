//! The HTTP headers that SOAP gives a meaning.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

use crate::operation::SoapVersion;

/// The content type of a message. SOAP 1.2 has the action in it.
///
/// Source: SOAP 1.1, 6; RFC 3902.
pub(crate) fn content_type(version: SoapVersion, action: &str) -> String {
    let media_type = version.media_type();
    match version {
        SoapVersion::Soap12 if !action.is_empty() => {
            format!("{media_type}; charset=utf-8; action=\"{action}\"")
        }
        _ => format!("{media_type}; charset=utf-8"),
    }
}

/// The media type of a body, in lower case, and its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MediaType {
    pub(crate) essence: String,
    parameters: Vec<(String, String)>,
}

impl MediaType {
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The media type that the headers name; empty if they name none.
pub(crate) fn media_type(headers: &HeaderMap) -> MediaType {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    value.map(parse_media_type).unwrap_or_default()
}

/// The media type that a text names.
pub(crate) fn parse_media_type(value: &str) -> MediaType {
    let mut parts = split_unquoted(value).into_iter();
    let essence = parts.next().unwrap_or("").trim().to_ascii_lowercase();
    let parameters = parts.filter_map(|part| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_ascii_lowercase(), unquote(value)))
    });
    MediaType {
        essence,
        parameters: parameters.collect(),
    }
}

/// Splits at the semicolons that stand outside of quotes.
fn split_unquoted(value: &str) -> Vec<&str> {
    let mut quoted = false;
    value
        .split(|character| {
            quoted ^= character == '"';
            character == ';' && !quoted
        })
        .collect()
}

fn unquote(value: &str) -> String {
    let value = value.trim();
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(value).to_owned()
}

/// The action that a request names: in the header `SOAPAction`, or in the content type.
pub(crate) fn action_of(headers: &HeaderMap) -> Option<String> {
    let header = headers
        .get("soapaction")
        .and_then(|value| value.to_str().ok());
    let action = match header {
        Some(value) => Some(unquote(value)),
        None => media_type(headers).parameter("action").map(str::to_owned),
    };
    action.filter(|action| !action.is_empty())
}

/// The headers as pairs of name and value; bytes that are no text are replaced.
pub(crate) fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let pairs = headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_in_the_content_type_may_hold_a_semicolon() {
        let mut headers = HeaderMap::new();
        let value = "application/soap+xml; action=\"urn:a;b\"; Charset=UTF-8";
        headers.insert(CONTENT_TYPE, value.parse().unwrap());
        assert_eq!(action_of(&headers).as_deref(), Some("urn:a;b"));
        assert_eq!(media_type(&headers).parameter("charset"), Some("UTF-8"));
        assert_eq!(media_type(&headers).essence, "application/soap+xml");
    }

    #[test]
    fn an_empty_action_is_none() {
        let mut headers = HeaderMap::new();
        headers.insert("SOAPAction", "\"\"".parse().unwrap());
        assert_eq!(action_of(&headers), None);
    }
}
