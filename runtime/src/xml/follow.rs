//! Following the form of another document while a value is written.
//!
//! A writer knows no more of it than [`Follow`], so that a program which never asks for a form links nothing else of it.

use std::collections::HashSet;
use std::fmt;

use super::XSI;
use super::error::Error;
use super::form::{Form, Named};
use super::writer::Writer;
use crate::record::{Ref, Selected};
use crate::table::{Content, Place, Row, Table};
use crate::value::QName;

/// What a writer asks of a form that it follows.
pub(super) trait Follow: fmt::Debug + Send + Sync {
    /// Goes into the element that was started.
    fn enter(&mut self, name: &str, namespace: &str);

    /// Goes out of the element.
    fn leave(&mut self);

    /// Names the type that the element has in the form; `value` is `None` for nil.
    fn name_type(&self, writer: &mut Writer, value: Option<Ref<'_>>) -> Result<(), Error>;

    /// The rows of a table in the order in which their elements stand in the form; others keep their places.
    fn order(&self, table: &Table) -> Option<Vec<usize>>;
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
    pub(super) fn new(form: Form) -> Self {
        Self {
            form,
            open: Vec::new(),
        }
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

    /// Whether an element of that name may be what a row describes.
    fn is_named(&self, row: &Row, name: usize) -> bool {
        match (row.place, row.content) {
            (Place::Element, _) => self.form.number_of(row.name(), row.namespace) == Some(name),
            (Place::Group, Content::Group(table)) => {
                table.rows.iter().any(|row| self.is_named(row, name))
            }
            _ => false,
        }
    }
}

impl Follow for Following {
    fn enter(&mut self, name: &str, namespace: &str) {
        let element = self.find(name, namespace);
        self.open.push(Level {
            element,
            next: element.map_or(0, |element| element + 1),
            used_up: HashSet::new(),
        });
    }

    fn leave(&mut self) {
        self.open.pop();
    }

    fn name_type(&self, writer: &mut Writer, value: Option<Ref<'_>>) -> Result<(), Error> {
        let Some(Named { ty, attributes }) = self
            .named_type()
            .filter(|named| is_open_to(value, &named.ty))
        else {
            return Ok(());
        };
        let text = match ty.namespace() {
            Some(namespace) if !namespace.is_empty() && writer.is_default(namespace) => {
                ty.local().to_owned()
            }
            _ => writer.qname_text(ty)?,
        };
        let xsi = writer.prefix_of(XSI);
        writer.attribute(xsi, "type", &text)?;
        match value {
            // Their attributes are values.
            Some(Ref::Record(_) | Ref::Subtypes(_)) => Ok(()),
            _ => writer.write_attributes(attributes),
        }
    }

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
}

impl Writer {
    /// Follows the form into the element that was started.
    #[inline]
    pub(super) fn follow(&mut self, name: &str, namespace: &str) {
        if let Some(form) = &mut self.form {
            form.enter(name, namespace);
        }
    }

    /// Follows the form out of the element.
    #[inline]
    pub(super) fn unfollow(&mut self) {
        if let Some(form) = &mut self.form {
            form.leave();
        }
    }

    /// Follows the form into the element that was started, and names the type that it has there; `value` is `None` for nil.
    #[inline]
    pub(super) fn follow_typed(&mut self, row: &Row, value: Option<Ref<'_>>) -> Result<(), Error> {
        match &mut self.form {
            None => return Ok(()),
            Some(form) => form.enter(row.name(), row.namespace),
        }
        match (value, row.content) {
            // An encoded array names its type itself.
            (Some(_), Content::Items(..)) => Ok(()),
            _ => self.name_type_of_form(value),
        }
    }

    #[cold]
    fn name_type_of_form(&mut self, value: Option<Ref<'_>>) -> Result<(), Error> {
        // The form writes into this writer.
        let Some(form) = self.form.take() else {
            return Ok(());
        };
        let named = form.name_type(self, value);
        self.form = Some(form);
        named
    }

    /// The rows of a record in the order of the form, where its elements may stand in any.
    #[inline]
    pub(super) fn order_of_form(&self, table: &Table) -> Option<Vec<usize>> {
        match &self.form {
            Some(form) if table.any_order => form.order(table),
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
