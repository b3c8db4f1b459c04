//! Reading `xs:schema`: its defaults, what it includes and imports, and the list of its components.

use super::fingerprint::fingerprint;
use super::version::is_included;
use super::xml::{Defaults, Node, Reader, describe, trim};
use super::{
    AttributeGroup, Derivations, External, ExternalKind, Form, Global, Group, Item, Notation,
    Schema, SimpleBody, XSD_NAMESPACE,
};
use crate::rule::Rule;

/// The constraint on what is imported.
static IMPORT: Rule = Rule::formal("src-import", "4.2.3");

/// The constraint on the attributes of a notation.
static NOTATION: Rule = Rule::formal("src-notation", "3.12.3");

impl<'a> Reader<'a> {
    pub(super) fn read_schema(&mut self, node: Node<'a>) -> Schema {
        self.check_grammar(node);
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
                _ => schema.items.extend(self.read_item(child)),
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
        if kind == ExternalKind::Import {
            self.check_import(node);
        }
        let mut items = Vec::new();
        for child in self.children(node) {
            if kind == ExternalKind::Redefine {
                items.extend(self.read_item(child));
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

    /// Reports an import of the namespace that the schema has itself.
    fn check_import(&mut self, node: Node<'a>) {
        let target = node
            .parent_element()
            .and_then(|schema| self.text(schema, "targetNamespace"));
        let imported = self.text(node, "namespace");
        if imported == Some("") {
            let message = "the import names the empty text as its namespace";
            let help = "leave `namespace` out to import what has no namespace";
            self.breach(node, &IMPORT, message, help);
        } else if imported == target {
            let message = match imported {
                Some(namespace) => format!("the schema imports its own namespace `{namespace}`"),
                None => "a schema without a namespace imports no namespace".to_owned(),
            };
            let help = "a schema of the same namespace is included";
            self.breach(node, &IMPORT, message, help);
        }
    }

    fn read_item(&mut self, node: Node<'a>) -> Option<Global> {
        let item = match node.tag_name().name() {
            "simpleType" => Item::Simple(self.read_simple_type(node, self.defaults.finals)),
            "complexType" => Item::Complex(self.read_complex_type(node)),
            "element" => Item::Element(self.read_element(node)),
            "attribute" => Item::Attribute(self.read_attribute(node)),
            "group" => Item::Group(self.read_group(node)),
            "attributeGroup" => Item::AttributeGroup(self.read_attribute_group(node)),
            "notation" => Item::Notation(self.read_notation(node)),
            _ => return None,
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
            Item::Notation(notation) => Some(notation.name.clone()),
        };
        match name {
            Some(name) => !name.is_empty(),
            None => {
                self.error(node, format!("{} has no `name`", describe(node)));
                false
            }
        }
    }

    fn read_notation(&mut self, node: Node<'a>) -> Notation {
        if !node.has_attribute("public") && !node.has_attribute("system") {
            let message = format!("{} has neither `public` nor `system`", describe(node));
            self.breach(node, &NOTATION, message, "say what is meant by it");
        }
        Notation {
            name: self.name(node),
            place: self.place(node),
        }
    }

    fn read_group(&mut self, node: Node<'a>) -> Group {
        let mut particles = Vec::new();
        for child in self.children(node) {
            if matches!(child.tag_name().name(), "sequence" | "choice" | "all") {
                particles.extend(self.read_particle(child));
            }
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
            self.read_attribute_item(child, &mut attributes);
        }
        AttributeGroup {
            name: self.name(node),
            attributes,
            place: self.place(node),
        }
    }

    /// The children in the namespace of XML Schema but annotations. What must not be there was reported with the grammar.
    pub(super) fn children(&self, node: Node<'a>) -> Vec<Node<'a>> {
        let is_component = |child: &Node<'a>| {
            child.tag_name().namespace() == Some(XSD_NAMESPACE)
                && child.tag_name().name() != "annotation"
                && is_included(child)
        };
        node.children().filter(is_component).collect()
    }

    /// `form`, `elementFormDefault` or `attributeFormDefault`.
    pub(super) fn form(&self, node: Node<'a>, attribute: &str) -> Option<Form> {
        match self.text(node, attribute)? {
            "qualified" => Some(Form::Qualified),
            "unqualified" => Some(Form::Unqualified),
            _ => None,
        }
    }

    /// `block`, `final` or one of their defaults.
    pub(super) fn derivations(&self, node: Node<'a>, attribute: &str) -> Option<Derivations> {
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
                _ => {}
            }
        }
        Some(found)
    }

    /// A simple type's body where the file has none, which was reported.
    pub(super) fn missing_body(&self) -> SimpleBody {
        SimpleBody::Union(Vec::new())
    }
}
