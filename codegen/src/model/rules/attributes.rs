//! The attributes of complex types: each once, and no more than the base allows.
//!
//! Source: XML Schema Part 1, 3.4.6 and 3.5.6.

use std::collections::HashMap;

use super::validity::Named;
use super::wildcards::{has_union, is_subset, strength};
use super::{LinkedAttributes, Rules};
use crate::model::{
    AttributePresence, AttributeUse, Builtin, ComplexType, Derivation, Derivations, Model, QName,
    TypeId, ValueConstraint, Wildcard,
};
use crate::rule::Rule;

static PROPERTIES: Rule = Rule::formal("ct-props-correct", "3.4.6");
static RESTRICTION: Rule = Rule::formal("derivation-ok-restriction", "3.4.6");

static UNION: Rule = Rule::formal("cos-aw-union", "3.10.6");
static GROUP: Rule = Rule::formal("ag-props-correct", "3.6.6");

static USE: Rule = Rule::formal("au-props-correct", "3.5.6");

/// Attributes that are a restriction of others.
pub(super) struct Narrowed<'n, 'c> {
    /// How diagnostics speak of their owner.
    pub(super) title: &'n str,
    pub(super) uses: &'c [AttributeUse],
    pub(super) any: Option<&'c Wildcard>,
}

/// The attributes that others are a restriction of.
pub(super) struct Whole<'n, 'c> {
    pub(super) uses: &'n HashMap<&'c QName, &'c AttributeUse>,
    pub(super) any: Option<&'n Wildcard>,
}

impl<'c> Rules<'c> {
    /// Checks the attributes of a type.
    pub(super) fn check_attributes(&mut self, ty: TypeId, complex: &'c ComplexType) {
        for attribute in &complex.attributes {
            self.work += 1;
            self.check_attribute_value(attribute);
        }
        if complex.attributes.is_empty()
            && complex.any_attribute.is_none()
            && complex.derivation == Derivation::Extension
        {
            return;
        }
        let inherited = self.model.attributes(complex.base);
        self.work += inherited.len();
        let inherited: HashMap<_, _> = inherited
            .into_iter()
            .map(|(_, attribute)| (&attribute.name, attribute))
            .collect();
        match complex.derivation {
            Derivation::Extension => {
                self.check_added(ty, complex, &inherited);
                self.check_union(ty, complex);
            }
            Derivation::Restriction if self.model.base(complex.base).is_some() => {
                let title = self.title(ty);
                let inherited_wildcard = self.model.any_attribute(complex.base);
                let own = Narrowed {
                    title: &title,
                    uses: &complex.attributes,
                    any: complex.any_attribute.as_ref(),
                };
                let whole = Whole {
                    uses: &inherited,
                    any: inherited_wildcard.as_deref(),
                };
                self.check_narrowed(&own, &whole);
            }
            Derivation::Restriction => {}
        }
        self.check_ids(ty, complex, &inherited);
    }

    /// An extension adds attributes and changes none.
    fn check_added(
        &mut self,
        ty: TypeId,
        complex: &'c ComplexType,
        inherited: &HashMap<&'c QName, &'c AttributeUse>,
    ) {
        for attribute in &complex.attributes {
            if let Some(former) = inherited.get(&attribute.name)
                && attribute.presence != AttributePresence::Prohibited
            {
                let message = format!(
                    "{} has the attribute `{}`, which its base has at {}",
                    self.title(ty),
                    attribute.name.local,
                    former.place
                );
                let help = "an extension adds attributes and changes none";
                self.breach(&PROPERTIES, &attribute.place, message, help);
            }
        }
    }

    /// The wildcard of an extension, with what that of its base admits beside, must be one wildcard.
    fn check_union(&mut self, ty: TypeId, complex: &'c ComplexType) {
        let (Some(own), Some(base)) = (
            complex.any_attribute.as_ref(),
            self.model.any_attribute(complex.base),
        ) else {
            return;
        };
        if !has_union(&own.namespaces, &base.namespaces) {
            let message = format!(
                "{} admits attributes by `anyAttribute` that no wildcard admits together with those of its base",
                self.title(ty)
            );
            let help = "all but one namespace, and none, cannot be said";
            self.breach(&UNION, &own.place, message, help);
        }
    }

