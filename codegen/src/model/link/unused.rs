//! What no type refers to: groups and attribute groups that are linked only to be checked, and then forgotten.

use std::sync::Arc;

use super::Linker;
use super::symbols::Declared;
use crate::model::rules::{LinkedAttributes, ReplacedAttributes, ReplacedGroup};
use crate::model::{QName, TypeId};
use crate::rule::Rule;
use crate::schema;

/// The constraint on references in what nobody uses.
static UNUSED: Rule = Rule::formal("src-resolve", "3.15.3");

/// A redefinition without a reference to what is redefined, by its name and with what it was.
#[derive(Debug)]
pub(super) enum Replaced<'a> {
    Group(QName, Declared<'a, schema::Group>),
    Attributes(QName, Declared<'a, schema::AttributeGroup>),
}

/// How many components an entry has.
#[derive(Debug)]
pub(super) struct Extent {
    types: usize,
    elements: usize,
    namespaces: Vec<Option<Arc<str>>>,
}

impl Linker<'_> {
    /// What the entry has so far.
    pub(super) fn extent(&self) -> Extent {
        Extent {
            types: self.model.types.len(),
            elements: self.model.elements.len(),
            namespaces: self.model.documents[self.document.index()]
                .namespaces
                .clone(),
        }
    }

    /// Links the groups that were not linked yet. What they refer to in vain does no harm where a WSDL is loaded.
    pub(super) fn link_unused(&mut self) {
        let before = self.diagnostics.len();
        let mut groups: Vec<_> = self.groups.values().cloned().collect();
        groups.sort_by(|left, right| left.name.cmp(&right.name));
        for group in groups {
            self.expand_group(&group, &group.item.place);
        }
        let mut groups: Vec<_> = self.attribute_groups.values().cloned().collect();
        groups.sort_by(|left, right| left.name.cmp(&right.name));
        for group in groups {
            let expanded = self.expand_attribute_group(&group, &group.item.place);
            self.sources.attribute_groups.push(LinkedAttributes {
                name: group.name,
                uses: expanded.uses,
            });
        }
        self.link_replaced();
        self.run_jobs();
        for diagnostic in &mut self.diagnostics[before..] {
            if diagnostic.rule.is_none() {
                *diagnostic = diagnostic.clone().with_rule(&UNUSED);
            }
        }
    }

    /// Links what redefinitions replace, beside what they replace it with.
    fn link_replaced(&mut self) {
        for replaced in std::mem::take(&mut self.replaced) {
            match replaced {
                Replaced::Group(name, original) => {
                    let Some(own) = self.groups.get(&name).cloned() else {
                        continue;
                    };
                    let place = own.item.place.clone();
                    let own = self.expand_group(&own, &place);
                    let original = self.expand_group(&original, &place);
                    if let (Some(own), Some(original)) = (own, original) {
                        self.sources.replaced_groups.push(ReplacedGroup {
                            name,
                            own,
                            original,
                        });
                    }
                }
                Replaced::Attributes(name, original) => {
                    let Some(own) = self.attribute_groups.get(&name).cloned() else {
                        continue;
                    };
                    let place = own.item.place.clone();
                    let own = self.expand_attribute_group(&own, &place);
                    let original = self.expand_attribute_group(&original, &place);
                    self.sources.replaced_attributes.push(ReplacedAttributes {
                        name,
                        own: (own.uses, own.any),
                        original: (original.uses, original.any),
                        place,
                    });
                }
            }
        }
    }

    /// Takes out of the model what was only linked to be checked.
    pub(super) fn forget_unused(&mut self, used: Extent) {
        let is_used = |id: &TypeId| id.index() < used.types;
        self.model.types.truncate(used.types);
        self.model.elements.truncate(used.elements);
        self.model.type_names.retain(|_, id| is_used(id));
        self.model
            .element_names
            .retain(|_, id| id.index() < used.elements);
        let document = &mut self.model.documents[self.document.index()];
        document.types.retain(is_used);
        document.elements.retain(|id| id.index() < used.elements);
        document.namespaces = used.namespaces;
    }
}
