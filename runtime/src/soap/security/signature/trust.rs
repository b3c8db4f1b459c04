//! The certificates that signatures are trusted by.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter};

use super::certificate::Certificate;
use super::key::KeyError;
use crate::soap::security::rejection::{Rejection, Subject};

/// The certificates whose keys may sign messages: each of its own, or by an authority.
///
/// Nothing is trusted that is not named here: not the authorities of the system, and no certificate for coming along with a message.
/// Revocation lists are not looked at.
#[derive(Clone, Debug, Default)]
pub struct TrustedKeys {
    inner: Arc<Inner>,
}

#[derive(Clone, Debug, Default)]
struct Inner {
    /// Trusted each of its own.
    certificates: Vec<Certificate>,
    anchors: Vec<TrustAnchor<'static>>,
    /// Known, and trusted only by an authority.
    known: Vec<Certificate>,
}

impl TrustedKeys {
    /// No certificate yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Trusts the certificates of a text in PEM, each of its own, while they are valid.
    ///
    /// # Errors
    ///
    /// [`KeyError`] if there is none in it, or one is not understood.
    pub fn with_certificates(mut self, pem: &[u8]) -> Result<Self, KeyError> {
        let inner = Arc::make_mut(&mut self.inner);
        for der in certificates_in(pem)? {
            inner.certificates.push(Certificate::parse(&der)?);
        }
        Ok(self)
    }

    /// Trusts whatever certificates the authorities of a text in PEM have issued, directly or through others that are known here.
    ///
    /// What those certificates may be used for does not matter; their dates, names and constraints do.
    ///
    /// # Errors
    ///
    /// As [`with_certificates`](Self::with_certificates).
    pub fn with_authorities(mut self, pem: &[u8]) -> Result<Self, KeyError> {
        let inner = Arc::make_mut(&mut self.inner);
        for der in certificates_in(pem)? {
            let anchor = webpki::anchor_from_trusted_cert(&der)
                .map_err(|e| KeyError::new(format!("it is no authority's certificate: {e}")))?;
            inner.anchors.push(anchor.to_owned());
            inner.known.push(Certificate::parse(&der)?);
        }
        Ok(self)
    }

    /// Knows the certificates of a text in PEM, without trusting them: those between an authority and a key, and those that messages
    /// only name.
    ///
    /// # Errors
    ///
    /// As [`with_certificates`](Self::with_certificates).
    pub fn knowing(mut self, pem: &[u8]) -> Result<Self, KeyError> {
        let inner = Arc::make_mut(&mut self.inner);
        for der in certificates_in(pem)? {
            inner.known.push(Certificate::parse(&der)?);
        }
        Ok(self)
    }

    /// The only certificate that fits; `None` if there is none, or several different ones.
    pub(super) fn find(&self, fits: impl Fn(&Certificate) -> bool) -> Option<Certificate> {
        let all = self.inner.certificates.iter().chain(&self.inner.known);
        let mut fitting = all.filter(|certificate| fits(certificate));
        let first = fitting.next()?;
        fitting
            .all(|other| other.der == first.der)
            .then(|| first.clone())
    }

    /// Checks that a certificate is trusted now.
    pub(super) fn check(
        &self,
        certificate: &Certificate,
        now: SystemTime,
    ) -> Result<(), Rejection> {
        let failed = |reason| Rejection::new(Subject::FailedAuthentication, reason);
        let own = &self.inner.certificates;
        if own.iter().any(|trusted| trusted.der == certificate.der) {
            return match certificate.is_valid_at(now) {
                true => Ok(()),
                false => Err(failed("the certificate has expired, or is not valid yet")),
            };
        }
        match self.is_issued_by_authority(certificate, now) {
            true => Ok(()),
            false => Err(failed("the certificate of the signature is not trusted")),
        }
    }

    fn is_issued_by_authority(&self, certificate: &Certificate, now: SystemTime) -> bool {
        let der = CertificateDer::from(certificate.der.as_slice());
        let Ok(end) = EndEntityCert::try_from(&der) else {
            return false;
        };
        let Ok(since) = now.duration_since(UNIX_EPOCH) else {
            return false;
        };
        let between: Vec<CertificateDer<'_>> = self
            .inner
            .known
            .iter()
            .map(|known| CertificateDer::from(known.der.as_slice()))
            .collect();
        let path = end.verify_for_usage(
            ALGORITHMS,
            &self.inner.anchors,
            &between,
            UnixTime::since_unix_epoch(since),
            AnyPurpose,
            None,
            None,
        );
        path.is_ok()
    }
}

/// The algorithms that certificates may be signed with.
const ALGORITHMS: &[&dyn rustls_pki_types::SignatureVerificationAlgorithm] = &[
    webpki::ring::ECDSA_P256_SHA256,
    webpki::ring::ECDSA_P256_SHA384,
    webpki::ring::ECDSA_P384_SHA256,
    webpki::ring::ECDSA_P384_SHA384,
    webpki::ring::ED25519,
    webpki::ring::RSA_PKCS1_2048_8192_SHA256,
    webpki::ring::RSA_PKCS1_2048_8192_SHA384,
    webpki::ring::RSA_PKCS1_2048_8192_SHA512,
    webpki::ring::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
    webpki::ring::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
    webpki::ring::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
];

/// Signing messages has no purpose of its own among those that certificates name.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}

fn certificates_in(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, KeyError> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let found = found.map_err(|e| KeyError::new(format!("the text is no PEM: {e}")))?;
    match found.is_empty() {
        true => Err(KeyError::new("there is no certificate in the text")),
        false => Ok(found),
    }
}
