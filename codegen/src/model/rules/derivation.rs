//! Whether a type is derived from another in the ways that are allowed.
//!
//! Source: XML Schema Part 1, 3.4.6 and 3.14.6, "type derivation OK".

use super::Rules;
use crate::model::{Builtin, Derivation, Derivations, Model, TypeId, TypeKind, Variety};

/// How far the search goes into unions.
const MAX_DEPTH: usize = 64;

impl Rules<'_> {
    /// Whether `ty` is `base`, or derived from it by nothing that is `excluded`.
    pub(super) fn is_derived(&self, ty: TypeId, base: TypeId, excluded: Derivations) -> bool {
        self.is_derived_within(ty, base, excluded, MAX_DEPTH)
    }

    fn is_derived_within(
        &self,
        ty: TypeId,
        base: TypeId,
        excluded: Derivations,
        depth: usize,
    ) -> bool {
        let any = Model::builtin(Builtin::AnyType);
        let any_simple = Model::builtin(Builtin::AnySimpleType);
        let mut current = ty;
        loop {
            if current == base {
                return true;
            }
            let (derivation, next) = match &self.model[current].kind {
                TypeKind::Complex(complex) => (complex.derivation, complex.base),
                TypeKind::Simple(_) | TypeKind::Builtin(_) => break,
            };
            let is_excluded = match derivation {
                Derivation::Extension => excluded.extension,
                Derivation::Restriction => excluded.restriction,
            };
            if is_excluded {
                return false;
            }
            current = next;
        }
        // From here on simple types: all are restrictions of `xs:anySimpleType`, lists and unions too.
        if current == any {
            return false;
        }
        if base == any {
            return true;
        }
        if excluded.restriction {
            return false;
        }
        let mut above = Some(current);
        while let Some(id) = above {
            if id == base || (base == any_simple && self.model.variety(id).is_some()) {
                return true;
            }
            above = self.model.base(id);
        }
        match self.model.variety(base) {
            Some(Variety::Union(members)) if depth > 0 && self.has_no_facets(base) => members
                .iter()
                .any(|member| self.is_derived_within(current, *member, excluded, depth - 1)),
            _ => false,
        }
    }

    /// Whether a union is as it is declared.
    fn has_no_facets(&self, ty: TypeId) -> bool {
        let restriction = self.sources.restrictions.get(&ty);
        restriction.is_none_or(|restriction| {
            restriction.written.is_empty() && restriction.enumeration.is_empty()
        })
    }
}
