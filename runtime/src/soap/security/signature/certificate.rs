//! Certificates: what signatures name them by, and their keys.

use std::fmt;
use std::time::SystemTime;

use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use x509_cert::Certificate as Parsed;
use x509_cert::der::Decode;
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::ext::pkix::SubjectKeyIdentifier;

use super::key::KeyError;

const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const CURVE_P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const CURVE_P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

/// What sort of key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyKind {
    Rsa,
    P256,
    P384,
    Other,
}

/// A certificate.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Certificate {
    pub(super) der: Vec<u8>,
    pub(super) issuer: String,
    pub(super) subject: String,
    /// In decimal digits.
    pub(super) serial: String,
    /// The identifier of the key, if the certificate says one.
    pub(super) key_id: Option<Vec<u8>>,
    pub(super) kind: KeyKind,
    /// The key, as its kind has it.
    pub(super) public_key: Vec<u8>,
    not_before: SystemTime,
    not_after: SystemTime,
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}

impl Certificate {
    /// Reads a certificate in DER.
    pub(super) fn parse(der: &[u8]) -> Result<Self, KeyError> {
        let parsed = Parsed::from_der(der);
        let parsed = parsed.map_err(|e| KeyError::new(format!("it is no certificate: {e}")))?;
        let body = parsed.tbs_certificate();
        let info = body.subject_public_key_info();
        let key_id = body.get_extension::<SubjectKeyIdentifier>().ok().flatten();
        let curve = info.algorithm.parameters.as_ref();
        let curve = curve.and_then(|parameters| parameters.decode_as::<ObjectIdentifier>().ok());
        let kind = match (info.algorithm.oid, curve) {
            (RSA_ENCRYPTION, _) => KeyKind::Rsa,
            (EC_PUBLIC_KEY, Some(CURVE_P256)) => KeyKind::P256,
            (EC_PUBLIC_KEY, Some(CURVE_P384)) => KeyKind::P384,
            _ => KeyKind::Other,
        };
        let validity = body.validity();
        Ok(Self {
            der: der.to_vec(),
            issuer: body.issuer().to_string(),
            subject: body.subject().to_string(),
            serial: decimal(body.serial_number().as_bytes()),
            key_id: key_id.map(|(_, id)| id.0.as_bytes().to_vec()),
            kind,
            public_key: info.subject_public_key.raw_bytes().to_vec(),
            not_before: validity.not_before.to_system_time(),
            not_after: validity.not_after.to_system_time(),
        })
    }

    /// The digest by which WS-Security 1.1 names certificates.
    pub(super) fn thumbprint(&self) -> Vec<u8> {
        let digest = digest(&SHA1_FOR_LEGACY_USE_ONLY, &self.der);
        digest.as_ref().to_vec()
    }

    pub(super) fn is_valid_at(&self, now: SystemTime) -> bool {
        self.not_before <= now && now <= self.not_after
    }

    /// Whether it is the one that an issuer and a serial number name.
    pub(super) fn is_issued_by(&self, issuer: &str, serial: &str) -> bool {
        let serial = serial.trim().trim_start_matches('0');
        serial == self.serial.trim_start_matches('0') && same_name(issuer, &self.issuer)
    }
}

/// Whether two texts name the same issuer: white space between the parts and the case of their types do not matter, nor does the
/// end at which the name begins, as stacks differ in it.
fn same_name(one: &str, other: &str) -> bool {
    let (one, mut other) = (parts_of(one), parts_of(other));
    if one == other {
        return true;
    }
    other.reverse();
    one == other
}

fn parts_of(name: &str) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    let (mut start, mut escaped, mut quoted) = (0, false, false);
    for (at, character) in name.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ',' | '+' if !quoted => {
                parts.push(part_of(&name[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(part_of(&name[start..]));
    parts
}

fn part_of(text: &str) -> (String, String) {
    let (kind, value) = text.split_once('=').unwrap_or((text, ""));
    let kind = kind.trim().to_ascii_uppercase();
    let kind = match kind.strip_prefix("OID.").unwrap_or(&kind) {
        "E" | "EMAIL" | "EMAILADDRESS" => "1.2.840.113549.1.9.1",
        "S" => "ST",
        kind => kind,
    };
    (kind.to_owned(), value.trim().trim_matches('"').to_owned())
}

/// The number whose bytes these are, the highest first. A serial number has 20 of them at most; a longer one is cut off by none.
fn decimal(bytes: &[u8]) -> String {
    let mut digits: Vec<u8> = vec![0];
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            let value = u32::from(*digit) * 256 + carry;
            *digit = (value % 10) as u8;
            carry = value / 10;
        }
        while carry > 0 {
            digits.push((carry % 10) as u8);
            carry /= 10;
        }
    }
    digits
        .iter()
        .rev()
        .map(|digit| char::from(b'0' + digit))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_size_are_decimal() {
        assert_eq!(decimal(&[]), "0");
        assert_eq!(decimal(&[0, 255]), "255");
        assert_eq!(decimal(&[1, 0]), "256");
        assert_eq!(decimal(&u128::MAX.to_be_bytes()), u128::MAX.to_string());
    }

    #[test]
    fn names_are_the_same_however_they_are_written() {
        let name = r"CN=a\, b,O=c,C=DE";
        assert!(same_name(r"CN=a\, b, O=c, C=DE", name));
        assert!(same_name(r"c=DE, o=c, cn=a\, b", name));
        assert!(!same_name(r"CN=a, O=c, C=DE", name));
        assert!(!same_name("", name));
    }
}
