//! Linking attributes: references resolved, groups inlined.

use std::ptr;

use super::missing::Kind;
use super::symbols::{Declared, Scope};
use super::wildcard::{self, has_intersection, intersect};
use super::{Linker, MAX_PARTICLES};
use crate::model::{
    Annotation, AttributePresence, AttributeUse, Builtin, Model, Owner, QName, TypeId,
    ValueConstraint, Wildcard,
};
use crate::rule::Rule;
use crate::schema::{self, AttributeGroup, AttributeItem, Attributes, Reference, TypeUse};
use crate::source::Place;

/// Where `xsi:type` and its like are.
const INSTANCE_NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What is there: schemas of that namespace declare what everybody knows.
const INSTANCE_ATTRIBUTES: [&str; 4] =
    ["type", "nil", "schemaLocation", "noNamespaceSchemaLocation"];

static NO_XSI: Rule = Rule::formal("no-xsi", "3.2.6");
static INTERSECTION: Rule = Rule::formal("cos-aw-intersect", "3.10.6");

/// The attributes of a type or group with all groups inlined.
#[derive(Clone, Debug, Default)]
pub(super) struct ExpandedAttributes {
    pub(super) uses: Vec<AttributeUse>,
    pub(super) any: Option<Wildcard>,
}

/// Whose attributes are linked.
#[derive(Clone, Copy)]
enum Holder<'h, 'a> {
    Type(TypeId),
    Group(&'h Declared<'a, AttributeGroup>),
}

impl<'a> Linker<'a> {
    /// The own attributes of a complex type.
    pub(super) fn link_attributes(
        &mut self,
        id: TypeId,
        own: &'a Attributes,
        scope: Scope<'a>,
    ) -> ExpandedAttributes {
        self.expand_attributes(Holder::Type(id), own, scope)
    }

    /// The attributes at the top of the schemas, as uses, for the document.
    pub(super) fn link_global_attributes(&mut self) {
        for name in std::mem::take(&mut self.attribute_order) {
            let Some(declared) = self.attributes.get(&name).cloned() else {
                continue;
            };
            let ty = self.global_attribute_type(&declared);
            let linked = AttributeUse {
                name,
                ty,
                presence: AttributePresence::Optional,
                value: declared.item.value.clone(),
                annotation: declared.item.annotation.clone(),
                place: declared.item.place.clone(),
            };
            self.model.documents[self.document.index()]
                .attributes
                .push(linked);
        }
    }

    fn expand_attributes(
        &mut self,
        holder: Holder<'_, 'a>,
        own: &'a Attributes,
        scope: Scope<'a>,
    ) -> ExpandedAttributes {
        let mut found = ExpandedAttributes {
            uses: Vec::new(),
            any: own.any.as_ref().map(|any| wildcard::link(any, scope)),
        };
        for item in &own.items {
            match item {
                AttributeItem::Attribute(attribute) => {
                    if let Some(linked) = self.link_attribute(holder, attribute, scope) {
                        self.add_attribute(holder, &mut found, linked);
                    }
                }
                AttributeItem::Group(reference) => {
                    let group = self.expand_attribute_group_reference(holder, reference, scope);
                    found.any = match (found.any, group.any) {
                        (Some(own), Some(other)) => {
                            self.check_intersection(holder, &own, &other, &reference.place);
                            Some(intersect(own, &other))
                        }
                        (own, other) => own.or(other),
                    };
                    for linked in group.uses {
                        self.add_attribute(holder, &mut found, linked);
                    }
                }
            }
        }
        found
    }

    /// Reports wildcards of which no wildcard says what both admit.
    fn check_intersection(
        &mut self,
        holder: Holder<'_, 'a>,
        own: &Wildcard,
        other: &Wildcard,
        place: &Place,
    ) {
        if !has_intersection(own, other) {
            let message = format!(
                "{} has wildcards that leave out different namespaces, and no wildcard leaves out both",
                self.holder_title(holder)
            );
            let help = "give them the same `namespace`";
            self.breach(&INTERSECTION, place, message, help);
        }
    }

    /// Reports another attribute in the namespace of `xsi:type` than the four that are there.
    pub(super) fn check_instance_namespace(&mut self, name: &QName, place: &Place) {
        let is_there = name.namespace.as_deref() == Some(INSTANCE_NAMESPACE);
        if is_there && !INSTANCE_ATTRIBUTES.contains(&&*name.local) {
            let message = format!(
                "attribute `{}` is in the namespace {INSTANCE_NAMESPACE}",
                name.local
            );
            let help = "nothing can be declared there";
            self.breach(&NO_XSI, place, message, help);
        }
    }

    fn add_attribute(
        &mut self,
        holder: Holder<'_, 'a>,
        found: &mut ExpandedAttributes,
        linked: AttributeUse,
    ) {
        self.particles += 1;
        if let Some(first) = found.uses.iter().find(|first| first.name == linked.name) {
            let message = format!(
                "{} has the attribute `{}` twice; the first is at {}",
                self.holder_title(holder),
                linked.name.local,
                first.place
            );
            self.error(&linked.place, message);
            return;
        }
        found.uses.push(linked);
    }

