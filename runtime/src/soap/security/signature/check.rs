//! What of a message must be signed, and by whom.

use std::time::SystemTime;

use super::SIGNATURE;
use super::mark::{Outline, SignedPart};
use super::trust::TrustedKeys;
use super::verify::Verification;
use crate::soap::mandatory::Understood;
use crate::soap::security::{Identity, Rejection};
use crate::xml::ReadOptions;
use crate::xml::canonical::Document;

/// What of a message must be signed, and by whom. For `SecurityCheck::with_signatures`.
///
/// The body must be, and a `Timestamp` that is there. A message has one signature, over elements that stand where they are read: the
/// body itself, header blocks, and children of the block `Security`; each must be the only one with its id. So nothing
/// that is signed can be moved away with something else put in its place.
///
/// What is not signed is given as it came. Prefixes that only names in content use are not part of what most stacks sign.
#[derive(Clone, Debug)]
pub struct SignatureCheck {
    trusted: TrustedKeys,
    required: Vec<SignedPart>,
    allows_sha1: bool,
}

impl SignatureCheck {
    /// Takes the signatures of these keys.
    #[must_use]
    pub fn new(trusted: TrustedKeys) -> Self {
        Self {
            trusted,
            required: vec![SignedPart::Body, SignedPart::Timestamp],
            allows_sha1: false,
        }
    }

    /// Asks that another part be signed, too, where it is there.
    #[must_use]
    pub fn requiring(mut self, part: SignedPart) -> Self {
        self.required.push(part);
        self
    }

    /// Takes SHA-1 in digests and signatures, as old stacks make them.
    #[must_use]
    pub fn allowing_sha1(mut self) -> Self {
        self.allows_sha1 = true;
        self
    }

    pub(in crate::soap) fn check(
        &self,
        text: &str,
        now: SystemTime,
        node: &Understood,
        options: &ReadOptions,
        identity: &mut Identity,
    ) -> Result<(), Rejection> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let document = Document::parse(text, options)
            .map_err(|error| Rejection::invalid(format!("the message is not read: {error}")))?;
        let outline = Outline::of(&document, |role| node.is_role(role));
        let outline = outline.map_err(Rejection::invalid)?;
        let mut signatures = document
            .children(outline.security)
            .filter(|child| document.is(*child, SIGNATURE, "Signature"));
        let signature = match (signatures.next(), signatures.next()) {
            (Some(signature), None) => signature,
            (None, _) => return Err(Rejection::invalid("the message is not signed")),
            _ => return Err(Rejection::invalid("the message has several signatures")),
        };
        let verification = Verification {
            document: &document,
            security: outline.security,
            trusted: &self.trusted,
            now,
            allows_sha1: self.allows_sha1,
        };
        let verified = verification.verify(signature)?;
        self.check_places(&document, outline, &verified.elements)?;
        identity.subject = Some(verified.certificate.subject);
        identity.certificate = Some(verified.certificate.der);
        Ok(())
    }

    /// Checks that what is signed stands where it is read, and is all that must be.
    fn check_places(
        &self,
        document: &Document<'_>,
        outline: Outline,
        signed: &[usize],
    ) -> Result<(), Rejection> {
        for element in signed {
            let parent = document.element(*element).and_then(|e| e.parent);
            let is_read = *element == outline.body
                || parent == Some(outline.header)
                || parent == Some(outline.security);
            if !is_read {
                let reason = "what is signed stands where it is not read";
                return Err(Rejection::invalid(reason));
            }
        }
        for part in &self.required {
            let elements = outline.part(document, part);
            if !elements.iter().all(|element| signed.contains(element)) {
                let reason = format!("the message is not signed where it must be: {part:?}");
                return Err(Rejection::invalid(reason));
            }
        }
        Ok(())
    }
}
