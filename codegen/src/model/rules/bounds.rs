//! The four facets that are bounds.
//!
//! Source: XML Schema Part 2, 4.3.7 to 4.3.10.

use std::cmp::Ordering;

use super::Rules;
use super::facts::{Bound, Facts};
use crate::model::value::{Value, normalise};
use crate::model::{TypeId, Variety};
use crate::rule::Rule;
use crate::schema::{FacetKind, SimpleRestriction, WrittenFacet};

static MAX_MAX: Rule = Rule::formal("maxInclusive-maxExclusive", "4.3.8.4").of_datatypes();
static MIN_MIN: Rule = Rule::formal("minInclusive-minExclusive", "4.3.9.4").of_datatypes();
static MIN_MAX: Rule =
    Rule::formal("minInclusive-less-than-equal-to-maxInclusive", "4.3.10.4").of_datatypes();
static MIN_MAX_EXCLUSIVE: Rule =
    Rule::formal("minExclusive-less-than-equal-to-maxExclusive", "4.3.9.4").of_datatypes();
static MIN_INCLUSIVE: Rule =
    Rule::formal("minInclusive-valid-restriction", "4.3.10.4").of_datatypes();
static MIN_EXCLUSIVE: Rule =
    Rule::formal("minExclusive-valid-restriction", "4.3.9.4").of_datatypes();
static MAX_INCLUSIVE: Rule =
    Rule::formal("maxInclusive-valid-restriction", "4.3.7.4").of_datatypes();
static MAX_EXCLUSIVE: Rule =
    Rule::formal("maxExclusive-valid-restriction", "4.3.8.4").of_datatypes();

/// The facet and the facet of the base; the orders of the first to the second that are wrong.
const NARROWING: [(FacetKind, FacetKind, [Ordering; 2]); 16] = {
    use FacetKind::{
        MaxExclusive as MaxEx, MaxInclusive as MaxIn, MinExclusive as MinEx, MinInclusive as MinIn,
    };
    use Ordering::{Equal, Greater, Less};
    [
        (MaxIn, MaxIn, [Greater, Greater]),
        (MaxIn, MaxEx, [Greater, Equal]),
        (MaxIn, MinIn, [Less, Less]),
        (MaxIn, MinEx, [Less, Equal]),
        (MaxEx, MaxEx, [Greater, Greater]),
        (MaxEx, MaxIn, [Greater, Greater]),
        (MaxEx, MinIn, [Less, Equal]),
        (MaxEx, MinEx, [Less, Equal]),
        (MinEx, MinEx, [Less, Less]),
        (MinEx, MinIn, [Less, Less]),
        (MinEx, MaxIn, [Greater, Equal]),
        (MinEx, MaxEx, [Greater, Equal]),
        (MinIn, MinIn, [Less, Less]),
        (MinIn, MinEx, [Less, Equal]),
        (MinIn, MaxIn, [Greater, Greater]),
        (MinIn, MaxEx, [Greater, Equal]),
    ]
};

fn rule(kind: FacetKind) -> &'static Rule {
    match kind {
        FacetKind::MinInclusive => &MIN_INCLUSIVE,
        FacetKind::MinExclusive => &MIN_EXCLUSIVE,
        FacetKind::MaxInclusive => &MAX_INCLUSIVE,
        _ => &MAX_EXCLUSIVE,
    }
}

impl Rules<'_> {
    pub(super) fn narrow_bound(
        &mut self,
        ty: TypeId,
        facet: &WrittenFacet,
        base: &Facts,
        facts: &mut Facts,
    ) {
        let Some(Variety::Atomic(builtin)) = self.model.variety(ty) else {
            return;
        };
        let text = normalise(&facet.value, base.white_space);
        let name = facet.kind.name();
        let Some(value) = Value::read(builtin, &text, None) else {
            let message = format!(
                "the facet `{name}` is `{text}`, which is no `xs:{}`",
                builtin.name()
            );
            let help = "a bound is a value of the base type";
            self.breach(rule(facet.kind), &facet.place, message, help);
            return;
        };
        for (own, other, wrong) in NARROWING {
            let Some(former) = base.bound(other).filter(|_| own == facet.kind) else {
                continue;
            };
            let order = value.compare(&former.value);
            if order.is_some_and(|order| wrong.contains(&order)) {
                let message = format!(
                    "the facet `{name}` is {text}, but `{}` of the base type is {}",
                    other.name(),
                    former.written
                );
                let help = "a restriction allows no more than its base, and something";
                self.breach(rule(facet.kind), &facet.place, message, help);
            }
        }
        if base.fixed.contains(&facet.kind)
            && base
                .bound(facet.kind)
                .is_some_and(|former| former.value != value)
        {
            let former = base.bound(facet.kind).map(|former| former.written.clone());
            let former = former.unwrap_or_default();
            self.report_wider(rule(facet.kind), facet, name, &text, &former);
        }
        facts.set_bound(
            facet.kind,
            Bound {
                value,
                written: text,
            },
        );
    }

    /// Checks the bounds of one restriction against each other.
    pub(super) fn check_bounds_together(&mut self, restriction: &SimpleRestriction, facts: &Facts) {
        use FacetKind::{MaxExclusive, MaxInclusive, MinExclusive, MinInclusive};
        let has = |kind| restriction.written.iter().any(|facet| facet.kind == kind);
        for (first, second, rule) in [
            (MinInclusive, MinExclusive, &MIN_MIN),
            (MaxInclusive, MaxExclusive, &MAX_MAX),
        ] {
            if has(first) && has(second) {
                let message = format!("both `{}` and `{}` are given", first.name(), second.name());
                self.breach(rule, &restriction.place, message, "one of them says all");
            }
        }
        for (low, high, wrong, rule) in [
            (MinInclusive, MaxInclusive, [Ordering::Greater; 2], &MIN_MAX),
            (
                MinExclusive,
                MaxExclusive,
                [Ordering::Greater; 2],
                &MIN_MAX_EXCLUSIVE,
            ),
            (
                MinInclusive,
                MaxExclusive,
                [Ordering::Greater, Ordering::Equal],
                &MIN_INCLUSIVE,
            ),
            (
                MinExclusive,
                MaxInclusive,
                [Ordering::Greater, Ordering::Equal],
                &MIN_EXCLUSIVE,
            ),
        ] {
            let (Some(least), Some(most)) = (facts.bound(low), facts.bound(high)) else {
                continue;
            };
            let order = least.value.compare(&most.value);
            if order.is_some_and(|order| wrong.contains(&order)) {
                let message = format!(
                    "`{}` is {} and `{}` is {}",
                    low.name(),
                    least.written,
                    high.name(),
                    most.written
                );
                self.breach(rule, &restriction.place, message, "no value is in between");
            }
        }
    }
}
