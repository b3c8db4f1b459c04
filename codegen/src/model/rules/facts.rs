//! What all facets of a simple type say together with those of its bases.

use std::collections::HashSet;
use std::rc::Rc;

use super::pattern::Alternative;

use crate::model::value::{self, Value};
use crate::model::{Builtin, WhiteSpace};
use crate::schema::FacetKind;

/// The facets of a type, those of its bases included.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) length: Option<u64>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) total_digits: Option<u64>,
    pub(super) fraction_digits: Option<u64>,
    pub(super) min_inclusive: Option<Bound>,
    pub(super) min_exclusive: Option<Bound>,
    pub(super) max_inclusive: Option<Bound>,
    pub(super) max_exclusive: Option<Bound>,
    pub(super) white_space: WhiteSpace,
    pub(super) enumeration: Option<Rc<HashSet<Value>>>,
    pub(super) patterns: Option<Rc<PatternStep>>,
    /// The facets that no restriction may change.
    pub(super) fixed: Vec<FacetKind>,
}

/// A bound and how it is written.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) value: Value,
    pub(super) written: String,
}

/// The patterns of one restriction, one of which must match, and those of its base.
#[derive(Debug)]
pub(super) struct PatternStep {
    pub(super) alternatives: Vec<Alternative>,
    pub(super) base: Option<Rc<PatternStep>>,
}

impl Drop for PatternStep {
    /// Takes a long chain apart without recursion.
    fn drop(&mut self) {
        let mut next = self.base.take();
        while let Some(mut step) = next.and_then(Rc::into_inner) {
            next = step.base.take();
        }
    }
}

impl Facts {
    /// The facets of a built-in type, or of a list or union of types (which is as `xs:anySimpleType`, but for white space).
    pub(super) fn of_builtin(builtin: Builtin) -> Self {
        let mut facts = Self {
            length: None,
            min_length: builtin.list_item().map(|_| 1),
            max_length: None,
            total_digits: None,
            fraction_digits: None,
            min_inclusive: None,
            min_exclusive: None,
            max_inclusive: None,
            max_exclusive: None,
            white_space: value::white_space(builtin),
            enumeration: None,
            patterns: None,
            fixed: Vec::new(),
        };
        if builtin.primitive() == Builtin::Decimal && builtin != Builtin::Decimal {
            let (min, max) = integer_bounds(builtin);
            facts.min_inclusive = bound(min);
            facts.max_inclusive = bound(max);
            facts.fraction_digits = Some(0);
        }
        facts
    }

    /// The value of a facet that is a number.
    pub(super) fn number(&self, kind: FacetKind) -> Option<u64> {
        match kind {
            FacetKind::Length => self.length,
            FacetKind::MinLength => self.min_length,
            FacetKind::MaxLength => self.max_length,
            FacetKind::TotalDigits => self.total_digits,
            FacetKind::FractionDigits => self.fraction_digits,
            _ => None,
        }
    }

    /// Where a facet that is a number is kept.
    pub(super) fn number_slot(&mut self, kind: FacetKind) -> Option<&mut Option<u64>> {
        Some(match kind {
            FacetKind::Length => &mut self.length,
            FacetKind::MinLength => &mut self.min_length,
            FacetKind::MaxLength => &mut self.max_length,
            FacetKind::TotalDigits => &mut self.total_digits,
            FacetKind::FractionDigits => &mut self.fraction_digits,
            _ => return None,
        })
    }

    /// A bound.
    pub(super) fn bound(&self, kind: FacetKind) -> Option<&Bound> {
        match kind {
            FacetKind::MinInclusive => self.min_inclusive.as_ref(),
            FacetKind::MinExclusive => self.min_exclusive.as_ref(),
            FacetKind::MaxInclusive => self.max_inclusive.as_ref(),
            FacetKind::MaxExclusive => self.max_exclusive.as_ref(),
            _ => None,
        }
    }

    /// Sets a bound, which takes the place of the other one on its side.
    pub(super) fn set_bound(&mut self, kind: FacetKind, bound: Bound) {
        let (own, other) = match kind {
            FacetKind::MinInclusive => (&mut self.min_inclusive, &mut self.min_exclusive),
            FacetKind::MinExclusive => (&mut self.min_exclusive, &mut self.min_inclusive),
            FacetKind::MaxInclusive => (&mut self.max_inclusive, &mut self.max_exclusive),
            _ => (&mut self.max_exclusive, &mut self.max_inclusive),
        };
        *own = Some(bound);
        *other = None;
    }
}

fn bound(written: Option<&str>) -> Option<Bound> {
    let written = written?;
    let value = Value::read(Builtin::Integer, written, None)?;
    Some(Bound {
        value,
        written: written.to_owned(),
    })
}

/// The least and the greatest value of an integer type.
fn integer_bounds(builtin: Builtin) -> (Option<&'static str>, Option<&'static str>) {
    match builtin {
        Builtin::NonPositiveInteger => (None, Some("0")),
        Builtin::NegativeInteger => (None, Some("-1")),
        Builtin::Long => (Some("-9223372036854775808"), Some("9223372036854775807")),
        Builtin::Int => (Some("-2147483648"), Some("2147483647")),
        Builtin::Short => (Some("-32768"), Some("32767")),
        Builtin::Byte => (Some("-128"), Some("127")),
        Builtin::NonNegativeInteger => (Some("0"), None),
        Builtin::UnsignedLong => (Some("0"), Some("18446744073709551615")),
        Builtin::UnsignedInt => (Some("0"), Some("4294967295")),
        Builtin::UnsignedShort => (Some("0"), Some("65535")),
        Builtin::UnsignedByte => (Some("0"), Some("255")),
        Builtin::PositiveInteger => (Some("1"), None),
        _ => (None, None),
    }
}
