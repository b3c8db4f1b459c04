//! The writing engine: from slots into XML, guided by tables.

use std::borrow::Cow;

use super::XSI;
use super::error::{Error, ErrorKind};
use super::escape::{push_attribute, push_text, push_uri};
use super::options::{NilPolicy, WriteOptions};
use crate::record::{Record, Ref, Selected, Sequence, Slot, State, Subtypes};
use crate::table::{Content, Place, Presence, Row};
use crate::value::{AnyElement, QName};

/// How deep a value may be nested.
const MAX_DEPTH: usize = 1024;

/// Prefixes for namespaces that the settings give none.
const PREFIXES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "j", "k", "l", "m"];

/// A namespace declaration in force.
#[derive(Debug)]
struct Declared {
    /// Empty for the default namespace.
    prefix: Cow<'static, str>,
    namespace: Cow<'static, str>,
    depth: usize,
}

/// A start tag that was written, to write its end.
#[derive(Debug)]
pub(crate) struct Tag {
    /// The declaration whose prefix the name has; `None` for a name without prefix.
    declared: Option<usize>,
}

/// Writes XML into a text.
#[derive(Debug)]
pub struct Writer {
    out: String,
    options: WriteOptions,
    scope: Vec<Declared>,
    depth: usize,
    /// The last start tag is still open for attributes.
    open: bool,
}

