//! What a document says beyond its values, to write them back just so: types that are named where they need not be, and the order
//! of elements that may stand in any.

use std::collections::HashMap;

use super::XSI;
use super::error::Error;
use super::follow::Following;
use super::options::{ReadOptions, WriteOptions};
use super::source::{Node as Piece, Source};
use super::writer::Writer;
use crate::record::Slot;
use crate::table::Row;
use crate::value::QName;

/// What a document says that no value holds: an `xsi:type` that names the declared type or stands on a simple value, the attributes
/// that such a type gives to a simple value, and the order of the elements of an `xs:all`.
///
/// Values come from the value alone, and so does every `xsi:type` that tells subtypes apart. A form helps only where the value has
/// an element of that name, in that place among its siblings: to other values it does nothing.
///
/// ```
/// use castile::table::{Presence, Row};
/// use castile::xml::{Form, ReadOptions, WriteOptions, read_element, write_with_form};
///
/// # fn main() -> Result<(), castile::xml::Error> {
/// let document = r#"<n xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:a="urn:a" i:type="a:even">4</n>"#;
/// let row = Row::element("<n>", "", Presence::Required);
/// let options = ReadOptions::default();
/// let number: i32 = read_element(document, &row, &options)?;
/// let form = Form::of(document, &options)?;
/// let written = write_with_form(&(number + 2), &row, &WriteOptions::default(), form)?;
/// assert!(written.contains(r#"i:type="a:even">6<"#));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Every element, each before its children.
    pub(super) elements: Vec<Element>,
    /// The distinct names, as namespace and local name.
    names: HashMap<(String, String), usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Element {
    /// The number of its name.
    pub(super) name: usize,
    /// The type that `xsi:type` names.
    pub(super) named: Option<Box<Named>>,
    /// The number behind the last element in it.
    pub(super) end: usize,
}

/// A type that is named, and the other attributes that stand beside its name.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) ty: QName,
    pub(super) attributes: Vec<(QName, String)>,
}

impl Form {
    /// Takes the form of a document.
    ///
    /// # Errors
    ///
    /// [`Error`] if the text is not well-formed XML, or a limit of [`ReadOptions`] is passed.
    pub fn of(text: &str, options: &ReadOptions) -> Result<Self, Error> {
        let mut form = Self::default();
        let mut source = Source::new(text, options)?;
        let took = source.root().and_then(|()| form.take(&mut source));
        took.and_then(|()| source.finish())
            .map_err(|error| error.locate(source.text()))?;
        Ok(form)
    }

    /// Takes the element that the source stands at, which is left. Depth is bounded by the source's limit.
    fn take(&mut self, source: &mut Source<'_>) -> Result<(), Error> {
        let own = self.elements.len();
        let name = (source.scope().copy(source.uri()), source.local().to_owned());
        let next = self.names.len();
        let name = *self.names.entry(name).or_insert(next);
        let named = named_type(source).map(Box::new);
        source.hold_to_copies()?;
        self.elements.push(Element {
            name,
            named,
            end: own,
        });
        source.enter()?;
        loop {
            match source.next_node()? {
                Piece::Child => self.take(source)?,
                Piece::Text(_) => {}
                Piece::End => break,
            }
        }
        self.elements[own].end = self.elements.len();
        Ok(())
    }

    pub(super) fn number_of(&self, name: &str, namespace: &str) -> Option<usize> {
        // The key of a map of pairs of texts cannot be borrowed in two pieces.
        let key = (namespace.to_owned(), name.to_owned());
        self.names.get(&key).copied()
    }

    /// The children of an element, by their numbers.
    pub(super) fn children(&self, element: usize) -> impl Iterator<Item = usize> {
        let end = self.elements[element].end;
        let within = move |next: usize| (next < end).then_some(next);
        std::iter::successors(within(element + 1), move |child| {
            within(self.elements[*child].end)
        })
    }
}

/// The type that `xsi:type` names, if that can be resolved.
fn named_type(source: &Source<'_>) -> Option<Named> {
    let scope = source.scope();
    let resolve = |prefix: &str| Some(scope.copy(scope.uri(scope.resolve(prefix)?)));
    let ty = QName::parse(source.xsi_type()?, resolve).ok()?;
    let attributes = source.attributes().iter().filter_map(|attribute| {
        let name = match scope.uri(attribute.namespace) {
            XSI => return None,
            "" => QName::without_namespace(attribute.local),
            uri => QName::new(scope.copy(uri), attribute.local),
        };
        Some((name, attribute.value.clone().into_owned()))
    });
    Some(Named {
        ty,
        attributes: attributes.collect(),
    })
}

/// Writes a value as a document, as [`write_element`](super::write_element) does, in the form of another.
///
/// # Errors
///
/// As [`to_string`](super::to_string).
pub fn write_with_form(
    value: &dyn Slot,
    row: &Row,
    options: &WriteOptions,
    form: Form,
) -> Result<String, Error> {
    let mut writer = Writer::new(options);
    writer.form = Some(Box::new(Following::new(form)));
    writer.write_root(row, value)?;
    Ok(writer.finish())
}
