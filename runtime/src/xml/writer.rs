//! The writing engine: from slots into XML, guided by tables. What it knows while it writes, and the root.

use std::borrow::Cow;

use super::XSI;
use super::error::Error;
use super::follow::Follow;
use super::mark::Mark;
use super::options::WriteOptions;
use super::write_names::{declarations_of, has_bare_names};
use super::write_value::tree_of;
use super::xop::Binaries;
use crate::record::{Ref, Slot, State};
use crate::table::{Place, Row};

/// A namespace declaration in force.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    /// Empty for the default namespace.
    pub(super) prefix: Cow<'static, str>,
    pub(super) namespace: Cow<'static, str>,
    pub(super) depth: usize,
}

/// How the name of the last element was written. The next one mostly is of the same namespace; not to look it up in the scope takes
/// a record of w1 from 3,803 to 3,480 instructions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) namespace: &'static str,
    pub(super) declared: Option<usize>,
    /// The declaration of `xsi` that is in force, if it was looked for.
    pub(super) xsi: Option<usize>,
}

/// A start tag that was written, to write its end.
#[derive(Debug)]
pub(crate) struct Tag {
    /// The declaration whose prefix the name has; `None` for a name without prefix.
    pub(super) declared: Option<usize>,
}

/// Writes XML into a text.
#[derive(Debug)]
pub struct Writer {
    pub(super) out: String,
    pub(super) options: WriteOptions,
    pub(super) scope: Vec<Declared>,
    /// Forgotten when the scope changes.
    pub(super) known: Option<Known>,
    pub(super) depth: usize,
    /// The last start tag is still open for attributes.
    pub(super) open: bool,
    /// The binary values that go beside the document; `None` if all go into it.
    pub(super) binaries: Option<Binaries>,
    /// The items behind which others are to be written.
    pub(super) mark: Option<Box<Mark>>,
    /// The form that is followed.
    pub(super) form: Option<Box<dyn Follow>>,
}

impl Writer {
    /// A writer with nothing written.
    #[must_use]
    pub fn new(options: &WriteOptions) -> Self {
        Self {
            out: String::with_capacity(1024),
            options: *options,
            scope: Vec::new(),
            known: None,
            depth: 0,
            open: false,
            binaries: None,
            mark: None,
            form: None,
        }
    }

    /// The text that was written.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }

    /// Writes a value as the element of `row`, at the root of a document or of a part of one.
    ///
    /// The element's namespace becomes the default one, unless it has parts without a namespace; `xsi` is declared.
    ///
    /// # Errors
    ///
    /// [`Error`] if a text holds a character that XML 1.0 forbids, or the value is nested too deep.
    pub fn write_root(&mut self, row: &Row, slot: &dyn Slot) -> Result<(), Error> {
        let state = slot.state();
        if let State::Value(value) = state
            && let Some(element) = tree_of(value)
        {
            return self.write_any(row.name(), row.namespace, element);
        }
        let prefixed = self.configured_prefix(row.namespace).is_some()
            || matches!(state, State::Value(value) if has_unqualified(value) || has_bare_names(row, value));
        let value = match state {
            State::Value(value) => Some(value),
            State::Unset | State::Absent | State::Nil => None,
        };
        let mut declarations = value.map_or(&[][..], declarations_of).to_vec();
        let has_default = declarations.iter().any(|(prefix, _)| prefix.is_empty());
        if !prefixed && !row.namespace.is_empty() && !has_default {
            declarations.push((String::new(), row.namespace.to_owned()));
        }
        let tag = self.start_declaring(row.name(), row.namespace, &declarations)?;
        self.prefix_of(XSI);
        self.follow_typed(row, value)?;
        match value {
            Some(value) => self
                .write_content(row, value)
                .map_err(|error| error.within(row.name()))?,
            None => self.nil(),
        }
        self.unfollow();
        self.end(&tag, row.name());
        Ok(())
    }
}

/// Whether a record has parts without a namespace, so that a default namespace would be in the way.
fn has_unqualified(value: Ref<'_>) -> bool {
    let Some(record) = value.record() else {
        return false;
    };
    let rows = record.table().rows.iter();
    rows.clone()
        .any(|row| row.place == Place::Element && row.namespace.is_empty())
}
