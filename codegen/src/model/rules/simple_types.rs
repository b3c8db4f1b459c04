//! Simple types: what they may be derived from.
//!
//! Source: XML Schema Part 1, 3.14.6.

use super::Rules;
use crate::model::{Builtin, Derivations, Model, SimpleType, TypeId, Variety};
use crate::rule::Rule;
use crate::source::Place;

static PROPERTIES: Rule = Rule::formal("st-props-correct", "3.14.6");
static RESTRICTS: Rule = Rule::formal("cos-st-restricts", "3.14.6");
static LIST: Rule = Rule::formal("cos-list-of-atomic", "2.5.1.2").of_datatypes();

impl Rules<'_> {
    /// Checks what a simple type is derived from.
    pub(super) fn check_simple_derivation(&mut self, ty: TypeId, simple: &SimpleType) {
        let Some(place) = self.model[ty].place.as_ref() else {
            return;
        };
        let is_restriction = self.sources.restrictions.contains_key(&ty);
        if is_restriction {
            let base = simple.base;
            if base == Model::builtin(Builtin::AnyType)
                || base == Model::builtin(Builtin::AnySimpleType)
            {
                let message = format!("{} restricts {}", self.title(ty), self.title(base));
                let help = "restrict a type that has values of its own";
                self.breach(&RESTRICTS, place, message, help);
            }
            self.check_not_final(ty, base, "restriction", |finals| finals.restriction);
            return;
        }
        let any = Model::builtin(Builtin::AnyType);
        match &simple.variety {
            Variety::List(item) => {
                self.check_part(ty, *item, any, place);
                self.check_not_final(ty, *item, "list", |finals| finals.list);
                if self.holds_list(*item, 64) {
                    let message = format!("{} is a list of lists", self.title(ty));
                    self.breach(&LIST, place, message, "the items of a list are atomic");
                }
            }
            Variety::Union(members) => {
                for member in members {
                    self.check_part(ty, *member, any, place);
                    self.check_not_final(ty, *member, "union", |finals| finals.union);
                }
            }
            Variety::Atomic(_) => {}
        }
    }

    /// Checks the items of a list or a member of a union.
    fn check_part(&mut self, ty: TypeId, part: TypeId, any: TypeId, place: &Place) {
        if part == any {
            let message = format!("{} is a list or union of `xs:anyType`", self.title(ty));
            let help = "the parts of a simple type are simple types";
            self.breach(&RESTRICTS, place, message, help);
        }
    }

    fn check_not_final(
        &mut self,
        ty: TypeId,
        part: TypeId,
        word: &str,
        is_final: fn(Derivations) -> bool,
    ) {
        let finals = self.model.simple(part).map(|simple| simple.finals);
        if let (Some(place), true) = (self.model[ty].place.as_ref(), finals.is_some_and(is_final)) {
            let message = format!(
                "{} is a {word} of {}, which forbids it",
                self.title(ty),
                self.title(part)
            );
            let help = format!("that type has `final=\"{word}\"`");
            self.breach(&PROPERTIES, place, message, help);
        }
    }

    /// Whether a type is a list, or a union with one.
    fn holds_list(&self, ty: TypeId, depth: usize) -> bool {
        match self.model.variety(ty) {
            Some(Variety::List(_)) => true,
            Some(Variety::Union(members)) if depth > 0 => {
                let mut members = members.iter().take(64);
                members.any(|member| self.holds_list(*member, depth / 2))
            }
            _ => false,
        }
    }
}
