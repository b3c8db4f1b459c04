//! Reading elements, attributes and content models.

use super::lexical::read_count;
use super::read_wsdl::WSDL_NAMESPACE;
use super::xml::{Node, Reader, describe};
use super::{
    ArrayType, Attribute, AttributeItem, AttributePresence, Attributes, Element, Occurs, Particle,
    ProcessContents, Term, TypeUse, ValueConstraint, Wildcard, WildcardNamespace,
    WildcardNamespaces,
};
use crate::rule::Rule;

/// The constraints on how elements and attributes are written.
static SRC_ELEMENT: Rule = Rule::formal("src-element", "3.3.3");
static SRC_ATTRIBUTE: Rule = Rule::formal("src-attribute", "3.2.3");
static NO_XMLNS: Rule = Rule::formal("no-xmlns", "3.2.6");

/// What is wrong with all that only a declaration may have.
const REFERENCE_HELP: &str = "a reference says nothing of what the declaration says";

/// What a reference to an element must not have.
const ELEMENT_ATTRIBUTES: [&str; 7] = [
    "name", "type", "nillable", "default", "fixed", "form", "block",
];

/// What a reference to an attribute must not have.
const ATTRIBUTE_ATTRIBUTES: [&str; 2] = ["form", "type"];

impl<'a> Reader<'a> {
    pub(super) fn read_element(&mut self, node: Node<'a>) -> Element {
        self.check_exclusive(node, &SRC_ELEMENT, &ELEMENT_ATTRIBUTES);
        let reference = self.reference(node, "ref");
        let has_reference = node.has_attribute("ref");
        let mut ty = self
            .reference(node, "type")
            .map_or(TypeUse::Missing, TypeUse::Named);
        let mut identities = Vec::new();
        for child in self.children(node) {
            let is_first =
                matches!(ty, TypeUse::Missing) && !has_reference && !node.has_attribute("type");
            match child.tag_name().name() {
                "simpleType" if is_first => ty = self.read_inline(child),
                "complexType" if is_first => ty = self.read_inline_complex(child),
                "key" | "keyref" | "unique" => {
                    if has_reference {
                        let message = format!("{} has an identity constraint", describe(node));
                        self.breach(child, &SRC_ELEMENT, message, REFERENCE_HELP);
                    }
                    identities.push(self.read_identity(child));
                }
                "simpleType" | "complexType" => {
                    let message = format!("{} has more than one type", describe(node));
                    let help = "give it a `ref`, a `type`, or a type on the spot";
                    self.breach(child, &SRC_ELEMENT, message, help);
                }
                _ => {}
            }
        }
        Element {
            name: if has_reference {
                self.shared("")
            } else {
                self.name(node)
            },
            reference,
            form: self
                .form(node, "form")
                .unwrap_or(self.defaults.element_form),
            ty,
            is_nillable: self.boolean(node, "nillable").unwrap_or_default(),
            is_abstract: self.boolean(node, "abstract").unwrap_or_default(),
            value: self.value_constraint(node),
            value_name: node
                .attribute("default")
                .or(node.attribute("fixed"))
                .and_then(|text| self.qualified(node, text)),
            substitution_group: self.reference(node, "substitutionGroup"),
            block: self
                .derivations(node, "block")
                .unwrap_or(self.defaults.block),
            finals: self
                .derivations(node, "final")
                .unwrap_or(self.defaults.finals),
            identities,
            annotation: self.read_annotation(node),
            place: self.place(node),
        }
    }