    fn holder_title(&self, holder: Holder<'_, 'a>) -> String {
        match holder {
            Holder::Type(id) => self.type_title(id),
            Holder::Group(group) => format!("attribute group `{}`", group.item.name),
        }
    }

    fn link_attribute(
        &mut self,
        holder: Holder<'_, 'a>,
        attribute: &'a schema::Attribute,
        scope: Scope<'a>,
    ) -> Option<AttributeUse> {
        let Some(reference) = &attribute.reference else {
            return (!attribute.name.is_empty())
                .then(|| self.link_local_attribute(holder, attribute, scope));
        };
        let name = self.resolve(reference, scope);
        let Some(declared) =
            self.lookup(&name, |linker, name| linker.attributes.get(name).cloned())
        else {
            let subject = format!("{} refers to the attribute", self.holder_title(holder));
            self.report_missing(&subject, reference, &name, Kind::Attribute);
            return None;
        };
        let value = match &attribute.value {
            ValueConstraint::None => &declared.item.value,
            own => own,
        };
        let ty = self.global_attribute_type(&declared);
        if let ValueConstraint::Fixed(fixed) = &declared.item.value
            && attribute.value != ValueConstraint::None
        {
            self.sources.fixed_references.push((attribute, ty, fixed));
        }
        let annotation = match attribute.annotation == Annotation::default() {
            true => &declared.item.annotation,
            false => &attribute.annotation,
        };
        Some(AttributeUse {
            name,
            ty,
            presence: attribute.presence,
            value: value.clone(),
            annotation: annotation.clone(),
            place: attribute.place.clone(),
        })
    }

    fn link_local_attribute(
        &mut self,
        holder: Holder<'_, 'a>,
        attribute: &'a schema::Attribute,
        scope: Scope<'a>,
    ) -> AttributeUse {
        let name = scope.local(&attribute.name, attribute.form);
        self.check_instance_namespace(&name, &attribute.place);
        let owner = match holder {
            Holder::Type(id) => Owner::Attribute(id, name.clone()),
            Holder::Group(_) => Owner::GlobalAttribute(name.clone()),
        };
        let ty = self.link_type_use(&attribute.ty, owner, scope, &attribute_has_type(&name));
        AttributeUse {
            name,
            ty,
            presence: attribute.presence,
            value: attribute.value.clone(),
            annotation: attribute.annotation.clone(),
            place: attribute.place.clone(),
        }
    }

    fn global_attribute_type(&mut self, declared: &Declared<'a, schema::Attribute>) -> TypeId {
        match (&declared.item.ty, declared.inline) {
            (_, Some(inline)) => inline,
            (TypeUse::Named(reference), None) => self.resolve_type(
                reference,
                declared.scope,
                &attribute_has_type(&declared.name),
            ),
            (_, None) => Model::builtin(Builtin::AnySimpleType),
        }
    }

    fn expand_attribute_group_reference(
        &mut self,
        holder: Holder<'_, 'a>,
        reference: &Reference,
        scope: Scope<'a>,
    ) -> ExpandedAttributes {
        let name = self.resolve(reference, scope);
        let original = match holder {
            Holder::Group(group) if group.name == name => group.original.as_deref(),
            Holder::Group(_) | Holder::Type(_) => None,
        };
        let declared = original.cloned();
        let declared = declared.or_else(|| {
            self.lookup(&name, |linker, name| {
                linker.attribute_groups.get(name).cloned()
            })
        });
        match declared {
            Some(declared) => self.expand_attribute_group(&declared, &reference.place),
            None => {
                let subject = format!(
                    "{} refers to the attribute group",
                    self.holder_title(holder)
                );
                self.report_missing(&subject, reference, &name, Kind::AttributeGroup);
                ExpandedAttributes::default()
            }
        }
    }

    pub(super) fn expand_attribute_group(
        &mut self,
        declared: &Declared<'a, AttributeGroup>,
        place: &Place,
    ) -> ExpandedAttributes {
        let key = (
            ptr::from_ref(declared.item).cast(),
            declared.scope.target.cloned(),
        );
        if let Some(known) = self.expanded_attribute_groups.get(&key) {
            return known.clone();
        }
        if self.expanding.contains(&key) {
            self.error(
                place,
                format!("attribute group `{}` refers to itself", declared.item.name),
            );
            return ExpandedAttributes::default();
        }
        if self.expanding.len() >= 256 || self.particles > MAX_PARTICLES {
            self.error(
                place,
                "references to attribute groups nest too deep".to_owned(),
            );
            return ExpandedAttributes::default();
        }
        self.expanding.push(key.clone());
        let mut expanded = self.expand_attributes(
            Holder::Group(declared),
            &declared.item.attributes,
            declared.scope,
        );
        self.expanding.pop();
        expanded
            .uses
            .retain(|attribute| attribute.presence != AttributePresence::Prohibited);
        self.expanded_attribute_groups.insert(key, expanded.clone());
        expanded
    }
}

fn attribute_has_type(name: &QName) -> String {
    format!("attribute `{}` has the type", name.local)
}
