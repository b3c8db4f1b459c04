//! Whether a text is a value of a type.

use std::cmp::Ordering;
use std::rc::Rc;

use super::Rules;
use super::facts::{Facts, PatternStep};
use crate::model::value::{Value, normalise};
use crate::model::{Builtin, Model, QName, TypeId, Variety, WhiteSpace};
use crate::schema::{FacetKind, is_ncname};

/// How many types a value may be tried against: unions of unions of unions grow without bounds.
const MAX_TRIES: usize = 1_000;

/// The qualified name that a text would be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named<'n> {
    /// It was looked up; `None` if its prefix is not declared, or it is no name.
    Known(Option<&'n QName>),
    /// The prefixes where it is written are not known: any name is taken.
    Unknown,
}

impl Rules<'_> {
    /// Reads a value of a simple type.
    ///
    /// # Errors
    ///
    /// Why the text is no value of the type.
    pub(super) fn read_value(
        &mut self,
        ty: TypeId,
        text: &str,
        name: Named<'_>,
    ) -> Result<Value, String> {
        let mut tries = 0;
        self.read_within(ty, text, name, &mut tries)
    }

    fn read_within(
        &mut self,
        ty: TypeId,
        text: &str,
        name: Named<'_>,
        tries: &mut usize,
    ) -> Result<Value, String> {
        *tries += 1;
        if *tries > MAX_TRIES {
            return Ok(Value::Text(text.to_owned()));
        }
        let facts = self.facts(ty);
        let variety = self.model.variety(ty);
        let (value, text) = match variety.clone() {
            None => return Ok(Value::Text(text.to_owned())),
            Some(Variety::Atomic(builtin)) => {
                let text = normalise(text, facts.white_space);
                (read_atomic(builtin, &text, name)?, text)
            }
            Some(Variety::List(item)) => {
                let text = normalise(text, WhiteSpace::Collapse);
                let words = text.split(' ').filter(|word| !word.is_empty());
                let items: Result<_, _> = words
                    .map(|word| self.read_within(item, word, Named::Unknown, tries))
                    .collect();
                (Value::List(items?), text)
            }
            Some(Variety::Union(members)) => {
                let mut members = members.iter();
                let found =
                    members.find_map(|member| self.read_within(*member, text, name, tries).ok());
                let value = found
                    .ok_or_else(|| format!("`{text}` is a value of no member of the union"))?;
                (value, text.to_owned())
            }
        };
        check(&facts, &value, &text)?;
        check_enumeration(&facts, variety.as_ref(), &value, &text)?;
        Ok(value)
    }

    /// Whether a type is `xs:ID` or derived from it.
    pub(super) fn is_id(&self, ty: TypeId) -> bool {
        let id = Model::builtin(Builtin::Id);
        ty == id || self.model.variety(ty) == Some(Variety::Atomic(Builtin::Id))
    }
}

fn read_atomic(builtin: Builtin, text: &str, name: Named<'_>) -> Result<Value, String> {
    let found = match name {
        Named::Unknown if is_name(builtin) => {
            let mut parts = text.splitn(2, ':');
            let is_right = parts.all(is_ncname);
            is_right.then(|| Value::Text(text.to_owned()))
        }
        Named::Unknown => Value::read(builtin, text, None),
        Named::Known(name) => Value::read(builtin, text, name),
    };
    found.ok_or_else(|| format!("`{text}` is no `xs:{}`", builtin.name()))
}

/// Checks a value, written as `text`, against facets.
fn check(facts: &Facts, value: &Value, text: &str) -> Result<(), String> {
    check_length(facts, value)?;
    check_bounds(facts, value, text)?;
    if let Value::Decimal(decimal) = value {
        let counts = [
            (FacetKind::TotalDigits, decimal.total_digits()),
            (FacetKind::FractionDigits, decimal.fraction_digits()),
        ];
        for (kind, count) in counts {
            if facts.number(kind).is_some_and(|most| count > most) {
                return Err(format!(
                    "`{text}` has {count} digits, which breaks `{}`",
                    kind.name()
                ));
            }
        }
    }
    let mut step: Option<&Rc<PatternStep>> = facts.patterns.as_ref();
    while let Some(current) = step {
        if !current
            .alternatives
            .iter()
            .any(|pattern| pattern.takes(text))
        {
            return Err(format!("`{text}` does not match the `pattern`"));
        }
        step = current.base.as_ref();
    }
    Ok(())
}

/// Checks a value of that variety, written as `text`, against the values that are enumerated.
fn check_enumeration(
    facts: &Facts,
    variety: Option<&Variety>,
    value: &Value,
    text: &str,
) -> Result<(), String> {
    let Some(values) = facts.enumeration.as_ref() else {
        return Ok(());
    };
    let has_no_names = matches!(variety, Some(Variety::Atomic(builtin)) if !is_name(*builtin));
    let is_there = values.contains(value)
        || (!has_no_names && values.iter().any(|enumerated| may_be(enumerated, value)));
    match is_there {
        true => Ok(()),
        false => Err(format!("`{text}` is not in the `enumeration`")),
    }
}

fn is_name(builtin: Builtin) -> bool {
    matches!(builtin.primitive(), Builtin::QName | Builtin::Notation)
}

/// Whether two values may be the same: of a name that could not be looked up, the local part is known.
fn may_be(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Name(name), Value::Text(text)) | (Value::Text(text), Value::Name(name)) => {
            text.rsplit(':').next() == Some(&*name.local)
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| may_be(one, other))
        }
        (one, other) => one == other,
    }
}

fn check_length(facts: &Facts, value: &Value) -> Result<(), String> {
    let Some(length) = value.length() else {
        return Ok(());
    };
    let is_wrong = facts.length.is_some_and(|exact| length != exact)
        || facts.min_length.is_some_and(|least| length < least)
        || facts.max_length.is_some_and(|most| length > most);
    match is_wrong {
        true => Err(format!("a length of {length} is not allowed")),
        false => Ok(()),
    }
}

fn check_bounds(facts: &Facts, value: &Value, text: &str) -> Result<(), String> {
    let cases = [
        (
            FacetKind::MinInclusive,
            [Ordering::Greater, Ordering::Equal],
        ),
        (
            FacetKind::MinExclusive,
            [Ordering::Greater, Ordering::Greater],
        ),
        (FacetKind::MaxInclusive, [Ordering::Less, Ordering::Equal]),
        (FacetKind::MaxExclusive, [Ordering::Less, Ordering::Less]),
    ];
    for (kind, allowed) in cases {
        let Some(bound) = facts.bound(kind) else {
            continue;
        };
        let order = value.compare(&bound.value);
        if !order.is_some_and(|order| allowed.contains(&order)) {
            let (name, written) = (kind.name(), &bound.written);
            return Err(format!("`{text}` breaks `{name}`, which is `{written}`"));
        }
    }
    Ok(())
}
