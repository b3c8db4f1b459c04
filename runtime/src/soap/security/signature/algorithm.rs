//! The algorithms of signatures and their names.

use ring::digest::{self, digest};
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};

use super::super::rejection::{Rejection, Subject};
use super::certificate::KeyKind;

/// A digest of what is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Digest {
    /// SHA-1, which is broken: only taken, and only where it is allowed.
    Sha1,
    /// SHA-256.
    #[default]
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Digest {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "http://www.w3.org/2000/09/xmldsig#sha1",
            Self::Sha256 => "http://www.w3.org/2001/04/xmlenc#sha256",
            Self::Sha384 => "http://www.w3.org/2001/04/xmldsig-more#sha384",
            Self::Sha512 => "http://www.w3.org/2001/04/xmlenc#sha512",
        }
    }

    /// The digest of that name.
    pub(super) fn named(name: &str) -> Result<Self, Rejection> {
        let known = [Self::Sha1, Self::Sha256, Self::Sha384, Self::Sha512];
        let found = known.into_iter().find(|digest| digest.name() == name);
        found.ok_or_else(|| unsupported("digest", name))
    }

    pub(super) fn of(self, bytes: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        };
        digest(algorithm, bytes).as_ref().to_vec()
    }
}

/// A kind of signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    Rsa(Digest),
    EcdsaP256,
    EcdsaP384,
}

impl Scheme {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Rsa(Digest::Sha1) => "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
            Self::Rsa(Digest::Sha256) => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            Self::Rsa(Digest::Sha384) => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            Self::Rsa(Digest::Sha512) => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
            Self::EcdsaP256 => "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            Self::EcdsaP384 => "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
        }
    }

    /// The kind of that name. Those with shared secrets are not among them: a certificate is none.
    pub(super) fn named(name: &str) -> Result<Self, Rejection> {
        let known = [
            Self::Rsa(Digest::Sha1),
            Self::Rsa(Digest::Sha256),
            Self::Rsa(Digest::Sha384),
            Self::Rsa(Digest::Sha512),
            Self::EcdsaP256,
            Self::EcdsaP384,
        ];
        let found = known.into_iter().find(|scheme| scheme.name() == name);
        found.ok_or_else(|| unsupported("signature", name))
    }

    pub(super) const fn uses_sha1(self) -> bool {
        matches!(self, Self::Rsa(Digest::Sha1))
    }

    /// Whether a signature is one of a key over these bytes.
    ///
    /// RSA keys have 2048 to 8192 bits; signatures with ECDSA are the two numbers, one behind the other.
    ///
    /// Source: XML Signature Syntax and Processing 1.1, 6.4.
    pub(super) fn verifies(
        self,
        kind: KeyKind,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        let algorithm: &dyn VerificationAlgorithm = match (self, kind) {
            (Self::Rsa(Digest::Sha1), KeyKind::Rsa) => {
                &signature::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY
            }
            (Self::Rsa(Digest::Sha256), KeyKind::Rsa) => &signature::RSA_PKCS1_2048_8192_SHA256,
            (Self::Rsa(Digest::Sha384), KeyKind::Rsa) => &signature::RSA_PKCS1_2048_8192_SHA384,
            (Self::Rsa(Digest::Sha512), KeyKind::Rsa) => &signature::RSA_PKCS1_2048_8192_SHA512,
            (Self::EcdsaP256, KeyKind::P256) => &signature::ECDSA_P256_SHA256_FIXED,
            (Self::EcdsaP384, KeyKind::P384) => &signature::ECDSA_P384_SHA384_FIXED,
            _ => return false,
        };
        UnparsedPublicKey::new(algorithm, key)
            .verify(message, signature)
            .is_ok()
    }
}

pub(super) fn unsupported(what: &str, name: &str) -> Rejection {
    let name: String = name.chars().take(100).collect();
    let reason = format!("the algorithm {name:?} is not supported for a {what}");
    Rejection::new(Subject::UnsupportedAlgorithm, reason)
}
