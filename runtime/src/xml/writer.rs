//! The writing engine: from slots into XML, guided by tables.

use std::borrow::Cow;

use super::XSI;
use super::error::{Error, ErrorKind};
use super::escape::push_text;
use super::form::Following;
use super::mark::Mark;
use super::options::{NilPolicy, WriteOptions};
use super::write_names::declarations_of;
use super::xop::Binaries;
use crate::record::{Record, Ref, Selected, Sequence, Slot, State, Subtypes, UnknownType};
use crate::table::{Content, Place, Presence, Row};
use crate::value::AnyElement;

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

/// What came of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Row,
    /// The element is nil: no other row of it is written.
    Nil,
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
    pub(super) form: Option<Box<Following>>,
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
            return self.write_any(row.name, row.namespace, element);
        }
        let prefixed = self.configured_prefix(row.namespace).is_some()
            || matches!(state, State::Value(value) if has_unqualified(value));
        let value = match state {
            State::Value(value) => Some(value),
            State::Unset | State::Absent | State::Nil => None,
        };
        let mut declarations = value.map_or(&[][..], declarations_of).to_vec();
        let has_default = declarations.iter().any(|(prefix, _)| prefix.is_empty());
        if !prefixed && !row.namespace.is_empty() && !has_default {
            declarations.push((String::new(), row.namespace.to_owned()));
        }
        let tag = self.start_declaring(row.name, row.namespace, &declarations)?;
        self.prefix_of(XSI);
        self.follow_typed(row, value)?;
        match value {
            Some(value) => self
                .write_content(row, value)
                .map_err(|error| error.within(row.name))?,
            None => self.nil(),
        }
        self.unfollow();
        self.end(&tag, row.name);
        Ok(())
    }

    /// Writes a field or item in its state.
    pub(crate) fn write_slot(&mut self, row: &Row, slot: &dyn Slot) -> Result<(), Error> {
        match &slot.state() {
            State::Value(Ref::Sequence(items)) if row.is_many() => self.write_items(row, *items),
            State::Value(value) => self.write_value(row, value).map_err(|e| e.within(row.name)),
            missing => self.write_missing(row, missing),
        }
    }

    /// Writes a field without a value. Apart, so that what is done for a value needs no table of jumps.
    #[inline(never)]
    fn write_missing(&mut self, row: &Row, state: &State<'_>) -> Result<(), Error> {
        match state {
            State::Unset if row.presence == Presence::RequiredNillable => self.write_nil(row),
            State::Nil if self.writes_nil(row.presence) => self.write_nil(row),
            _ => Ok(()),
        }
    }

    fn writes_nil(&self, presence: Presence) -> bool {
        match self.options.nil {
            NilPolicy::AsTyped => true,
            NilPolicy::OmitOptional => !presence.allows_absent(),
        }
    }

    fn write_items(&mut self, row: &Row, items: &dyn Sequence) -> Result<(), Error> {
        let mut index = 0;
        while let Some(item) = items.item(index) {
            match &item.state() {
                State::Value(value) => self
                    .write_value(row, value)
                    .map_err(|e| e.within_item(row.name, index))?,
                State::Unset | State::Absent | State::Nil => self.write_nil(row)?,
            }
            index += 1;
        }
        self.reach_mark(items);
        Ok(())
    }

    pub(super) fn write_nil(&mut self, row: &Row) -> Result<(), Error> {
        if let Some(known) = self.plainly_known(row.namespace)
            && let Some(xsi) = known.xsi
        {
            let declared = known.declared;
            self.nest_text()?;
            self.open_tag(row.name, declared);
            self.push_nil(xsi);
            self.out.push_str("/>");
            return Ok(());
        }
        let tag = self.start(row.name, row.namespace)?;
        self.follow_typed(row, None)?;
        self.nil();
        self.unfollow();
        self.end(&tag, row.name);
        Ok(())
    }

    fn nil(&mut self) {
        let xsi = self.prefix_of(XSI);
        self.push_nil(xsi);
        if let Some(known) = &mut self.known {
            known.xsi = Some(xsi);
        }
    }

    fn push_nil(&mut self, xsi: usize) {
        self.out.push(' ');
        self.push_prefix(xsi);
        self.out.push_str("nil=\"true\"");
    }

    pub(super) fn write_value(&mut self, row: &Row, value: &Ref<'_>) -> Result<(), Error> {
        if is_text(value)
            && let Some(known) = self.plainly_known(row.namespace)
            && self.binaries.is_none()
        {
            let declared = known.declared;
            return self.write_text_element(row.name, declared, value);
        }
        self.write_rich(row, *value)
    }

    /// As [`write_value`](Self::write_value), for whatever is more than text.
    #[inline(never)]
    fn write_rich(&mut self, row: &Row, value: Ref<'_>) -> Result<(), Error> {
        if let Ref::Record(record) = value
            && self.form.is_none()
            && let table = record.table()
            && matches!(table.rows, [first, ..] if first.place == Place::Element)
        {
            // Nothing but elements: most records are, and no more is asked of them.
            let tag = self.start(row.name, row.namespace)?;
            self.write_rows(record, table.rows)?;
            self.end(&tag, row.name);
            return Ok(());
        }
        if let Some(element) = tree_of(value) {
            return self.write_any(row.name, row.namespace, element);
        }
        let tag = self.start_of(row.name, row.namespace, value)?;
        self.follow_typed(row, Some(value))?;
        self.write_content(row, value)?;
        self.unfollow();
        self.end(&tag, row.name);
        Ok(())
    }

    /// Writes an element that is nothing but text, in the namespace of the one before: nothing is declared, and nothing remembered
    /// between its tags.
    fn write_text_element(
        &mut self,
        name: &str,
        declared: Option<usize>,
        value: &Ref<'_>,
    ) -> Result<(), Error> {
        self.nest_text()?;
        self.open_tag(name, declared);
        self.out.push('>');
        match value {
            Ref::Str(text) => push_text(text, &mut self.out)?,
            other => push_simple(*other, &mut self.out, push_text)?,
        }
        self.close_tag(name, declared);
        Ok(())
    }

    /// Writes what is inside the element whose start tag is open: attributes, text, children.
    pub(super) fn write_content(&mut self, row: &Row, value: Ref<'_>) -> Result<(), Error> {
        match value {
            Ref::Record(record) => self.write_record(record),
            Ref::Subtypes(subtypes) => self.write_subtypes(subtypes),
            Ref::Any(_) | Ref::Choice(_) | Ref::AnyAttributes(_) => Ok(()),
            Ref::Sequence(items) => match row.content {
                Content::Array(item) => self.write_array(item, items),
                Content::Items(item) => self.write_untyped_items(item, items),
                _ => self.write_list(items),
            },
            Ref::QName(name) => {
                let text = self.qname_text(name)?;
                self.text(&text)
            }
            Ref::Leaf(leaf) if self.binaries.is_some() => self.write_leaf(leaf),
            simple => {
                self.close_start();
                push_simple(simple, &mut self.out, push_text)
            }
        }
    }

    fn write_array(&mut self, item: &Row, items: &dyn Sequence) -> Result<(), Error> {
        if !item.namespace.is_empty() {
            self.prefix_or_default_of(item.namespace);
        }
        self.write_items(item, items)
    }

    fn write_list(&mut self, items: &dyn Sequence) -> Result<(), Error> {
        let text = self.list_text(items)?;
        self.text(&text)
    }

    fn list_text(&mut self, items: &dyn Sequence) -> Result<String, Error> {
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
                simple => push_simple(simple, &mut text, |piece, out| {
                    out.push_str(piece);
                    Ok(())
                })?,
            }
        }
        Ok(text)
    }

    fn write_subtypes(&mut self, subtypes: &dyn Subtypes) -> Result<(), Error> {
        match subtypes.selected() {
            Selected::Known(variant, record) => {
                if variant > 0 {
                    let table = record.table();
                    self.xsi_type(table.name, table.namespace);
                }
                self.write_record(record)
            }
            Selected::Unknown(unknown) => Err(foreign(unknown)),
        }
    }

    pub(super) fn xsi_type(&mut self, name: &'static str, namespace: &'static str) {
        let declared = if namespace.is_empty() {
            None
        } else {
            self.prefix_or_default_of(namespace)
        };
        let xsi = self.prefix_of(XSI);
        self.out.push(' ');
        self.push_prefix(xsi);
        self.out.push_str("type=\"");
        if let Some(declared) = declared {
            self.push_prefix(declared);
        }
        self.out.push_str(name);
        self.out.push('"');
    }

    pub(super) fn write_record(&mut self, record: &dyn Record) -> Result<(), Error> {
        let table = record.table();
        if let Some(order) = self.order_of_form(table) {
            for index in order {
                if self.write_row(&table.rows[index], record.slot(index))? == Written::Nil {
                    break;
                }
            }
            return Ok(());
        }
        self.write_rows(record, table.rows)
    }

    fn write_rows(&mut self, record: &dyn Record, rows: &[Row]) -> Result<(), Error> {
        for (index, row) in rows.iter().enumerate() {
            if self.write_row(row, record.slot(index))? == Written::Nil {
                break;
            }
        }
        Ok(())
    }

    /// Writes what a row of a record describes. Most describe an element, and are told apart without a table of jumps.
    #[inline(always)]
    fn write_row(&mut self, row: &Row, slot: &dyn Slot) -> Result<Written, Error> {
        if row.place == Place::Element {
            self.write_slot(row, slot)?;
            return Ok(Written::Row);
        }
        self.write_row_beside(row, slot)
    }

    /// Writes what a row describes that is no element.
    #[inline(never)]
    fn write_row_beside(&mut self, row: &Row, slot: &dyn Slot) -> Result<Written, Error> {
        match row.place {
            Place::Element => self.write_slot(row, slot)?,
            Place::Group => self.write_group(row, slot)?,
            Place::Any => self.write_wildcard(slot)?,
            Place::AnyAttribute => self.write_any_attributes(slot)?,
            Place::Attribute => {
                self.write_attribute_row(row, slot)
                    .map_err(|e| e.within(row.name))?;
            }
            Place::Nil => {
                if let State::Value(Ref::Bool(true)) = slot.state() {
                    self.nil();
                    return Ok(Written::Nil);
                }
            }
            Place::Text => {
                if let State::Value(value) = slot.state() {
                    self.write_content(row, value)?;
                }
            }
        }
        Ok(Written::Row)
    }

    fn write_attribute_row(&mut self, row: &Row, slot: &dyn Slot) -> Result<(), Error> {
        let State::Value(value) = slot.state() else {
            return Ok(());
        };
        let text = match value {
            Ref::Sequence(items) => self.list_text(items)?,
            Ref::QName(name) => self.qname_text(name)?,
            simple => {
                let mut text = String::new();
                push_simple(simple, &mut text, |piece, out| {
                    out.push_str(piece);
                    Ok(())
                })?;
                text
            }
        };
        if row.namespace.is_empty() {
            self.plain_attribute(row.name, &text)
        } else {
            let declared = self.prefix_of(row.namespace);
            self.attribute(declared, row.name, &text)
        }
    }
}

/// Appends a simple value; `push` escapes what may need it.
fn push_simple(
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

/// Whether a value is written as text that needs no declaration.
#[inline]
fn is_text(value: &Ref<'_>) -> bool {
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

/// The error for a value that only JSON can carry.
fn foreign(unknown: &UnknownType) -> Error {
    let message = format!(
        "a value of the unknown type `{}` that was read from JSON cannot be written as XML",
        unknown.type_name()
    );
    Error::new(ErrorKind::Foreign, message)
}

/// The tree that a value is, if it is one: it brings its own declarations and attributes.
fn tree_of(value: Ref<'_>) -> Option<&AnyElement> {
    match value {
        Ref::Any(element) => Some(element),
        Ref::Subtypes(subtypes) => match subtypes.selected() {
            Selected::Unknown(unknown) => unknown.element(),
            Selected::Known(..) => None,
        },
        _ => None,
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
