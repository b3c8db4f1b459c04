//! The identity constraints of a grammar.

use super::{DemandFact, Facts, IdentityFact, PathFact, TestFact};
use crate::model::{Demand, ElementId, NameTest, Path};

impl Facts<'_, '_, '_> {
    /// Adds those of all elements; a reference to a key that nobody declares, which was reported, is left out.
    pub(super) fn add_identities(&mut self, elements: &[ElementId]) {
        let model = self.model;
        let all = || elements.iter().flat_map(|id| &model[*id].identities);
        let keys = all().filter(|identity| !matches!(identity.demand, Demand::Refer(_)));
        for identity in keys {
            let next = self.identities.len();
            self.identities.entry(identity.name.clone()).or_insert(next);
        }
        for identity in all() {
            let is_known = match &identity.demand {
                Demand::Refer(key) => self.identities.contains_key(key),
                Demand::Unique | Demand::Key => false,
            };
            if is_known {
                let next = self.identities.len();
                self.identities.entry(identity.name.clone()).or_insert(next);
            }
        }
        let mut facts: Vec<(usize, IdentityFact)> = Vec::new();
        for identity in all() {
            let Some(number) = self.identities.get(&identity.name).copied() else {
                continue;
            };
            if facts.iter().any(|(known, _)| *known == number) {
                continue;
            }
            let demand = match &identity.demand {
                Demand::Unique => DemandFact::Unique,
                Demand::Key => DemandFact::Key,
                Demand::Refer(key) => {
                    DemandFact::Refer(self.identities.get(key).copied().unwrap_or(number))
                }
            };
            let fact = IdentityFact {
                name: identity.name.local.to_string(),
                demand,
                selector: self.paths(&identity.selector),
                fields: identity
                    .fields
                    .iter()
                    .map(|field| self.paths(field))
                    .collect(),
            };
            facts.push((number, fact));
        }
        facts.sort_by_key(|(number, _)| *number);
        self.grammar.identities = facts.into_iter().map(|(_, fact)| fact).collect();
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
