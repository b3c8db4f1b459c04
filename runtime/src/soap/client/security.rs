//! WS-Security without keys: user name, password and the time of a message.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

use super::error::BuildError;
use super::random;
use crate::operation::SoapVersion;
use crate::value::{AnyElement, DateTime, QName};

/// The namespace of the block and its tokens.
const EXTENSION: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
/// The namespace of times.
const UTILITY: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
/// What the types of passwords begin with.
const USERNAME_PROFILE: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";
const BASE64_BINARY: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

/// The header block `Security` that goes out with each call: a `UsernameToken`, a `Timestamp`, or both.
///
/// It must be understood, as the services that ask for it expect. Nonces and times are made anew for each call. Signatures and
/// encryption are not offered.
///
/// ```
/// use std::time::Duration;
/// use castile::soap::{Client, Security, UsernameToken};
///
/// let security = Security::new()
///     .with_username_token(UsernameToken::digest("user", "password"))
///     .with_timestamp(Duration::from_secs(300));
/// let caller = Client::builder("https://example.org/orders").security(security).build();
/// ```
///
/// Source: Web Services Security: SOAP Message Security 1.0, 5 and 10; UsernameToken Profile 1.0.
#[derive(Clone, Debug, Default)]
pub struct Security {
    token: Option<UsernameToken>,
    lifetime: Option<Duration>,
}

impl Security {
    /// A block with nothing in it yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says who calls.
    #[must_use]
    pub fn with_username_token(mut self, token: UsernameToken) -> Self {
        self.token = Some(token);
        self
    }

    /// Says when the message was made, and that it is valid for so long.
    #[must_use]
    pub fn with_timestamp(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// The block of a message that is made now.
    pub(super) fn block(&self, version: SoapVersion) -> Result<AnyElement, BuildError> {
        let now = SystemTime::now();
        let mut block = element(EXTENSION, "Security");
        block.declare_namespace("o", EXTENSION);
        block.declare_namespace("u", UTILITY);
        let mandatory = QName::new(version.namespace(), "mustUnderstand");
        block.set_attribute(mandatory, "1");
        if let Some(lifetime) = self.lifetime {
            let mut timestamp = element(UTILITY, "Timestamp");
            timestamp.push_element(element(UTILITY, "Created").with_text(&instant(now)?));
            let end = now.checked_add(lifetime).ok_or_else(no_such_time)?;
            timestamp.push_element(element(UTILITY, "Expires").with_text(&instant(end)?));
            block.push_element(timestamp);
        }
        if let Some(token) = &self.token {
            block.push_element(token.element(&instant(now)?)?);
        }
        Ok(block)
    }
}

/// A user name with its password, as text or as a digest. Shown without the password.
#[derive(Clone)]
pub struct UsernameToken {
    username: String,
    password: String,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    Digest,
}

impl fmt::Debug for UsernameToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UsernameToken")
            .field("username", &self.username)
            .field("form", &self.form)
            .finish_non_exhaustive()
    }
}

impl UsernameToken {
    /// The password as it is: for connections with TLS.
    pub fn text(username: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            username: username.into(),
            password: password.into(),
            form: Form::Text,
        }
    }

    /// A digest of the password, a nonce and the time.
    pub fn digest(username: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            form: Form::Digest,
            ..Self::text(username, password)
        }
    }

    fn element(&self, created: &str) -> Result<AnyElement, BuildError> {
        let nonce: [u8; 16] = random::bytes()?;
        let (kind, password) = match self.form {
            Form::Text => ("PasswordText", self.password.clone()),
            Form::Digest => {
                let digest = password_digest(&nonce, created, &self.password);
                ("PasswordDigest", digest)
            }
        };
        let mut token = element(EXTENSION, "UsernameToken");
        token.push_element(element(EXTENSION, "Username").with_text(&self.username));
        let mut element_of_password = element(EXTENSION, "Password").with_text(&password);
        let kind = format!("{USERNAME_PROFILE}#{kind}");
        element_of_password.set_attribute(QName::without_namespace("Type"), kind);
        token.push_element(element_of_password);
        let mut element_of_nonce = element(EXTENSION, "Nonce").with_text(&STANDARD.encode(nonce));
        element_of_nonce.set_attribute(QName::without_namespace("EncodingType"), BASE64_BINARY);
        token.push_element(element_of_nonce);
        token.push_element(element(UTILITY, "Created").with_text(created));
        Ok(token)
    }
}

/// The name of the block.
pub(super) fn security_block() -> QName {
    QName::new(EXTENSION, "Security")
}

fn element(namespace: &str, local: &str) -> AnyElement {
    AnyElement::new(QName::new(namespace, local))
}

/// The digest of a password: `Base64(SHA-1(nonce + created + password))`.
///
/// Source: UsernameToken Profile 1.0, 3.1.
fn password_digest(nonce: &[u8], created: &str, password: &str) -> String {
    let bytes = [nonce, created.as_bytes(), password.as_bytes()].concat();
    STANDARD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, &bytes))
}

/// The time in UTC, to the millisecond: more digits are not taken everywhere.
fn instant(time: SystemTime) -> Result<String, BuildError> {
    let since = time
        .duration_since(UNIX_EPOCH)
        .map_err(|_| no_such_time())?;
    let seconds = i64::try_from(since.as_secs()).map_err(|_| no_such_time())?;
    let time = DateTime::from_unix(seconds, since.subsec_millis() * 1_000_000);
    time.map(|time| time.to_string())
        .map_err(|_| no_such_time())
}

fn no_such_time() -> BuildError {
    BuildError {
        message: "the time of the message cannot be said".to_owned(),
        source: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_made_of_nonce_time_and_password() {
        // Computed with `openssl dgst -sha1 -binary | base64` over the three, one behind the other.
        let digest = password_digest(b"0123456789abcdef", "2026-01-31T23:59:59.123Z", "secret");
        assert_eq!(digest, "LAdrv/5h+yy5TecqT3MkjW8StrA=");
    }

    #[test]
    fn a_token_is_shown_without_its_password() {
        let token = UsernameToken::digest("user", "s3cr3t");
        let security = Security::new().with_username_token(token);
        assert!(!format!("{security:?}").contains("s3cr3t"));
    }
}
