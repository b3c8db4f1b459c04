//! Reading simple types and facets.

use super::lexical::read_count;
use super::xml::{Node, Reader, trim};
use super::{
    Derivations, EnumerationValue, FacetKind, Facets, SimpleBody, SimpleRestriction, SimpleType,
    TypeUse, WhiteSpace, WrittenFacet,
};
use crate::rule::Rule;

/// The constraint on how simple types are written.
static SRC_SIMPLE: Rule = Rule::formal("src-simple-type", "3.14.3");

/// The constraint that a facet stands once in a restriction.
static ONE_FACET: Rule = Rule::grave("src-single-facet-value", "4.3").of_datatypes();

impl<'a> Reader<'a> {
    pub(super) fn read_simple_type(
        &mut self,
        node: Node<'a>,
        default_finals: Derivations,
    ) -> SimpleType {
        let mut body = None;
        for child in self.children(node) {
            match child.tag_name().name() {
                "restriction" | "list" | "union" if body.is_none() => {
                    body = Some(self.read_simple_body(child))
                }
                _ => {}
            }
        }
        SimpleType {
            name: node.has_attribute("name").then(|| self.name(node)),
            body: body.unwrap_or_else(|| self.missing_body()),
            finals: self.derivations(node, "final").unwrap_or(default_finals),
            annotation: self.read_annotation(node),
            place: self.place(node),
        }
    }

    fn read_simple_body(&mut self, node: Node<'a>) -> SimpleBody {
        match node.tag_name().name() {
            "restriction" => {
                let mut restriction = self.start_simple_restriction(node);
                self.check_one_type(node, "base");
                for child in self.children(node) {
                    self.read_facet(child, &mut restriction);
                }
                if matches!(restriction.base, TypeUse::Missing) && !node.has_attribute("base") {
                    self.error(
                        node,
                        "`restriction` has neither a `base` nor a `simpleType`",
                    );
                }
                SimpleBody::Restriction(Box::new(restriction))
            }
            "list" => SimpleBody::List(self.read_list_item(node)),
            _ => SimpleBody::Union(self.read_union_members(node)),
        }
    }

    /// A restriction with the base that its attribute names, and no facets yet.
    pub(super) fn start_simple_restriction(&mut self, node: Node<'a>) -> SimpleRestriction {
        let base = self
            .reference(node, "base")
            .map_or(TypeUse::Missing, TypeUse::Named);
        SimpleRestriction {
            base,
            enumeration: Vec::new(),
            facets: Facets::default(),
            written: Vec::new(),
            place: self.place(node),
        }
    }

    /// Reports a type both by name and on the spot.
    fn check_one_type(&mut self, node: Node<'a>, attribute: &str) {
        let inner = self.children(node).into_iter();
        let inner = inner.filter(|child| child.tag_name().name() == "simpleType");
        for child in inner.filter(|_| node.has_attribute(attribute)) {
            let message = format!(
                "`{}` has both `{attribute}` and a `simpleType`",
                node.tag_name().name()
            );
            self.breach(child, &SRC_SIMPLE, message, "give it one of both");
        }
    }

    fn read_list_item(&mut self, node: Node<'a>) -> TypeUse {
        self.check_one_type(node, "itemType");
        let mut item = self
            .reference(node, "itemType")
            .map_or(TypeUse::Missing, TypeUse::Named);
        for child in self.children(node) {
            match (child.tag_name().name(), &item) {
                ("simpleType", TypeUse::Missing) if !node.has_attribute("itemType") => {
                    item = self.read_inline(child)
                }
                _ => {}
            }
        }
        if matches!(item, TypeUse::Missing) && !node.has_attribute("itemType") {
            self.error(node, "`list` has neither an `itemType` nor a `simpleType`");
        }
        item
    }

    fn read_union_members(&mut self, node: Node<'a>) -> Vec<TypeUse> {
        let names = self.text(node, "memberTypes").unwrap_or_default();
        let mut members: Vec<_> = names
            .split_ascii_whitespace()
            .filter_map(|name| self.resolve(node, name, "memberTypes"))
            .map(TypeUse::Named)
            .collect();
        for child in self.children(node) {
            if child.tag_name().name() == "simpleType" {
                members.push(self.read_inline(child));
            }
        }
        if members.is_empty() && names.is_empty() {
            self.error(node, "`union` has neither `memberTypes` nor a `simpleType`");
        }
        members
    }

