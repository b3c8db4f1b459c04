//! Writing tags and attributes.

use std::borrow::Cow;

use super::error::{Error, ErrorKind};
use super::escape::{push_attribute, push_text};
use super::prefixes::same;
use super::writer::{Known, Tag, Writer};
use crate::table::Row;

/// How deep a value may be nested.
const MAX_DEPTH: usize = 1024;

impl Writer {
    /// Opens an element; its start tag takes attributes until something else is written.
    #[inline]
    pub(crate) fn start(&mut self, name: &str, namespace: &'static str) -> Result<Tag, Error> {
        match self.known_of(namespace) {
            Some(known) => {
                let declared = known.declared;
                self.nest()?;
                self.open_tag(name, declared);
                Ok(Tag { declared })
            }
            None => self.start_learning(name, namespace),
        }
    }

    /// As [`start`](Self::start), for the element of a row, whose name comes with its bracket.
    #[inline]
    pub(super) fn start_row(&mut self, row: &Row) -> Result<Tag, Error> {
        match self.known_of(row.namespace) {
            Some(known) => {
                let declared = known.declared;
                self.nest()?;
                self.push_tag(row.open_tag(), declared);
                Ok(Tag { declared })
            }
            None => self.start_learning(row.name(), row.namespace),
        }
    }

    /// How names of that namespace are written, if the last one was of it.
    #[inline]
    fn known_of(&self, namespace: &'static str) -> Option<&Known> {
        self.known
            .as_ref()
            .filter(|known| std::ptr::eq(known.namespace, namespace))
    }

    /// The same, if no form is followed.
    #[inline]
    pub(super) fn plainly_known(&self, namespace: &'static str) -> Option<&Known> {
        self.known_of(namespace).filter(|_| self.form.is_none())
    }

    /// As [`start`](Self::start), in another namespace than the element before.
    fn start_learning(&mut self, name: &str, namespace: &'static str) -> Result<Tag, Error> {
        let tag = self.start_named(name, Cow::Borrowed(namespace))?;
        self.known = Some(Known {
            namespace,
            declared: tag.declared,
            xsi: None,
        });
        Ok(tag)
    }

    #[inline(always)]
    pub(super) fn open_tag(&mut self, name: &str, declared: Option<usize>) {
        self.out.push('<');
        if let Some(declared) = declared {
            self.push_prefix(declared);
        }
        self.out.push_str(name);
    }

    #[inline(always)]
    pub(super) fn close_tag(&mut self, name: &str, declared: Option<usize>) {
        self.out.push_str("</");
        if let Some(declared) = declared {
            self.push_prefix(declared);
        }
        self.out.push_str(name);
        self.out.push('>');
    }

    /// The start tag of a row, up to where it is given: one piece, where bracket, name and bracket were three.
    #[inline(always)]
    pub(super) fn push_tag(&mut self, tag: &str, declared: Option<usize>) {
        match declared {
            None => self.out.push_str(tag),
            Some(declared) => {
                self.out.push('<');
                self.push_prefix(declared);
                self.out.push_str(behind_bracket(tag));
            }
        }
    }

    /// The end tag for the start tag of a row.
    #[inline(always)]
    pub(super) fn push_end_tag(&mut self, tag: &str, declared: Option<usize>) {
        self.out.push_str("</");
        if let Some(declared) = declared {
            self.push_prefix(declared);
        }
        self.out.push_str(behind_bracket(tag));
    }

    /// Opens an element of a namespace that is not known at compile time.
    pub(crate) fn start_named(
        &mut self,
        name: &str,
        namespace: Cow<'static, str>,
    ) -> Result<Tag, Error> {
        self.start_with(name, namespace, Vec::new())
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
        for (prefix, declared) in declarations {
            // The name of an element without a namespace has no other default beside it.
            let is_refuted = prefix.is_empty() && namespace.is_empty();
            if self.namespace_of(&prefix) != declared && !is_refuted {
                self.enter_scope(prefix, declared);
            }
        }
        let declared = self.name_prefix(namespace);
        self.open_tag(name, declared);
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

    #[inline]
    fn nest(&mut self) -> Result<(), Error> {
        self.close_start();
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(too_deep());
        }
        self.open = true;
        Ok(())
    }

    /// Makes room for an element without elements and declarations of its own.
    #[inline]
    pub(super) fn nest_text(&mut self) -> Result<(), Error> {
        self.close_start();
        if self.depth >= MAX_DEPTH {
            return Err(too_deep());
        }
        Ok(())
    }

    /// Ends the element of a tag.
    pub(crate) fn end(&mut self, tag: &Tag, name: &str) {
        if self.open {
            self.end_empty();
        } else {
            self.close_tag(name, tag.declared);
        }
        self.leave();
    }

    /// Ends the element of a row.
    #[inline]
    pub(super) fn end_row(&mut self, tag: &Tag, row: &Row) {
        if self.open {
            self.end_empty();
        } else {
            self.push_end_tag(row.tag, tag.declared);
        }
        self.leave();
    }

    fn end_empty(&mut self) {
        self.out.push_str("/>");
        self.open = false;
    }

    /// Forgets what the element that ended has declared.
    #[inline]
    fn leave(&mut self) {
        while matches!(self.scope.last(), Some(last) if last.depth == self.depth) {
            self.scope.pop();
            self.known = None;
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

    pub(super) fn push_prefix(&mut self, declared: usize) {
        self.out.push_str(&self.scope[declared].prefix);
        self.out.push(':');
    }

    pub(super) fn close_start(&mut self) {
        if self.open {
            self.out.push('>');
            self.open = false;
        }
    }
}

/// A start tag without its first character.
#[inline(always)]
fn behind_bracket(tag: &str) -> &str {
    &tag[1..]
}

#[cold]
fn too_deep() -> Error {
    let message = format!("the value is nested more than {MAX_DEPTH} deep");
    Error::new(ErrorKind::Limit, message)
}
