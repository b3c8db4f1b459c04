//! What all readers of a file share: nodes with places, attributes of a few lexical forms, and what was found wrong.

use std::collections::HashMap;
use std::sync::Arc;

use roxmltree::{Document, ParsingOptions};

use super::read_wsdl::{METADATA_NAMESPACES, WSDL_NAMESPACE};
use super::{Derivations, File, Form, QName, Reference, XSD_NAMESPACE, is_ncname};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Place, SourceText};

pub(super) type Node<'a> = roxmltree::Node<'a, 'a>;

/// The namespace that the prefix `xml` stands for.
pub(super) const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

/// How deep elements may nest. Everything behind the parser may recurse over a file without further limits.
const MAX_DEPTH: usize = 256;

/// How many nodes a file may have: memory that no schema needs.
const MAX_NODES: u32 = 20_000_000;

/// Reads one file and keeps what was found wrong in it.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    source: &'a SourceText,
    names: HashMap<String, Arc<str>>,
    /// What the schema that is being read says for all of its declarations.
    pub(super) defaults: Defaults,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The target namespace of the definition that is being read.
    pub(super) definition: Option<Arc<str>>,
}

/// The attributes of `xs:schema` that hold where a declaration says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Defaults {
    pub(super) element_form: Form,
    pub(super) attribute_form: Form,
    pub(super) block: Derivations,
    pub(super) finals: Derivations,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a SourceText) -> Self {
        Self {
            source,
            names: HashMap::new(),
            defaults: Defaults::default(),
            diagnostics: Vec::new(),
            definition: None,
        }
    }

    /// Reads a file as what its root says it is.
    pub(super) fn read_file(&mut self, document: &'a Document<'a>) -> Option<File> {
        let root = document.root_element();
        if !self.check_depth(root) {
            return None;
        }
        let namespace = root.tag_name().namespace().unwrap_or_default();
        match (namespace, root.tag_name().name()) {
            (XSD_NAMESPACE, "schema") => Some(File::Schema(self.read_schema(root))),
            (WSDL_NAMESPACE, "definitions") => Some(File::Wsdl(self.read_definitions(root))),
            (namespace, "Metadata") if METADATA_NAMESPACES.contains(&namespace) => {
                self.read_metadata(root).map(File::Wsdl)
            }
            (namespace, name) => {
                self.refuse_root(root, namespace, name);
                None
            }
        }
    }

    fn refuse_root(&mut self, root: Node<'_>, namespace: &str, name: &str) {
        let (message, help) = match namespace {
            "http://www.w3.org/ns/wsdl" => (
                "WSDL 2.0 is not supported".to_owned(),
                "ask the service for its WSDL 1.1",
            ),
            "http://www.w3.org/1999/XMLSchema" | "http://www.w3.org/2000/10/XMLSchema" => (
                format!("`{namespace}` is a draft of XML Schema"),
                "the namespace of XML Schema 1.0 is `http://www.w3.org/2001/XMLSchema`",
            ),
            _ => (
                format!(
                    "the root element `{name}` is neither a WSDL 1.1 `definitions` nor an XSD 1.0 `schema`"
                ),
                "check the file and the namespace of its root element",
            ),
        };
        self.error_with_help(root, message, help);
    }

    /// Whether elements nest no deeper than readers may recurse.
    fn check_depth(&mut self, root: Node<'_>) -> bool {
        let mut depth = 1;
        let mut current = root;
        loop {
            if let Some(child) = current.first_element_child() {
                depth += 1;
                current = child;
                if depth > MAX_DEPTH {
                    self.error(
                        current,
                        format!("elements nest deeper than {MAX_DEPTH} levels"),
                    );
                    return false;
                }
                continue;
            }
            loop {
                if current == root {
                    return true;
                }
                if let Some(next) = current.next_sibling_element() {
                    current = next;
                    break;
                }
                let Some(parent) = current.parent_element() else {
                    return true;
                };
                current = parent;
                depth -= 1;
            }
        }
    }

    pub(super) fn place(&self, node: Node<'_>) -> Place {
        self.source.place(node.range().start)
    }

    pub(super) fn error(&mut self, node: Node<'_>, message: impl Into<String>) {
        let diagnostic = Diagnostic::new(Severity::Error, self.place(node), message);
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn error_with_help(
        &mut self,
        node: Node<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic =
            Diagnostic::new(Severity::Error, self.place(node), message).with_help(help);
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn note(&mut self, node: Node<'_>, message: impl Into<String>) {
        let diagnostic = Diagnostic::new(Severity::Note, self.place(node), message);
        self.diagnostics.push(diagnostic);
    }

    /// One shared copy of a text that comes often: a namespace or name.
    pub(super) fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.names.get(text) {
            return known.clone();
        }
        let shared: Arc<str> = Arc::from(text);
        self.names.insert(text.to_owned(), shared.clone());
        shared
    }

    /// The value of an attribute, outer white space removed.
    pub(super) fn text(&self, node: Node<'a>, attribute: &str) -> Option<&'a str> {
        node.attribute(attribute).map(trim)
    }

    /// The value of an attribute that is a namespace; an empty one is none.
    pub(super) fn namespace(&mut self, node: Node<'a>, attribute: &str) -> Option<Arc<str>> {
        let value = self
            .text(node, attribute)
            .filter(|value| !value.is_empty())?;
        Some(self.shared(value))
    }

    /// The attribute `name`, which must be there and be a name; an empty text where it is not, which is reported.
    pub(super) fn name(&mut self, node: Node<'a>) -> Arc<str> {
        let kind = describe(node);
        match self.text(node, "name") {
            None => self.error(node, format!("{kind} has no `name`")),
            // WSDLs have names with blanks and slashes, and nothing on the wire depends on them.
            Some(name) if is_ncname(name) || !(is_xsd(node) || name.is_empty()) => {
                return self.shared(name);
            }
            Some(name) => self.error(node, format!("`{name}` is no name for {kind}")),
        }
        self.shared("")
    }

    /// The value of an attribute that is `true`, `false`, `1` or `0`.
    pub(super) fn boolean(&mut self, node: Node<'a>, attribute: &str) -> Option<bool> {
        match self.text(node, attribute)? {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            other => {
                self.error_with_help(
                    node,
                    format!(
                        "`{attribute}=\"{other}\"` of {} is no boolean",
                        describe(node)
                    ),
                    "allowed are `true`, `false`, `1` and `0`",
                );
                None
            }
        }
    }

    /// The value of an attribute that refers to a component.
    pub(super) fn reference(&mut self, node: Node<'a>, attribute: &str) -> Option<Reference> {
        let value = self.text(node, attribute)?;
        self.resolve(node, value, attribute)
    }

    /// The qualified name that a value would be; `None` if it is none.
    pub(super) fn qualified(&mut self, node: Node<'a>, value: &str) -> Option<QName> {
        let value = trim(value);
        let (prefix, local) = match value.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, value),
        };
        if !is_ncname(local) {
            return None;
        }
        let namespace = match (prefix, node.lookup_namespace_uri(prefix)) {
            (Some(_), None) => return None,
            (_, namespace) => namespace.map(|namespace| self.shared(namespace)),
        };
        let local = self.shared(local);
        Some(QName { namespace, local })
    }

    /// A prefixed name, resolved by the prefixes in scope at `node`.
    pub(super) fn resolve(
        &mut self,
        node: Node<'a>,
        value: &str,
        attribute: &str,
    ) -> Option<Reference> {
        let (prefix, local) = match value.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, value),
        };
        let is_name = |text: &str| is_ncname(text) || !(is_xsd(node) || text.is_empty());
        if !is_name(local) || prefix.is_some_and(|prefix| !is_name(prefix)) {
            self.error(
                node,
                format!(
                    "`{attribute}=\"{value}\"` of {} is no qualified name",
                    describe(node)
                ),
            );
            return None;
        }
        let namespace = match prefix {
            Some("xml") => Some(XML_NAMESPACE),
            prefix => node.lookup_namespace_uri(prefix),
        };
        if let (Some(prefix), None) = (prefix, namespace) {
            self.error_with_help(
                node,
                format!(
                    "`{attribute}=\"{value}\"` of {}: the prefix `{prefix}` is not declared",
                    describe(node)
                ),
                format!("declare it with `xmlns:{prefix}=\"...\"`"),
            );
            return None;
        }
        let namespace = namespace
            .filter(|namespace| !namespace.is_empty())
            .map(|namespace| self.shared(namespace));
        let local = self.shared(local);
        let written = self.shared(value);
        // WSDL declares nothing in its own namespace: a name without a prefix can only mean the definition's.
        let namespace = match (prefix, namespace) {
            (None, Some(namespace)) if &*namespace == WSDL_NAMESPACE && !is_xsd(node) => {
                self.definition.clone()
            }
            (_, namespace) => namespace,
        };
        Some(Reference {
            name: QName { namespace, local },
            written,
            place: self.place(node),
        })
    }
}

