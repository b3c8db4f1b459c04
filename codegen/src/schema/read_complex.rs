//! Reading complex types.

use super::xml::{Node, Reader, describe};
use super::{Attributes, ComplexBody, ComplexType, Derivation, TypeUse};

impl<'a> Reader<'a> {
    pub(super) fn read_inline_complex(&mut self, node: Node<'a>) -> TypeUse {
        let mut ty = self.read_complex_type(node);
        ty.name = None;
        TypeUse::Complex(Box::new(ty))
    }

    pub(super) fn read_complex_type(&mut self, node: Node<'a>) -> ComplexType {
        let mut attributes = Attributes::default();
        let mut is_mixed = self.boolean(node, "mixed").unwrap_or_default();
        let mut body = None;
        let mut particle = None;
        for child in self.children(node) {
            match child.tag_name().name() {
                "simpleContent" if body.is_none() => {
                    body = self.read_simple_content(child, &mut attributes)
                }
                "complexContent" if body.is_none() => {
                    is_mixed = self.boolean(child, "mixed").unwrap_or(is_mixed);
                    body = self.read_complex_content(child, &mut attributes);
                }
                "sequence" | "choice" | "all" | "group" if particle.is_none() && body.is_none() => {
                    particle = self.read_particle(child);
                }
                _ => self.read_attribute_item(child, &mut attributes),
            }
        }
        ComplexType {
            name: node.has_attribute("name").then(|| self.name(node)),
            body: body.unwrap_or(ComplexBody::Plain(particle)),
            attributes,
            is_mixed,
            is_abstract: self.boolean(node, "abstract").unwrap_or_default(),
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

    /// The one `extension` or `restriction` in `simpleContent` or `complexContent`, which is reported if missing.
    fn derivation_of(&mut self, node: Node<'a>) -> Option<(Node<'a>, Derivation)> {
        let mut found = None;
        for child in self.children(node) {
            match child.tag_name().name() {
                "extension" if found.is_none() => found = Some((child, Derivation::Extension)),
                "restriction" if found.is_none() => found = Some((child, Derivation::Restriction)),
                _ => {}
            }
        }
        if let Some((child, _)) = found.filter(|(child, _)| !child.has_attribute("base")) {
            self.error(child, format!("{} has no `base`", describe(child)));
        }
        found
    }

    fn read_simple_content(
        &mut self,
        node: Node<'a>,
        attributes: &mut Attributes,
    ) -> Option<ComplexBody> {
        let (child, derivation) = self.derivation_of(node)?;
        let base = self.reference(child, "base")?;
        let mut restriction = self.start_simple_restriction(child);
        restriction.base = TypeUse::Missing;
        for inner in self.children(child) {
            let is_facet =
                derivation == Derivation::Restriction && self.read_facet(inner, &mut restriction);
            if !is_facet {
                self.read_attribute_item(inner, attributes);
            }
        }
        Some(match derivation {
            Derivation::Extension => ComplexBody::SimpleExtension { base },
            Derivation::Restriction => ComplexBody::SimpleRestriction {
                base,
                restriction: Box::new(restriction),
            },
        })
    }

    fn read_complex_content(
        &mut self,
        node: Node<'a>,
        attributes: &mut Attributes,
    ) -> Option<ComplexBody> {
        let (child, derivation) = self.derivation_of(node)?;
        let base = self.reference(child, "base")?;
        let mut particle = None;
        for inner in self.children(child) {
            match inner.tag_name().name() {
                "sequence" | "choice" | "all" | "group" if particle.is_none() => {
                    particle = self.read_particle(inner);
                }
                _ => self.read_attribute_item(inner, attributes),
            }
        }
        Some(ComplexBody::Complex {
            derivation,
            base,
            particle,
        })
    }
}
