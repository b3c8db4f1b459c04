//! The patterns of a restriction.

use std::cell::OnceCell;
use std::rc::Rc;

use super::Rules;
use super::facts::{Facts, PatternStep};
use crate::pattern::Pattern;
use crate::rule::Rule;
use crate::schema::{FacetKind, SimpleRestriction};

static PATTERN: Rule = Rule::formal("pattern", "4.3.4 and F").of_datatypes();

/// A pattern, compiled once a value has to match it.
#[derive(Debug)]
pub(super) struct Alternative {
    pattern: Pattern,
    compiled: OnceCell<Option<regex::Regex>>,
}

impl Alternative {
    fn new(pattern: Pattern) -> Self {
        Self {
            pattern,
            compiled: OnceCell::new(),
        }
    }

    /// Whether a value matches; a pattern too large to be compiled takes all.
    pub(super) fn takes(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| self.pattern.compile());
        compiled
            .as_ref()
            .is_none_or(|compiled| compiled.is_match(text))
    }
}

impl Rules<'_> {
    /// Adds the patterns of a restriction to what is known of its type; those that are malformed are reported.
    pub(super) fn add_patterns(&mut self, restriction: &SimpleRestriction, facts: &mut Facts) {
        let written = restriction.written.iter();
        let written = written.filter(|facet| facet.kind == FacetKind::Pattern);
        let mut alternatives = Vec::new();
        let mut are_complete = true;
        for facet in written {
            match Pattern::parse(&facet.value) {
                Ok(pattern) => alternatives.push(Alternative::new(pattern)),
                Err(malformed) => {
                    are_complete = false;
                    let message = format!("the pattern `{}`: {malformed}", facet.value);
                    let help = "patterns are anchored, and have no `^`, `$`, `(?`, `\\b` or `\\1`";
                    self.breach(&PATTERN, &facet.place, message, help);
                }
            }
        }
        // With one alternative unknown, nothing is known.
        if are_complete && !alternatives.is_empty() {
            facts.patterns = Some(Rc::new(PatternStep {
                alternatives,
                base: facts.patterns.take(),
            }));
        }
    }
}
