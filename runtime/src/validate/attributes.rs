//! The attributes of an element.
//!
//! Source: XML Schema Part 1, 3.2.4 and 3.4.4.

use super::builtin::xs;
use super::document::{Document, Given, Start};
use super::grammar::{Attribute, Constraint, Grammar, Process, TypeRef, Wildcard};
use super::identity::{Held, Place};
use super::simple::{self, shown};
use super::violation::ViolationKind;
use crate::xml::XSI;

/// What `xs:anyType` says of attributes.
const ANY_ATTRIBUTE: &[(Wildcard, Process)] = &[(Wildcard::Any, Process::Lax)];

/// The attributes that every element may have.
const INSTRUCTIONS: [&str; 4] = ["type", "nil", "schemaLocation", "noNamespaceSchemaLocation"];

impl<'g> Document<'g, '_> {
    /// Checks the attributes of an element of that type.
    pub(super) fn check_attributes(&mut self, start: &Start<'_>, ty: TypeRef) {
        let own = self.grammar.own(ty);
        let uses = own.map_or(&[][..], |own| own.attributes);
        let wildcards = match own {
            Some(own) => own.any_attribute,
            None if ty == xs::ANY_TYPE => ANY_ATTRIBUTE,
            None => &[],
        };
        let mut absent = vec![true; uses.len()];
        let mut ids = 0;
        for given in &start.attributes {
            if given.namespace == XSI && INSTRUCTIONS.contains(&given.local) {
                continue;
            }
            let place = match ty {
                TypeRef::Own(number) => self.index.attribute_use(
                    &self.grammar.tables,
                    number,
                    &given.namespace,
                    given.local,
                ),
                TypeRef::Builtin(_) => None,
            };
            let around = self.grammar;
            let found = match place {
                Some(place) => {
                    absent[place] = false;
                    Some((around, self.attribute(uses[place])))
                }
                None => self.admitted(start, given, wildcards),
            };
            if let Some((grammar, attribute)) = found {
                self.turn_to(grammar);
                ids += usize::from(self.check_attribute(start, given, attribute));
                self.turn_to(around);
            }
        }
        if ids > 1 {
            let message = "an element has one `xs:ID` at most";
            self.report(ViolationKind::Id, start.offset, message);
        }
        for (number, _) in uses.iter().zip(absent).filter(|(_, is_absent)| *is_absent) {
            self.check_absent(start, self.attribute(*number));
        }
    }

    fn attribute(&self, number: u32) -> &'static Attribute {
        &self.grammar.tables.attributes[number as usize]
    }

    /// The declaration of an attribute that a wildcard admits, if there is one to be kept; an attribute that none admits is reported.
    fn admitted(
        &mut self,
        start: &Start<'_>,
        given: &Given<'_>,
        wildcards: &[(Wildcard, Process)],
    ) -> Option<(&'g Grammar, &'static Attribute)> {
        let mut wildcards = wildcards.iter();
        let admits = wildcards.find(|(wildcard, _)| wildcard.admits(&given.namespace));
        let known = self.declared_attribute(&given.namespace, given.local);
        let message = match admits {
            Some((_, Process::Skip)) => return None,
            Some((_, Process::Lax)) => return known,
            Some((_, Process::Strict)) if known.is_some() => return known,
            Some((_, Process::Strict)) => {
                format!("no schema declares the attribute `{}`", given.local)
            }
            None => format!("`{}` has no attribute `{}`", start.local, given.local),
        };
        let place = self.place_of(start, given.local);
        self.report_at(ViolationKind::UnexpectedAttribute, place, message);
        None
    }

    fn place_of(&self, start: &Start<'_>, attribute: &str) -> Place {
        let mut place = self.place(start.offset);
        place.path.push_str("/@");
        place.path.push_str(attribute);
        place
    }

    /// Checks the value of an attribute; whether it is an `xs:ID`.
    fn check_attribute(
        &mut self,
        start: &Start<'_>,
        given: &Given<'_>,
        attribute: &'static Attribute,
    ) -> bool {
        let prefixes = |prefix: &str| start.namespace_of(prefix);
        let read = simple::read(self.grammar, attribute.ty, &given.value, &prefixes);
        let (held, is_id) = match read {
            Ok(read) => {
                let held = Held::Value(read.value.identity());
                if let Constraint::Fixed(fixed) = attribute.value
                    && !self.is_fixed(attribute.ty, fixed, &given.value, &read.value, &prefixes)
                {
                    let value = shown(&given.value);
                    let message = format!("{value} is not the fixed value {fixed:?}");
                    let place = self.place_of(start, given.local);
                    self.report_at(ViolationKind::Fixed, place, message);
                }
                let is_id = match read.marks.is_empty() {
                    true => false,
                    false => {
                        let place = self.place_of(start, given.local);
                        self.note(read.marks, &place)
                    }
                };
                (held, is_id)
            }
            Err(wrong) => {
                let place = self.place_of(start, given.local);
                self.report_at(wrong.kind, place, wrong.message);
                (Held::Wrong, false)
            }
        };
        self.keys.attribute(&given.namespace, given.local, &held);
        is_id
    }

    /// Checks that an attribute may be absent; then it has its default value.
    fn check_absent(&mut self, start: &Start<'_>, attribute: &'static Attribute) {
        if attribute.is_required {
            let message = format!("the attribute `{}` is missing", attribute.name);
            self.report(ViolationKind::MissingAttribute, start.offset, message);
            return;
        }
        let (Constraint::Default(value) | Constraint::Fixed(value)) = attribute.value else {
            return;
        };
        let prefixes = |prefix: &str| start.namespace_of(prefix);
        if let Ok(read) = simple::read(self.grammar, attribute.ty, value, &prefixes) {
            let held = Held::Value(read.value.identity());
            if !read.marks.is_empty() {
                let place = self.place_of(start, attribute.name);
                self.note(read.marks, &place);
            }
            self.keys
                .attribute(attribute.namespace, attribute.name, &held);
        }
    }
}
