//! The key that signs.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
    RSA_PKCS1_SHA256, RsaKeyPair,
};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use super::algorithm::{Digest, Scheme};
use super::certificate::{Certificate, KeyKind};
use crate::soap::security::Unmade;

/// A private key and the certificate of its public one. Shown without the key.
///
/// RSA with 2048 to 4096 bits signs with SHA-256; ECDSA on P-256 with SHA-256, and on P-384 with SHA-384.
#[derive(Clone)]
pub struct SigningKey {
    inner: Arc<Inner>,
}

struct Inner {
    pair: Pair,
    certificate: Certificate,
}

enum Pair {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
    P384(EcdsaKeyPair),
}

/// Why a key or a certificate cannot be used.
#[derive(Debug)]
pub struct KeyError {
    message: Cow<'static, str>,
}

impl KeyError {
    pub(super) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for KeyError {}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("certificate", &self.inner.certificate)
            .finish_non_exhaustive()
    }
}

impl SigningKey {
    /// A key and its certificate in PEM; they may stand in the same text.
    ///
    /// The key is PKCS#8 (`PRIVATE KEY`), or PKCS#1 for RSA (`RSA PRIVATE KEY`). Of several certificates the first is the key's own.
    ///
    /// # Errors
    ///
    /// [`KeyError`] if there is no certificate or no key, the key is of another kind, or is not that of the certificate.
    pub fn from_pem(certificate: &[u8], key: &[u8]) -> Result<Self, KeyError> {
        let certificate = CertificateDer::from_pem_slice(certificate)
            .map_err(|e| KeyError::new(format!("there is no certificate in PEM: {e}")))?;
        let key = PrivateKeyDer::from_pem_slice(key)
            .map_err(|e| KeyError::new(format!("there is no private key in PEM: {e}")))?;
        match &key {
            PrivateKeyDer::Pkcs8(key) => Self::from_der(&certificate, key.secret_pkcs8_der()),
            PrivateKeyDer::Pkcs1(key) => {
                let pair = RsaKeyPair::from_der(key.secret_pkcs1_der());
                let pair = pair.map_err(|e| KeyError::new(format!("the RSA key is none: {e}")))?;
                Self::join(Certificate::parse(&certificate)?, Pair::Rsa(pair))
            }
            _ => Err(KeyError::new(
                "the private key is in another form than PKCS#8 or PKCS#1",
            )),
        }
    }

    /// A certificate in DER and its key in PKCS#8.
    ///
    /// # Errors
    ///
    /// As [`from_pem`](Self::from_pem).
    pub fn from_der(certificate: &[u8], key: &[u8]) -> Result<Self, KeyError> {
        let certificate = Certificate::parse(certificate)?;
        let random = SystemRandom::new();
        let ecdsa = |algorithm| EcdsaKeyPair::from_pkcs8(algorithm, key, &random);
        let pair = match certificate.kind {
            KeyKind::Rsa => RsaKeyPair::from_pkcs8(key).map(Pair::Rsa),
            KeyKind::P256 => ecdsa(&ECDSA_P256_SHA256_FIXED_SIGNING).map(Pair::P256),
            KeyKind::P384 => ecdsa(&ECDSA_P384_SHA384_FIXED_SIGNING).map(Pair::P384),
            KeyKind::Other => {
                let message = "the certificate's key is neither RSA nor ECDSA on P-256 or P-384";
                return Err(KeyError::new(message));
            }
        };
        let pair = pair.map_err(|e| KeyError::new(format!("the private key is none: {e}")))?;
        Self::join(certificate, pair)
    }

    fn join(certificate: Certificate, pair: Pair) -> Result<Self, KeyError> {
        let public_key = match &pair {
            Pair::Rsa(pair) => pair.public_key().as_ref(),
            Pair::P256(pair) | Pair::P384(pair) => pair.public_key().as_ref(),
        };
        if public_key != certificate.public_key {
            let message = "the private key is not that of the certificate";
            return Err(KeyError::new(message));
        }
        Ok(Self {
            inner: Arc::new(Inner { pair, certificate }),
        })
    }

    pub(super) fn certificate(&self) -> &Certificate {
        &self.inner.certificate
    }

    pub(super) fn scheme(&self) -> Scheme {
        match &self.inner.pair {
            Pair::Rsa(_) => Scheme::Rsa(Digest::Sha256),
            Pair::P256(_) => Scheme::EcdsaP256,
            Pair::P384(_) => Scheme::EcdsaP384,
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Unmade> {
        let random = SystemRandom::new();
        let signature = match &self.inner.pair {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature)
                    .map(|()| signature)
            }
            Pair::P256(pair) | Pair::P384(pair) => pair
                .sign(&random, message)
                .map(|signature| signature.as_ref().to_vec()),
        };
        signature.map_err(|_| Unmade::new("the key does not sign"))
    }
}
