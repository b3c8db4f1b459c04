//! Writing canonical XML.

use super::document::{Attribute, Document, Element, Node, split};
use super::{Canonicalization, Comments, Form};
use crate::value::text::forbidden_char;

/// The canonical form of a whole document: what stands outside of its root, too.
pub(super) fn write_document(document: &Document<'_>, method: &Canonicalization) -> String {
    let root = document.root();
    let end = document.element(root).map_or(root, |element| element.end);
    let mut out = String::new();
    for node in &document.nodes[..root] {
        if write_other(node, method, &mut out) {
            out.push('\n');
        }
    }
    out.push_str(&write(document, root, method));
    for node in &document.nodes[end + 1..] {
        let before = out.len();
        out.push('\n');
        if !write_other(node, method, &mut out) {
            out.truncate(before);
        }
    }
    out
}

/// The canonical form of an element.
///
/// Source: Exclusive XML Canonicalization 1.0, 3; Canonical XML 1.0, 2.3.
pub(crate) fn write(document: &Document<'_>, apex: usize, method: &Canonicalization) -> String {
    let mut writer = Writer {
        document,
        method,
        apex,
        scope: Vec::new(),
        rendered: Vec::new(),
        open: Vec::new(),
        out: String::new(),
    };
    writer.stand_at_apex();
    let end = document.element(apex).map_or(apex, |element| element.end);
    for node in apex..=end {
        match &document.nodes[node] {
            Node::Start(element) => writer.start(node, element),
            Node::End(start) => writer.end(*start),
            Node::Text(text) => push_text(text, &mut writer.out),
            other => {
                write_other(other, method, &mut writer.out);
            }
        }
    }
    writer.out
}

/// Writes a comment or a processing instruction; whether there was something to write.
fn write_other(node: &Node<'_>, method: &Canonicalization, out: &mut String) -> bool {
    match node {
        Node::Comment(comment) if method.comments == Comments::Kept => {
            out.push_str("<!--");
            push_raw(comment, out);
            out.push_str("-->");
            true
        }
        Node::Instruction(target, data) => {
            out.push_str("<?");
            out.push_str(target);
            if !data.is_empty() {
                out.push(' ');
                push_raw(data, out);
            }
            out.push_str("?>");
            true
        }
        _ => false,
    }
}

