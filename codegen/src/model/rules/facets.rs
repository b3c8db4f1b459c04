//! Facets: which a type may have, and how they may narrow those of its base.
//!
//! Source: XML Schema Part 2, 4.1.5 and 4.3.

use std::rc::Rc;

use super::Rules;
use super::facts::Facts;
use crate::model::{Builtin, TypeId, TypeKind, Variety, WhiteSpace};
use crate::rule::Rule;
use crate::schema::{FacetKind, SimpleRestriction, WrittenFacet, read_count};

static APPLICABLE: Rule = Rule::formal("cos-applicable-facets", "4.1.5").of_datatypes();
static LENGTHS: Rule = Rule::formal("length-minLength-maxLength", "4.3.1.4").of_datatypes();
static MIN_MAX_LENGTH: Rule =
    Rule::formal("minLength-less-than-equal-to-maxLength", "4.3.2.4").of_datatypes();
static LENGTH: Rule = Rule::formal("length-valid-restriction", "4.3.1.4").of_datatypes();
static MIN_LENGTH: Rule = Rule::formal("minLength-valid-restriction", "4.3.2.4").of_datatypes();
static MAX_LENGTH: Rule = Rule::formal("maxLength-valid-restriction", "4.3.3.4").of_datatypes();
static WHITE_SPACE: Rule = Rule::formal("whiteSpace-valid-restriction", "4.3.6.4").of_datatypes();
static TOTAL_DIGITS: Rule =
    Rule::formal("totalDigits-valid-restriction", "4.3.11.4").of_datatypes();
static FRACTION_DIGITS: Rule =
    Rule::formal("fractionDigits-totalDigits", "4.3.12.4").of_datatypes();
static FIXED: Rule = Rule::formal("st-restrict-facets", "3.14.6");