impl Writer {
    /// A writer with nothing written.
    #[must_use]
    pub fn new(options: &WriteOptions) -> Self {
        Self {
            out: String::with_capacity(1024),
            options: *options,
            scope: Vec::new(),
            depth: 0,
            open: false,
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
        let tag = if prefixed || row.namespace.is_empty() {
            self.start(row.name, row.namespace)?
        } else {
            self.start_default(row.name, row.namespace)?
        };
        self.prefix_of(XSI);
        match state {
            State::Value(value) => self.write_content(row, value),
            State::Unset | State::Absent | State::Nil => {
                self.nil();
                Ok(())
            }
        }
        .map_err(|error| error.within(row.name))?;
        self.end(&tag, row.name);
        Ok(())
    }

    /// Writes a field or item in its state.
    pub(crate) fn write_slot(&mut self, row: &Row, slot: &dyn Slot) -> Result<(), Error> {
        match slot.state() {
            State::Value(Ref::Sequence(items)) if row.is_many() => self.write_items(row, items),
            State::Value(value) => self.write_value(row, value).map_err(|e| e.within(row.name)),
            State::Unset if row.presence == Presence::RequiredNillable => self.write_nil(row),
            State::Nil if self.writes_nil(row.presence) => self.write_nil(row),
            State::Unset | State::Absent | State::Nil => Ok(()),
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
            match item.state() {
                State::Value(value) => self
                    .write_value(row, value)
                    .map_err(|e| e.within_item(row.name, index))?,
                State::Unset | State::Absent | State::Nil => self.write_nil(row)?,
            }
            index += 1;
        }
        Ok(())
    }

    fn write_nil(&mut self, row: &Row) -> Result<(), Error> {
        let tag = self.start(row.name, row.namespace)?;
        self.nil();
        self.end(&tag, row.name);
        Ok(())
    }

    fn nil(&mut self) {
        let xsi = self.prefix_of(XSI);
        self.out.push(' ');
        self.push_prefix(xsi);
        self.out.push_str("nil=\"true\"");
    }

    fn write_value(&mut self, row: &Row, value: Ref<'_>) -> Result<(), Error> {
        if let Some(element) = tree_of(value) {
            return self.write_any(row.name, row.namespace, element);
        }
        let tag = self.start(row.name, row.namespace)?;
        self.write_content(row, value)?;
        self.end(&tag, row.name);
        Ok(())
    }

    /// Writes what is inside the element whose start tag is open: attributes, text, children.
    fn write_content(&mut self, row: &Row, value: Ref<'_>) -> Result<(), Error> {
        match value {
            Ref::Record(record) => self.write_record(record),
            Ref::Subtypes(subtypes) => self.write_subtypes(subtypes),
            Ref::Any(_) => Ok(()),
            Ref::Sequence(items) => match row.content {
                Content::Array(item) => self.write_array(item, items),
                Content::List | Content::Plain => self.write_list(items),
            },
            Ref::QName(name) => {
                let text = self.qname_text(name);
                self.text(&text)
            }
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
                Ref::QName(name) => text.push_str(&self.qname_text(name)),
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
            Selected::Unknown(_) => Ok(()),
        }
    }

    fn xsi_type(&mut self, name: &'static str, namespace: &'static str) {
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

    fn write_record(&mut self, record: &dyn Record) -> Result<(), Error> {
        for (index, row) in record.table().rows.iter().enumerate() {
            let slot = record.slot(index);
            match row.place {
                Place::Element => self.write_slot(row, slot)?,
                Place::Attribute => {
                    self.write_attribute_row(row, slot)
                        .map_err(|e| e.within(row.name))?;
                }
                Place::Text => {
                    if let State::Value(value) = slot.state() {
                        self.write_content(row, value)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn write_attribute_row(&mut self, row: &Row, slot: &dyn Slot) -> Result<(), Error> {
        let State::Value(value) = slot.state() else {
            return Ok(());
        };
        let text = match value {
            Ref::Sequence(items) => self.list_text(items)?,
            Ref::QName(name) => self.qname_text(name),
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

    /// The text of a QName, its prefix declared on the start tag that is open.
    pub(super) fn qname_text(&mut self, name: &QName) -> String {
        match name.namespace() {
            Some(namespace) if !namespace.is_empty() => {
                let declared = self.prefix_of_owned(namespace);
                format!("{}:{}", self.scope[declared].prefix, name.local())
            }
            _ => match name.prefix() {
                Some(prefix) if !prefix.is_empty() => format!("{prefix}:{}", name.local()),
                _ => name.local().to_owned(),
            },
        }
    }
}

/// Tags, attributes and namespace declarations.
impl Writer {
    /// Opens an element; its start tag takes attributes until something else is written.
    pub(crate) fn start(&mut self, name: &str, namespace: &'static str) -> Result<Tag, Error> {
        self.start_named(name, Cow::Borrowed(namespace))
    }

    /// Opens an element of a namespace that is not known at compile time.
    pub(crate) fn start_named(
        &mut self,
        name: &str,
        namespace: Cow<'static, str>,
    ) -> Result<Tag, Error> {
        self.start_with(name, namespace, Vec::new())
    }

    /// Opens an element whose namespace becomes the default one.
    pub(crate) fn start_default(
        &mut self,
        name: &str,
        namespace: &'static str,
    ) -> Result<Tag, Error> {
        let default = (Cow::Borrowed(""), Cow::Borrowed(namespace));
        self.start_with(name, Cow::Borrowed(namespace), vec![default])
    }

    /// Opens an element with declarations, as prefix and namespace; those that are in force already are left out.
    pub(crate) fn start_with(
        &mut self,
        name: &str,
        namespace: Cow<'static, str>,
        declarations: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    ) -> Result<Tag, Error> {
        self.nest()?;
        let first = self.scope.len();
        for (prefix, namespace) in declarations {
            if self.namespace_of(&prefix) != namespace {
                self.enter_scope(prefix, namespace);
            }
        }
        let declared = self.name_prefix(namespace);
        self.out.push('<');
        if let Some(declared) = declared {
            self.push_prefix(declared);
        }
        self.out.push_str(name);
        for index in first..self.scope.len() {
            self.push_declaration(index);
        }
        Ok(Tag { declared })
    }

    /// The declaration whose prefix a name of the namespace takes; `None` for no prefix. Made if there is none.
    fn name_prefix(&mut self, namespace: Cow<'static, str>) -> Option<usize> {
        if same(self.namespace_of(""), &namespace) {
            return None;
        }
        if namespace.is_empty() {
            self.enter_scope(Cow::Borrowed(""), Cow::Borrowed(""));
            return None;
        }
        let known = self.find_prefix(&namespace);
        Some(known.unwrap_or_else(|| {
            let prefix = self.free_prefix(&namespace);
            self.enter_scope(prefix, namespace)
        }))
    }

    fn nest(&mut self) -> Result<(), Error> {
        self.close_start();
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = format!("the value is nested more than {MAX_DEPTH} deep");
            return Err(Error::new(ErrorKind::Limit, message));
        }
        self.open = true;
        Ok(())
    }

    /// Ends the element of a tag.
    pub(crate) fn end(&mut self, tag: &Tag, name: &str) {
        if self.open {
            self.out.push_str("/>");
            self.open = false;
        } else {
            self.out.push_str("</");
            if let Some(declared) = tag.declared {
                self.push_prefix(declared);
            }
            self.out.push_str(name);
            self.out.push('>');
        }
        while matches!(self.scope.last(), Some(last) if last.depth == self.depth) {
            self.scope.pop();
        }
        self.depth -= 1;
    }

    /// Writes text into the element.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        self.close_start();
        push_text(text, &mut self.out)
    }

    /// Writes an attribute without a namespace.
    pub(crate) fn plain_attribute(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.out.push(' ');
        self.push_attribute_value(name, value)
    }

    /// Writes an attribute whose prefix is that of a declaration.
    pub(crate) fn attribute(
        &mut self,
        declared: usize,
        name: &str,
        value: &str,
    ) -> Result<(), Error> {
        self.out.push(' ');
        self.push_prefix(declared);
        self.push_attribute_value(name, value)
    }

    fn push_attribute_value(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_attribute(value, &mut self.out)?;
        self.out.push('"');
        Ok(())
    }

    /// The declaration of a prefix for the namespace; made on the open start tag if there is none.
    pub(crate) fn prefix_of(&mut self, namespace: &'static str) -> usize {
        match self.find_prefix(namespace) {
            Some(declared) => declared,
            None => {
                let prefix = self.free_prefix(namespace);
                self.declare(prefix, Cow::Borrowed(namespace))
            }
        }
    }

    /// As [`prefix_of`](Self::prefix_of), for a namespace that is not known at compile time.
    pub(crate) fn prefix_of_owned(&mut self, namespace: &str) -> usize {
        match self.find_prefix(namespace) {
            Some(declared) => declared,
            None => {
                let prefix = self.free_prefix(namespace);
                self.declare(prefix, Cow::Owned(namespace.to_owned()))
            }
        }
    }

    /// As [`prefix_of`](Self::prefix_of); `None` if it is the default namespace.
    fn prefix_or_default_of(&mut self, namespace: &'static str) -> Option<usize> {
        if self.namespace_of("") == namespace {
            return None;
        }
        Some(self.prefix_of(namespace))
    }

    /// Declares a prefix for a namespace on the open start tag, whatever is in scope.
    pub(crate) fn declare_prefix(
        &mut self,
        prefix: &'static str,
        namespace: &'static str,
    ) -> usize {
        self.declare(Cow::Borrowed(prefix), Cow::Borrowed(namespace))
    }

    fn declare(&mut self, prefix: Cow<'static, str>, namespace: Cow<'static, str>) -> usize {
        let index = self.enter_scope(prefix, namespace);
        self.push_declaration(index);
        index
    }

    fn enter_scope(&mut self, prefix: Cow<'static, str>, namespace: Cow<'static, str>) -> usize {
        self.scope.push(Declared {
            prefix,
            namespace,
            depth: self.depth,
        });
        self.scope.len() - 1
    }

    fn push_declaration(&mut self, index: usize) {
        let declared = &self.scope[index];
        self.out.push_str(" xmlns");
        if !declared.prefix.is_empty() {
            self.out.push(':');
            self.out.push_str(&declared.prefix);
        }
        self.out.push_str("=\"");
        push_uri(&declared.namespace, &mut self.out);
        self.out.push('"');
    }

    /// The namespace of a prefix; that of names without one for an empty prefix.
    fn namespace_of(&self, prefix: &str) -> &str {
        let found = self
            .scope
            .iter()
            .rfind(|declared| declared.prefix == prefix);
        found.map_or("", |declared| &declared.namespace)
    }

    /// A declaration with a prefix that no inner one hides.
    fn find_prefix(&self, namespace: &str) -> Option<usize> {
        let found = self.scope.iter().rposition(|declared| {
            !declared.prefix.is_empty() && same(&declared.namespace, namespace)
        })?;
        let prefix = &self.scope[found].prefix;
        let hidden = self.scope[found + 1..]
            .iter()
            .any(|inner| inner.prefix == *prefix);
        (!hidden).then_some(found)
    }

    fn configured_prefix(&self, namespace: &str) -> Option<&'static str> {
        let configured = self.options.prefixes.iter();
        let found = configured.clone().find(|(known, _)| *known == namespace);
        found.map(|(_, prefix)| *prefix)
    }

    /// A prefix for the namespace that is not in use here.
    fn free_prefix(&self, namespace: &str) -> Cow<'static, str> {
        if let Some(prefix) = self.configured_prefix(namespace) {
            return Cow::Borrowed(prefix);
        }
        if namespace == super::scope::XML {
            return Cow::Borrowed("xml");
        }
        if namespace == XSI && !self.in_use("i") {
            return Cow::Borrowed("i");
        }
        match PREFIXES.iter().find(|prefix| !self.in_use(prefix)) {
            Some(prefix) => Cow::Borrowed(prefix),
            None => Cow::Owned(format!("n{}", self.scope.len())),
        }
    }

    fn in_use(&self, prefix: &str) -> bool {
        self.scope.iter().any(|declared| declared.prefix == prefix)
            || self
                .options
                .prefixes
                .iter()
                .any(|(_, configured)| *configured == prefix)
    }

    fn push_prefix(&mut self, declared: usize) {
        self.out.push_str(&self.scope[declared].prefix);
        self.out.push(':');
    }

    fn close_start(&mut self) {
        if self.open {
            self.out.push('>');
            self.open = false;
        }
    }
}

/// Equal texts; the same text is found equal without looking into it.
#[inline]
fn same(left: &str, right: &str) -> bool {
    std::ptr::eq(left, right) || left == right
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
        Ref::QName(_) | Ref::Sequence(_) | Ref::Record(_) | Ref::Subtypes(_) | Ref::Any(_) => {}
    }
    Ok(())
}

/// The tree that a value is, if it is one: it brings its own declarations and attributes.
fn tree_of(value: Ref<'_>) -> Option<&AnyElement> {
    match value {
        Ref::Any(element) => Some(element),
        Ref::Subtypes(subtypes) => match subtypes.selected() {
            Selected::Unknown(unknown) => Some(&unknown.element),
            Selected::Known(..) => None,
        },
        _ => None,
    }
}

/// Whether a record has parts without a namespace, so that a default namespace would be in the way.
fn has_unqualified(value: Ref<'_>) -> bool {
    let record = match value {
        Ref::Record(record) => record,
        Ref::Subtypes(subtypes) => match subtypes.selected() {
            Selected::Known(_, record) => record,
            Selected::Unknown(_) => return false,
        },
        _ => return false,
    };
    let rows = record.table().rows.iter();
    rows.clone()
        .any(|row| row.place == Place::Element && row.namespace.is_empty())
}
