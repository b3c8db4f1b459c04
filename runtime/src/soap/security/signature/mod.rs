//! Signatures of WS-Security with X.509 keys.
//!
//! Source: Web Services Security: SOAP Message Security 1.1; X.509 Certificate Token Profile 1.1; XML Signature Syntax and Processing.

mod algorithm;
mod certificate;
mod check;
mod key;
mod key_info;
mod mark;
mod sign;
mod trust;
mod verify;

pub use algorithm::Digest;
pub use check::SignatureCheck;
pub use key::{KeyError, SigningKey};
pub use key_info::KeyReference;
pub use mark::SignedPart;
pub use sign::Signing;
pub use trust::TrustedKeys;

/// The namespace of signatures.
const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";
/// Exclusive canonical XML, and the namespace of its parameters.
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
/// What the names of certificates' types begin with.
const X509_PROFILE: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0";
/// What the name of the type of thumbprints begins with.
const MESSAGE_SECURITY_1_1: &str =
    "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1";
