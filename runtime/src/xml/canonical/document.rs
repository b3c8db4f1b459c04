//! A document with all that canonical XML tells: comments, processing instructions, prefixes as they are written.

use std::borrow::Cow;
use std::collections::HashMap;

use super::parse::Parser;
use crate::xml::error::Error;
use crate::xml::options::{ReadOptions, Tokenizer};
use crate::xml::source::Source;

/// The namespace of `wsu:Id`.
pub(crate) const UTILITY: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

/// A document, as a list of what stands in it.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    pub(crate) nodes: Vec<Node<'t>>,
    /// The namespaces; the first is none, the second that of `xml`.
    pub(super) namespaces: Vec<Cow<'t, str>>,
    pub(super) root: usize,
    /// The elements with an id; `None` for an id that several elements have.
    pub(super) ids: HashMap<String, Option<usize>>,
}

#[derive(Debug)]
pub(crate) enum Node<'t> {
    Start(Element<'t>),
    /// The end of the element that starts at that node.
    End(usize),
    Text(Cow<'t, str>),
    Comment(Cow<'t, str>),
    Instruction(&'t str, Cow<'t, str>),
}

/// The start of an element.
#[derive(Debug)]
pub(crate) struct Element<'t> {
    /// As it is written.
    pub(crate) name: &'t str,
    pub(super) namespace: usize,
    pub(crate) attributes: Vec<Attribute<'t>>,
    /// The declarations, as prefix and namespace.
    pub(crate) declared: Vec<(&'t str, usize)>,
    pub(crate) parent: Option<usize>,
    /// The node that ends it.
    pub(crate) end: usize,
    /// Where its name ends in the text.
    pub(crate) name_end: usize,
    /// Where its end tag begins in the text, or the `/` of a tag that is both.
    pub(crate) content_end: usize,
    pub(crate) is_empty_tag: bool,
}

#[derive(Debug)]
pub(crate) struct Attribute<'t> {
    /// As it is written.
    pub(crate) name: &'t str,
    pub(crate) namespace: usize,
    pub(crate) value: Cow<'t, str>,
}

/// Checks that a text is a document: quick-xml, which tells all that canonical XML needs, takes some that are none.
fn well_formed(text: &str, options: &ReadOptions) -> Result<(), Error> {
    let options = options.with_tokenizer(Tokenizer::Scanner);
    let mut source = Source::new(text, &options)?;
    source.root()?;
    source.skip()?;
    source.finish()
}

/// Prefix and local name.
pub(crate) fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

impl Element<'_> {
    pub(crate) fn prefix(&self) -> &str {
        split(self.name).0
    }

    pub(crate) fn local(&self) -> &str {
        split(self.name).1
    }
}

impl<'t> Document<'t> {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// [`Error`] with the offset, if the text is not well-formed, has a document type declaration, or passes a limit.
    pub(crate) fn parse(text: &'t str, options: &ReadOptions) -> Result<Self, Error> {
        well_formed(text, options)?;
        Parser::new(text, options).parse()
    }

    /// The node of the root element.
    pub(crate) fn root(&self) -> usize {
        self.root
    }

    /// The text of a namespace; empty for none.
    pub(crate) fn uri(&self, namespace: usize) -> &str {
        self.namespaces.get(namespace).map_or("", |uri| uri)
    }

    /// The element that starts at a node.
    pub(crate) fn element(&self, node: usize) -> Option<&Element<'t>> {
        match self.nodes.get(node)? {
            Node::Start(element) => Some(element),
            _ => None,
        }
    }

    /// Whether an element starts at a node that has that name.
    pub(crate) fn is(&self, node: usize, namespace: &str, local: &str) -> bool {
        self.element(node)
            .is_some_and(|e| e.local() == local && self.uri(e.namespace) == namespace)
    }

    /// The namespace and the local name of the element at a node.
    pub(crate) fn name(&self, node: usize) -> (&str, &str) {
        self.element(node)
            .map_or(("", ""), |e| (self.uri(e.namespace), e.local()))
    }

    /// The children of an element that are elements.
    pub(crate) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.element(node).map_or(node, |element| element.end);
        let mut at = node + 1;
        std::iter::from_fn(move || {
            while at < end {
                let here = at;
                match &self.nodes[here] {
                    Node::Start(element) => {
                        at = element.end + 1;
                        return Some(here);
                    }
                    _ => at += 1,
                }
            }
            None
        })
    }

    /// The only child of that name; `None` if there is none, or another of it.
    pub(crate) fn only_child(&self, node: usize, namespace: &str, local: &str) -> Option<usize> {
        let mut found = self
            .children(node)
            .filter(|child| self.is(*child, namespace, local));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    }

    /// The value of an attribute; `""` is no namespace.
    pub(crate) fn attribute(&self, node: usize, namespace: &str, local: &str) -> Option<&str> {
        let attributes = &self.element(node)?.attributes;
        let found = attributes
            .iter()
            .find(|a| split(a.name).1 == local && self.uri(a.namespace) == namespace);
        found.map(|attribute| attribute.value.as_ref())
    }

    /// The text of an element that has no child elements.
    pub(crate) fn text(&self, node: usize) -> Option<String> {
        let element = self.element(node)?;
        let mut text = String::new();
        for node in &self.nodes[node + 1..element.end] {
            match node {
                Node::Text(piece) => text.push_str(piece),
                Node::Comment(_) | Node::Instruction(..) => {}
                Node::Start(_) | Node::End(_) => return None,
            }
        }
        Some(text)
    }

    /// The only element with that id.
    pub(crate) fn with_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied().flatten()
    }

    /// Whether an element has that id.
    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }
}
