//! Who sent a message.

/// Who sent a message, as far as a `SecurityCheck` has found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Identity {
    /// The user whose password was right.
    pub username: Option<String>,
    /// The certificate, in DER, whose key has signed the message.
    pub certificate: Option<Vec<u8>>,
    /// The subject of that certificate, as RFC 4514 writes it.
    pub subject: Option<String>,
}
