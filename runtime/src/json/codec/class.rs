//! Which class of a hierarchy a discriminator means.

use crate::table::{Place, Row, Table};

/// The value of the discriminator of a class.
#[inline]
pub(super) fn discriminator_of(table: &Table) -> &'static str {
    table.json.discriminator.unwrap_or(table.name)
}

/// The class that a discriminator means: one whose value it is, or else one that has it as an alias, or else one of that name.
pub(crate) fn class_of(tables: &[&'static Table], text: &str) -> Option<usize> {
    let value = |table: &&Table| discriminator_of(table) == text;
    let alias = |table: &&Table| table.json.aliases.contains(&text);
    let name = |table: &&Table| table.name == text;
    let position = |fits: &dyn Fn(&&'static Table) -> bool| tables.iter().position(fits);
    position(&value)
        .or_else(|| position(&alias))
        .or_else(|| position(&name))
}

/// The row of the schema's own member that has the discriminator's name.
pub(super) fn own_row(rows: &[Row], discriminator: &str) -> Option<usize> {
    rows.iter()
        .position(|row| row.place == Place::Element && row.json == discriminator)
}
