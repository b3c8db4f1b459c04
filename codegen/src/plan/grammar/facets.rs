//! The facets of a grammar.

use super::{FacetFact, Facts};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Builtin, SimpleType, TypeId, Variety};
use crate::pattern::Pattern;

impl Facts<'_, '_, '_> {
    /// The facets that a type has of its own.
    pub(super) fn facets(&mut self, ty: TypeId, simple: &SimpleType) -> Vec<FacetFact> {
        let facets = &simple.facets;
        let numbers = [
            ("Length", facets.length),
            ("MinLength", facets.min_length),
            ("MaxLength", facets.max_length),
            ("TotalDigits", facets.total_digits),
            ("FractionDigits", facets.fraction_digits),
        ];
        let bounds = [
            ("MinInclusive", &facets.min_inclusive),
            ("MinExclusive", &facets.min_exclusive),
            ("MaxInclusive", &facets.max_inclusive),
            ("MaxExclusive", &facets.max_exclusive),
        ];
        let mut found: Vec<FacetFact> = Vec::new();
        found.extend(facets.white_space.map(FacetFact::WhiteSpace));
        for (name, number) in numbers {
            found.extend(number.map(|number| FacetFact::Number(name, number)));
        }
        for (name, bound) in bounds {
            found.extend(bound.clone().map(|bound| FacetFact::Bound(name, bound)));
        }
        if !facets.patterns.is_empty() {
            found.extend(self.pattern(ty, &facets.patterns));
        }
        found.extend(self.enumeration(simple));
        found
    }

    fn enumeration(&mut self, simple: &SimpleType) -> Option<FacetFact> {
        let values = &simple.enumeration;
        let is_name = matches!(
            simple.variety,
            Variety::Atomic(Builtin::QName | Builtin::Notation)
        );
        match (values.is_empty(), is_name) {
            (true, _) => None,
            (false, true) => {
                let names = values.iter().filter_map(|value| value.name.as_ref());
                Some(FacetFact::Names(
                    names.map(|name| self.name(name)).collect(),
                ))
            }
            (false, false) => {
                let texts = values.iter().map(|value| value.value.clone());
                Some(FacetFact::Enumeration(texts.collect()))
            }
        }
    }

    /// The patterns of a restriction as one; `None` if it is too large to be checked, which is noted.
    fn pattern(&mut self, ty: TypeId, patterns: &[String]) -> Option<FacetFact> {
        let parsed: Result<Vec<Pattern>, _> =
            patterns.iter().map(|text| Pattern::parse(text)).collect();
        let parsed = parsed.ok();
        let is_small = |parsed: &Vec<Pattern>| parsed.iter().all(|one| one.compile().is_some());
        let Some(parsed) = parsed.filter(is_small) else {
            if let Some(place) = self.model[ty].place.clone() {
                let message = "a `pattern` is too large to be matched: validation passes over it";
                self.diagnostics
                    .push(Diagnostic::new(Severity::Note, place, message));
            }
            return None;
        };
        let translated: Vec<String> = parsed.iter().map(Pattern::translate).collect();
        Some(FacetFact::Pattern(translated.join("|")))
    }
}