/// Parses the text of a file.
///
/// # Errors
///
/// That it has a document type declaration that is refused, or is not well-formed.
pub(super) fn parse(source: &SourceText) -> Result<Document<'_>, Diagnostic> {
    let allow_dtd = super::doctype::is_harmless(source.text());
    let options = ParsingOptions {
        allow_dtd,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(source.text(), options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => {
            let place = source.place(source.text().find("<!DOCTYPE").unwrap_or_default());
            Diagnostic::new(
                Severity::Error,
                place,
                "the document type declaration is refused",
            )
            .with_help(
                "remove `<!DOCTYPE ...>`; only one that declares plain texts as entities is taken",
            )
        }
        error => not_well_formed(source, &error),
    })
}

fn not_well_formed(source: &SourceText, error: &roxmltree::Error) -> Diagnostic {
    let at = error.pos();
    let place = match error {
        // The parser does not say where the end is.
        roxmltree::Error::UnexpectedEndOfStream | roxmltree::Error::UnclosedRootNode => {
            source.place(source.text().trim_end().len())
        }
        _ => Place {
            file: source.file().clone(),
            line: at.row,
            column: at.col,
        },
    };
    let text = error.to_string();
    let cause = text.strip_suffix(&format!(" at {at}")).unwrap_or(&text);
    let message = format!("not well-formed XML: {cause}");
    let diagnostic = Diagnostic::new(Severity::Error, place, message);
    match crate::source::foreign::of_text(source.text()) {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    }
}

/// Removes the white space of XML around a text.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}

fn is_xsd(node: Node<'_>) -> bool {
    node.tag_name().namespace() == Some(XSD_NAMESPACE)
}

/// A node as diagnostics speak of it: `element `X``, or `the `xs:sequence``.
pub(super) fn describe(node: Node<'_>) -> String {
    let tag = node.tag_name().name();
    match (node.attribute("name"), node.attribute("ref")) {
        (Some(name), _) => format!("{tag} `{}`", trim(name)),
        (None, Some(reference)) => format!("the {tag} with `ref=\"{}\"`", trim(reference)),
        (None, None) => format!("`{tag}`"),
    }
}
