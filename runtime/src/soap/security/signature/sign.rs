//! Signing messages.

use std::collections::BTreeSet;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::algorithm::Digest;
use super::key::SigningKey;
use super::key_info::KeyReference;
use super::mark::{SignedPart, insert, mark, unreadable};
use super::{EXCLUSIVE, SIGNATURE};
use crate::soap::security::{EXTENSION, Unmade};
use crate::value::AnyElement;
use crate::xml::canonical::{Document, Node, write};
use crate::xml::{Canonicalization, Limits, ReadOptions};

/// How messages are signed.
///
/// The body, the `Timestamp` and the header blocks of WS-Addressing are, unless it is said otherwise; what a message does not have
/// is passed over. The certificate goes along. Digests are SHA-256; SHA-1 is never made.
///
/// ```no_run
/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
/// use castile::soap::{Client, Security, Signing, SigningKey};
///
/// let pem = std::fs::read("client.pem")?;
/// let signing = Signing::new(SigningKey::from_pem(&pem, &pem)?);
/// let security = Security::new().with_timestamp(Duration::from_secs(300)).with_signature(signing);
/// let caller = Client::builder("https://example.org/orders").security(security).build();
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Signing {
    key: SigningKey,
    reference: KeyReference,
    parts: Vec<SignedPart>,
    digest: Digest,
}

impl Signing {
    /// Signs with a key.
    #[must_use]
    pub fn new(key: SigningKey) -> Self {
        Self {
            key,
            reference: KeyReference::default(),
            parts: vec![
                SignedPart::Body,
                SignedPart::Timestamp,
                SignedPart::Addressing,
            ],
            digest: Digest::default(),
        }
    }

    /// Names the certificate in another way.
    #[must_use]
    pub fn with_key_reference(mut self, reference: KeyReference) -> Self {
        self.reference = reference;
        self
    }

    /// Signs another part, too.
    #[must_use]
    pub fn and(mut self, part: SignedPart) -> Self {
        self.parts.push(part);
        self
    }

    /// Signs these parts, and no others.
    #[must_use]
    pub fn only(mut self, parts: impl IntoIterator<Item = SignedPart>) -> Self {
        self.parts = parts.into_iter().collect();
        self
    }

    /// Makes other digests of the parts. SHA-256 is made for SHA-1.
    #[must_use]
    pub fn with_digest(mut self, digest: Digest) -> Self {
        self.digest = match digest {
            Digest::Sha1 => Digest::Sha256,
            digest => digest,
        };
        self
    }

    /// The token of the block that goes along.
    pub(in crate::soap) fn token(&self) -> Option<AnyElement> {
        self.reference.token(&self.key)
    }

    /// The message with its signature; `plain` is the message with all its values in it, if that is another.
    pub(in crate::soap) fn seal(&self, text: &str, plain: Option<&str>) -> Result<String, Unmade> {
        let marked = mark(plain.unwrap_or(text), &self.parts, &unlimited())?;
        let signature = self.signature(&marked.text, &marked.ids)?;
        match plain {
            None => insert(&marked.text, &signature, &unlimited()),
            Some(_) => {
                let marked = mark(text, &self.parts, &unlimited())?;
                insert(&marked.text, &signature, &unlimited())
            }
        }
    }

    /// The element `Signature` over the elements with these ids.
    ///
    /// Source: XML Signature Syntax and Processing 1.1, 4.
    fn signature(&self, text: &str, ids: &[String]) -> Result<String, Unmade> {
        if ids.is_empty() {
            return Err(Unmade::new("the message has nothing that is to be signed"));
        }
        let document = Document::parse(text, &unlimited()).map_err(unreadable)?;
        let mut signed_info = format!(
            "<ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"/>\
             <ds:SignatureMethod Algorithm=\"{}\"/>",
            self.key.scheme().name()
        );
        for id in ids {
            let node = document.with_id(id);
            let node =
                node.ok_or_else(|| Unmade::new(format!("the id {id:?} is not the only one")))?;
            signed_info.push_str(&self.reference(&document, node, id));
        }
        signed_info.push_str("</ds:SignedInfo>");
        let root = format!("<ds:Signature xmlns:ds=\"{SIGNATURE}\">");
        let canonical = {
            let text = format!("{root}{signed_info}</ds:Signature>");
            let document = Document::parse(&text, &unlimited()).map_err(unreadable)?;
            let info = document.children(document.root()).next();
            let info = info.ok_or_else(|| Unmade::new("the signature is over nothing"))?;
            write(&document, info, &Canonicalization::exclusive())
        };
        let value = STANDARD.encode(self.key.sign(canonical.as_bytes())?);
        let key_info = self.reference.text(&self.key)?;
        Ok(format!(
            "{root}{signed_info}<ds:SignatureValue>{value}</ds:SignatureValue>\
             <ds:KeyInfo xmlns:o=\"{EXTENSION}\">{key_info}</ds:KeyInfo></ds:Signature>"
        ))
    }

    /// The element `Reference` to an element.
    ///
    /// All prefixes that it knows are signed with it: names in its content may need them, and nobody is to give them another meaning.
    /// The default namespace is not among them, as libxml2 writes that of a list otherwise than the specification says.
    fn reference(&self, document: &Document<'_>, node: usize, id: &str) -> String {
        let prefixes = prefixes_in(document, node);
        let method =
            Canonicalization::exclusive().with_inclusive_prefixes(prefixes.iter().copied());
        let canonical = write(document, node, &method);
        let digest = STANDARD.encode(self.digest.of(canonical.as_bytes()));
        let listed: Vec<&str> = prefixes.into_iter().collect();
        let mut reference = format!("<ds:Reference URI=\"#{}\">", attribute(id));
        // Writing to a text cannot fail.
        let _ = write!(
            reference,
            "<ds:Transforms><ds:Transform Algorithm=\"{EXCLUSIVE}\">\
             <ec:InclusiveNamespaces xmlns:ec=\"{EXCLUSIVE}\" PrefixList=\"{}\"/></ds:Transform></ds:Transforms>\
             <ds:DigestMethod Algorithm=\"{}\"/><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>",
            listed.join(" "),
            self.digest.name()
        );
        reference
    }
}

/// The prefixes that are declared in an element or around it.
fn prefixes_in<'d>(document: &'d Document<'_>, node: usize) -> BTreeSet<&'d str> {
    let mut prefixes = BTreeSet::new();
    let mut around = Some(node);
    while let Some(element) = around.and_then(|node| document.element(node)) {
        prefixes.extend(element.declared.iter().map(|(prefix, _)| *prefix));
        around = element.parent;
    }
    let end = document.element(node).map_or(node, |element| element.end);
    for inner in &document.nodes[node..end] {
        if let Node::Start(element) = inner {
            prefixes.extend(element.declared.iter().map(|(prefix, _)| *prefix));
        }
    }
    prefixes.remove("xml");
    prefixes.remove("");
    prefixes
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// What was written here may be of any size.
fn unlimited() -> ReadOptions {
    let limits = Limits {
        max_bytes: usize::MAX,
        max_depth: usize::MAX,
        max_items: usize::MAX,
        max_namespaces: usize::MAX / 2,
    };
    ReadOptions::default().with_limits(limits)
}
