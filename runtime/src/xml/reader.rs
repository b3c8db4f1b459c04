//! The reading engine: from XML into slots, guided by tables.

use super::capture::capture;
use super::error::{Error, ErrorKind};
use super::followers::Followers;
use super::options::{EmptyValues, ReadOptions, Unknown};
use super::read_simple::read_default;
use super::source::{Declaration, Next, Source};
use crate::record::{Sequence, Slot, Subtypes, UnknownType, Val};
use crate::table::{Content, Row, Table};
use crate::value::QName;
use crate::value::text::trim;

/// Reads a document into slots.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(super) source: Source<'a>,
    pub(super) unknown: Unknown,
    empty_values: EmptyValues,
    pub(super) followers: Followers,
    /// Whether the message is encoded: what encoding adds to every element is then known.
    pub(super) encoding: Encoding,
}

/// By what rules values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Those of the schema.
    Literal,
    /// Those of SOAP encoding.
    Soap,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a document.
    pub(crate) fn new(text: &'a str, options: &ReadOptions) -> Result<Self, Error> {
        Ok(Self {
            source: Source::new(text, options)?,
            unknown: options.unknown,
            empty_values: options.empty_values,
            followers: Followers::default(),
            encoding: Encoding::Literal,
        })
    }

    /// A reader of part of the content of an element of that depth, in which `declared` is in force.
    pub(crate) fn within(
        text: &'a str,
        options: &ReadOptions,
        depth: usize,
        declared: &'a [Declaration],
    ) -> Self {
        Self {
            source: Source::within(text, options, depth, declared),
            unknown: options.unknown,
            empty_values: options.empty_values,
            followers: Followers::default(),
            encoding: Encoding::Literal,
        }
    }

    /// Reads the element of `row` that begins at an offset of such a part; where it ends.
    pub(crate) fn read_at_offset(
        &mut self,
        offset: usize,
        row: &Row,
        slot: &mut dyn Slot,
    ) -> Result<usize, Error> {
        self.source.seek(offset);
        self.source.child_expecting(row)?;
        self.read_element(row, slot)?;
        Ok(self.source.offset())
    }

    /// Reads a whole document whose root is the element of `row`.
    pub(crate) fn read_document(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), Error> {
        let text = self.source.text();
        self.read_root(row, slot)
            .map_err(|error| error.locate(text))
    }

    fn read_root(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), Error> {
        self.source.root()?;
        if !self.fits(row) {
            return Err(self.wrong_root(row));
        }
        self.read_one(row, slot)
            .map_err(|e| e.within(self.name_of(row)))?;
        self.source.finish()
    }

    fn wrong_root(&self, row: &Row) -> Error {
        let message = format!(
            "the root is `{}` of the namespace {:?}, and `{}` of the namespace {:?} is expected",
            self.source.local(),
            self.source.uri(),
            row.name(),
            row.namespace
        );
        Error::new(ErrorKind::Root, message).at(self.source.start_offset())
    }

    /// Reads the element that the source stands at into a slot, and leaves it.
    #[inline]
    pub(crate) fn read_element(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), Error> {
        if self.source.is_nil() {
            return self.read_nil(row, slot);
        }
        match self.read_content(row, slot.open()) {
            Ok(()) => Ok(()),
            Err(error) => self.or_unset(row, slot, error),
        }
    }

    /// Gives a number or date without text its default; or leaves it unset, where that is wished for and allowed; or else returns
    /// its error.
    #[cold]
    fn or_unset(&self, row: &Row, slot: &mut dyn Slot, error: Error) -> Result<(), Error> {
        if let (true, Content::Default(text)) = (error.is_of_empty_text(), row.content) {
            return read_default(slot.open(), text).map_err(Error::value);
        }
        let wished = self.empty_values == EmptyValues::Unset && error.is_of_empty_text();
        // What has parts may be half read.
        let simple = !matches!(
            slot.open(),
            Val::Record(_) | Val::Subtypes(_) | Val::Sequence(_) | Val::Choice(_)
        );
        let allowed = row.presence.allows_nil() || row.presence.allows_absent();
        if wished && simple && allowed && slot.set_nil() {
            return Ok(());
        }
        Err(error)
    }

    fn read_nil(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), Error> {
        let offset = self.source.start_offset();
        // A newer service may call nil what this schema only lets be absent: unset all the same.
        let drifted = self.unknown == Unknown::Skip && row.presence.allows_absent();
        let allowed = row.presence.allows_nil() || drifted;
        if allowed && self.has_own_attributes() && self.read_nil_value(slot)? {
            return Ok(());
        }
        if allowed && slot.set_nil() {
            return self.source.skip();
        }
        if allowed && self.read_nil_value(slot)? {
            return Ok(());
        }
        self.source.skip()?;
        // In an encoded message every accessor may be nil, whatever the schema says: its value is then the default.
        if self.encoding == Encoding::Soap && self.unknown == Unknown::Skip {
            return Ok(());
        }
        let message = "xsi:nil is not allowed here";
        Err(Error::new(ErrorKind::Nil, message).at(offset))
    }

    #[inline]
    pub(super) fn read_content(&mut self, row: &Row, val: Val<'_>) -> Result<(), Error> {
        match val {
            Val::Str(value) => {
                *value = self.source.leaf_text()?.into_owned();
                if let (true, Content::Default(text)) = (value.is_empty(), row.content) {
                    text.clone_into(value);
                }
            }
            Val::I64(value) => *value = self.parse()?,
            Val::I32(value) => *value = self.parse()?,
            Val::Bool(value) => *value = self.parse()?,
            Val::F64(value) => *value = self.parse()?,
            Val::DateTime(value) => *value = self.parse()?,
            Val::QName(value) => *value = self.read_qname()?,
            Val::Leaf(value) => self.with_text(|text| match (text, row.content) {
                ("", Content::Default(text)) => value.read(text),
                _ => value.read(text),
            })?,
            Val::Record(record) => self.read_record(record)?,
            Val::Subtypes(subtypes) => self.read_subtypes(row, subtypes)?,
            Val::Choice(_) | Val::AnyAttributes(_) => self.source.skip()?,
            Val::Any(value) => *value = capture(&mut self.source)?,
            Val::Sequence(items) => match row.content {
                Content::Array(item) => self.read_array(item, items)?,
                Content::Items(item, arrays) => (arrays.read)(self, item, items)?,
                _ => self.read_list(row, items)?,
            },
        }
        Ok(())
    }

    fn read_array(&mut self, item: &Row, items: &mut dyn Sequence) -> Result<(), Error> {
        self.source.enter()?;
        loop {
            match self.source.child_expecting(item)? {
                Next::End => return Ok(()),
                Next::Child if !self.source.is(item.name(), item.namespace) => self.pass_over()?,
                _ => self.read_item(item, items)?,
            }
        }
    }

    fn read_item(&mut self, row: &Row, items: &mut dyn Sequence) -> Result<(), Error> {
        let index = items.len();
        self.read_element(row, items.push())
            .map_err(|e| e.within_item(row.name(), index))
    }

    fn read_subtypes(&mut self, row: &Row, subtypes: &mut dyn Subtypes) -> Result<(), Error> {
        if self.select_subtype(subtypes)? {
            if let (Content::But(blocked), Unknown::Refuse) = (row.content, self.unknown) {
                self.hold_to_block(subtypes, blocked)?;
            }
            return self.read_selected(subtypes);
        }
        if let Some(type_name) = self.type_name()? {
            let element = capture(&mut self.source)?;
            subtypes.set_unknown(UnknownType::from_xml(type_name, element));
        }
        Ok(())
    }

    /// Makes this a value of the type that `xsi:type` names; `false` if it is none of the known ones.
    pub(super) fn select_subtype(&mut self, subtypes: &mut dyn Subtypes) -> Result<bool, Error> {
        let variant = match self.variant_among(subtypes.tables()) {
            Some(variant) => Some(variant),
            None => self.type_name()?.is_none().then_some(0),
        };
        if let Some(variant) = variant {
            subtypes.select(variant);
        }
        Ok(variant.is_some())
    }

    /// The table that `xsi:type` names, found without a copy of the name.
    fn variant_among(&self, tables: &[&'static Table]) -> Option<usize> {
        let name = trim(self.source.xsi_type()?);
        let (prefix, local) = match name.split_once(':') {
            Some(("", _)) => return None,
            Some(parts) => parts,
            None => ("", name),
        };
        let scope = self.source.scope();
        let namespace = scope.resolve(prefix)?;
        let is_it = |table: &&Table| table.name == local && scope.is(namespace, table.namespace);
        tables.iter().position(is_it)
    }

    /// Refuses the subtypes that are not allowed at an element.
    #[cold]
    fn hold_to_block(
        &self,
        subtypes: &mut dyn Subtypes,
        blocked: &[(&str, &str)],
    ) -> Result<(), Error> {
        match subtypes.record_mut().map(|record| record.table()) {
            Some(table) if blocked.contains(&(table.name, table.namespace)) => {
                let message = format!("the type `{}` is blocked here", table.name);
                Err(Error::new(ErrorKind::Unexpected, message).at(self.source.start_offset()))
            }
            _ => Ok(()),
        }
    }

    fn read_selected(&mut self, subtypes: &mut dyn Subtypes) -> Result<(), Error> {
        match subtypes.record_mut() {
            Some(record) => self.read_record(record),
            None => self.source.skip(),
        }
    }

    /// The value of `xsi:type`, resolved.
    fn type_name(&self) -> Result<Option<QName>, Error> {
        let Some(text) = self.source.xsi_type() else {
            return Ok(None);
        };
        let scope = self.source.scope();
        let resolve = |prefix: &str| {
            let resolved = scope.resolve(prefix)?;
            Some(scope.copy(scope.uri(resolved)))
        };
        let name = QName::parse(text, resolve)
            .map_err(|lexical| Error::value(lexical).at(self.source.start_offset()))?;
        self.source.hold_to_copies()?;
        Ok(Some(name))
    }

    /// Passes over an element that has no row, or is an error in strict reading.
    pub(super) fn pass_over(&mut self) -> Result<(), Error> {
        if self.unknown == Unknown::Refuse {
            return Err(self.unexpected("is not expected here"));
        }
        self.source.skip()
    }

    pub(super) fn unexpected(&self, what: &str) -> Error {
        let message = format!("the element `{}` {what}", self.source.name());
        Error::new(ErrorKind::Unexpected, message).at(self.source.start_offset())
    }

    /// Goes through the children of the element that the source stands at; `each` takes every child as a whole.
    pub(crate) fn for_each_child(
        &mut self,
        mut each: impl FnMut(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.source.enter()?;
        while self.source.child()? {
            each(self)?;
        }
        Ok(())
    }
}
