//! The `Debug` of generated types: one walk over the slots for all of them, instead of a function for each type.

use std::fmt;

use crate::leaf::Leaf;
use crate::record::{Alternatives, Record, Ref, Selected, Sequence, Slot, State, Subtypes};
use crate::view;

/// Shows a struct by its fields that are set; those that are not set are left out.
///
/// Form: `Campaign { name: "Shoes", budget: nil, ids: [1, nil, 3] }`; of a type whose values are not to be shown, `***` for each.
///
/// # Errors
///
/// Those of the formatter.
#[inline]
pub fn show<T: Record>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show_record(view::record(value), f)
}

/// Shows a struct as [`show`] does.
pub(crate) fn show_record(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = record.table();
    let mut names = table.names.split_ascii_whitespace();
    let mut shown = f.debug_struct(names.next().unwrap_or(table.name));
    for (index, row) in table.rows.iter().enumerate() {
        let field = names.next().map_or(row.name(), plain);
        match record.slot(index).state() {
            State::Unset | State::Absent => {}
            State::Nil => {
                shown.field(field, &Nil);
            }
            State::Value(_) if table.hides_values => {
                shown.field(field, &format_args!("***"));
            }
            State::Value(value) => {
                shown.field(field, &value);
            }
        }
    }
    if table.hides_values {
        return shown.finish_non_exhaustive();
    }
    shown.finish()
}

/// Shows a base type by its variant. `names` are those of the variants with spaces between, the one for unknown types last.
///
/// Form: `TextAd(TextAd { title: "Shoes" })`.
///
/// # Errors
///
/// Those of the formatter.
#[inline]
pub fn show_subtypes<T: Subtypes>(
    value: &T,
    names: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    show_selected(view::subtypes(value).selected(), names, f)
}

fn show_selected(selected: Selected<'_>, names: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut names = names.split_ascii_whitespace();
    match selected {
        Selected::Known(variant, record) => {
            show_variant(names.nth(variant), &Ref::Record(record), f)
        }
        Selected::Unknown(unknown) => show_variant(names.last(), unknown, f),
    }
}

/// Shows a choice by its variant. `names` are those of the variants with spaces between, the one for unknown elements last, if there
/// is one.
///
/// Form: `Card(Card { number: "12" })`.
///
/// # Errors
///
/// Those of the formatter.
#[inline]
pub fn show_choice<T: Alternatives>(
    value: &T,
    names: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    show_alternative(view::choice(value), names, f)
}

fn show_alternative(
    choice: &dyn Alternatives,
    names: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut names = names.split_ascii_whitespace();
    match (choice.selected(), choice.unknown()) {
        (Some((alternative, slot)), _) => show_variant(names.nth(alternative), &Item(slot), f),
        (None, Some(element)) => show_variant(names.last(), element, f),
        (None, None) => Ok(()),
    }
}

fn show_variant(
    name: Option<&str>,
    value: &dyn fmt::Debug,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.debug_tuple(plain(name.unwrap_or_default()))
        .field(value)
        .finish()
}

/// A name as people say it.
fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}
/// What is shown for a nil.
struct Nil;

impl fmt::Debug for Nil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nil")
    }
}

/// An item of a sequence, or what is chosen.
struct Item<'a>(&'a dyn Slot);

impl fmt::Debug for Item<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.state() {
            State::Unset | State::Absent | State::Nil => Nil.fmt(f),
            State::Value(value) => value.fmt(f),
        }
    }
}

/// Shows the items of a sequence, in brackets.
pub(crate) fn show_items(items: &dyn Sequence, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let slots = (0..items.len()).filter_map(|index| items.item(index));
    f.debug_list().entries(slots.map(Item)).finish()
}

/// Shows a simple value by its text.
pub(crate) fn show_leaf(leaf: &dyn Leaf, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = String::new();
    leaf.write(&mut text);
    f.write_str(&text)
}

/// Shows a double by its text, as other simple values; the standard library's way would be linked for this alone.
pub(crate) fn show_double(number: f64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = String::new();
    crate::value::write(&number, &mut text);
    f.write_str(&text)
}
