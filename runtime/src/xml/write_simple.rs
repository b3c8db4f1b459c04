//! Writing simple values and lists of them as text.

use super::error::Error;
use super::writer::Writer;
use crate::record::{Ref, Sequence, Slot, State};

impl Writer {
    pub(super) fn write_list(&mut self, items: &dyn Sequence) -> Result<(), Error> {
        let text = self.list_text(items)?;
        self.text(&text)
    }

    pub(super) fn list_text(&mut self, items: &dyn Sequence) -> Result<String, Error> {
        let mut text = String::new();
        for index in 0..items.len() {
            let Some(State::Value(value)) = items.item(index).map(Slot::state) else {
                continue;
            };
            if !text.is_empty() {
                text.push(' ');
            }
            match value {
                Ref::QName(name) => text.push_str(&self.qname_text(name)?),
                simple => push_simple(simple, &mut text, plainly)?,
            }
        }
        Ok(text)
    }
}

/// Appends a simple value; `push` escapes what may need it.
pub(super) fn push_simple(
    value: Ref<'_>,
    out: &mut String,
    push: impl Fn(&str, &mut String) -> Result<(), Error>,
) -> Result<(), Error> {
    match value {
        Ref::Str(text) => push(text, out)?,
        Ref::I64(number) => crate::value::write(&number, out),
        Ref::I32(number) => crate::value::write(&number, out),
        Ref::Bool(value) => crate::value::write(&value, out),
        Ref::F64(number) => crate::value::write(&number, out),
        Ref::DateTime(value) => crate::value::write(value, out),
        Ref::Leaf(leaf) => {
            let mut text = String::new();
            leaf.write(&mut text);
            push(&text, out)?;
        }
        Ref::QName(_)
        | Ref::Sequence(_)
        | Ref::Record(_)
        | Ref::Subtypes(_)
        | Ref::Any(_)
        | Ref::Choice(_)
        | Ref::AnyAttributes(_) => {}
    }
    Ok(())
}

/// Appends a text that is escaped later.
pub(super) fn plainly(text: &str, out: &mut String) -> Result<(), Error> {
    out.push_str(text);
    Ok(())
}

/// Whether a value is written as text that needs no declaration.
#[inline]
pub(super) fn is_text(value: &Ref<'_>) -> bool {
    matches!(
        value,
        Ref::Str(_)
            | Ref::I64(_)
            | Ref::I32(_)
            | Ref::Bool(_)
            | Ref::F64(_)
            | Ref::DateTime(_)
            | Ref::Leaf(_)
    )
}
