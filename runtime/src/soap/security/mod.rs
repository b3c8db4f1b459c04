//! WS-Security: who sends a message, when it was made, and what of it is signed.

mod check;
mod identity;
mod nonces;
mod outgoing;
mod random;
mod rejection;
#[cfg(feature = "ws-signature")]
pub(crate) mod signature;
mod times;
mod username;

pub use check::SecurityCheck;
pub use identity::Identity;
pub use outgoing::Security;
#[cfg(feature = "client")]
pub(crate) use random::{boundary, message_id};
pub(crate) use rejection::Rejection;
pub use username::UsernameToken;

use std::borrow::Cow;
use std::fmt;

use crate::value::{AnyElement, QName};

/// The namespace of the block and its tokens.
pub(crate) const EXTENSION: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
/// The namespace of times and ids.
pub(crate) const UTILITY: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
pub(crate) const BASE64_BINARY: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

/// The name of the block.
pub(crate) fn security_block() -> QName {
    QName::new(EXTENSION, "Security")
}

fn element(namespace: &str, local: &str) -> AnyElement {
    AnyElement::new(QName::new(namespace, local))
}

/// Why a block could not be made.
#[derive(Debug)]
pub(crate) struct Unmade(Cow<'static, str>);

impl Unmade {
    fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for Unmade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