    /// A simple type on the spot.
    pub(super) fn read_inline(&mut self, node: Node<'a>) -> TypeUse {
        let mut ty = self.read_simple_type(node, Derivations::default());
        ty.name = None;
        TypeUse::Simple(Box::new(ty))
    }

    /// Reads a child of a simple restriction: a facet or the base on the spot. `false` if it is neither.
    pub(super) fn read_facet(&mut self, node: Node<'a>, out: &mut SimpleRestriction) -> bool {
        if let Some(kind) = FacetKind::named(node.tag_name().name()) {
            out.written.extend(self.read_written(node, kind));
        }
        let facets = &mut out.facets;
        match node.tag_name().name() {
            "simpleType" if matches!(out.base, TypeUse::Missing) => {
                out.base = self.read_inline(node)
            }
            "enumeration" => {
                if let Some(value) = self.read_enumeration(node) {
                    out.enumeration.push(value);
                }
            }
            "pattern" => facets.patterns.extend(self.facet_text(node)),
            "whiteSpace" => self.set_once(node, &mut facets.white_space, Self::white_space),
            "length" => self.set_once(node, &mut facets.length, Self::facet_number),
            "minLength" => self.set_once(node, &mut facets.min_length, Self::facet_number),
            "maxLength" => self.set_once(node, &mut facets.max_length, Self::facet_number),
            "totalDigits" => self.set_once(node, &mut facets.total_digits, Self::facet_number),
            "fractionDigits" => {
                self.set_once(node, &mut facets.fraction_digits, Self::facet_number)
            }
            "minInclusive" => self.set_once(node, &mut facets.min_inclusive, Self::facet_bound),
            "minExclusive" => self.set_once(node, &mut facets.min_exclusive, Self::facet_bound),
            "maxInclusive" => self.set_once(node, &mut facets.max_inclusive, Self::facet_bound),
            "maxExclusive" => self.set_once(node, &mut facets.max_exclusive, Self::facet_bound),
            _ => return false,
        }
        true
    }

    fn read_written(&mut self, node: Node<'a>, kind: FacetKind) -> Option<WrittenFacet> {
        Some(WrittenFacet {
            kind,
            value: node.attribute("value")?.to_owned(),
            is_fixed: matches!(self.text(node, "fixed"), Some("true" | "1")),
            place: self.place(node),
        })
    }

    /// Sets a facet that may be given once in a derivation step.
    fn set_once<T>(
        &mut self,
        node: Node<'a>,
        slot: &mut Option<T>,
        read: fn(&mut Self, Node<'a>) -> Option<T>,
    ) {
        if slot.is_some() {
            let message = format!("the facet `{}` is given twice", node.tag_name().name());
            self.breach(
                node,
                &ONE_FACET,
                message,
                "it may be given once in a restriction",
            );
        }
        *slot = read(self, node);
    }

    fn read_enumeration(&mut self, node: Node<'a>) -> Option<EnumerationValue> {
        let value = self.facet_text(node)?;
        Some(EnumerationValue {
            name: self.qualified(node, &value),
            value,
            annotation: self.read_annotation(node),
            place: self.place(node),
        })
    }

    /// The `value` of a facet as written.
    fn facet_text(&mut self, node: Node<'a>) -> Option<String> {
        let value = node.attribute("value").map(str::to_owned);
        if value.is_none() {
            self.error(
                node,
                format!("the facet `{}` has no `value`", node.tag_name().name()),
            );
        }
        value
    }

    fn facet_bound(&mut self, node: Node<'a>) -> Option<String> {
        self.facet_text(node).map(|value| trim(&value).to_owned())
    }

    fn facet_number(&mut self, node: Node<'a>) -> Option<u64> {
        let value = self.facet_bound(node)?;
        if let Some(count) = read_count(&value) {
            return Some(u64::try_from(count).unwrap_or(u64::MAX));
        }
        self.error(
            node,
            format!(
                "the facet `{}` has the value `{value}`, which is no count",
                node.tag_name().name()
            ),
        );
        None
    }

    fn white_space(&mut self, node: Node<'a>) -> Option<WhiteSpace> {
        match self.facet_bound(node)?.as_str() {
            "preserve" => Some(WhiteSpace::Preserve),
            "replace" => Some(WhiteSpace::Replace),
            "collapse" => Some(WhiteSpace::Collapse),
            other => {
                self.error_with_help(
                    node,
                    format!("the facet `whiteSpace` has the value `{other}`"),
                    "allowed are `preserve`, `replace` and `collapse`",
                );
                None
            }
        }
    }
}
