//! Verifying a signature: whether it is right, whose it is, and which elements it is over.

use super::algorithm::{Digest, Scheme, unsupported};
use super::certificate::Certificate;
use super::key_info::certificate_of;
use super::trust::TrustedKeys;
use super::{EXCLUSIVE, SIGNATURE};
use crate::soap::security::rejection::{Rejection, Subject};
use crate::soap::security::username::bytes_of;
use crate::xml::Canonicalization;
use crate::xml::canonical::{Document, write};

const INCLUSIVE: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

/// How many elements a signature may be over.
const MAX_REFERENCES: usize = 64;

/// How many prefixes a list may have.
const MAX_PREFIXES: usize = 1_024;

/// What is verified of a signature.
pub(super) struct Verified {
    pub(super) certificate: Certificate,
    /// The elements that it is over.
    pub(super) elements: Vec<usize>,
}

/// A signature to verify.
pub(super) struct Verification<'v, 't> {
    pub(super) document: &'v Document<'t>,
    /// The block `Security`.
    pub(super) security: usize,
    pub(super) trusted: &'v TrustedKeys,
    pub(super) now: std::time::SystemTime,
    pub(super) allows_sha1: bool,
}

impl Verification<'_, '_> {
    /// Verifies the signature at a node: the certificate first, then the signature, and then what it is over.
    ///
    /// Source: XML Signature Syntax and Processing 1.1, 3.2.
    pub(super) fn verify(&self, signature: usize) -> Result<Verified, Rejection> {
        let info = self.child(signature, "SignedInfo")?;
        let key_info = self.child(signature, "KeyInfo")?;
        let value = self.bytes(self.child(signature, "SignatureValue")?)?;
        let certificate = certificate_of(self.document, key_info, self.security, self.trusted)?;
        self.trusted.check(&certificate, self.now)?;
        let scheme = Scheme::named(self.algorithm(self.child(info, "SignatureMethod")?)?)?;
        if scheme.uses_sha1() {
            self.refuse_sha1()?;
        }
        let method = self.canonicalization(self.child(info, "CanonicalizationMethod")?)?;
        let canonical = write(self.document, info, &method);
        let key = certificate.public_key.as_slice();
        if !scheme.verifies(certificate.kind, key, canonical.as_bytes(), &value) {
            return Err(wrong("the signature is wrong"));
        }
        let references: Vec<usize> = self
            .document
            .children(info)
            .filter(|child| self.document.is(*child, SIGNATURE, "Reference"))
            .collect();
        if references.is_empty() || references.len() > MAX_REFERENCES {
            return Err(Rejection::invalid(
                "the signature is over nothing, or over too much",
            ));
        }
        let elements = references.into_iter().map(|node| self.reference(node));
        Ok(Verified {
            elements: elements.collect::<Result<_, _>>()?,
            certificate,
        })
    }

    /// The element that a reference is to, if its digest is right.
    fn reference(&self, reference: usize) -> Result<usize, Rejection> {
        let uri = self
            .document
            .attribute(reference, "", "URI")
            .unwrap_or_default();
        let id = uri.strip_prefix('#').unwrap_or_default();
        let Some(element) = self.document.with_id(id) else {
            let reason = "the signature is over what is not there, or is there twice";
            return Err(Rejection::invalid(reason));
        };
        let method = self.transform(reference)?;
        let digest = Digest::named(self.algorithm(self.child(reference, "DigestMethod")?)?)?;
        if digest == Digest::Sha1 {
            self.refuse_sha1()?;
        }
        let expected = self.bytes(self.child(reference, "DigestValue")?)?;
        let canonical = write(self.document, element, &method);
        match digest.of(canonical.as_bytes()) == expected {
            true => Ok(element),
            false => Err(wrong("what was signed has changed")),
        }
    }

    /// What becomes of the element before its digest is made: canonical XML, and nothing else.
    fn transform(&self, reference: usize) -> Result<Canonicalization, Rejection> {
        let Some(transforms) = self.document.only_child(reference, SIGNATURE, "Transforms") else {
            return Ok(Canonicalization::inclusive());
        };
        let children: Vec<usize> = self.document.children(transforms).collect();
        match children.as_slice() {
            [transform] if self.document.is(*transform, SIGNATURE, "Transform") => {
                self.canonicalization(*transform)
            }
            _ => Err(unsupported("transformation", "several, or none")),
        }
    }

    fn canonicalization(&self, method: usize) -> Result<Canonicalization, Rejection> {
        let name = self.algorithm(method)?;
        let (name, comments) = match name.strip_suffix("WithComments") {
            Some(name) => (name.strip_suffix('#').unwrap_or(name), true),
            None => (name, false),
        };
        let form = if name == EXCLUSIVE || name == EXCLUSIVE.trim_end_matches('#') {
            let prefixes = self.prefixes(method)?;
            Canonicalization::exclusive().with_inclusive_prefixes(prefixes)
        } else if name == INCLUSIVE {
            Canonicalization::inclusive()
        } else {
            return Err(unsupported("canonicalization", name));
        };
        Ok(match comments {
            true => form.with_comments(),
            false => form,
        })
    }

    /// The prefixes that are listed with exclusive canonical XML.
    fn prefixes(&self, method: usize) -> Result<Vec<String>, Rejection> {
        let document = self.document;
        let Some(list) = document.only_child(method, EXCLUSIVE, "InclusiveNamespaces") else {
            return Ok(Vec::new());
        };
        let list = document
            .attribute(list, "", "PrefixList")
            .unwrap_or_default();
        let prefixes: Vec<String> = list
            .split_ascii_whitespace()
            .map(|prefix| if prefix == "#default" { "" } else { prefix })
            .map(str::to_owned)
            .collect();
        match prefixes.len() > MAX_PREFIXES {
            true => Err(Rejection::invalid("the signature lists too many prefixes")),
            false => Ok(prefixes),
        }
    }

    fn refuse_sha1(&self) -> Result<(), Rejection> {
        match self.allows_sha1 {
            true => Ok(()),
            false => {
                let reason = "SHA-1 is not taken in signatures";
                Err(Rejection::new(Subject::UnsupportedAlgorithm, reason))
            }
        }
    }

    fn child(&self, node: usize, local: &str) -> Result<usize, Rejection> {
        let child = self.document.only_child(node, SIGNATURE, local);
        child.ok_or_else(|| Rejection::invalid(format!("the signature has no `{local}`, or two")))
    }

    fn algorithm(&self, node: usize) -> Result<&str, Rejection> {
        let name = self.document.attribute(node, "", "Algorithm");
        name.map(str::trim)
            .ok_or_else(|| Rejection::invalid("the signature does not name an algorithm"))
    }

    fn bytes(&self, node: usize) -> Result<Vec<u8>, Rejection> {
        let bytes = self.document.text(node).as_deref().and_then(bytes_of);
        bytes.ok_or_else(|| Rejection::invalid("a value of the signature is no base64"))
    }
}

fn wrong(reason: &'static str) -> Rejection {
    Rejection::new(Subject::FailedCheck, reason)
}
