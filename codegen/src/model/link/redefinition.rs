//! `xs:redefine`: components that get a new meaning, and keep the old one for themselves.

use std::sync::Arc;

use super::Linker;
use super::symbols::Scope;
use crate::model::{Owner, TypeId};
use crate::schema::{self, Element, Item};
use crate::source::Place;

impl<'a> Linker<'a> {
    pub(super) fn redefine(&mut self, item: &'a Item, scope: Scope<'a>) {
        match item {
            Item::Simple(ty) => {
                let original = self.take_original(ty.name.as_ref(), scope, &ty.place);
                self.declare_simple(ty, scope, original);
            }
            Item::Complex(ty) => {
                let original = self.take_original(ty.name.as_ref(), scope, &ty.place);
                self.declare_complex(ty, scope, original);
            }
            Item::Group(group) => match self.groups.remove(&scope.global(&group.name)) {
                Some(original) => self.declare_group(group, scope, Some(original)),
                None => self.nothing_to_redefine("group", &group.name, &group.place),
            },
            Item::AttributeGroup(group) => {
                match self.attribute_groups.remove(&scope.global(&group.name)) {
                    Some(original) => self.declare_attribute_group(group, scope, Some(original)),
                    None => self.nothing_to_redefine("attribute group", &group.name, &group.place),
                }
            }
            Item::Element(Element { name, place, .. })
            | Item::Notation(schema::Notation { name, place })
            | Item::Attribute(schema::Attribute { name, place, .. }) => {
                self.error(
                    place,
                    format!("`{name}` cannot be redefined: only types and groups can"),
                );
            }
        }
    }

    /// The type that is redefined, its name taken away.
    fn take_original(
        &mut self,
        local: Option<&Arc<str>>,
        scope: Scope<'a>,
        place: &Place,
    ) -> Option<TypeId> {
        let name = scope.global(local?);
        let original = self.model.type_names.remove(&(self.document, name.clone()));
        match original {
            Some(id) => {
                let ty = &mut self.model.types[id.index()];
                ty.name = None;
                ty.owner = Some(Owner::Redefined(name));
            }
            None => self.nothing_to_redefine("type", &name.local, place),
        }
        original
    }

    fn nothing_to_redefine(&mut self, kind: &str, name: &str, place: &Place) {
        self.error(
            place,
            format!("{kind} `{name}` is redefined, but the redefined schema does not declare it"),
        );
    }
}
