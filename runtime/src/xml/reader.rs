//! The reading engine: from XML into slots, guided by tables.

use super::capture::capture;
use super::error::{Error, ErrorKind};
use super::options::{ReadOptions, Unknown};
use super::source::{Node, Source};
use crate::record::{Record, Sequence, Slot, Subtypes, UnknownType, Val};
use crate::table::{Content, Place, Presence, Row, Table};
use crate::value::{Lexical, QName};

/// Reads a document into slots.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(super) source: Source<'a>,
    unknown: Unknown,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a document.
    pub(crate) fn new(text: &'a str, options: &ReadOptions) -> Result<Self, Error> {
        Ok(Self {
            source: Source::new(text, options.limits)?,
            unknown: options.unknown,
        })
    }

    /// Reads a whole document whose root is the element of `row`.
    pub(crate) fn read_document(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), Error> {
        let text = self.source.text();
        self.read_root(row, slot)
            .map_err(|error| error.locate(text))
    }

    fn read_root(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), Error> {
        self.source.root()?;
        if !self.source.is(row.name, row.namespace) {
            return Err(self.wrong_root(row));
        }
        self.read_element(row, slot)
            .map_err(|e| e.within(row.name))?;
        self.source.finish()
    }

    fn wrong_root(&self, row: &Row) -> Error {
        let start = self.source.start();
        let message = format!(
            "the root is `{}` of the namespace {:?}, and `{}` of the namespace {:?} is expected",
            start.local,
            self.source.scope().uri(start.namespace),
            row.name,
            row.namespace
        );
        Error::new(ErrorKind::Root, message).at(start.offset)
    }

    /// Reads the element that the source stands at into a slot, and leaves it.
    #[inline]
    pub(crate) fn read_element(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), Error> {
        if self.source.start().nil {
            return self.read_nil(row, slot);
        }
        self.read_content(row, slot.open())
    }

    fn read_nil(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), Error> {
        let offset = self.source.start().offset;
        self.source.skip()?;
        if row.presence.allows_nil() && slot.set_nil() {
            return Ok(());
        }
        let message = "xsi:nil is not allowed here";
        Err(Error::new(ErrorKind::Nil, message).at(offset))
    }

    #[inline]
    fn read_content(&mut self, row: &Row, val: Val<'_>) -> Result<(), Error> {
        match val {
            Val::Str(value) => *value = self.source.leaf_text()?.into_owned(),
            Val::I64(value) => *value = self.parse()?,
            Val::I32(value) => *value = self.parse()?,
            Val::Bool(value) => *value = self.parse()?,
            Val::F64(value) => *value = self.parse()?,
            Val::DateTime(value) => *value = self.parse()?,
            Val::QName(value) => *value = self.read_qname()?,
            Val::Leaf(value) => self.with_text(|text| value.read(text))?,
            Val::Record(record) => self.read_record(record)?,
            Val::Subtypes(subtypes) => self.read_subtypes(subtypes)?,
            Val::Any(value) => *value = capture(&mut self.source)?,
            Val::Sequence(items) => match row.content {
                Content::Array(item) => self.read_array(item, items)?,
                Content::List | Content::Plain => self.read_list(items)?,
            },
        }
        Ok(())
    }

    fn parse<T: crate::value::Atomic>(&mut self) -> Result<T, Error> {
        let offset = self.source.offset();
        let text = self.source.leaf_text()?;
        crate::value::parse(&text).map_err(|lexical| Error::value(lexical).at(offset))
    }

    fn with_text(&mut self, read: impl FnOnce(&str) -> Result<(), Lexical>) -> Result<(), Error> {
        let offset = self.source.offset();
        let text = self.source.leaf_text()?;
        read(&text).map_err(|lexical| Error::value(lexical).at(offset))
    }

    /// A QName's prefix is looked up where its text stands: declarations of the element itself count.
    fn read_qname(&mut self) -> Result<QName, Error> {
        let offset = self.source.offset();
        let declared = self.source.scope().in_force();
        let declared: Vec<(String, String)> = declared
            .into_iter()
            .map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned()))
            .collect();
        let text = self.source.leaf_text()?;
        let resolve = |prefix: &str| {
            let found = declared.iter().find(|(known, _)| known == prefix);
            found.map(|(_, uri)| uri.clone())
        };
        QName::parse(&text, resolve).map_err(|lexical| Error::value(lexical).at(offset))
    }

    fn read_list(&mut self, items: &mut dyn Sequence) -> Result<(), Error> {
        self.with_text(|text| {
            for word in text.split_ascii_whitespace() {
                read_word(items.push().open(), word)?;
            }
            Ok(())
        })
    }

    fn read_array(&mut self, item: &Row, items: &mut dyn Sequence) -> Result<(), Error> {
        self.source.enter()?;
        while self.source.child()? {
            if self.source.is(item.name, item.namespace) {
                self.read_item(item, items)?;
            } else {
                self.pass_over()?;
            }
        }
        Ok(())
    }

    fn read_item(&mut self, row: &Row, items: &mut dyn Sequence) -> Result<(), Error> {
        let index = items.len();
        self.read_element(row, items.push())
            .map_err(|e| e.within_item(row.name, index))
    }

    fn read_subtypes(&mut self, subtypes: &mut dyn Subtypes) -> Result<(), Error> {
        let Some(type_name) = self.type_name()? else {
            subtypes.select(0);
            return self.read_selected(subtypes);
        };
        let known = subtypes.tables().iter().position(|table| {
            table.name == type_name.local()
                && table.namespace == type_name.namespace().unwrap_or("")
        });
        match known {
            Some(variant) => {
                subtypes.select(variant);
                self.read_selected(subtypes)
            }
            None => {
                let element = Box::new(capture(&mut self.source)?);
                subtypes.set_unknown(UnknownType { type_name, element });
                Ok(())
            }
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
        let start = self.source.start();
        let Some(text) = &start.xsi_type else {
            return Ok(None);
        };
        let scope = self.source.scope();
        let resolve = |prefix: &str| {
            let resolved = scope.resolve(prefix)?;
            Some(scope.uri(resolved).to_owned())
        };
        QName::parse(text, resolve)
            .map(Some)
            .map_err(|lexical| Error::value(lexical).at(start.offset))
    }

    /// Reads attributes, text and children into a record whose start tag the source stands at.
    pub(crate) fn read_record(&mut self, record: &mut dyn Record) -> Result<(), Error> {
        let table = record.table();
        let mut seen = Seen::new(table.rows.len());
        match table.rows.first().map(|row| row.place) {
            None | Some(Place::Element) if self.unknown == Unknown::Skip => {}
            _ => self.read_attributes(record, &mut seen)?,
        }
        match table.rows.iter().position(|row| row.place == Place::Text) {
            Some(index) if !matches!(table.rows.first(), Some(row) if row.place == Place::Element) =>
            {
                seen.mark(index);
                self.read_content(&table.rows[index], record.slot_mut(index).open())?;
            }
            _ => self.read_children(record, &mut seen)?,
        }
        self.settle(record, table, &seen)
    }

    fn read_children(&mut self, record: &mut dyn Record, seen: &mut Seen) -> Result<(), Error> {
        let rows = record.table().rows;
        let mut next = 0;
        self.source.enter()?;
        while self.source.child()? {
            let Some(index) = self.find(rows, next) else {
                self.pass_over()?;
                continue;
            };
            let row = &rows[index];
            if index < next && self.unknown == Unknown::Refuse {
                return Err(self.unexpected("stands out of order"));
            }
            next = if row.is_many() { index } else { index + 1 };
            let first = seen.mark(index);
            if row.is_many() {
                if let Val::Sequence(items) = record.slot_mut(index).open() {
                    self.read_item(row, items)?;
                }
            } else if first {
                self.read_element(row, record.slot_mut(index))
                    .map_err(|e| e.within(row.name))?;
            } else {
                self.pass_over()?;
            }
        }
        Ok(())
    }

    /// The row of the child that the source stands at: the expected one, or else any later or earlier one.
    #[inline]
    fn find(&self, rows: &'static [Row], next: usize) -> Option<usize> {
        let fits =
            |row: &Row| row.place == Place::Element && self.source.is(row.name, row.namespace);
        let later = rows[next.min(rows.len())..].iter().position(fits);
        later
            .map(|distance| next + distance)
            .or_else(|| rows[..next.min(rows.len())].iter().position(fits))
    }

    fn read_attributes(&mut self, record: &mut dyn Record, seen: &mut Seen) -> Result<(), Error> {
        let rows = record.table().rows;
        for attribute in self.source.attributes() {
            let found = rows.iter().position(|row| {
                row.place == Place::Attribute
                    && row.name == attribute.local
                    && self.source.scope().is(attribute.namespace, row.namespace)
            });
            let offset = self.source.start().offset;
            let Some(index) = found else {
                let is_xsi = self.source.scope().is(attribute.namespace, super::XSI);
                if self.unknown == Unknown::Refuse && !is_xsi {
                    let message = format!("the attribute `{}` is not known", attribute.local);
                    return Err(Error::new(ErrorKind::Unexpected, message).at(offset));
                }
                continue;
            };
            seen.mark(index);
            let slot = record.slot_mut(index).open();
            read_attribute(&rows[index], slot, &attribute.value)
                .map_err(|lexical| Error::value(lexical).at(offset).within(rows[index].name))?;
        }
        Ok(())
    }

    /// Makes absent what was not in the document: a value's default may be something else.
    fn settle(
        &self,
        record: &mut dyn Record,
        table: &'static Table,
        seen: &Seen,
    ) -> Result<(), Error> {
        for (index, row) in table.rows.iter().enumerate() {
            if seen.has(index) {
                continue;
            }
            if row.presence == Presence::OptionalNillable {
                record.slot_mut(index).set_absent();
            }
            if self.unknown == Unknown::Refuse && !row.presence.allows_absent() && !row.is_many() {
                let message = format!("`{}` is missing", row.name);
                return Err(Error::new(ErrorKind::Missing, message).at(self.source.offset()));
            }
        }
        Ok(())
    }

    /// Passes over an element that has no row, or is an error in strict reading.
    fn pass_over(&mut self) -> Result<(), Error> {
        if self.unknown == Unknown::Refuse {
            return Err(self.unexpected("is not expected here"));
        }
        self.source.skip()
    }

    fn unexpected(&self, what: &str) -> Error {
        let start = self.source.start();
        let message = format!("the element `{}` {what}", start.name);
        Error::new(ErrorKind::Unexpected, message).at(start.offset)
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

/// Reads an item of an `xs:list`.
fn read_word(val: Val<'_>, word: &str) -> Result<(), Lexical> {
    match val {
        Val::Str(value) => *value = word.to_owned(),
        Val::I64(value) => *value = crate::value::parse(word)?,
        Val::I32(value) => *value = crate::value::parse(word)?,
        Val::Bool(value) => *value = crate::value::parse(word)?,
        Val::F64(value) => *value = crate::value::parse(word)?,
        Val::DateTime(value) => *value = crate::value::parse(word)?,
        Val::QName(value) => *value = QName::parse(word, |_| None)?,
        Val::Leaf(value) => value.read(word)?,
        Val::Sequence(_) | Val::Record(_) | Val::Subtypes(_) | Val::Any(_) => {
            return Err(Lexical::new(word, "anySimpleType"));
        }
    }
    Ok(())
}

fn read_attribute(row: &Row, val: Val<'_>, text: &str) -> Result<(), Lexical> {
    match val {
        Val::Sequence(items) if matches!(row.content, Content::List) => {
            for word in text.split_ascii_whitespace() {
                read_word(items.push().open(), word)?;
            }
            Ok(())
        }
        simple => read_word(simple, text),
    }
}

/// Which rows have been in the document.
struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    fn new(rows: usize) -> Self {
        Self {
            first: 0,
            more: vec![0; rows.saturating_sub(1) / 64],
        }
    }

    fn word(&mut self, index: usize) -> &mut u64 {
        match index / 64 {
            0 => &mut self.first,
            word => &mut self.more[word - 1],
        }
    }

    /// Notes a row; whether it is the first time.
    fn mark(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let word = self.word(index);
        let first = *word & bit == 0;
        *word |= bit;
        first
    }

    fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.more[word - 1],
        };
        word & (1 << (index % 64)) != 0
    }
}

impl<'a> Reader<'a> {
    /// The next piece of the element that was entered, for envelopes and other hand-written readers.
    pub(crate) fn next_node(&mut self) -> Result<Node<'a>, Error> {
        self.source.next_node()
    }
}
