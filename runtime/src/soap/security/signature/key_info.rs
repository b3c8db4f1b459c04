//! How a signature names the certificate of its key.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::certificate::Certificate;
use super::key::SigningKey;
use super::trust::TrustedKeys;
use super::{MESSAGE_SECURITY_1_1, SIGNATURE, X509_PROFILE};
use crate::soap::security::rejection::{Rejection, Subject};
use crate::soap::security::username::bytes_of;
use crate::soap::security::{BASE64_BINARY, EXTENSION, UTILITY, Unmade, element};
use crate::value::{AnyElement, QName};
use crate::xml::canonical::Document;

/// The id of the token with the certificate.
const TOKEN_ID: &str = "castile-certificate";

/// How a message names the certificate of the key that signed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyReference {
    /// The certificate goes along, as a `BinarySecurityToken`.
    #[default]
    Token,
    /// By its issuer and its serial number: the other side has it.
    IssuerSerial,
    /// By the identifier of its key, which it must have: the other side has it.
    SubjectKeyIdentifier,
    /// By its SHA-1 thumbprint: the other side has it.
    Thumbprint,
}

impl KeyReference {
    /// The token that goes along.
    pub(super) fn token(self, key: &SigningKey) -> Option<AnyElement> {
        if self != Self::Token {
            return None;
        }
        let mut token = element(EXTENSION, "BinarySecurityToken")
            .with_text(&STANDARD.encode(&key.certificate().der));
        token.set_attribute(QName::new(UTILITY, "Id"), TOKEN_ID);
        let kind = format!("{X509_PROFILE}#X509v3");
        token.set_attribute(QName::without_namespace("ValueType"), kind);
        token.set_attribute(QName::without_namespace("EncodingType"), BASE64_BINARY);
        Some(token)
    }

