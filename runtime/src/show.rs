//! The `Debug` of records: one walk over the slots for all generated types, instead of a function for each type.

use std::fmt;

use crate::leaf::Leaf;
use crate::record::{Record, Sequence, Slot, State};

/// Shows a struct by its fields that are set; those that are not set are left out.
///
/// `names` are those of the struct and its fields, with spaces between: one text for each type is less to compile than one for each
/// field, and less to link.
///
/// Form: `Campaign { name: "Shoes", budget: nil, ids: [1, nil, 3] }`; of a type whose values are not to be shown, `***` for each.
///
/// # Errors
///
/// Those of the formatter.
pub fn show(record: &dyn Record, names: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let hides_values = record.table().hides_values;
    let mut names = names.split_ascii_whitespace();
    let mut shown = f.debug_struct(names.next().unwrap_or(""));
    for (index, field) in names.enumerate() {
        let field = field.strip_prefix("r#").unwrap_or(field);
        match record.slot(index).state() {
            State::Unset | State::Absent => {}
            State::Nil => {
                shown.field(field, &Nil);
            }
            State::Value(_) if hides_values => {
                shown.field(field, &format_args!("***"));
            }
            State::Value(value) => {
                shown.field(field, &value);
            }
        }
    }
    if hides_values {
        return shown.finish_non_exhaustive();
    }
    shown.finish()
}

/// What is shown for a nil.
struct Nil;

impl fmt::Debug for Nil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nil")
    }
}

/// An item of a sequence.
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
