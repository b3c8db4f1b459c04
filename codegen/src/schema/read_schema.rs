//! Reading `xs:schema`: its defaults, what it includes and imports, and the list of its components.

use super::fingerprint::fingerprint;
use super::xml::{Defaults, Node, Reader, describe, trim};
use super::{
    AttributeGroup, Derivations, External, ExternalKind, Form, Global, Group, Item, Schema,
    SimpleBody, XSD_NAMESPACE,
};

/// The constructs of XML Schema 1.1 that 1.0 does not have.
const XSD_1_1: [&str; 7] = [
    "assert",
    "assertion",
    "alternative",
    "openContent",
    "defaultOpenContent",
    "override",
    "explicitTimezone",
];

impl<'a> Reader<'a> {
    pub(super) fn read_schema(&mut self, node: Node<'a>) -> Schema {
        self.defaults = Defaults {
            element_form: self
                .form(node, "elementFormDefault")
                .unwrap_or(Form::Unqualified),
            attribute_form: self
                .form(node, "attributeFormDefault")
                .unwrap_or(Form::Unqualified),
            block: self.derivations(node, "blockDefault").unwrap_or_default(),
            finals: self.derivations(node, "finalDefault").unwrap_or_default(),
        };
        if node
            .attribute("targetNamespace")
            .is_some_and(|namespace| trim(namespace).is_empty())
        {
            self.error_with_help(
                node,
                "`targetNamespace` is empty",
                "leave it out for a schema without a namespace",
            );
        }
        let mut schema = Schema {
            target_namespace: self.namespace(node, "targetNamespace"),
            annotation: self.read_annotation(node),
            externals: Vec::new(),
            items: Vec::new(),
        };
        for child in self.children(node) {
            match child.tag_name().name() {
                "include" => schema
                    .externals
                    .extend(self.read_external(child, ExternalKind::Include)),
                "import" => schema
                    .externals
                    .extend(self.read_external(child, ExternalKind::Import)),
                "redefine" => schema
                    .externals
                    .extend(self.read_external(child, ExternalKind::Redefine)),
                _ => schema.items.extend(self.read_item(child, node)),
            }
        }
        schema
    }

    fn read_external(&mut self, node: Node<'a>, kind: ExternalKind) -> Option<External> {
        let location = self.text(node, "schemaLocation").map(str::to_owned);
        if location.is_none() && kind != ExternalKind::Import {
            self.error(node, format!("{} has no `schemaLocation`", describe(node)));
            return None;
        }
        let mut items = Vec::new();
        for child in self.children(node) {
            match kind {
                ExternalKind::Redefine => items.extend(self.read_item(child, node)),
                ExternalKind::Include | ExternalKind::Import => self.unexpected(child, node),
            }
        }
        Some(External {
            kind,
            namespace: self.namespace(node, "namespace"),
            location,
            items,
            place: self.place(node),
        })
    }

    fn read_item(&mut self, node: Node<'a>, parent: Node<'a>) -> Option<Global> {
        let item = match node.tag_name().name() {
            "simpleType" => Item::Simple(self.read_simple_type(node, self.defaults.finals)),
            "complexType" => Item::Complex(self.read_complex_type(node)),
            "element" => Item::Element(self.read_element(node)),
            "attribute" => Item::Attribute(self.read_attribute(node)),
            "group" => Item::Group(self.read_group(node)),
            "attributeGroup" => Item::AttributeGroup(self.read_attribute_group(node)),
            "notation" => return None,
            _ => {
                self.unexpected(node, parent);
                return None;
            }
        };
        self.check_global(node, &item).then(|| Global {
            item,
            fingerprint: fingerprint(node),
        })
    }

    /// Whether a component at the top has what it needs there: a name, and no reference.
    fn check_global(&mut self, node: Node<'a>, item: &Item) -> bool {
        let name = match item {
            Item::Simple(ty) => ty.name.clone(),
            Item::Complex(ty) => ty.name.clone(),
            Item::Element(element) => Some(element.name.clone()),
            Item::Attribute(attribute) => Some(attribute.name.clone()),
            Item::Group(group) => Some(group.name.clone()),
            Item::AttributeGroup(group) => Some(group.name.clone()),
        };
        for attribute in ["ref", "use", "form", "minOccurs", "maxOccurs"] {
            if node.has_attribute(attribute) {
                let message = format!(
                    "{} has `{attribute}`, which only stands inside a type",
                    describe(node)
                );
                self.error(node, message);
            }
        }
        match name {
            Some(name) => !name.is_empty(),
            None => {
                self.error(node, format!("{} has no `name`", describe(node)));
                false
            }
        }
    }