    pub(super) fn read_attribute(&mut self, node: Node<'a>) -> Attribute {
        self.check_exclusive(node, &SRC_ATTRIBUTE, &ATTRIBUTE_ATTRIBUTES);
        let reference = self.reference(node, "ref");
        let mut ty = self
            .reference(node, "type")
            .map_or(TypeUse::Missing, TypeUse::Named);
        for child in self.children(node) {
            match (child.tag_name().name(), &ty) {
                ("simpleType", TypeUse::Missing) if !node.has_attribute("type") => {
                    ty = self.read_inline(child)
                }
                ("simpleType", _) => {
                    let message = format!("{} has more than one type", describe(node));
                    let help = "give it a `type`, or a type on the spot";
                    self.breach(child, &SRC_ATTRIBUTE, message, help);
                }
                _ => {}
            }
        }
        if self.text(node, "name") == Some("xmlns") {
            let message = "an attribute cannot be named `xmlns`";
            let help = "that name declares namespaces";
            self.breach(node, &NO_XMLNS, message, help);
        }
        let is_reference = node.has_attribute("ref");
        if is_reference && (node.has_attribute("name") || !matches!(ty, TypeUse::Missing)) {
            self.error(
                node,
                format!(
                    "{} has both a `ref` and a declaration of its own",
                    describe(node)
                ),
            );
        }
        Attribute {
            name: if is_reference {
                self.shared("")
            } else {
                self.name(node)
            },
            array_type: self.read_array_type(node),
            reference,
            form: self
                .form(node, "form")
                .unwrap_or(self.defaults.attribute_form),
            ty,
            presence: self.attribute_presence(node),
            value: self.attribute_value(node),
            annotation: self.read_annotation(node),
            place: self.place(node),
        }
    }

    /// Reports what only a declaration may have on a reference.
    fn check_exclusive(&mut self, node: Node<'a>, rule: &'static Rule, own: &[&str]) {
        if !node.has_attribute("ref") {
            return;
        }
        for name in own.iter().filter(|name| node.has_attribute(**name)) {
            let message = format!("{} has the attribute `{name}`", describe(node));
            self.breach(node, rule, message, REFERENCE_HELP);
        }
    }

    /// `wsdl:arrayType`; what is no type with brackets is passed over, as other attributes of other namespaces are.
    fn read_array_type(&mut self, node: Node<'a>) -> Option<Box<ArrayType>> {
        let text = node.attribute((WSDL_NAMESPACE, "arrayType"))?;
        let (name, sizes) = text.trim().split_once('[')?;
        Some(Box::new(ArrayType {
            item: self.resolve(node, name.trim(), "arrayType")?,
            depth: sizes.matches('[').count() + 1,
            is_multidimensional: sizes.contains(','),
        }))
    }

    fn attribute_presence(&mut self, node: Node<'a>) -> AttributePresence {
        match self.text(node, "use") {
            None | Some("optional") => AttributePresence::Optional,
            Some("required") => AttributePresence::Required,
            Some("prohibited") => AttributePresence::Prohibited,
            Some(other) => {
                self.error_with_help(
                    node,
                    format!("`use=\"{other}\"` of {}", describe(node)),
                    "allowed are `optional`, `required` and `prohibited`",
                );
                AttributePresence::Optional
            }
        }
    }

    fn attribute_value(&mut self, node: Node<'a>) -> ValueConstraint {
        let presence = self.text(node, "use").unwrap_or("optional");
        if node.has_attribute("default") && presence != "optional" {
            let message = format!("{} is {presence} and has a `default`", describe(node));
            let help = "an attribute with a default value is optional";
            self.breach(node, &SRC_ATTRIBUTE, message, help);
        }
        self.value_constraint(node)
    }

    fn value_constraint(&mut self, node: Node<'a>) -> ValueConstraint {
        match (node.attribute("default"), node.attribute("fixed")) {
            (None, None) => ValueConstraint::None,
            (Some(default), None) => ValueConstraint::Default(default.to_owned()),
            (None, Some(fixed)) => ValueConstraint::Fixed(fixed.to_owned()),
            (Some(_), Some(fixed)) => {
                self.error(
                    node,
                    format!(
                        "{} has both a `default` and a `fixed` value",
                        describe(node)
                    ),
                );
                ValueConstraint::Fixed(fixed.to_owned())
            }
        }
    }

    /// Reads a child that may stand among attributes.
    pub(super) fn read_attribute_item(&mut self, node: Node<'a>, out: &mut Attributes) {
        match node.tag_name().name() {
            "attribute" => out
                .items
                .push(AttributeItem::Attribute(self.read_attribute(node))),
            "attributeGroup" => match self.reference(node, "ref") {
                Some(reference) => out.items.push(AttributeItem::Group(reference)),
                None if node.has_attribute("ref") => {}
                None => self.error(node, "`attributeGroup` has no `ref`"),
            },
            "anyAttribute" if out.any.is_none() => out.any = Some(self.read_wildcard(node)),
            _ => {}
        }
    }

