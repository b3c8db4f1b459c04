//! The constraints on components: what linked schemas must keep beyond the form of each construct.
//!
//! One file for each family of constraints, named after what it is about. Everything here only looks and reports.

mod bounds;
mod enumeration;
mod facets;
mod facts;
mod pattern;
mod validity;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::{Model, QName, TypeId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::Rule;
use crate::schema;
use crate::source::Place;
use facts::Facts;

/// What the files say and the model does not keep.
#[derive(Debug, Default)]
pub(super) struct Sources<'a> {
    /// The restrictions that simple types are made by.
    pub(super) restrictions: HashMap<TypeId, &'a schema::SimpleRestriction>,
    /// The notations that are declared.
    pub(super) notations: HashSet<QName>,
}

/// The components of one entry, checked.
#[derive(Debug)]
pub(super) struct Rules<'c> {
    model: &'c Model,
    sources: &'c Sources<'c>,
    /// The types of the entry have this number or a higher one.
    first_type: usize,
    facts: HashMap<TypeId, Rc<Facts>>,
    reported: HashSet<(Place, String)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'c> Rules<'c> {
    pub(super) fn new(model: &'c Model, sources: &'c Sources<'c>, first_type: usize) -> Self {
        Self {
            model,
            sources,
            first_type,
            facts: HashMap::new(),
            reported: HashSet::new(),
            diagnostics: Vec::new(),
        }
    }

    /// All that is wrong with the components of the entry.
    pub(super) fn check(mut self) -> Vec<Diagnostic> {
        self.check_simple_types();
        self.diagnostics
    }

    fn types(&self) -> impl Iterator<Item = TypeId> + use<> {
        (self.first_type..self.model.types.len()).map(|index| TypeId(super::link::number(index)))
    }

    /// Reports a breach of a rule, once.
    fn breach(
        &mut self,
        rule: &'static Rule,
        place: &Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let message = message.into();
        if self.reported.insert((place.clone(), message.clone())) {
            let diagnostic = Diagnostic::new(Severity::Error, place.clone(), message);
            self.diagnostics
                .push(diagnostic.with_help(help).with_rule(rule));
        }
    }
}
