//! Identity constraints: each name once, and references to what there is.
//!
//! Source: XML Schema Part 1, 3.11.6.

use std::collections::HashMap;

use super::Rules;
use crate::model::QName;
use crate::rule::Rule;
use crate::schema::{Identity, IdentityKind};

static PROPERTIES: Rule = Rule::formal("c-props-correct", "3.11.6");
static RESOLVE: Rule = Rule::formal("src-resolve", "3.15.3");

impl Rules<'_> {
    /// Checks all identity constraints of the entry.
    pub(super) fn check_identities(&mut self) {
        let sources = self.sources;
        let mut known: HashMap<QName, &Identity> = HashMap::new();
        for (element, target) in &sources.elements {
            for identity in &element.identities {
                let name = QName {
                    namespace: target.clone(),
                    local: identity.name.clone(),
                };
                let first = *known.entry(name).or_insert(identity);
                if first.place != identity.place {
                    let message = format!(
                        "the identity constraint `{}` is declared twice; the first is at {}",
                        identity.name, first.place
                    );
                    let help = "give each its own name";
                    self.breach(&PROPERTIES, &identity.place, message, help);
                }
            }
        }
        for (identity, name) in &sources.key_references {
            let key = known.get(name).copied();
            self.check_reference(identity, key, &name.local);
        }
    }

    fn check_reference(&mut self, identity: &Identity, key: Option<&Identity>, written: &str) {
        let title = format!("keyref `{}`", identity.name);
        match key {
            None => {
                let message = format!("{title} refers to `{written}`, which no schema declares");
                let help = "it refers to a `key` or `unique`";
                self.breach(&RESOLVE, &identity.place, message, help);
            }
            Some(key) if matches!(key.kind, IdentityKind::KeyReference(_)) => {
                let message = format!("{title} refers to `{written}`, which is a `keyref`");
                let help = "it refers to a `key` or `unique`";
                self.breach(&PROPERTIES, &identity.place, message, help);
            }
            Some(key) if key.fields.len() != identity.fields.len() => {
                let message = format!(
                    "{title} has {} fields, and `{written}` has {}",
                    identity.fields.len(),
                    key.fields.len()
                );
                let help = "both have as many fields";
                self.breach(&PROPERTIES, &identity.place, message, help);
            }
            Some(_) => {}
        }
    }
}
