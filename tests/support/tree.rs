//! XML documents as trees of resolved names, and the first difference between two of them.

use std::fmt::Write;

/// The namespace of `xsi:nil` and `xsi:type`.
pub(crate) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An expanded name: namespace (empty for none) and local part.
pub(crate) type Name = (String, String);

/// An element as an infoset has it: prefixes resolved, declarations gone, the text around comments joined.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tree {
    pub(crate) name: Name,
    /// Sorted by name; `xsi:nil` and `xsi:type` are not among them.
    pub(crate) attributes: Vec<(Name, String)>,
    /// `xsi:nil`, whichever way true or false was written.
    pub(crate) nil: bool,
    /// `xsi:type`, resolved.
    pub(crate) type_name: Option<Name>,
    pub(crate) children: Vec<Node>,
    /// The prefixes in scope, for texts that are QNames.
    scope: Vec<(String, String)>,
}

/// A child of a [`Tree`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Element(Tree),
    Text(String),
}

impl Tree {
    /// Reads a document.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let document = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
        Self::of(document.root_element())
    }

    /// Takes an element out of a document.
    pub(crate) fn of(node: roxmltree::Node<'_, '_>) -> Result<Self, String> {
        let tag = node.tag_name();
        let mut tree = Self::new(tag.namespace().unwrap_or(""), tag.name());
        tree.scope = node
            .namespaces()
            .map(|known| {
                (
                    known.name().unwrap_or("").to_owned(),
                    known.uri().to_owned(),
                )
            })
            .collect();
        for attribute in node.attributes() {
            match (attribute.namespace(), attribute.name()) {
                (Some(XSI), "nil") => tree.nil = boolean(attribute.value())?,
                (Some(XSI), "type") => tree.type_name = Some(tree.resolve(attribute.value())?),
                (namespace, name) => {
                    let name = (namespace.unwrap_or("").to_owned(), name.to_owned());
                    tree.attributes.push((name, attribute.value().to_owned()));
                }
            }
        }
        tree.attributes.sort();
        for child in node.children() {
            if child.is_element() {
                tree.children.push(Node::Element(Self::of(child)?));
            } else if let (true, Some(text)) = (child.is_text(), child.text()) {
                tree.push_text(text);
            }
        }
        Ok(tree)
    }

    /// An empty element.
    pub(crate) fn new(namespace: &str, local: &str) -> Self {
        Self {
            name: (namespace.to_owned(), local.to_owned()),
            attributes: Vec::new(),
            nil: false,
            type_name: None,
            children: Vec::new(),
            scope: Vec::new(),
        }
    }

    fn push_text(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.children.push(Node::Text(text.to_owned())),
        }
    }

    /// A QName's expanded name, by the prefixes in scope here.
    fn resolve(&self, text: &str) -> Result<Name, String> {
        let text = text.trim_matches([' ', '\t', '\r', '\n']);
        let (prefix, local) = text.split_once(':').unwrap_or(("", text));
        let found = self.scope.iter().find(|(known, _)| known == prefix);
        match found {
            Some((_, namespace)) => Ok((namespace.clone(), local.to_owned())),
            None if prefix.is_empty() => Ok((String::new(), local.to_owned())),
            None => Err(format!("the prefix of {text:?} is not declared")),
        }
    }

    /// The child elements.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element with that local name.
    pub(crate) fn child(&self, local: &str) -> Option<&Self> {
        self.elements().find(|child| child.name.1 == local)
    }

    /// The text between the elements, joined.
    pub(crate) fn text(&self) -> String {
        let texts = self.children.iter().map(|child| match child {
            Node::Element(_) => "",
            Node::Text(text) => text,
        });
        texts.collect()
    }

    /// Leaves out the child elements that `keep` refuses.
    pub(crate) fn retain_elements(&mut self, mut keep: impl FnMut(&mut Self) -> bool) {
        self.children.retain_mut(|child| match child {
            Node::Element(element) => keep(element),
            Node::Text(_) => true,
        });
    }

    /// The same document as XML, every name with a declaration of its own.
    pub(crate) fn to_xml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        let (namespace, local) = &self.name;
        let prefix = if namespace.is_empty() { "" } else { "e:" };
        let _ = write!(out, "<{prefix}{local} xmlns:i=\"{XSI}\"");
        for (declared, uri) in &self.scope {
            let is_free = !declared.is_empty() && !["e", "i", "t", "xml"].contains(&&**declared);
            if is_free {
                let _ = write!(out, " xmlns:{declared}=\"{}\"", escape(uri));
            }
        }
        if !namespace.is_empty() {
            let _ = write!(out, " xmlns:e=\"{}\"", escape(namespace));
        }
        if self.nil {
            out.push_str(" i:nil=\"true\"");
        }
        match &self.type_name {
            Some((namespace, local)) if namespace.is_empty() => {
                let _ = write!(out, " i:type=\"{local}\"");
            }
            Some((namespace, local)) => {
                let namespace = escape(namespace);
                let _ = write!(out, " xmlns:t=\"{namespace}\" i:type=\"t:{local}\"");
            }
            None => {}
        }
        for (index, ((namespace, local), value)) in self.attributes.iter().enumerate() {
            let value = escape(value);
            let _ = if namespace.is_empty() {
                write!(out, " {local}=\"{value}\"")
            } else {
                let namespace = escape(namespace);
                write!(
                    out,
                    " xmlns:a{index}=\"{namespace}\" a{index}:{local}=\"{value}\""
                )
            };
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => out.push_str(&escape(text)),
            }
        }
        let _ = write!(out, "</{prefix}{local}>");
    }
}