    /// Reads an element, group, sequence, choice, all or any of a content model.
    pub(super) fn read_particle(&mut self, node: Node<'a>) -> Option<Particle> {
        let occurs = self.occurs(node);
        let term = match node.tag_name().name() {
            "element" => Term::Element(Box::new(self.read_element(node))),
            "group" => match self.reference(node, "ref") {
                Some(reference) => Term::Group(reference),
                None => {
                    if !node.has_attribute("ref") {
                        self.error(node, "`group` has no `ref`");
                    }
                    return None;
                }
            },
            "sequence" => Term::Sequence(self.read_particles(node)),
            "choice" => Term::Choice(self.read_particles(node)),
            "all" => Term::All(self.read_particles(node)),
            "any" => Term::Any(self.read_wildcard(node)),
            _ => return None,
        };
        Some(Particle {
            occurs,
            term,
            place: self.place(node),
        })
    }

    fn read_particles(&mut self, node: Node<'a>) -> Vec<Particle> {
        let is_all = node.tag_name().name() == "all";
        let mut found = Vec::new();
        for child in self.children(node) {
            let name = child.tag_name().name();
            if name == "all" || (is_all && name != "element") {
                continue;
            }
            let particle = self.read_particle(child);
            if is_all
                && particle
                    .as_ref()
                    .is_some_and(|particle| particle.occurs.is_repeated())
            {
                self.error(
                    child,
                    format!("{} in `all` may occur more than once", describe(child)),
                );
            }
            found.extend(particle);
        }
        found
    }

    fn occurs(&mut self, node: Node<'a>) -> Occurs {
        let min = self.count(node, "minOccurs").unwrap_or(1);
        let kept = |count: u128| u32::try_from(count).unwrap_or(u32::MAX);
        if self.text(node, "maxOccurs") == Some("unbounded") {
            return Occurs {
                min: kept(min),
                max: None,
            };
        }
        let max = self.count(node, "maxOccurs").unwrap_or(1);
        if min > max {
            let message = format!(
                "{} occurs at least {min} and at most {max} times",
                describe(node)
            );
            self.error_with_help(
                node,
                message,
                "`minOccurs` and `maxOccurs` are 1 where they are not given",
            );
        }
        Occurs {
            min: kept(min),
            max: Some(kept(max)),
        }
    }

    /// A count as it is written, however large.
    fn count(&mut self, node: Node<'a>, attribute: &str) -> Option<u128> {
        let value = self.text(node, attribute)?;
        if let Some(count) = read_count(value) {
            return Some(count);
        }
        self.error(
            node,
            format!(
                "`{attribute}=\"{value}\"` of {} is no count",
                describe(node)
            ),
        );
        None
    }

    fn read_wildcard(&mut self, node: Node<'a>) -> Wildcard {
        if node.has_attribute("namespace") && node.has_attribute("notNamespace") {
            self.error(
                node,
                format!("{} has both `namespace` and `notNamespace`", describe(node)),
            );
        }
        let namespaces = match self.text(node, "namespace") {
            None | Some("##any") => WildcardNamespaces::Any,
            Some("##other") => WildcardNamespaces::Other,
            Some(list) => {
                let names = list.split_ascii_whitespace().map(|name| match name {
                    "##targetNamespace" => WildcardNamespace::Target,
                    "##local" => WildcardNamespace::Local,
                    uri => WildcardNamespace::Uri(self.shared(uri)),
                });
                WildcardNamespaces::List(names.collect())
            }
        };
        let process = match self.text(node, "processContents") {
            None | Some("strict") => ProcessContents::Strict,
            Some("lax") => ProcessContents::Lax,
            Some("skip") => ProcessContents::Skip,
            Some(other) => {
                self.error_with_help(
                    node,
                    format!("`processContents=\"{other}\"` of {}", describe(node)),
                    "allowed are `strict`, `lax` and `skip`",
                );
                ProcessContents::Strict
            }
        };
        Wildcard {
            namespaces,
            process,
            place: self.place(node),
        }
    }
}
