//! The parts of a message that signatures are over: found, and given ids.

use super::super::{EXTENSION, UTILITY};
use crate::soap::addressing;
use crate::soap::security::Unmade;
use crate::soap::version::{SOAP_1_1, SOAP_1_2};
use crate::value::QName;
use crate::xml::ReadOptions;
use crate::xml::canonical::Document;

/// A part of a message that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignedPart {
    /// The body.
    Body,
    /// The `Timestamp` of the block `Security`.
    Timestamp,
    /// The `UsernameToken` of the block `Security`.
    UsernameToken,
    /// The header blocks of WS-Addressing.
    Addressing,
    /// The header blocks of that name.
    Header(QName),
}

/// Where the parts of an envelope stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    pub(super) header: usize,
    pub(super) body: usize,
    pub(super) security: usize,
}

impl Outline {
    /// The outline of an envelope that has one header, one body, and one block `Security` for a role that `is_own`.
    pub(super) fn of(
        document: &Document<'_>,
        is_own: impl Fn(Option<&str>) -> bool,
    ) -> Result<Self, &'static str> {
        let root = document.root();
        let soap = [SOAP_1_1, SOAP_1_2];
        let namespace = soap
            .into_iter()
            .find(|ns| document.is(root, ns, "Envelope"));
        let namespace = namespace.ok_or("the message is no envelope")?;
        let only = |local| document.only_child(root, namespace, local);
        let header = only("Header").ok_or("the message has no header, or two")?;
        let body = only("Body").ok_or("the message has no body, or two")?;
        let mut own = document.children(header).filter(|block| {
            document.is(*block, EXTENSION, "Security") && is_own(role_of(document, *block))
        });
        let security = own.next().ok_or("the message has no block `Security`")?;
        match own.next() {
            Some(_) => Err("the message has two blocks `Security`"),
            None => Ok(Self {
                header,
                body,
                security,
            }),
        }
    }

    /// The elements that are that part.
    pub(super) fn part(&self, document: &Document<'_>, part: &SignedPart) -> Vec<usize> {
        let tokens = |namespace, local| {
            let children = document.children(self.security);
            children.filter(move |child| document.is(*child, namespace, local))
        };
        let blocks = || document.children(self.header);
        match part {
            SignedPart::Body => vec![self.body],
            SignedPart::Timestamp => tokens(UTILITY, "Timestamp").collect(),
            SignedPart::UsernameToken => tokens(EXTENSION, "UsernameToken").collect(),
            SignedPart::Addressing => blocks()
                .filter(|block| addressing::is_namespace(document.name(*block).0))
                .collect(),
            SignedPart::Header(name) => blocks()
                .filter(|b| document.is(*b, name.namespace().unwrap_or_default(), name.local()))
                .collect(),
        }
    }
}

fn role_of<'d>(document: &'d Document<'_>, block: usize) -> Option<&'d str> {
    let role = document.attribute(block, SOAP_1_2, "role");
    role.or_else(|| document.attribute(block, SOAP_1_1, "actor"))
}

/// A message whose parts have ids.
pub(super) struct Marked {
    pub(super) text: String,
    /// The ids, in the order of the document.
    pub(super) ids: Vec<String>,
}

/// Gives an id to each part that is to be signed and has none.
pub(super) fn mark(
    text: &str,
    parts: &[SignedPart],
    options: &ReadOptions,
) -> Result<Marked, Unmade> {
    let document = Document::parse(text, options).map_err(unreadable)?;
    let outline = Outline::of(&document, |role| role.is_none()).map_err(Unmade::new)?;
    let mut nodes: Vec<usize> = parts
        .iter()
        .flat_map(|part| outline.part(&document, part))
        .collect();
    nodes.sort_unstable();
    nodes.dedup();
    let prefix = unused_prefix(text);
    let mut marked = Marked {
        text: String::with_capacity(text.len() + 200 * nodes.len()),
        ids: Vec::new(),
    };
    let (mut copied, mut number) = (0, 0);
    for node in nodes {
        if let Some(id) = document.attribute(node, UTILITY, "Id") {
            marked.ids.push(id.to_owned());
            continue;
        }
        let id = loop {
            number += 1;
            let id = format!("castile-{number}");
            if !document.has_id(&id) {
                break id;
            }
        };
        let at = document.element(node).map_or(copied, |e| e.name_end);
        marked.text.push_str(&text[copied..at]);
        copied = at;
        let attributes = format!(" xmlns:{prefix}=\"{UTILITY}\" {prefix}:Id=\"{id}\"");
        marked.text.push_str(&attributes);
        marked.ids.push(id);
    }
    marked.text.push_str(&text[copied..]);
    Ok(marked)
}

/// The message with another child at the end of its block `Security`.
pub(super) fn insert(text: &str, child: &str, options: &ReadOptions) -> Result<String, Unmade> {
    let document = Document::parse(text, options).map_err(unreadable)?;
    let outline = Outline::of(&document, |role| role.is_none()).map_err(Unmade::new)?;
    let Some(security) = document.element(outline.security) else {
        return Err(Unmade::new("the message has no block `Security`"));
    };
    let at = security.content_end;
    Ok(match security.is_empty_tag {
        true => {
            let (before, behind) = (&text[..at], &text[at + 2..]);
            format!("{before}>{child}</{}>{behind}", security.name)
        }
        false => format!("{}{child}{}", &text[..at], &text[at..]),
    })
}

pub(super) fn unreadable(error: crate::xml::Error) -> Unmade {
    Unmade::new(format!(
        "the message that is to be signed is not XML: {error}"
    ))
}

/// A prefix that the message does not have.
fn unused_prefix(text: &str) -> String {
    let mut prefix = "wsu".to_owned();
    let mut number = 0;
    while text.contains(&format!("{prefix}:")) || text.contains(&format!(":{prefix}=")) {
        number += 1;
        prefix = format!("wsu{number}");
    }
    prefix
}
