//! The constraints on components: what linked schemas must keep beyond the form of each construct.
//!
//! One file for each family of constraints, named after what it is about. Everything here only looks and reports.

mod attributes;
mod bounds;
mod complex_types;
mod consistent;
mod content;
mod derivation;
mod element_restriction;
mod elements;
mod enumeration;
mod facets;
mod facts;
mod group_restriction;
mod identity;
mod particle_restriction;
mod pattern;
mod redefinition;
mod simple_types;
mod unique_particle;
mod validity;
mod values;
mod wildcards;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::{
    AttributeUse, DocumentId, ElementId, Model, Particle, QName, TypeId, TypeKind, Wildcard,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::Rule;
use crate::schema;
use crate::source::Place;
use facts::Facts;

/// How many particles, names and attributes are looked at before content models are taken as they are: a chain of extensions has
/// all content of its bases in each type.
const MAX_WORK: usize = 20_000_000;

/// What the files say and the model does not keep.
#[derive(Debug, Default)]
pub(super) struct Sources<'a> {
    /// The restrictions that simple types are made by.
    pub(super) restrictions: HashMap<TypeId, &'a schema::SimpleRestriction>,
    /// The notations that are declared.
    pub(super) notations: HashSet<QName>,
    /// The elements in the order of their ids: what the file says, and its target namespace.
    pub(super) elements: Vec<(&'a schema::Element, Option<Arc<str>>)>,
    /// The identity constraints that refer to others, and to which.
    pub(super) key_references: Vec<(&'a schema::Identity, QName)>,
    /// References with values to attributes that are fixed: with the type and the fixed value of the attribute.
    pub(super) fixed_references: Vec<(&'a schema::Attribute, TypeId, &'a String)>,
    /// The attribute groups.
    pub(super) attribute_groups: Vec<LinkedAttributes>,
    /// Redefinitions without references to what they replace.
    pub(super) replaced_groups: Vec<ReplacedGroup>,
    /// The same for attribute groups.
    pub(super) replaced_attributes: Vec<ReplacedAttributes>,
}

/// An attribute group with all groups inlined.
#[derive(Debug)]
pub(super) struct LinkedAttributes {
    pub(super) name: QName,
    pub(super) uses: Vec<AttributeUse>,
}

/// A group before and after its redefinition.
#[derive(Debug)]
pub(super) struct ReplacedGroup {
    pub(super) name: QName,
    pub(super) own: Particle,
    pub(super) original: Particle,
}

/// An attribute group before and after its redefinition: its attributes and its wildcard.
#[derive(Debug)]
pub(super) struct ReplacedAttributes {
    pub(super) name: QName,
    pub(super) own: (Vec<AttributeUse>, Option<Wildcard>),
    pub(super) original: (Vec<AttributeUse>, Option<Wildcard>),
    pub(super) place: Place,
}

/// The components of one entry, checked.
#[derive(Debug)]
pub(super) struct Rules<'c> {
    model: &'c Model,
    sources: &'c Sources<'c>,
    document: DocumentId,
    /// The types of the entry have this number or a higher one.
    first_type: usize,
    /// The elements too.
    first_element: usize,
    /// How much was looked at.
    work: usize,
    facts: HashMap<TypeId, Rc<Facts>>,
    reported: HashSet<(Place, String)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'c> Rules<'c> {
    pub(super) fn new(
        model: &'c Model,
        sources: &'c Sources<'c>,
        document: DocumentId,
        first_type: usize,
        first_element: usize,
    ) -> Self {
        Self {
            model,
            sources,
            document,
            first_type,
            first_element,
            work: 0,
            facts: HashMap::new(),
            reported: HashSet::new(),
            diagnostics: Vec::new(),
        }
    }

    /// All that is wrong with the components of the entry.
    pub(super) fn check(mut self) -> Vec<Diagnostic> {
        self.check_simple_types();
        for id in self.types() {
            match &self.model[id].kind {
                TypeKind::Simple(simple) => self.check_simple_derivation(id, simple),
                TypeKind::Complex(complex) if !self.is_exhausted() => {
                    self.check_complex_type(id, complex);
                }
                TypeKind::Complex(_) | TypeKind::Builtin(_) => {}
            }
        }
        for index in self.first_element..self.model.elements.len() {
            self.check_element(ElementId(super::link::number(index)));
        }
        let model = self.model;
        for attribute in &model[self.document].attributes {
            self.check_attribute_value(attribute);
        }
        for group in &self.sources.attribute_groups {
            self.check_attribute_group(group);
        }
        self.check_fixed_references();
        self.check_identities();
        self.check_replaced();
        self.note_exhaustion();
        self.diagnostics
    }

    fn types(&self) -> impl Iterator<Item = TypeId> + use<> {
        (self.first_type..self.model.types.len()).map(|index| TypeId(super::link::number(index)))
    }

    /// Whether so much was looked at that the rest is taken as it is.
    fn is_exhausted(&self) -> bool {
        self.work > MAX_WORK
    }

    /// Notes that not all was checked.
    fn note_exhaustion(&mut self) {
        if self.is_exhausted() {
            let document = &self.model[self.document];
            let place = Place::start_of(&document.file);
            let message =
                "the content models are too large together to be checked against each other";
            self.diagnostics
                .push(Diagnostic::new(Severity::Note, place, message));
        }
    }

    /// How diagnostics speak of a type.
    fn title(&self, ty: TypeId) -> String {
        super::link::type_title(self.model, ty)
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
