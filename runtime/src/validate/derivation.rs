//! Which types may stand in for which.
//!
//! Source: XML Schema Part 1, 3.4.6 and 3.14.6, "Type Derivation OK".

use super::builtin::{Builtin, xs};
use super::grammar::{Content, Grammar, RESTRICTION, Type, TypeRef};

/// How many members of unions are looked at: unions of unions of unions grow without bounds.
const MAX_MEMBERS: usize = 10_000;

const XSD: &str = "http://www.w3.org/2001/XMLSchema";

impl Grammar {
    /// The type of that name.
    pub(super) fn type_named(&self, namespace: &str, local: &str) -> Option<TypeRef> {
        if namespace == XSD {
            let mut all = Builtin::ALL.iter();
            let found = all.find(|builtin| builtin.name() == local);
            return found.map(|builtin| TypeRef::Builtin(*builtin));
        }
        let number = self.index().types.get(&(namespace, local));
        number.map(|number| TypeRef::Own(*number))
    }

    /// What the schema says of a type; `None` for one of XML Schema.
    pub(super) fn own(&self, ty: TypeRef) -> Option<&'static Type> {
        match ty {
            TypeRef::Own(number) => self.tables.types.get(number as usize),
            TypeRef::Builtin(_) => None,
        }
    }

    /// The methods by which a type is derived from another; `None` if it is not.
    pub(super) fn derivation(&self, ty: TypeRef, from: TypeRef) -> Option<u8> {
        self.derivation_within(ty, from, &mut 0)
    }

    fn derivation_within(&self, ty: TypeRef, from: TypeRef, looked: &mut usize) -> Option<u8> {
        let mut current = ty;
        let mut methods = 0;
        while current != from && current != xs::ANY_TYPE {
            let (base, method) = match current {
                TypeRef::Builtin(builtin) => (TypeRef::Builtin(builtin.base()), RESTRICTION),
                TypeRef::Own(_) => self.own(current).map(|own| (own.base, own.method))?,
            };
            methods |= method;
            current = base;
        }
        if current == from {
            return Some(methods);
        }
        *looked += 1;
        match self.own(from)?.content {
            Content::Union(members) if *looked < MAX_MEMBERS => {
                let mut members = members.iter();
                members.find_map(|member| {
                    let methods = self.derivation_within(ty, *member, looked)?;
                    Some(methods | RESTRICTION)
                })
            }
            _ => None,
        }
    }
}