impl Rules<'_> {
    /// Checks the facets of all simple types of the entry.
    pub(super) fn check_simple_types(&mut self) {
        for id in self.types() {
            if self.model.simple(id).is_some() {
                self.facts(id);
            }
        }
    }

    /// The facets of a type and its bases; those that were not looked at before are checked.
    pub(super) fn facts(&mut self, ty: TypeId) -> Rc<Facts> {
        let mut path = Vec::new();
        let mut current = ty;
        let mut facts = loop {
            if let Some(known) = self.facts.get(&current) {
                break known.clone();
            }
            match &self.model[current].kind {
                TypeKind::Simple(simple) => {
                    path.push(current);
                    current = simple.base;
                }
                TypeKind::Builtin(builtin) => break Rc::new(Facts::of_builtin(*builtin)),
                TypeKind::Complex(_) => break Rc::new(Facts::of_builtin(Builtin::AnySimpleType)),
            }
        };
        while let Some(id) = path.pop() {
            if let Some(restriction) = self.sources.restrictions.get(&id) {
                facts = self.narrow(id, restriction, &facts);
            }
            self.facts.insert(id, facts.clone());
        }
        facts
    }

    /// The facets of a restriction; what is wrong with them is reported.
    fn narrow(
        &mut self,
        ty: TypeId,
        restriction: &SimpleRestriction,
        base: &Rc<Facts>,
    ) -> Rc<Facts> {
        if restriction.written.is_empty() && restriction.enumeration.is_empty() {
            return base.clone();
        }
        let mut facts = Facts::clone(base);
        let Some(variety) = self.model.variety(ty) else {
            return base.clone();
        };
        for facet in &restriction.written {
            if is_applicable(facet.kind, &variety) {
                self.narrow_facet(ty, facet, base, &mut facts);
            } else {
                self.report_inapplicable(facet.kind.name(), &variety, &facet.place);
            }
        }
        self.check_together(restriction, base, &facts);
        self.add_patterns(restriction, &mut facts);
        self.add_enumeration(ty, restriction, &mut facts);
        Rc::new(facts)
    }

    fn narrow_facet(&mut self, ty: TypeId, facet: &WrittenFacet, base: &Facts, facts: &mut Facts) {
        match facet.kind {
            FacetKind::Pattern => {}
            FacetKind::WhiteSpace => {
                let former = match self.model.variety(ty) {
                    Some(Variety::List(_)) => WhiteSpace::Collapse,
                    _ => base.white_space,
                };
                self.narrow_white_space(facet, former, base, facts);
            }
            FacetKind::MinInclusive
            | FacetKind::MinExclusive
            | FacetKind::MaxInclusive
            | FacetKind::MaxExclusive => self.narrow_bound(ty, facet, base, facts),
            _ => self.narrow_number(facet, base, facts),
        }
        if facet.is_fixed && !facts.fixed.contains(&facet.kind) {
            facts.fixed.push(facet.kind);
        }
    }

    fn narrow_number(&mut self, facet: &WrittenFacet, base: &Facts, facts: &mut Facts) {
        let kind = facet.kind;
        let Some(number) = read_count(facet.value.trim()) else {
            return;
        };
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        if kind == FacetKind::TotalDigits && number == 0 {
            let message = "the facet `totalDigits` is 0";
            self.breach(&TOTAL_DIGITS, &facet.place, message, "a number has a digit");
        }
        let former = base.number(kind);
        let is_wider = match kind {
            FacetKind::Length => former.is_some_and(|former| number != former),
            FacetKind::MinLength => former.is_some_and(|former| number < former),
            _ => former.is_some_and(|former| number > former),
        };
        let is_fixed = base.fixed.contains(&kind);
        if let Some(former) = former.filter(|former| is_wider || (is_fixed && number != *former)) {
            let rule = match kind {
                FacetKind::Length => &LENGTH,
                FacetKind::MinLength => &MIN_LENGTH,
                FacetKind::MaxLength => &MAX_LENGTH,
                _ => &TOTAL_DIGITS,
            };
            let rule = if is_wider { rule } else { &FIXED };
            let (name, number) = (kind.name(), number.to_string());
            self.report_wider(rule, facet, name, &number, &former.to_string());
        }
        if let Some(slot) = facts.number_slot(kind) {
            *slot = Some(number);
        }
    }

    pub(super) fn report_wider(
        &mut self,
        rule: &'static Rule,
        facet: &WrittenFacet,
        name: &str,
        value: &str,
        former: &str,
    ) {
        let message = format!("the facet `{name}` is {value}, but {former} in the base type");
        let help = "a restriction allows no more than its base";
        self.breach(rule, &facet.place, message, help);
    }

    fn narrow_white_space(
        &mut self,
        facet: &WrittenFacet,
        former: WhiteSpace,
        base: &Facts,
        facts: &mut Facts,
    ) {
        let own = match facet.value.trim() {
            "preserve" => WhiteSpace::Preserve,
            "replace" => WhiteSpace::Replace,
            _ => WhiteSpace::Collapse,
        };
        let rank = |white_space| match white_space {
            WhiteSpace::Preserve => 0,
            WhiteSpace::Replace => 1,
            WhiteSpace::Collapse => 2,
        };
        let is_fixed = base.fixed.contains(&FacetKind::WhiteSpace);
        if rank(own) < rank(former) || (is_fixed && own != former) {
            let former = ["`preserve`", "`replace`", "`collapse`"][rank(former)];
            let value = format!("`{}`", facet.value.trim());
            self.report_wider(&WHITE_SPACE, facet, "whiteSpace", &value, former);
        }
        facts.white_space = own;
    }

    /// Checks facets that belong together.
    fn check_together(&mut self, restriction: &SimpleRestriction, base: &Facts, facts: &Facts) {
        // A bound that the base has too is taken, as an erratum to the first edition allows.
        let has = |kind| {
            let written = restriction.written.iter().any(|facet| facet.kind == kind);
            written && (kind == FacetKind::Length || base.number(kind) != facts.number(kind))
        };
        let own_length =
            has(FacetKind::Length) && (has(FacetKind::MinLength) || has(FacetKind::MaxLength));
        let is_short = facts
            .length
            .zip(facts.min_length)
            .is_some_and(|(exact, least)| exact < least);
        let is_long = facts
            .length
            .zip(facts.max_length)
            .is_some_and(|(exact, most)| exact > most);
        if own_length || is_short || is_long {
            let message = "the facet `length` stands beside `minLength` or `maxLength`";
            let help = "a length is either exact or bounded";
            self.breach(&LENGTHS, &restriction.place, message, help);
        }
        if let (Some(least), Some(most)) = (facts.min_length, facts.max_length)
            && least > most
        {
            let message = format!("`minLength` is {least} and `maxLength` is {most}");
            let help = "no value has such a length";
            self.breach(&MIN_MAX_LENGTH, &restriction.place, message, help);
        }
        if let (Some(fraction), Some(total)) = (facts.fraction_digits, facts.total_digits)
            && fraction > total
        {
            let message = format!("`fractionDigits` is {fraction} and `totalDigits` is {total}");
            let help = "the digits of the fraction are counted in both";
            self.breach(&FRACTION_DIGITS, &restriction.place, message, help);
        }
        self.check_bounds_together(restriction, facts);
    }

    pub(super) fn report_inapplicable(
        &mut self,
        name: &str,
        variety: &Variety,
        place: &crate::source::Place,
    ) {
        let kind = match variety {
            Variety::Atomic(builtin) => format!("`xs:{}`", builtin.name()),
            Variety::List(_) => "a list".to_owned(),
            Variety::Union(_) => "a union".to_owned(),
        };
        let message = format!("the facet `{name}` means nothing for {kind}");
        self.breach(&APPLICABLE, place, message, "remove it");
    }
}

/// Whether a facet but enumeration may stand in a restriction of such a type.
fn is_applicable(kind: FacetKind, variety: &Variety) -> bool {
    use FacetKind::{
        FractionDigits, Length, MaxLength, MinLength, Pattern, TotalDigits, WhiteSpace,
    };
    match variety {
        Variety::Union(_) => kind == Pattern,
        Variety::List(_) => matches!(kind, Length | MinLength | MaxLength | Pattern | WhiteSpace),
        Variety::Atomic(builtin) => {
            let is_bound = !matches!(
                kind,
                Length
                    | MinLength
                    | MaxLength
                    | Pattern
                    | WhiteSpace
                    | TotalDigits
                    | FractionDigits
            );
            match builtin.primitive() {
                Builtin::AnySimpleType | Builtin::AnyType => false,
                _ if matches!(kind, Pattern | WhiteSpace) => true,
                Builtin::Boolean => false,
                Builtin::Decimal => is_bound || matches!(kind, TotalDigits | FractionDigits),
                Builtin::String
                | Builtin::AnyUri
                | Builtin::HexBinary
                | Builtin::Base64Binary
                | Builtin::QName
                | Builtin::Notation => matches!(kind, Length | MinLength | MaxLength),
                _ => is_bound,
            }
        }
    }
}
