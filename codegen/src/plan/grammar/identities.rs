//! The identity constraints of a grammar.

use super::{DemandFact, Facts, IdentityFact, PathFact, TestFact};
use crate::model::{Demand, ElementId, Identity, NameTest, Path};

impl Facts<'_, '_, '_> {
    /// Adds those of all elements; a reference to a key that nobody declares, which was reported, is left out.
    pub(super) fn add_identities(&mut self, elements: &[ElementId]) {
        let model = self.model;
        let all: Vec<&Identity> = elements
            .iter()
            .flat_map(|id| &model[*id].identities)
            .collect();
        let (references, keys): (Vec<&Identity>, Vec<&Identity>) = all
            .into_iter()
            .partition(|identity| matches!(identity.demand, Demand::Refer(_)));
        for identity in keys.into_iter().chain(references) {
            if self.identities.contains_key(&identity.name) {
                continue;
            }
            let demand = match &identity.demand {
                Demand::Unique => DemandFact::Unique,
                Demand::Key => DemandFact::Key,
                Demand::Refer(key) => match self.identities.get(key) {
                    Some(key) => DemandFact::Refer(*key),
                    None => continue,
                },
            };
            let fact = self.identity(identity, demand);
            let number = self.grammar.identities.len();
            self.identities.insert(identity.name.clone(), number);
            self.grammar.identities.push(fact);
        }
    }

    fn identity(&mut self, identity: &Identity, demand: DemandFact) -> IdentityFact {
        let fields = identity.fields.iter();
        IdentityFact {
            name: identity.name.local.to_string(),
            demand,
            selector: self.paths(&identity.selector),
            fields: fields.map(|field| self.paths(field)).collect(),
        }
    }

    fn paths(&mut self, paths: &[Path]) -> Vec<PathFact> {
        let paths = paths.iter().map(|path| PathFact {
            is_deep: path.is_deep,
            steps: path.steps.iter().map(|step| self.test(step)).collect(),
            attribute: path.attribute.as_ref().map(|test| self.test(test)),
        });
        paths.collect()
    }

    fn test(&mut self, test: &NameTest) -> TestFact {
        match test {
            NameTest::Any => TestFact::Any,
            NameTest::Namespace(namespace) => {
                TestFact::Namespace(self.module.namespace_of(Some(namespace)))
            }
            NameTest::Name(name) => TestFact::Name(self.name(name)),
        }
    }
}