struct Writer<'d, 't> {
    document: &'d Document<'t>,
    method: &'d Canonicalization,
    apex: usize,
    /// The declarations in force, the innermost last.
    scope: Vec<(&'d str, usize)>,
    /// The declarations that were written and are in force, the innermost last.
    rendered: Vec<(&'d str, usize)>,
    /// The lengths of both outside of each open element.
    open: Vec<(usize, usize)>,
    out: String,
}

impl<'d> Writer<'d, '_> {
    /// Takes in the declarations around the apex.
    fn stand_at_apex(&mut self) {
        let mut around = Vec::new();
        let mut at = self.parent_of(self.apex);
        while let Some(node) = at {
            around.push(node);
            at = self.parent_of(node);
        }
        let document = self.document;
        for node in around.into_iter().rev() {
            let declared = document.element(node).map(|element| &element.declared);
            self.scope.extend(declared.into_iter().flatten());
        }
    }

    fn parent_of(&self, node: usize) -> Option<usize> {
        self.document
            .element(node)
            .and_then(|element| element.parent)
    }

    fn start(&mut self, node: usize, element: &'d Element<'_>) {
        self.open.push((self.scope.len(), self.rendered.len()));
        self.scope.extend(&element.declared);
        self.out.push('<');
        self.out.push_str(element.name);
        for prefix in self.candidates(node, element) {
            self.declare(prefix);
        }
        let mut attributes: Vec<&Attribute<'_>> = element.attributes.iter().collect();
        if node == self.apex && self.method.form == Form::Inclusive {
            self.inherit(node, &mut attributes);
        }
        let document = self.document;
        attributes.sort_by_key(|a| (document.uri(a.namespace), split(a.name).1));
        for attribute in attributes {
            self.out.push(' ');
            self.out.push_str(attribute.name);
            self.out.push_str("=\"");
            push_value(&attribute.value, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn end(&mut self, start: usize) {
        if let Some(element) = self.document.element(start) {
            self.out.push_str("</");
            self.out.push_str(element.name);
            self.out.push('>');
        }
        if let Some((scope, rendered)) = self.open.pop() {
            self.scope.truncate(scope);
            self.rendered.truncate(rendered);
        }
    }

    /// The prefixes whose declarations may have to stand at an element, sorted, each once.
    fn candidates(&self, node: usize, element: &'d Element<'_>) -> Vec<&'d str> {
        let mut prefixes = Vec::new();
        let changes = node == self.apex || !element.declared.is_empty();
        match self.method.form {
            Form::Exclusive => {
                prefixes.push(element.prefix());
                let named = element.attributes.iter().map(|a| split(a.name).0);
                prefixes.extend(named.filter(|prefix| !prefix.is_empty()));
                if changes {
                    prefixes.extend(self.method.prefixes.iter().map(String::as_str));
                }
            }
            Form::Inclusive if node == self.apex => {
                prefixes.extend(self.scope.iter().map(|(prefix, _)| *prefix));
            }
            Form::Inclusive => prefixes.extend(element.declared.iter().map(|(prefix, _)| *prefix)),
        }
        prefixes.sort_unstable();
        prefixes.dedup();
        prefixes
    }

    /// Writes the declaration of a prefix, unless the one that was written says the same.
    fn declare(&mut self, prefix: &'d str) {
        let Some(namespace) = last(&self.scope, prefix).or(prefix.is_empty().then_some(0)) else {
            return;
        };
        let rendered = last(&self.rendered, prefix);
        let (uri, document) = (self.document.uri(namespace), self.document);
        let said = rendered.map_or("", |namespace| document.uri(namespace));
        // An empty text is never the namespace of a prefix, and no declaration at all says the same as an empty default.
        if uri == said || prefix == "xml" {
            return;
        }
        self.rendered.push((prefix, namespace));
        self.out.push_str(match prefix {
            "" => " xmlns",
            _ => " xmlns:",
        });
        self.out.push_str(prefix);
        self.out.push_str("=\"");
        push_value(uri, &mut self.out);
        self.out.push('"');
    }

    /// Adds the attributes of the namespace of `xml` that elements around the apex have.
    fn inherit(&self, node: usize, attributes: &mut Vec<&'d Attribute<'d>>) {
        let mut at = self.parent_of(node);
        while let Some(around) = at {
            let element = self.document.element(around);
            let inherited = element.into_iter().flat_map(|element| &element.attributes);
            for attribute in inherited.filter(|a| a.name.starts_with("xml:")) {
                if !attributes.iter().any(|a| a.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
            at = self.parent_of(around);
        }
    }
}

/// What a prefix stands for.
fn last(declarations: &[(&str, usize)], prefix: &str) -> Option<usize> {
    let found = declarations
        .iter()
        .rev()
        .find(|(known, _)| *known == prefix);
    found.map(|(_, namespace)| *namespace)
}

fn push_text(text: &str, out: &mut String) {
    push_escaped(text, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    });
}

fn push_value(text: &str, out: &mut String) {
    push_escaped(text, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#x9;"),
        b'\n' => Some("&#xA;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    });
}

/// The text of a comment or an instruction: nothing can be escaped in it but a carriage return, which only lines could have had.
fn push_raw(text: &str, out: &mut String) {
    push_escaped(text, out, |byte| (byte == b'\r').then_some("&#xD;"));
}

/// Characters that XML forbids, which only references can have put there, are references again, as .NET writes them.
fn push_escaped(text: &str, out: &mut String, escape: impl Fn(u8) -> Option<&'static str>) {
    let mut rest = text;
    while let Some((at, character)) = forbidden_char(rest) {
        push_allowed(&rest[..at], out, &escape);
        out.push_str(&format!("&#x{:X};", u32::from(character)));
        rest = &rest[at + character.len_utf8()..];
    }
    push_allowed(rest, out, &escape);
}

fn push_allowed(text: &str, out: &mut String, escape: &impl Fn(u8) -> Option<&'static str>) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(escaped) = escape(byte) {
            out.push_str(&text[copied..at]);
            out.push_str(escaped);
            copied = at + 1;
        }
    }
    out.push_str(&text[copied..]);
}
