//! What each reader makes of a document.

use castile::AnyElement;
use castile::QName;
use castile::codegen::{Presence, Row, Wildcard};
use castile::xml::{self, ControlReferences, ErrorKind, Limits, ReadOptions, Tokenizer};

/// The tree of a document, or the kind of the error.
pub(crate) type Verdict = Result<AnyElement, ErrorKind>;

/// As the specification has it, with room for the deepest documents of the corpus.
fn options(tokenizer: Tokenizer) -> ReadOptions {
    let mut limits = Limits::default();
    limits.max_depth = 500;
    ReadOptions::default()
        .with_limits(limits)
        .with_control_references(ControlReferences::Refuse)
        .with_tokenizer(tokenizer)
}

fn read(text: &str, tokenizer: Tokenizer) -> Verdict {
    let any = Row::any(Wildcard::Any, Presence::Required);
    xml::read_element(text, &any, &options(tokenizer)).map_err(|error| error.kind())
}

/// What the scanner makes of it.
pub(crate) fn scanner(text: &str) -> Verdict {
    read(text, Tokenizer::Scanner)
}

/// What quick-xml makes of it, under the same rules for namespaces and structure.
pub(crate) fn quick_xml(text: &str) -> Verdict {
    read(text, Tokenizer::QuickXml)
}

/// What roxmltree makes of it.
pub(crate) fn roxmltree(text: &str) -> Verdict {
    match roxmltree::Document::parse(text) {
        Ok(document) => Ok(element(document.root_element())),
        Err(roxmltree::Error::DtdDetected) => Err(ErrorKind::DocumentType),
        Err(_) => Err(ErrorKind::Malformed),
    }
}

fn element(node: roxmltree::Node<'_, '_>) -> AnyElement {
    let tag = node.tag_name();
    let mut made = AnyElement::new(name(tag.namespace(), tag.name()));
    for attribute in node.attributes() {
        made.set_attribute(
            name(attribute.namespace(), attribute.name()),
            attribute.value(),
        );
    }
    for child in node.children() {
        match child.text() {
            _ if child.is_element() => made.push_element(element(child)),
            Some(text) if child.is_text() => made.push_text(text),
            _ => {}
        }
    }
    made
}

fn name(namespace: Option<&str>, local: &str) -> QName {
    match namespace {
        None | Some("") => QName::without_namespace(local),
        Some(namespace) => QName::new(namespace, local),
    }
}

/// The tree without its declarations, which roxmltree does not tell apart.
pub(crate) fn undeclared(tree: &AnyElement) -> AnyElement {
    let mut made = AnyElement::new(tree.name().clone());
    for (name, value) in tree.attributes() {
        made.set_attribute(name.clone(), value.clone());
    }
    for child in tree.children() {
        match child {
            castile::value::AnyNode::Element(child) => made.push_element(undeclared(child)),
            castile::value::AnyNode::Text(text) => made.push_text(text),
        }
    }
    made
}

/// Whether two verdicts are the same: both refuse, or both give the same tree.
pub(crate) fn agree(left: &Verdict, right: &Verdict) -> bool {
    match (left, right) {
        (Ok(left), Ok(right)) => undeclared(left) == undeclared(right),
        (Err(_), Err(_)) => true,
        _ => false,
    }
}
