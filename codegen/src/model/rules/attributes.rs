//! The attributes of complex types: each once, and no more than the base allows.
//!
//! Source: XML Schema Part 1, 3.4.6 and 3.5.6.

use std::collections::HashMap;

use super::Rules;
use super::validity::Named;
use super::wildcards::{is_subset, strength};
use crate::model::{
    AttributePresence, AttributeUse, Builtin, ComplexType, Derivation, Derivations, Model, TypeId,
    ValueConstraint,
};
use crate::rule::Rule;

static PROPERTIES: Rule = Rule::formal("ct-props-correct", "3.4.6");
static RESTRICTION: Rule = Rule::formal("derivation-ok-restriction", "3.4.6");

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
            Derivation::Extension => self.check_added(ty, complex, &inherited),
            Derivation::Restriction if self.model.base(complex.base).is_some() => {
                self.check_restricted(ty, complex, &inherited);
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
        inherited: &HashMap<&crate::model::QName, &'c AttributeUse>,
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

    /// A type has one attribute that is an `xs:ID` at most.
    fn check_ids(
        &mut self,
        ty: TypeId,
        complex: &'c ComplexType,
        inherited: &HashMap<&crate::model::QName, &'c AttributeUse>,
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

    fn check_restricted(
        &mut self,
        ty: TypeId,
        complex: &'c ComplexType,
        inherited: &HashMap<&crate::model::QName, &'c AttributeUse>,
    ) {
        let wildcard = self.model.any_attribute(complex.base);
        for attribute in &complex.attributes {
            match inherited.get(&attribute.name) {
                Some(former) => self.check_pair(ty, attribute, former),
                None if attribute.presence == AttributePresence::Prohibited => {}
                None => {
                    let namespace = attribute.name.namespace.as_deref();
                    if !wildcard.is_some_and(|wildcard| wildcard.namespaces.admits(namespace)) {
                        let message = format!(
                            "{} has the attribute `{}`, which its base has not",
                            self.title(ty),
                            attribute.name.local
                        );
                        let help = "a restriction allows no more than its base";
                        self.breach(&RESTRICTION, &attribute.place, message, help);
                    }
                }
            }
        }
        let Some(own) = &complex.any_attribute else {
            return;
        };
        let is_fine = wildcard.is_some_and(|base| {
            is_subset(&own.namespaces, &base.namespaces)
                && strength(own.process) >= strength(base.process)
        });
        if !is_fine {
            let message = format!(
                "{} admits more attributes by `anyAttribute` than its base",
                self.title(ty)
            );
            let help = "a restriction allows no more than its base";
            self.breach(&RESTRICTION, &own.place, message, help);
        }
    }

    /// Compares an attribute with that of the base.
    fn check_pair(&mut self, ty: TypeId, own: &'c AttributeUse, former: &'c AttributeUse) {
        let title = format!("attribute `{}` of {}", own.name.local, self.title(ty));
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
