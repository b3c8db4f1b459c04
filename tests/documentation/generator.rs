//! What the generator's model says of the published WSDLs: the values of enumerations, and what is written by default.

use castile_codegen::model::{self, DocumentId, EffectiveContent, Model, Particle, Term, TypeId};

use crate::services::SERVICES;
use crate::support::folder;

/// The model of the six services.
pub(crate) struct Generator {
    model: Model,
}

impl Generator {
    /// Loads the project's own schemas.
    pub(crate) fn load() -> Self {
        let schemas = folder::root().join("schemas");
        let files: Vec<_> = SERVICES
            .iter()
            .map(|(_, file)| schemas.join(file))
            .collect();
        let (model, _) = model::load(&files, None).unwrap_or_else(|error| panic!("{error}"));
        Self { model }
    }

    fn types_named<'a>(
        &'a self,
        service: &'a str,
        name: &'a str,
    ) -> impl Iterator<Item = TypeId> + 'a {
        let position = SERVICES.iter().position(|(known, _)| *known == service);
        let document: Option<DocumentId> = position
            .and_then(|at| self.model.documents().nth(at))
            .map(|(id, _)| id);
        let types = self.model.types();
        types.filter_map(move |(id, ty)| {
            let fits = ty.document == document
                && ty.name.as_ref().is_some_and(|found| *found.local == *name);
            (fits && document.is_some()).then_some(id)
        })
    }

    /// The values of the enumerations of that name, each with whether it is a list (flags).
    pub(crate) fn enumerations(&self, service: &str, name: &str) -> Vec<(bool, Vec<String>)> {
        let types = self.types_named(service, name);
        let enumerations = types.map(|id| {
            let flags = self.model.flags(id);
            let values = self.model.enumeration(flags.unwrap_or(id));
            let texts = values.iter().map(|value| value.value.clone()).collect();
            (flags.is_some(), texts)
        });
        enumerations
            .filter(|(_, values): &(bool, Vec<String>)| !values.is_empty())
            .collect()
    }

    /// What the model says of a member's `EmitDefaultValue`, in each type of that name.
    pub(crate) fn emits_default(&self, service: &str, name: &str, member: &str) -> Vec<bool> {
        let mut found = Vec::new();
        for id in self.types_named(service, name) {
            if let EffectiveContent::Elements(parts) = self.model.content(id) {
                for (owner, particle) in parts {
                    if owner == id {
                        self.collect(particle, member, &mut found);
                    }
                }
            }
        }
        found
    }

    fn collect(&self, particle: &Particle, member: &str, found: &mut Vec<bool>) {
        match &particle.term {
            Term::Element(element) if *self.model[element.element].name.local == *member => {
                found.push(element.annotation.emit_default_value().unwrap_or(true));
            }
            Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
                for part in parts {
                    self.collect(part, member, found);
                }
            }
            Term::Element(_) | Term::Any(_) => {}
        }
    }
}
