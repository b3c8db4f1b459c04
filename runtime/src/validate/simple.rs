//! Whether a text is a value of a simple type.
//!
//! Source: XML Schema Part 1, 3.14.4; Part 2, 4.1.4.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashSet;

use super::builtin::Builtin;
use super::grammar::{Content, Facet, Grammar, Type, TypeRef, WhiteSpace};
use super::value::{Prefixes, Value, list_item, normalise, white_space};
use super::violation::ViolationKind;

/// How many types a value is tried against: unions of unions of unions grow without bounds, and then a value is taken as it is.
const MAX_TRIES: usize = 10_000;

/// How much of a text messages show.
const SHOWN: usize = 60;

/// Why a text is no value.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) kind: ViolationKind,
    pub(super) message: String,
}

/// A value that the whole document has a say in.
#[derive(Debug)]
pub(super) enum Mark {
    /// An `xs:ID`.
    Id(String),
    /// An `xs:IDREF`.
    IdReference(String),
}

/// A text that was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) value: Value,
    pub(super) marks: Vec<Mark>,
}

/// What a simple type is at the end of its chain of restrictions.
#[derive(Clone, Copy, Debug)]
enum Variety {
    Atomic(Builtin),
    List(TypeRef),
    Union(&'static [TypeRef]),
}

/// Reads a text as a value of a simple type.
///
/// # Errors
///
/// [`Wrong`] if it is none.
pub(super) fn read(
    grammar: &Grammar,
    ty: TypeRef,
    text: &str,
    prefixes: Prefixes<'_>,
) -> Result<Read, Wrong> {
    let mut reading = Reading {
        grammar,
        prefixes,
        tries: 0,
        marks: Vec::new(),
    };
    let (value, _) = reading.read(ty, text)?;
    Ok(Read {
        value,
        marks: reading.marks,
    })
}

/// A text between quotation marks, cut off if it is long.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}", format!("{}…", &text[..end])),
        None => format!("{text:?}"),
    }
}

/// One text that is being read.
struct Reading<'r> {
    grammar: &'r Grammar,
    prefixes: Prefixes<'r>,
    tries: usize,
    marks: Vec<Mark>,
}

