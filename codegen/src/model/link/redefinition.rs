//! `xs:redefine`: components that get a new meaning, and keep the old one for themselves.

use std::collections::HashSet;
use std::sync::Arc;

use super::Linker;
use super::symbols::{Declared, Scope, identity};
use super::unused::Replaced;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Occurs, Owner, TypeId};
use crate::rule::Rule;
use crate::schema::{
    self, AttributeGroup, AttributeItem, ComplexBody, Element, External, Group, Item, Reference,
    SimpleBody, Term, TypeUse,
};
use crate::source::Place;

/// The constraint on what is redefined, and how.
static REDEFINE: Rule = Rule::formal("src-redefine", "4.2.2");

/// The type that a simple type restricts by name.
fn simple_base(ty: &schema::SimpleType) -> Option<&Reference> {
    match &ty.body {
        SimpleBody::Restriction(restriction) => match &restriction.base {
            TypeUse::Named(reference) => Some(reference),
            TypeUse::Missing | TypeUse::Simple(_) | TypeUse::Complex(_) => None,
        },
        SimpleBody::List(_) | SimpleBody::Union(_) => None,
    }
}

/// The type that a complex type is derived from by name.
fn complex_base(ty: &schema::ComplexType) -> Option<&Reference> {
    match &ty.body {
        ComplexBody::Plain(_) => None,
        ComplexBody::Complex { base, .. }
        | ComplexBody::SimpleExtension { base }
        | ComplexBody::SimpleRestriction { base, .. } => Some(base),
    }
}

impl<'a> Linker<'a> {
    pub(super) fn redefine(&mut self, item: &'a Item, scope: Scope<'a>) {
        match item {
            Item::Simple(ty) => {
                self.check_own_base(ty.name.as_ref(), simple_base(ty), scope, &ty.place);
                let original = self.take_original(ty.name.as_ref(), scope, &ty.place);
                self.declare_simple(ty, scope, original);
            }
            Item::Complex(ty) => {
                self.check_own_base(ty.name.as_ref(), complex_base(ty), scope, &ty.place);
                let original = self.take_original(ty.name.as_ref(), scope, &ty.place);
                self.declare_complex(ty, scope, original);
            }
            Item::Group(group) => match self.groups.remove(&scope.global(&group.name)) {
                Some(original) => self.redefine_group(group, scope, original),
                None => self.nothing_to_redefine("group", &group.name, &group.place),
            },
            Item::AttributeGroup(group) => {
                match self.attribute_groups.remove(&scope.global(&group.name)) {
                    Some(original) => self.redefine_attribute_group(group, scope, original),
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

    /// Reports components that one `xs:redefine` redefines twice.
    pub(super) fn check_redefined_once(&mut self, external: &External) {
        let mut seen = HashSet::new();
        for global in &external.items {
            let (kind, name, place) = identity(&global.item);
            if !seen.insert((kind, name.clone())) {
                let message = format!("{} `{name}` is redefined twice", kind.title());
                self.breach(&REDEFINE, place, message, "remove one of them");
            }
        }
    }

    /// Reports a type that is redefined without itself as its base.
    fn check_own_base(
        &mut self,
        local: Option<&Arc<str>>,
        base: Option<&Reference>,
        scope: Scope<'a>,
        place: &Place,
    ) {
        let Some(local) = local else { return };
        if base.is_none_or(|base| scope.resolve(base) != scope.global(local)) {
            let message = format!("type `{local}` is redefined, but not derived from itself");
            self.breach(
                &REDEFINE,
                place,
                message,
                "give it its own name as its base",
            );
        }
    }

    fn redefine_group(
        &mut self,
        group: &'a Group,
        scope: Scope<'a>,
        original: Declared<'a, Group>,
    ) {
        let name = scope.global(&group.name);
        let mut own = Vec::new();
        let mut open: Vec<&schema::Particle> = group.particle.iter().collect();
        while let Some(particle) = open.pop() {
            match &particle.term {
                Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
                    open.extend(parts)
                }
                Term::Group(reference) if scope.resolve(reference) == name => own.push(particle),
                Term::Group(_) | Term::Element(_) | Term::Any(_) => {}
            }
        }
        self.check_references(&group.name, own.len(), &group.place);
        if let Some(particle) = own.iter().find(|particle| particle.occurs != Occurs::ONCE) {
            let message = format!(
                "group `{}` refers to what it was, more or less than once",
                group.name
            );
            let help = "leave out `minOccurs` and `maxOccurs`";
            self.breach(&REDEFINE, &particle.place, message, help);
        }
        if own.is_empty() {
            self.replaced.push(Replaced::Group(name, original.clone()));
        }
        self.declare_group(group, scope, Some(original));
    }

    fn redefine_attribute_group(
        &mut self,
        group: &'a AttributeGroup,
        scope: Scope<'a>,
        original: Declared<'a, AttributeGroup>,
    ) {
        let name = scope.global(&group.name);
        let items = group.attributes.items.iter();
        let is_own = |item: &&AttributeItem| match item {
            AttributeItem::Group(reference) => scope.resolve(reference) == name,
            AttributeItem::Attribute(_) => false,
        };
        let count = items.filter(is_own).count();
        self.check_references(&group.name, count, &group.place);
        if count == 0 {
            self.replaced
                .push(Replaced::Attributes(name, original.clone()));
        }
        self.declare_attribute_group(group, scope, Some(original));
    }

    /// Reports a group that refers to what it was before more than once.
    fn check_references(&mut self, name: &str, count: usize, place: &Place) {
        if count > 1 {
            let message = format!("group `{name}` refers to what it was {count} times");
            self.breach(&REDEFINE, place, message, "one reference is allowed");
        }
    }

    /// Reports a breach of a rule.
    pub(super) fn breach(
        &mut self,
        rule: &'static Rule,
        place: &Place,
        message: String,
        help: &str,
    ) {
        let diagnostic = Diagnostic::new(Severity::Error, place.clone(), message);
        self.diagnostics
            .push(diagnostic.with_help(help).with_rule(rule));
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
