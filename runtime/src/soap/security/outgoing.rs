//! The block of WS-Security in messages that go out.

use std::time::{Duration, SystemTime};

use super::{EXTENSION, UTILITY, Unmade, UsernameToken, element, times};
use crate::operation::SoapVersion;
use crate::value::{AnyElement, QName};

/// The header block `Security` that goes out with each message: a `UsernameToken`, a `Timestamp`, a signature, or several of them.
///
/// It must be understood, as the services that ask for it expect. Nonces and times are made anew for each message. Signatures
/// take the feature `ws-signature`; encryption is not offered.
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
    #[cfg(feature = "ws-signature")]
    signing: Option<super::signature::Signing>,
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

    /// Signs messages.
    #[cfg(feature = "ws-signature")]
    #[must_use]
    pub fn with_signature(mut self, signing: super::signature::Signing) -> Self {
        self.signing = Some(signing);
        self
    }

    /// The block of a message that is made now, but for its signature.
    pub(crate) fn block(&self, version: SoapVersion) -> Result<AnyElement, Unmade> {
        let now = SystemTime::now();
        let mut block = element(EXTENSION, "Security");
        block.declare_namespace("o", EXTENSION);
        block.declare_namespace("u", UTILITY);
        let mandatory = QName::new(version.namespace(), "mustUnderstand");
        block.set_attribute(mandatory, "1");
        if let Some(lifetime) = self.lifetime {
            let mut timestamp = element(UTILITY, "Timestamp");
            timestamp.push_element(element(UTILITY, "Created").with_text(&times::write(now)?));
            let end = now.checked_add(lifetime);
            let end = end.ok_or_else(|| Unmade::new("the message would never expire"))?;
            timestamp.push_element(element(UTILITY, "Expires").with_text(&times::write(end)?));
            block.push_element(timestamp);
        }
        #[cfg(feature = "ws-signature")]
        if let Some(token) = self.signing.as_ref().and_then(|signing| signing.token()) {
            block.push_element(token);
        }
        if let Some(token) = &self.token {
            block.push_element(token.element(&times::write(now)?)?);
        }
        Ok(block)
    }

    /// Whether messages are signed.
    #[cfg(feature = "ws-signature")]
    pub(crate) fn signs(&self) -> bool {
        self.signing.is_some()
    }

    /// Whether messages are signed.
    #[cfg(not(feature = "ws-signature"))]
    pub(crate) fn signs(&self) -> bool {
        false
    }

    /// The message with its signature.
    ///
    /// `plain` is the same message with the values in it that stand beside it otherwise: what is signed is the whole.
    #[cfg(feature = "ws-signature")]
    pub(crate) fn seal(&self, text: String, plain: Option<&str>) -> Result<String, Unmade> {
        match &self.signing {
            Some(signing) => signing.seal(&text, plain),
            None => Ok(text),
        }
    }

    /// The message as it is: nothing is signed.
    #[cfg(not(feature = "ws-signature"))]
    #[expect(clippy::unnecessary_wraps, reason = "with signatures it may fail")]
    pub(crate) fn seal(&self, text: String, _plain: Option<&str>) -> Result<String, Unmade> {
        Ok(text)
    }
}