    /// A type has one attribute that is an `xs:ID` at most.
    fn check_ids(
        &mut self,
        ty: TypeId,
        complex: &'c ComplexType,
        inherited: &HashMap<&'c QName, &'c AttributeUse>,
    ) {
        let own = complex.attributes.iter();
        let own = own.filter(|attribute| attribute.presence != AttributePresence::Prohibited);
        let mut ids = own.filter(|attribute| self.is_id(attribute.ty));
        let first = ids.next();
        let second = ids.next().or_else(|| {
            let is_other = |former: &&&AttributeUse| {
                self.is_id(former.ty) && first.is_some_and(|first| first.name != former.name)
            };
            inherited.values().find(is_other).and(first)
        });
        if let Some(second) = second {
            let message = format!("{} has two attributes that are an `xs:ID`", self.title(ty));
            self.breach(&PROPERTIES, &second.place, message, "an element has one id");
        }
    }

    /// Checks the attributes of an attribute group.
    pub(super) fn check_attribute_group(&mut self, group: &'c LinkedAttributes) {
        for attribute in &group.uses {
            self.check_attribute_value(attribute);
        }
        let mut ids = group
            .uses
            .iter()
            .filter(|attribute| self.is_id(attribute.ty));
        if let Some(second) = ids.nth(1) {
            let message = format!(
                "attribute group `{}` has two attributes that are an `xs:ID`",
                group.name.local
            );
            self.breach(&GROUP, &second.place, message, "an element has one id");
        }
    }

    /// Checks that attributes are no more than those that they are a restriction of.
    pub(super) fn check_narrowed(&mut self, own: &Narrowed<'_, 'c>, whole: &Whole<'_, 'c>) {
        let help = "a restriction allows no more than its base";
        for attribute in own.uses {
            match whole.uses.get(&attribute.name) {
                Some(former) => self.check_pair(own.title, attribute, former),
                None if attribute.presence == AttributePresence::Prohibited => {}
                None => {
                    let namespace = attribute.name.namespace.as_deref();
                    let mut any = whole.any.iter();
                    if !any.any(|wildcard| wildcard.namespaces.admits(namespace)) {
                        let message = format!(
                            "{} has the attribute `{}`, which its base has not",
                            own.title, attribute.name.local
                        );
                        self.breach(&RESTRICTION, &attribute.place, message, help);
                    }
                }
            }
        }
        let Some(any) = own.any else {
            return;
        };
        let is_fine = whole.any.is_some_and(|base| {
            is_subset(&any.namespaces, &base.namespaces)
                && strength(any.process) >= strength(base.process)
        });
        if !is_fine {
            let message = format!(
                "{} admits more attributes by `anyAttribute` than its base",
                own.title
            );
            self.breach(&RESTRICTION, &any.place, message, help);
        }
    }

    /// Checks references to attributes that are fixed.
    pub(super) fn check_fixed_references(&mut self) {
        for (attribute, ty, fixed) in &self.sources.fixed_references {
            let is_same = match &attribute.value {
                ValueConstraint::Fixed(value) => {
                    let value = self.read_value(*ty, value, Named::Unknown).ok();
                    value == self.read_value(*ty, fixed, Named::Unknown).ok()
                }
                ValueConstraint::None | ValueConstraint::Default(_) => false,
            };
            if !is_same {
                let message = format!("the attribute that is referred to is fixed to `{fixed}`");
                let help = "a reference leaves the value as it is";
                self.breach(&USE, &attribute.place, message, help);
            }
        }
    }

    /// Compares an attribute with that of the base.
    fn check_pair(&mut self, owner: &str, own: &'c AttributeUse, former: &'c AttributeUse) {
        let title = format!("attribute `{}` of {owner}", own.name.local);
        let is_required = former.presence == AttributePresence::Required;
        if is_required && own.presence != AttributePresence::Required {
            let message = format!("{title} may be absent, and may not in the base");
            let help = "a restriction allows no more than its base";
            self.breach(&RESTRICTION, &own.place, message, help);
        }
        if own.presence == AttributePresence::Prohibited {
            return;
        }
        let any = Model::builtin(Builtin::AnySimpleType);
        if former.ty != any && !self.is_derived(own.ty, former.ty, Derivations::default()) {
            let message = format!("the type of {title} does not restrict that in the base");
            let help = "a restriction allows no more than its base";
            self.breach(&RESTRICTION, &own.place, message, help);
        }
        if let ValueConstraint::Fixed(fixed) = &former.value {
            let is_same = match &own.value {
                ValueConstraint::Fixed(value) => {
                    let value = self.read_value(own.ty, value, Named::Unknown).ok();
                    value == self.read_value(former.ty, fixed, Named::Unknown).ok()
                }
                ValueConstraint::None | ValueConstraint::Default(_) => false,
            };
            if !is_same {
                let message = format!("{title} is not fixed to `{fixed}`, as it is in the base");
                let help = "a restriction allows no more than its base";
                self.breach(&RESTRICTION, &own.place, message, help);
            }
        }
    }
}