fn boolean(text: &str) -> Result<bool, String> {
    match text.trim_matches([' ', '\t', '\r', '\n']) {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        other => Err(format!("{other:?} is not a value of xsi:nil")),
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(character));
            }
            other => out.push(other),
        }
    }
    out
}

/// The first difference between two documents, with its path; `None` if they are equal as infosets.
///
/// Elements, their order, attributes, namespaces, `xsi:type`, `xsi:nil` and every character of text count. Prefixes, the order of
/// attributes and comments do not. The text of the elements named in `qnames` is compared as QNames.
pub(crate) fn difference(expected: &Tree, actual: &Tree, qnames: &[Name]) -> Option<String> {
    differ(expected, actual, qnames, &format!("/{}", expected.name.1))
}

/// As [`difference`], from the texts.
pub(crate) fn compare(expected: &str, actual: &str, qnames: &[Name]) -> Result<(), String> {
    let expected = Tree::parse(expected).map_err(|error| format!("the recorded XML: {error}"))?;
    let tree = Tree::parse(actual).map_err(|error| format!("our XML: {error}\n{actual}"))?;
    match difference(&expected, &tree, qnames) {
        None => Ok(()),
        Some(difference) => Err(difference),
    }
}

fn differ(expected: &Tree, actual: &Tree, qnames: &[Name], path: &str) -> Option<String> {
    let facts: [(&str, String, String); 4] = [
        ("name", clark(&expected.name), clark(&actual.name)),
        ("xsi:nil", expected.nil.to_string(), actual.nil.to_string()),
        ("xsi:type", type_text(expected), type_text(actual)),
        (
            "attributes",
            format!("{:?}", expected.attributes),
            format!("{:?}", actual.attributes),
        ),
    ];
    for (what, expected, actual) in facts {
        if expected != actual {
            return Some(format!(
                "{path}: {what}: expected {expected}, found {actual}"
            ));
        }
    }
    let is_qname = qnames.contains(&expected.name);
    let [left, right] = [expected, actual].map(|tree| content(tree, is_qname));
    for (index, pair) in (0..left.len().max(right.len()))
        .map(|at| (left.get(at), right.get(at)))
        .enumerate()
    {
        let found = match pair {
            (Some(Node::Element(left)), Some(Node::Element(right))) if left.name == right.name => {
                let path = format!("{path}/{}[{index}]", left.name.1);
                differ(left, right, qnames, &path)
            }
            (Some(Node::Text(left)), Some(Node::Text(right))) if left == right => None,
            (left, right) => Some(format!(
                "{path}[{index}]: expected {}, found {}",
                describe(left),
                describe(right)
            )),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The children, with a QName's prefix resolved.
fn content(tree: &Tree, is_qname: bool) -> Vec<Node> {
    if is_qname && tree.elements().next().is_none() && !tree.text().is_empty() {
        let text = tree.text();
        let resolved = tree.resolve(&text).map_or(text, |name| clark(&name));
        return vec![Node::Text(resolved)];
    }
    tree.children.clone()
}

fn describe(node: Option<&Node>) -> String {
    match node {
        None => "nothing".to_owned(),
        Some(Node::Text(text)) => format!("the text {text:?}"),
        Some(Node::Element(element)) => format!("<{}>", clark(&element.name)),
    }
}

fn type_text(tree: &Tree) -> String {
    tree.type_name
        .as_ref()
        .map_or_else(|| "none".to_owned(), clark)
}

/// A name as `{namespace}local`.
pub(crate) fn clark((namespace, local): &Name) -> String {
    format!("{{{namespace}}}{local}")
}

/// Whether a text has references to characters that XML 1.0 does not have, as .NET writes control characters.
pub(crate) fn refers_to_forbidden_character(text: &str) -> bool {
    references(text).any(|(_, number)| is_forbidden(number))
}

/// The same text with the replacement character in the place of such references.
pub(crate) fn without_forbidden_characters(text: &str) -> String {
    let mut clean = text.to_owned();
    for (reference, number) in references(text) {
        if is_forbidden(number) {
            clean = clean.replace(&format!("&#{reference};"), "\u{fffd}");
        }
    }
    clean
}

fn references(text: &str) -> impl Iterator<Item = (&str, u32)> {
    let references = text
        .split("&#")
        .skip(1)
        .filter_map(|rest| rest.split_once(';'));
    references.map(|(reference, _)| {
        let number = match reference.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => reference.parse(),
        };
        (reference, number.unwrap_or(0))
    })
}

fn is_forbidden(number: u32) -> bool {
    matches!(number, 0..=8 | 11 | 12 | 14..=31 | 0xD800..=0xDFFF | 0xFFFE | 0xFFFF)
}
