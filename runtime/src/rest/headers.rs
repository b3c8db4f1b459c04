//! Header blocks as HTTP headers.

use super::Mapping;
use crate::json::{self, ReadOptions};
use crate::record::{Ref, Slot, State, Val};
use crate::table::Place;

/// The HTTP headers that header blocks are. A block that is absent or nil is none.
pub(crate) fn write_headers(headers: &dyn Slot, mapping: &dyn Mapping) -> Vec<(String, String)> {
    let State::Value(Ref::Record(record)) = headers.state() else {
        return Vec::new();
    };
    let rows = record.table().rows.iter().enumerate();
    let written = rows.filter_map(|(index, row)| {
        let text = match record.slot(index).state() {
            State::Value(Ref::Str(text)) => text.to_owned(),
            State::Value(Ref::I64(number)) => number.to_string(),
            State::Value(Ref::I32(number)) => number.to_string(),
            State::Value(Ref::Bool(value)) => value.to_string(),
            State::Value(Ref::Leaf(leaf)) => {
                let mut text = String::new();
                leaf.write(&mut text);
                text
            }
            _ => return None,
        };
        let header = mapping.header(row.name());
        Some((header.name.into_owned(), header.prefix.to_owned() + &text))
    });
    written.collect()
}

/// Reads header blocks from HTTP headers.
///
/// # Errors
///
/// The name of a header whose text does not fit its block.
pub(crate) fn read_headers(
    headers: &mut dyn Slot,
    mapping: &dyn Mapping,
    http_headers: &[(String, String)],
) -> Result<(), String> {
    let Val::Record(record) = headers.open() else {
        return Ok(());
    };
    for (index, row) in record.table().rows.iter().enumerate() {
        // Nothing but what came is set: a default may be something else.
        record.slot_mut(index).set_absent();
        let header = mapping.header(row.name());
        let found = http_headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&header.name));
        let Some((name, text)) = found.filter(|_| row.place == Place::Element) else {
            continue;
        };
        let text = text.strip_prefix(header.prefix).unwrap_or(text);
        let quoted = serde_json::Value::from(text).to_string();
        json::read_into(
            &quoted,
            row,
            record.slot_mut(index),
            &ReadOptions::default(),
        )
        .map_err(|_| name.clone())?;
    }
    Ok(())
}
