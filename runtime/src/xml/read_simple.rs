//! Reading simple values: text, words of lists, attributes.

use super::error::Error;
use super::reader::Reader;
use crate::record::{Sequence, Val};
use crate::table::{Content, Row};
use crate::value::{Lexical, QName};

impl Reader<'_> {
    pub(super) fn parse<T: crate::value::Atomic>(&mut self) -> Result<T, Error> {
        let offset = self.source.offset();
        let text = self.source.leaf_text()?;
        crate::value::parse(&text).map_err(|lexical| Error::value(lexical).at(offset))
    }

    pub(super) fn with_text(
        &mut self,
        read: impl FnOnce(&str) -> Result<(), Lexical>,
    ) -> Result<(), Error> {
        let offset = self.source.offset();
        let text = self.source.leaf_text()?;
        read(&text).map_err(|lexical| Error::value(lexical).at(offset))
    }

    /// A QName's prefix is looked up where its text stands: declarations of the element itself count.
    pub(super) fn read_qname(&mut self) -> Result<QName, Error> {
        let offset = self.source.offset();
        // Those of the element go out of scope with its text; all others are still there behind it.
        let own: Vec<(String, String)> = self
            .source
            .declared_here()
            .map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned()))
            .collect();
        let text = self.source.leaf_text()?;
        let scope = self.source.scope();
        let resolve = |prefix: &str| {
            let uri = match own.iter().find(|(known, _)| known == prefix) {
                Some((_, uri)) => uri.clone(),
                None => scope.uri(scope.resolve(prefix)?).to_owned(),
            };
            Some(uri).filter(|uri| !uri.is_empty())
        };
        QName::parse(&text, resolve).map_err(|lexical| Error::value(lexical).at(offset))
    }

    pub(super) fn read_list(&mut self, items: &mut dyn Sequence) -> Result<(), Error> {
        self.with_text(|text| {
            for word in text.split_ascii_whitespace() {
                read_word(items.push().open(), word)?;
            }
            Ok(())
        })
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
        Val::Sequence(_)
        | Val::Record(_)
        | Val::Subtypes(_)
        | Val::Any(_)
        | Val::Choice(_)
        | Val::AnyAttributes(_) => {
            return Err(Lexical::new(word, "anySimpleType"));
        }
    }
    Ok(())
}

pub(super) fn read_attribute(row: &Row, val: Val<'_>, text: &str) -> Result<(), Lexical> {
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
