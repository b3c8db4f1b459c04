//! The names of members: what a row is called in an object.

use std::borrow::Cow;

#[cfg(feature = "client")]
use crate::table::Table;
use crate::table::{Place, Row};
use crate::xml::{Followers, same};

/// What the names of rows without a name of their own begin with.
const NAMELESS: char = '$';

/// The name of a row's member.
///
/// Form: the local name of an element, or its own name in JSON; `@` and the local name of an attribute; `$text` for the text of the element itself; `$group`,
/// `$any` and `$attributes` for a model group and for what wildcards admit. The second of its kind is `$group2`.
pub(super) fn name_of(rows: &'static [Row], index: usize) -> Cow<'static, str> {
    let row = &rows[index];
    match row.place {
        Place::Element => Cow::Borrowed(row.json),
        Place::Attribute | Place::Nil => Cow::Owned(format!("@{}", row.name())),
        Place::Text => Cow::Borrowed("$text"),
        Place::Group => numbered("$group", rows, index),
        Place::Any => numbered("$any", rows, index),
        Place::AnyAttribute => Cow::Borrowed("$attributes"),
    }
}

fn numbered(name: &'static str, rows: &[Row], index: usize) -> Cow<'static, str> {
    let place = rows[index].place;
    match rows[..index]
        .iter()
        .filter(|row| row.place == place)
        .count()
    {
        0 => Cow::Borrowed(name),
        before => Cow::Owned(format!("{name}{}", before + 1)),
    }
}

/// Whether the row is an element whose member has that name.
#[inline(always)]
fn fits(row: &Row, name: &str) -> bool {
    same(row.json.as_bytes(), name.as_bytes()) && row.place == Place::Element
}

/// The row of a member: the one that came there before, the next one if none did, or any other.
#[inline]
pub(super) fn find(
    rows: &'static [Row],
    next: usize,
    name: &str,
    followers: &Followers,
) -> Option<usize> {
    let expected = followers.expected(rows, next);
    match rows.get(expected) {
        Some(row) if fits(row, name) => Some(expected),
        _ => {
            let found = search(rows, next, name)?;
            followers.learn(rows, next, found);
            Some(found)
        }
    }
}

/// Whether objects of that type have a member of that name.
#[cfg(feature = "client")]
pub(crate) fn has_member(table: &Table, name: &str) -> bool {
    search(table.rows, 0, name).is_some()
}

pub(super) fn search(rows: &'static [Row], next: usize, name: &str) -> Option<usize> {
    if name.starts_with(['@', NAMELESS]) {
        return (0..rows.len())
            .filter(|&index| rows[index].place != Place::Element)
            .find(|&index| name_of(rows, index) == name);
    }
    let next = next.min(rows.len());
    let fits = |row: &Row| fits(row, name);
    let later = rows[next..].iter().position(fits);
    later
        .map(|distance| next + distance)
        .or_else(|| rows[..next].iter().position(fits))
}

/// The name behind the `$` of a schema's own member whose place the discriminator takes.
pub(super) fn own_member(name: &str) -> Option<&str> {
    name.strip_prefix(NAMELESS)
}

/// What a schema's own member is called when the discriminator has its name.
pub(super) fn own_name(discriminator: &str) -> String {
    format!("{NAMELESS}{discriminator}")
}
