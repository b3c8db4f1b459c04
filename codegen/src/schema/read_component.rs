//! Reading elements, attributes and content models.

use super::xml::{Node, Reader, describe};
use super::{
    Attribute, AttributeItem, AttributePresence, Attributes, Element, Occurs, Particle,
    ProcessContents, Term, TypeUse, ValueConstraint, Wildcard, WildcardNamespace,
    WildcardNamespaces,
};

impl<'a> Reader<'a> {
    pub(super) fn read_element(&mut self, node: Node<'a>) -> Element {
        let reference = self.reference(node, "ref");
        let has_reference = node.has_attribute("ref");
        let mut ty = self
            .reference(node, "type")
            .map_or(TypeUse::Missing, TypeUse::Named);
        for child in self.children(node) {
            let is_first =
                matches!(ty, TypeUse::Missing) && !has_reference && !node.has_attribute("type");
            match child.tag_name().name() {
                "simpleType" if is_first => ty = self.read_inline(child),
                "complexType" if is_first => ty = self.read_inline_complex(child),
                "key" | "keyref" | "unique" => {
                    self.note(
                        child,
                        format!("the identity constraint {} is not checked", describe(child)),
                    );
                }
                _ => self.unexpected(child, node),
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
            substitution_group: self.reference(node, "substitutionGroup"),
            block: self
                .derivations(node, "block")
                .unwrap_or(self.defaults.block),
            finals: self
                .derivations(node, "final")
                .unwrap_or(self.defaults.finals),
            annotation: self.read_annotation(node),
            place: self.place(node),
        }
    }

    pub(super) fn read_attribute(&mut self, node: Node<'a>) -> Attribute {
        let reference = self.reference(node, "ref");
        let mut ty = self
            .reference(node, "type")
            .map_or(TypeUse::Missing, TypeUse::Named);
        for child in self.children(node) {
            match (child.tag_name().name(), &ty) {
                ("simpleType", TypeUse::Missing) if !node.has_attribute("type") => {
                    ty = self.read_inline(child)
                }
                _ => self.unexpected(child, node),
            }
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
            reference,
            form: self
                .form(node, "form")
                .unwrap_or(self.defaults.attribute_form),
            ty,
            presence: self.attribute_presence(node),
            value: self.value_constraint(node),
            annotation: self.read_annotation(node),
            place: self.place(node),
        }
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

    /// Reads a child that may stand among attributes. `false` if it is none of these.
    pub(super) fn read_attribute_item(&mut self, node: Node<'a>, out: &mut Attributes) -> bool {
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
            _ => return false,
        }
        true
    }

    /// Reads an element, group, sequence, choice, all or any of a content model.
    pub(super) fn read_particle(&mut self, node: Node<'a>, parent: Node<'a>) -> Option<Particle> {
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
            _ => {
                self.unexpected(node, parent);
                return None;
            }
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
                self.unexpected(child, node);
                continue;
            }
            let particle = self.read_particle(child, node);
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
        if self.text(node, "maxOccurs") == Some("unbounded") {
            return Occurs { min, max: None };
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
            min,
            max: Some(max),
        }
    }

    fn count(&mut self, node: Node<'a>, attribute: &str) -> Option<u32> {
        let value = self.text(node, attribute)?;
        let digits = value.strip_prefix('+').unwrap_or(value);
        if !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Some(digits.parse().unwrap_or(u32::MAX));
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
        for child in self.children(node) {
            self.unexpected(child, node);
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