impl Reading<'_> {
    /// The value, and the text with its white space as its type takes it.
    fn read<'t>(&mut self, ty: TypeRef, text: &'t str) -> Result<(Value, Cow<'t, str>), Wrong> {
        self.tries += 1;
        if self.tries > MAX_TRIES {
            return Ok((Value::Text(text.to_owned()), text.into()));
        }
        let (value, text) = self.read_variety(ty, text)?;
        let mut current = ty;
        while let TypeRef::Own(number) = current {
            let own = self.own(number);
            self.check_facets(number, own, &value, &text)?;
            current = match own.content {
                Content::Simple => own.base,
                _ => break,
            };
        }
        Ok((value, text))
    }

    fn own(&self, number: u32) -> &'static Type {
        &self.grammar.tables.types[number as usize]
    }

    /// What a type is, and what it does with white space.
    fn variety(&self, ty: TypeRef) -> (Variety, WhiteSpace) {
        let mut current = ty;
        let mut found = None;
        loop {
            let own = match current {
                TypeRef::Own(number) => self.own(number),
                TypeRef::Builtin(builtin) => {
                    let variety = match list_item(builtin) {
                        Some(item) => Variety::List(TypeRef::Builtin(item)),
                        None => Variety::Atomic(builtin),
                    };
                    return (variety, found.unwrap_or_else(|| white_space(builtin)));
                }
            };
            found = found.or_else(|| {
                own.facets.iter().find_map(|facet| match facet {
                    Facet::WhiteSpace(kept) => Some(*kept),
                    _ => None,
                })
            });
            match own.content {
                Content::List(item) => return (Variety::List(item), WhiteSpace::Collapse),
                Content::Union(members) => return (Variety::Union(members), WhiteSpace::Preserve),
                Content::Text(inner) => current = inner,
                _ => current = own.base,
            }
        }
    }

    fn read_variety<'t>(
        &mut self,
        ty: TypeRef,
        text: &'t str,
    ) -> Result<(Value, Cow<'t, str>), Wrong> {
        let (variety, white_space) = self.variety(ty);
        match variety {
            Variety::Atomic(builtin) => {
                let text = normalise(text, white_space);
                Ok((self.read_atomic(builtin, &text)?, text))
            }
            Variety::List(item) => {
                let text = normalise(text, WhiteSpace::Collapse);
                let value = self.read_list(ty, item, &text)?;
                Ok((value, text))
            }
            Variety::Union(members) => self.read_union(members, text),
        }
    }

    fn read_atomic(&mut self, builtin: Builtin, text: &str) -> Result<Value, Wrong> {
        let value = Value::read(builtin, text, self.prefixes).ok_or_else(|| Wrong {
            kind: ViolationKind::Value,
            message: format!("{} is not an xs:{}", shown(text), builtin.name()),
        })?;
        match builtin {
            Builtin::ID => self.marks.push(Mark::Id(text.to_owned())),
            Builtin::ID_REF => self.marks.push(Mark::IdReference(text.to_owned())),
            _ => {}
        }
        Ok(value)
    }

    fn read_list(&mut self, ty: TypeRef, item: TypeRef, text: &str) -> Result<Value, Wrong> {
        let words = text.split(' ').filter(|word| !word.is_empty());
        let items: Result<Vec<Value>, Wrong> = words
            .map(|word| self.read(item, word).map(|(value, _)| value))
            .collect();
        let items = items?;
        let mut root = ty;
        while let TypeRef::Own(number) = root {
            root = match self.own(number).content {
                Content::Simple => self.own(number).base,
                _ => return Ok(Value::List(items)),
            };
        }
        match items.is_empty() {
            true => Err(Wrong {
                kind: ViolationKind::Value,
                message: "a list of names, which must have one at least, is empty".to_owned(),
            }),
            false => Ok(Value::List(items)),
        }
    }

    fn read_union<'t>(
        &mut self,
        members: &[TypeRef],
        text: &'t str,
    ) -> Result<(Value, Cow<'t, str>), Wrong> {
        let before = self.marks.len();
        for member in members {
            match self.read(*member, text) {
                Ok(found) => return Ok(found),
                Err(_) => self.marks.truncate(before),
            }
        }
        Err(Wrong {
            kind: ViolationKind::Value,
            message: format!("{} is a value of no member of the union", shown(text)),
        })
    }

    /// Checks the facets that a type has of its own.
    fn check_facets(
        &mut self,
        number: u32,
        ty: &'static Type,
        value: &Value,
        text: &str,
    ) -> Result<(), Wrong> {
        for facet in ty.facets {
            if let Some(reason) = self.breach(number, ty, *facet, value, text) {
                return Err(Wrong {
                    kind: ViolationKind::Facet,
                    message: format!("{} {reason}", shown(text)),
                });
            }
        }
        Ok(())
    }

    /// What a value is instead of what a facet demands.
    fn breach(
        &mut self,
        number: u32,
        ty: &'static Type,
        facet: Facet,
        value: &Value,
        text: &str,
    ) -> Option<String> {
        match facet {
            Facet::Length(_) | Facet::MinLength(_) | Facet::MaxLength(_) => {
                wrong_length(facet, value.length()?)
            }
            Facet::TotalDigits(_) | Facet::FractionDigits(_) => wrong_digits(facet, value),
            Facet::WhiteSpace(_) => None,
            Facet::Pattern(pattern) => {
                let pattern = self.grammar.index().pattern(number, pattern)?;
                (!pattern.is_match(text)).then(|| "does not match the `pattern`".to_owned())
            }
            Facet::Enumeration(_) | Facet::Names(_) => {
                let is_listed = self.enumeration(number, ty).contains(&value.identity());
                (!is_listed).then(|| "is not in the `enumeration`".to_owned())
            }
            Facet::MaxInclusive(bound) => self.beyond(
                ty,
                value,
                bound,
                "maxInclusive",
                &[Ordering::Less, Ordering::Equal],
            ),
            Facet::MaxExclusive(bound) => {
                self.beyond(ty, value, bound, "maxExclusive", &[Ordering::Less])
            }
            Facet::MinInclusive(bound) => {
                let allowed = [Ordering::Greater, Ordering::Equal];
                self.beyond(ty, value, bound, "minInclusive", &allowed)
            }
            Facet::MinExclusive(bound) => {
                self.beyond(ty, value, bound, "minExclusive", &[Ordering::Greater])
            }
        }
    }

    fn beyond(
        &mut self,
        ty: &'static Type,
        value: &Value,
        bound: &'static str,
        name: &str,
        allowed: &[Ordering],
    ) -> Option<String> {
        let (Variety::Atomic(builtin), white_space) = self.variety(ty.base) else {
            return None;
        };
        let read = Value::read(builtin, &normalise(bound, white_space), self.prefixes)?;
        let is_inside = value
            .compare(&read)
            .is_some_and(|order| allowed.contains(&order));
        (!is_inside).then(|| format!("is beyond the `{name}` of {bound}"))
    }

    /// The values that a type enumerates, read once.
    fn enumeration(&self, number: u32, ty: &'static Type) -> &HashSet<String> {
        let read_all = || {
            let facets = ty.facets.iter();
            facets
                .flat_map(|facet| match facet {
                    Facet::Enumeration(texts) => self.read_listed(ty.base, texts),
                    Facet::Names(names) => names
                        .iter()
                        .map(|(local, namespace)| {
                            Value::Name((*namespace).to_owned(), (*local).to_owned()).identity()
                        })
                        .collect(),
                    _ => Vec::new(),
                })
                .collect()
        };
        self.grammar.index().enumerations[number as usize].get_or_init(read_all)
    }

    fn read_listed(&self, base: TypeRef, texts: &[&str]) -> Vec<String> {
        let no_prefixes = |prefix: &str| prefix.is_empty().then(String::new);
        let values = texts.iter().filter_map(|text| {
            let read = read(self.grammar, base, text, &no_prefixes).ok()?;
            Some(read.value.identity())
        });
        values.collect()
    }
}

fn wrong_length(facet: Facet, length: u64) -> Option<String> {
    let (is_wrong, limit, name) = match facet {
        Facet::Length(exact) => (length != exact, exact, "length"),
        Facet::MinLength(least) => (length < least, least, "minLength"),
        Facet::MaxLength(most) => (length > most, most, "maxLength"),
        _ => return None,
    };
    is_wrong.then(|| format!("has a length of {length}, and the `{name}` is {limit}"))
}

fn wrong_digits(facet: Facet, value: &Value) -> Option<String> {
    let Value::Decimal(decimal) = value else {
        return None;
    };
    let text = decimal.normalized().to_string();
    let unsigned = text.trim_start_matches('-');
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let (digits, most, name) = match facet {
        Facet::TotalDigits(most) => (whole.len() + fraction.len(), most, "totalDigits"),
        Facet::FractionDigits(most) => (fraction.len(), most, "fractionDigits"),
        _ => return None,
    };
    let is_wrong = u64::try_from(digits).is_ok_and(|digits| digits > most);
    is_wrong.then(|| format!("has {digits} digits, and the `{name}` is {most}"))
}
