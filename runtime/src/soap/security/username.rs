//! User names and passwords, sent and checked.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use ring::hmac;

use super::rejection::{Rejection, Subject};
use super::{BASE64_BINARY, EXTENSION, UTILITY, Unmade, element, random};
use crate::value::{AnyElement, Base64Binary, QName};

/// What the types of passwords begin with.
const USERNAME_PROFILE: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";

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

    pub(super) fn element(&self, created: &str) -> Result<AnyElement, Unmade> {
        let nonce: [u8; 16] = random::bytes()?;
        let (kind, password) = match self.form {
            Form::Text => ("PasswordText", self.password.clone()),
            Form::Digest => {
                let digest = password_digest(&nonce, created, &self.password);
                ("PasswordDigest", STANDARD.encode(digest))
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

/// The digest of a password: `SHA-1(nonce + created + password)`.
///
/// Source: UsernameToken Profile 1.0, 3.1.
fn password_digest(nonce: &[u8], created: &str, password: &str) -> Vec<u8> {
    let bytes = [nonce, created.as_bytes(), password.as_bytes()].concat();
    digest(&SHA1_FOR_LEGACY_USE_ONLY, &bytes).as_ref().to_vec()
}

/// A user name's token as it came.
pub(super) struct Presented {
    pub(super) username: String,
    pub(super) created: Option<String>,
    proof: Proof,
    nonce: Option<Vec<u8>>,
}

enum Proof {
    Text(String),
    Digest(Vec<u8>),
}

impl Presented {
    /// The token that an element is.
    pub(super) fn read(token: &AnyElement) -> Result<Self, Rejection> {
        let username = text_in(token, "Username")?.ok_or_else(|| bad("it names no user"))?;
        let created = text_in(token, "Created")?;
        let nonce = match text_in(token, "Nonce")? {
            Some(nonce) => Some(bytes_of(&nonce).ok_or_else(|| bad("its nonce is no base64"))?),
            None => None,
        };
        let password = only(token, "Password")?.ok_or_else(|| bad("it has no password"))?;
        let text = password
            .text()
            .ok_or_else(|| bad("its password is no text"))?;
        let kind = password.attribute(None, "Type").map(str::trim);
        let kind = kind.and_then(|kind| kind.strip_prefix(USERNAME_PROFILE));
        let is_untyped = password.attribute(None, "Type").is_none();
        let proof = match kind {
            Some("#PasswordText") => Proof::Text(text),
            None if is_untyped => Proof::Text(text),
            Some("#PasswordDigest") => {
                Proof::Digest(bytes_of(&text).ok_or_else(|| bad("its digest is no base64"))?)
            }
            _ => {
                let reason = "the password is of a type that is not known";
                return Err(Rejection::new(Subject::UnsupportedToken, reason));
            }
        };
        if matches!(proof, Proof::Digest(_)) && (created.is_none() || nonce.is_none()) {
            return Err(bad(
                "a digest is made of a nonce and a time, and it has not both",
            ));
        }
        Ok(Self {
            username,
            created,
            proof,
            nonce,
        })
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self.proof, Proof::Text(_))
    }

    /// Whether the password is that one, in a time that does not depend on where they differ.
    pub(super) fn proves(&self, password: &str) -> bool {
        let (given, expected) = match &self.proof {
            Proof::Text(given) => (given.as_bytes(), password.as_bytes().to_vec()),
            Proof::Digest(given) => {
                let nonce = self.nonce.as_deref().unwrap_or_default();
                let created = self.created.as_deref().unwrap_or_default();
                (given.as_slice(), password_digest(nonce, created, password))
            }
        };
        // Both go through a keyed hash, and the hashes are compared: neither content nor length shows in the time.
        let Ok(key) = hmac::Key::generate(hmac::HMAC_SHA256, &ring::rand::SystemRandom::new())
        else {
            return false;
        };
        let tag = hmac::sign(&key, &expected);
        hmac::verify(&key, given, tag.as_ref()).is_ok()
    }

    /// What is never the same in two tokens; `None` without a nonce.
    pub(super) fn fingerprint(&self) -> Option<[u8; 32]> {
        let nonce = self.nonce.as_deref()?;
        let created = self.created.as_deref().unwrap_or_default();
        let lengths = [nonce.len(), created.len()].map(|length| (length as u64).to_be_bytes());
        let bytes = [
            lengths.as_flattened(),
            nonce,
            created.as_bytes(),
            self.username.as_bytes(),
        ]
        .concat();
        digest(&SHA256, &bytes).as_ref().try_into().ok()
    }
}

fn bad(reason: &str) -> Rejection {
    let reason = format!("the UsernameToken is not understood: {reason}");
    Rejection::new(Subject::InvalidToken, reason)
}

fn only<'t>(token: &'t AnyElement, local: &str) -> Result<Option<&'t AnyElement>, Rejection> {
    let mut found = token
        .elements()
        .filter(|element| element.name().local() == local);
    match (found.next(), found.next()) {
        (_, Some(_)) => Err(bad("it says something twice")),
        (found, None) => Ok(found),
    }
}

fn text_in(token: &AnyElement, local: &str) -> Result<Option<String>, Rejection> {
    Ok(only(token, local)?.and_then(AnyElement::text))
}

pub(super) fn bytes_of(text: &str) -> Option<Vec<u8>> {
    Base64Binary::parse(text).ok().map(|binary| binary.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_made_of_nonce_time_and_password() {
        // Computed with `openssl dgst -sha1 -binary | base64` over the three, one behind the other.
        let digest = password_digest(b"0123456789abcdef", "2026-01-31T23:59:59.123Z", "secret");
        assert_eq!(STANDARD.encode(digest), "LAdrv/5h+yy5TecqT3MkjW8StrA=");
    }

    #[test]
    fn a_token_is_shown_without_its_password() {
        let token = UsernameToken::digest("user", "s3cr3t");
        assert!(!format!("{token:?}").contains("s3cr3t"));
    }

    #[test]
    fn a_password_proves_itself_in_both_forms_and_no_other_does() {
        for token in [
            UsernameToken::text("user", "secret"),
            UsernameToken::digest("user", "secret"),
        ] {
            let element = token.element("2026-01-31T23:59:59.123Z").unwrap();
            let presented = Presented::read(&element).unwrap_or_else(|e| panic!("{e}"));
            assert!(presented.proves("secret"));
            assert!(!presented.proves("Secret") && !presented.proves(""));
        }
    }
}