    fn read_group(&mut self, node: Node<'a>) -> Group {
        let mut particles = Vec::new();
        for child in self.children(node) {
            match child.tag_name().name() {
                "sequence" | "choice" | "all" => particles.extend(self.read_particle(child, node)),
                _ => self.unexpected(child, node),
            }
        }
        if particles.len() != 1 {
            self.error_with_help(
                node,
                format!("{} has {} content models", describe(node), particles.len()),
                "give it one `sequence`, `choice` or `all`",
            );
        }
        Group {
            name: self.name(node),
            particle: particles.into_iter().next(),
            place: self.place(node),
        }
    }

    fn read_attribute_group(&mut self, node: Node<'a>) -> AttributeGroup {
        let mut attributes = super::Attributes::default();
        for child in self.children(node) {
            if !self.read_attribute_item(child, &mut attributes) {
                self.unexpected(child, node);
            }
        }
        AttributeGroup {
            name: self.name(node),
            attributes,
            place: self.place(node),
        }
    }

    /// The children in the namespace of XML Schema but annotations; others are reported.
    pub(super) fn children(&mut self, node: Node<'a>) -> Vec<Node<'a>> {
        let mut found = Vec::new();
        for child in node.children() {
            if child.is_text() && !trim(child.text().unwrap_or_default()).is_empty() {
                self.error(child, format!("text stands in {}", describe(node)));
            }
            if !child.is_element() {
                continue;
            }
            match child.tag_name().namespace() {
                Some(XSD_NAMESPACE) if child.tag_name().name() == "annotation" => {}
                Some(XSD_NAMESPACE) => found.push(child),
                _ => self.note(
                    child,
                    format!(
                        "`{}` in {} is ignored",
                        child.tag_name().name(),
                        describe(node)
                    ),
                ),
            }
        }
        found
    }

    /// Reports an element that must not stand where it does.
    pub(super) fn unexpected(&mut self, child: Node<'a>, parent: Node<'a>) {
        let name = child.tag_name().name();
        if XSD_1_1.contains(&name) {
            self.error_with_help(
                child,
                format!(
                    "`xs:{name}` in {} is a construct of XML Schema 1.1",
                    describe(parent)
                ),
                "only XML Schema 1.0 is supported",
            );
        } else {
            self.error(
                child,
                format!("`xs:{name}` is not allowed in {}", describe(parent)),
            );
        }
    }

    /// `form`, `elementFormDefault` or `attributeFormDefault`.
    pub(super) fn form(&mut self, node: Node<'a>, attribute: &str) -> Option<Form> {
        match self.text(node, attribute)? {
            "qualified" => Some(Form::Qualified),
            "unqualified" => Some(Form::Unqualified),
            other => {
                self.error_with_help(
                    node,
                    format!("`{attribute}=\"{other}\"` of {}", describe(node)),
                    "allowed are `qualified` and `unqualified`",
                );
                None
            }
        }
    }

    /// `block`, `final` or one of their defaults.
    pub(super) fn derivations(&mut self, node: Node<'a>, attribute: &str) -> Option<Derivations> {
        let value = self.text(node, attribute)?;
        if value == "#all" {
            return Some(Derivations::ALL);
        }
        let mut found = Derivations::default();
        for word in value.split_ascii_whitespace() {
            match word {
                "extension" => found.extension = true,
                "restriction" => found.restriction = true,
                "substitution" => found.substitution = true,
                "list" => found.list = true,
                "union" => found.union = true,
                _ => self.error_with_help(
                    node,
                    format!("`{attribute}=\"{value}\"` of {}: `{word}` is no method of derivation", describe(node)),
                    "allowed are `#all` or a list of `extension`, `restriction`, `substitution`, `list` and `union`",
                ),
            }
        }
        Some(found)
    }

    /// A simple type's body where the file has none, which was reported.
    pub(super) fn missing_body(&self) -> SimpleBody {
        SimpleBody::Union(Vec::new())
    }
}
