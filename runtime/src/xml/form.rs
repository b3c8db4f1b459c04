//! What a document says beyond its values, to write them back just so: types that are named where they need not be, and the order
//! of elements that may stand in any.

use std::collections::{HashMap, HashSet};

use super::XSI;
use super::error::Error;
use super::options::{ReadOptions, WriteOptions};
use super::source::{Node as Piece, Source};
use super::writer::Writer;
use crate::record::{Ref, Selected, Slot};
use crate::table::{Content, Place, Row, Table};
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
/// let row = Row::element("n", "", Presence::Required);
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
    elements: Vec<Element>,
    /// The distinct names, as namespace and local name.
    names: HashMap<(String, String), usize>,
}

#[derive(Clone, Debug)]
struct Element {
    /// The number of its name.
    name: usize,
    /// The type that `xsi:type` names.
    named: Option<Box<Named>>,
    /// The number behind the last element in it.
    end: usize,
}

/// A type that is named, and the other attributes that stand beside its name.
#[derive(Clone, Debug)]
struct Named {
    ty: QName,
    attributes: Vec<(QName, String)>,
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

    fn number_of(&self, name: &str, namespace: &str) -> Option<usize> {
        // The key of a map of pairs of texts cannot be borrowed in two pieces.
        let key = (namespace.to_owned(), name.to_owned());
        self.names.get(&key).copied()
    }

    /// The children of an element, by their numbers.
    fn children(&self, element: usize) -> impl Iterator<Item = usize> {
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

/// A form, and where in it a writer is.
#[derive(Debug)]
pub(super) struct Following {
    form: Form,
    /// The elements that are open, from the root.
    open: Vec<Level>,
}

/// An element that is open in the writer.
#[derive(Debug, Default)]
struct Level {
    /// The element of the form; `None` if there is none.
    element: Option<usize>,
    /// The child of the form that may be next.
    next: usize,
    /// The names that no later child has.
    used_up: HashSet<usize>,
}

impl Following {
    fn new(form: Form) -> Self {
        Self {
            form,
            open: Vec::new(),
        }
    }

    fn enter(&mut self, name: &str, namespace: &str) {
        let element = self.find(name, namespace);
        self.open.push(Level {
            element,
            next: element.map_or(0, |element| element + 1),
            used_up: HashSet::new(),
        });
    }

    /// The next child of that name; it and those before it are passed.
    fn find(&mut self, name: &str, namespace: &str) -> Option<usize> {
        let name = self.form.number_of(name, namespace)?;
        let elements = &self.form.elements;
        let Some(around) = self.open.last_mut() else {
            return elements.first().filter(|root| root.name == name).map(|_| 0);
        };
        if around.used_up.contains(&name) {
            return None;
        }
        let end = elements[around.element?].end;
        let mut next = around.next;
        while next < end {
            if elements[next].name == name {
                around.next = elements[next].end;
                return Some(next);
            }
            next = elements[next].end;
        }
        around.used_up.insert(name);
        None
    }

    fn element(&self) -> Option<usize> {
        self.open.last()?.element
    }

    fn named_type(&self) -> Option<&Named> {
        self.form.elements[self.element()?].named.as_deref()
    }

    /// The rows of a table in the order in which their elements stand in the form; others keep their places.
    fn order(&self, table: &Table) -> Option<Vec<usize>> {
        let element = self.element()?;
        let is_child = |row: &Row| matches!(row.place, Place::Element | Place::Group);
        let first = table.rows.iter().position(is_child)?;
        let mut order: Vec<usize> = (0..first).collect();
        let mut rank = vec![usize::MAX; table.rows.len()];
        for (position, child) in self.form.children(element).enumerate() {
            let name = self.form.elements[child].name;
            let found = table.rows.iter().position(|row| self.is_named(row, name));
            if let Some(row) = found {
                rank[row] = rank[row].min(position);
            }
        }
        let mut children: Vec<usize> = (first..table.rows.len()).collect();
        children.sort_by_key(|row| rank[*row]);
        order.append(&mut children);
        Some(order)
    }

    /// Whether an element of that name may be what a row describes.
    fn is_named(&self, row: &Row, name: usize) -> bool {
        match (row.place, row.content) {
            (Place::Element, _) => self.form.number_of(row.name, row.namespace) == Some(name),
            (Place::Group, Content::Group(table)) => {
                table.rows.iter().any(|row| self.is_named(row, name))
            }
            _ => false,
        }
    }
}

impl Writer {
    /// Follows the form into the element that was started.
    #[inline]
    pub(super) fn follow(&mut self, name: &str, namespace: &str) {
        if let Some(following) = &mut self.form {
            following.enter(name, namespace);
        }
    }

    /// Follows the form out of the element.
    #[inline]
    pub(super) fn unfollow(&mut self) {
        if let Some(following) = &mut self.form {
            following.open.pop();
        }
    }

    /// Follows the form into the element that was started, and names the type that it has there; `value` is `None` for nil.
    #[inline]
    pub(super) fn follow_typed(&mut self, row: &Row, value: Option<Ref<'_>>) -> Result<(), Error> {
        if self.form.is_none() {
            return Ok(());
        }
        self.follow(row.name, row.namespace);
        match (value, row.content) {
            // An encoded array names its type itself.
            (Some(_), Content::Items(_)) => Ok(()),
            _ => self.name_type_of_form(value),
        }
    }

    #[cold]
    fn name_type_of_form(&mut self, value: Option<Ref<'_>>) -> Result<(), Error> {
        let named = self.form.as_ref().and_then(|form| form.named_type());
        let Some(Named { ty, attributes }) =
            named.filter(|named| is_open_to(value, &named.ty)).cloned()
        else {
            return Ok(());
        };
        let text = match ty.namespace() {
            Some(namespace) if !namespace.is_empty() && self.is_default(namespace) => {
                ty.local().to_owned()
            }
            _ => self.qname_text(&ty)?,
        };
        let xsi = self.prefix_of(XSI);
        self.attribute(xsi, "type", &text)?;
        match value {
            // Their attributes are values.
            Some(Ref::Record(_) | Ref::Subtypes(_)) => Ok(()),
            _ => self.write_attributes(&attributes),
        }
    }

    /// The rows of a record in the order of the form, where its elements may stand in any.
    #[inline]
    pub(super) fn order_of_form(&self, table: &Table) -> Option<Vec<usize>> {
        match &self.form {
            Some(following) if table.any_order => following.order(table),
            _ => None,
        }
    }
}

/// Whether a type may be named on a value that does not say its type itself: on a struct only its own.
fn is_open_to(value: Option<Ref<'_>>, ty: &QName) -> bool {
    let is_own = |table: &Table| {
        table.name == ty.local() && table.namespace == ty.namespace().unwrap_or_default()
    };
    match value {
        Some(Ref::Record(record)) => is_own(record.table()),
        Some(Ref::Subtypes(subtypes)) => match subtypes.selected() {
            Selected::Known(0, record) => is_own(record.table()),
            Selected::Known(..) | Selected::Unknown(_) => false,
        },
        Some(Ref::Any(_)) => false,
        _ => true,
    }
}
