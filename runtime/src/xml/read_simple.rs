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
        let declared = DeclaredHere::of(self);
        let text = self.source.leaf_text()?;
        let name = QName::parse(&text, |prefix| declared.resolve(self, prefix))
            .map_err(|lexical| Error::value(lexical).at(offset))?;
        self.source.hold_to_copies()?;
        Ok(name)
    }

    /// Reads an `xs:list`; without text it has the items of its row's default.
    pub(super) fn read_list(&mut self, row: &Row, items: &mut dyn Sequence) -> Result<(), Error> {
        let offset = self.source.offset();
        let declared = DeclaredHere::of(self);
        let mut text = self.source.leaf_text()?;
        if let (true, Content::DefaultList(default)) = (text.is_empty(), row.content) {
            text = default.into();
        }
        read_words(items, &text, &|prefix| declared.resolve(self, prefix))
            .map_err(|lexical| Error::value(lexical).at(offset))?;
        self.source.hold_to_copies()
    }
}

/// The declarations of an element, as prefix and namespace: they go out of scope with its text, all others are still there behind it.
pub(super) struct DeclaredHere(Vec<(String, String)>);

impl DeclaredHere {
    pub(super) fn of(reader: &Reader<'_>) -> Self {
        let declared = reader.source.declared_here();
        Self(
            declared
                .map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned()))
                .collect(),
        )
    }

    pub(super) fn resolve(&self, reader: &Reader<'_>, prefix: &str) -> Option<String> {
        let scope = reader.source.scope();
        let uri = match self.0.iter().find(|(known, _)| known == prefix) {
            Some((_, uri)) => scope.copy(uri),
            None => scope.copy(scope.uri(scope.resolve(prefix)?)),
        };
        Some(uri).filter(|uri| !uri.is_empty())
    }
}

/// Finds the namespace of a prefix.
type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Reads the items of an `xs:list`.
fn read_words(items: &mut dyn Sequence, text: &str, resolve: Resolve<'_>) -> Result<(), Lexical> {
    for word in text.split_ascii_whitespace() {
        read_word(items.push().open(), word, resolve)?;
    }
    Ok(())
}

/// Reads an item of an `xs:list`.
fn read_word(val: Val<'_>, word: &str, resolve: Resolve<'_>) -> Result<(), Lexical> {
    match val {
        Val::Str(value) => *value = word.to_owned(),
        Val::I64(value) => *value = crate::value::parse(word)?,
        Val::I32(value) => *value = crate::value::parse(word)?,
        Val::Bool(value) => *value = crate::value::parse(word)?,
        Val::F64(value) => *value = crate::value::parse(word)?,
        Val::DateTime(value) => *value = crate::value::parse(word)?,
        Val::QName(value) => *value = QName::parse(word, resolve)?,
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

/// Reads the value of an attribute; `resolve` finds the namespaces of prefixes where it stands.
pub(super) fn read_attribute(
    row: &Row,
    val: Val<'_>,
    text: &str,
    resolve: Resolve<'_>,
) -> Result<(), Lexical> {
    match val {
        Val::Sequence(items) if matches!(row.content, Content::List | Content::DefaultList(_)) => {
            read_words(items, text, resolve)
        }
        simple => read_word(simple, text, resolve),
    }
}

/// Reads the text of a simple value, where no prefixes are declared.
pub(crate) fn read_text(val: Val<'_>, text: &str) -> Result<(), Lexical> {
    match val {
        Val::Sequence(items) => read_words(items, text, &|_| None),
        simple => read_word(simple, text, &|_| None),
    }
}

/// Reads the text that a schema gives an element without text; of a name, it has the namespace in braces before its local part.
pub(super) fn read_default(val: Val<'_>, text: &str) -> Result<(), Lexical> {
    match val {
        Val::QName(value) => {
            *value = QName::parse_expanded(text)?;
            Ok(())
        }
        val => read_text(val, text),
    }
}