    /// The content of `KeyInfo`, in which the prefixes `ds` and `o` are declared.
    pub(super) fn text(self, key: &SigningKey) -> Result<String, Unmade> {
        let certificate = key.certificate();
        let identifier = |kind: &str, bytes: &[u8]| {
            let value = STANDARD.encode(bytes);
            format!(
                "<o:KeyIdentifier ValueType=\"{kind}\" EncodingType=\"{BASE64_BINARY}\">{value}</o:KeyIdentifier>"
            )
        };
        let inner = match self {
            Self::Token => {
                format!("<o:Reference URI=\"#{TOKEN_ID}\" ValueType=\"{X509_PROFILE}#X509v3\"/>")
            }
            Self::IssuerSerial => format!(
                "<ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>{}</ds:X509IssuerName>\
                 <ds:X509SerialNumber>{}</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data>",
                escaped(&certificate.issuer),
                certificate.serial
            ),
            Self::SubjectKeyIdentifier => {
                let id = certificate.key_id.as_deref().ok_or_else(|| {
                    Unmade::new("the certificate does not say an identifier of its key")
                })?;
                identifier(&format!("{X509_PROFILE}#X509SubjectKeyIdentifier"), id)
            }
            Self::Thumbprint => identifier(
                &format!("{MESSAGE_SECURITY_1_1}#ThumbprintSHA1"),
                &certificate.thumbprint(),
            ),
        };
        Ok(format!(
            "<o:SecurityTokenReference>{inner}</o:SecurityTokenReference>"
        ))
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The certificate that the `KeyInfo` at a node names, given along or known.
pub(super) fn certificate_of(
    document: &Document<'_>,
    key_info: usize,
    security: usize,
    known: &TrustedKeys,
) -> Result<Certificate, Rejection> {
    let reference = document.only_child(key_info, EXTENSION, "SecurityTokenReference");
    let holder = reference.unwrap_or(key_info);
    let children: Vec<usize> = document.children(holder).collect();
    let [child] = children.as_slice() else {
        return Err(unnamed("the signature names no key, or several"));
    };
    match document.name(*child) {
        (EXTENSION, "Reference") => token_of(document, *child, security),
        (EXTENSION, "KeyIdentifier") => identified(document, *child, known),
        (SIGNATURE, "X509Data") => from_data(document, *child, known),
        (_, name) => Err(unnamed(format!("the signature names its key by `{name}`"))),
    }
}

fn unnamed(reason: impl Into<std::borrow::Cow<'static, str>>) -> Rejection {
    Rejection::new(Subject::UnsupportedToken, reason)
}

fn unavailable() -> Rejection {
    let reason = "the certificate that the signature names is not known here";
    Rejection::new(Subject::TokenUnavailable, reason)
}

fn parsed(text: Option<String>) -> Result<Certificate, Rejection> {
    let der = text.as_deref().and_then(bytes_of);
    let certificate = der.and_then(|der| Certificate::parse(&der).ok());
    certificate
        .ok_or_else(|| Rejection::new(Subject::InvalidToken, "the certificate is not understood"))
}

/// The token of the block that a reference names.
fn token_of(
    document: &Document<'_>,
    reference: usize,
    security: usize,
) -> Result<Certificate, Rejection> {
    let uri = document.attribute(reference, "", "URI").unwrap_or_default();
    let id = uri.strip_prefix('#').unwrap_or_default();
    let token = document.with_id(id).ok_or_else(unavailable)?;
    let is_token = document.is(token, EXTENSION, "BinarySecurityToken")
        && document.children(security).any(|child| child == token);
    if !is_token {
        return Err(unavailable());
    }
    let kind = document.attribute(token, "", "ValueType");
    if kind.is_none_or(|kind| kind.trim() != format!("{X509_PROFILE}#X509v3")) {
        return Err(unnamed("the token is no certificate of the type X509v3"));
    }
    parsed(document.text(token))
}

fn identified(
    document: &Document<'_>,
    identifier: usize,
    known: &TrustedKeys,
) -> Result<Certificate, Rejection> {
    let kind = document
        .attribute(identifier, "", "ValueType")
        .unwrap_or_default();
    let text = document.text(identifier);
    let kind = kind.trim();
    if kind.strip_prefix(X509_PROFILE) == Some("#X509v3") {
        return parsed(text);
    }
    let bytes = text.as_deref().and_then(bytes_of);
    let bytes = bytes.ok_or_else(|| unnamed("the identifier of the key is no base64"))?;
    let found = if kind.strip_prefix(X509_PROFILE) == Some("#X509SubjectKeyIdentifier") {
        known.find(|certificate| certificate.key_id.as_ref() == Some(&bytes))
    } else if kind.strip_prefix(MESSAGE_SECURITY_1_1) == Some("#ThumbprintSHA1") {
        known.find(|certificate| certificate.thumbprint() == bytes)
    } else {
        return Err(unnamed(
            "the identifier of the key is of a type that is not known",
        ));
    };
    found.ok_or_else(unavailable)
}

fn from_data(
    document: &Document<'_>,
    data: usize,
    known: &TrustedKeys,
) -> Result<Certificate, Rejection> {
    if let Some(certificate) = document.only_child(data, SIGNATURE, "X509Certificate") {
        return parsed(document.text(certificate));
    }
    if let Some(pair) = document.only_child(data, SIGNATURE, "X509IssuerSerial") {
        let text = |local| {
            let child = document.only_child(pair, SIGNATURE, local)?;
            document.text(child)
        };
        let (issuer, serial) = (text("X509IssuerName"), text("X509SerialNumber"));
        let (Some(issuer), Some(serial)) = (issuer, serial) else {
            return Err(unnamed("the issuer or the serial number is not there"));
        };
        let found = known.find(|certificate| certificate.is_issued_by(&issuer, &serial));
        return found.ok_or_else(unavailable);
    }
    if let Some(id) = document.only_child(data, SIGNATURE, "X509SKI") {
        let id = document.text(id).as_deref().and_then(bytes_of);
        let found = known.find(|certificate| id.is_some() && certificate.key_id == id);
        return found.ok_or_else(unavailable);
    }
    Err(unnamed(
        "the signature names its certificate in a way that is not known",
    ))
}
