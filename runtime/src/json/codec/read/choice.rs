//! Reading choices: an object with one member, or a text.

use serde_core::de::{Error, IgnoredAny, MapAccess, Unexpected};

use super::super::name::{name_of, search};
use super::{Reading, SlotSeed, refuse_kind};
use crate::json::JsonStyle;
use crate::record::{Alternatives, Val};
use crate::table::Place;
use crate::xml::Unknown;

/// Reads a choice; the first member that is an alternative counts.
pub(super) fn read_choice<'de, A: MapAccess<'de>>(
    reading: &Reading<'_>,
    style: &JsonStyle,
    choice: &mut dyn Alternatives,
    mut object: A,
) -> Result<(), A::Error> {
    let rows = choice.rows();
    let mut done = false;
    while let Some(name) = object.next_key::<String>()? {
        let found = search(rows, 0, &name).filter(|_| !done);
        let Some(index) = found else {
            if !done && name == "$any" {
                choice.set_unknown(object.next_value()?);
                done = true;
                continue;
            }
            if reading.options.unknown == Unknown::Refuse {
                return Err(reading.refuse(format_args!("`{name}` is not known")));
            }
            object.next_value::<IgnoredAny>()?;
            continue;
        };
        done = true;
        choice.select(index);
        if let Some(slot) = choice.slot_mut() {
            let seed = SlotSeed {
                reading,
                style,
                row: &rows[index],
                slot,
            };
            object
                .next_value_seed(seed)
                .inspect_err(|_| reading.path.member(&name_of(rows, index)))?;
        }
    }
    Ok(())
}

/// Reads a piece of mixed content.
pub(super) fn read_text<E: Error>(
    reading: &Reading<'_>,
    choice: &mut dyn Alternatives,
    text: &str,
) -> Result<(), E> {
    let rows = choice.rows();
    if let Some(index) = rows.iter().position(|row| row.place == Place::Text) {
        choice.select(index);
        if let Some(Val::Str(value)) = choice.slot_mut().map(crate::record::Slot::open) {
            text.clone_into(value);
            return Ok(());
        }
    }
    Err(refuse_kind(reading, Unexpected::Str(text), "an object"))
}
