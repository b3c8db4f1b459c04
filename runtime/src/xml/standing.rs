//! Where a source stands: the start tag that it came to last, and the declarations in force there.
//!
//! The rules of namespaces are here and in [`attributes`], once for both readers of markup.

mod attributes;

use std::borrow::Cow;

use super::error::{Error, ErrorKind};
use super::options::Limits;
use super::scan::word::same;
use super::scope::{Resolved, Scope, Undeclarable};
pub(crate) use attributes::SourceAttribute;

/// A qualified name, as offsets into the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) local: usize,
    pub(super) end: usize,
}

impl Name {
    /// A name without a prefix.
    #[inline]
    pub(super) fn plain(start: usize, end: usize) -> Self {
        let local = start;
        Self { start, local, end }
    }
}

/// A namespace declaration that is kept beyond the text that it stood in.
#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    /// Empty for the default namespace.
    pub(crate) prefix: String,
    pub(crate) uri: String,
    /// The depth of the element that it stands on; the root's is 1.
    pub(crate) depth: usize,
}

/// Where a source stands.
#[derive(Debug)]
pub(crate) struct Standing<'a> {
    text: &'a str,
    pub(super) name: Name,
    pub(super) namespace: Resolved,
    /// `xsi:nil`, if it is there and true.
    pub(super) nil: bool,
    /// The element has no content, and has not been left.
    pub(super) empty: bool,
    /// Which attribute is `xsi:type`.
    xsi_type: Option<usize>,
    pub(super) attributes: Vec<SourceAttribute<'a>>,
    pub(super) scope: Scope<'a>,
    pub(super) depth: usize,
    items: usize,
    limits: Limits,
}

impl<'a> Standing<'a> {
    pub(super) fn new(text: &'a str, limits: Limits) -> Result<Self, Error> {
        if text.len() > limits.max_bytes {
            let message = format!(
                "the document has {} bytes, and at most {} are read",
                text.len(),
                limits.max_bytes
            );
            return Err(Error::new(ErrorKind::Limit, message));
        }
        Ok(Self::at_start(
            text.strip_prefix('\u{feff}').unwrap_or(text),
            limits,
        ))
    }

    fn at_start(text: &'a str, limits: Limits) -> Self {
        Self {
            text,
            name: Name::default(),
            namespace: Resolved::NONE,
            nil: false,
            empty: false,
            xsi_type: None,
            attributes: Vec::new(),
            scope: Scope::new(limits),
            depth: 0,
            items: 0,
            limits,
        }
    }

    /// Stands inside an element of that depth, before a text that is part of its content; `declared` is in force there.
    pub(super) fn within(
        text: &'a str,
        limits: Limits,
        depth: usize,
        declared: &'a [Declaration],
    ) -> Self {
        let mut standing = Self {
            text,
            depth,
            ..Self::at_start("", limits)
        };
        for declaration in declared {
            let uri = Cow::Borrowed(&*declaration.uri);
            // It was taken once already, from the start tag that it stands on.
            let taken = standing
                .scope
                .declare(&declaration.prefix, uri, declaration.depth);
            debug_assert_eq!(taken, Ok(()));
        }
        standing
    }

    /// The whole text, without a byte order mark.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The name as it is written.
    pub(super) fn name(&self) -> &'a str {
        &self.text[self.name.start..self.name.end]
    }

    pub(super) fn local(&self) -> &'a str {
        &self.text[self.name.local..self.name.end]
    }

    /// The prefix of the name; empty for none.
    pub(super) fn prefix(&self) -> &'a str {
        self.text[self.name.start..self.name.local].trim_end_matches(':')
    }

    /// Where the start tag begins.
    pub(super) fn offset(&self) -> usize {
        self.name.start.saturating_sub(1)
    }

    /// `xsi:type`, as it is written.
    pub(super) fn xsi_type(&self) -> Option<&str> {
        let index = self.xsi_type?;
        Some(&self.attributes.get(index)?.value)
    }

    /// Whether the start tag has this name.
    #[inline]
    pub(super) fn is(&self, local: &str, namespace: &'static str) -> bool {
        let name = self.text.as_bytes().get(self.name.local..self.name.end);
        name.is_some_and(|name| same(name, local.as_bytes()))
            && self.scope.is(self.namespace, namespace)
    }

    /// Comes to a start tag without attributes whose namespace is known.
    ///
    /// Inlined, so that the name goes in by registers: passed by memory it is read back in wider pieces than it was written, which
    /// stalls the processor.
    #[inline(always)]
    pub(super) fn stand_at(&mut self, name: Name, namespace: Resolved) -> Result<(), Error> {
        self.name.start = name.start;
        self.name.local = name.local;
        self.name.end = name.end;
        self.namespace = namespace;
        self.nil = false;
        self.empty = false;
        if !self.attributes.is_empty() {
            self.forget_attributes();
        }
        self.count()
    }

    /// Counts an element against the limit.
    #[inline(always)]
    pub(super) fn count(&mut self) -> Result<(), Error> {
        self.items += 1;
        if self.items > self.limits.max_items {
            return Err(self.too_many());
        }
        Ok(())
    }

    /// Takes the only declaration of the start tag, which was taken once already.
    pub(super) fn declare_again(
        &mut self,
        prefix: &'a str,
        uri: &'a str,
    ) -> Result<Resolved, Error> {
        let declared = self.scope.declare_again(prefix, uri, self.depth + 1);
        declared.map_err(|refused| self.undeclarable(refused, prefix, self.name.start))
    }

    /// Looks up the prefix of the name, when all declarations have been taken.
    #[inline]
    pub(super) fn resolve_name(&mut self) -> Result<(), Error> {
        self.namespace = if self.name.local == self.name.start {
            self.scope.default()
        } else {
            self.resolve_prefix(self.prefix())?
        };
        Ok(())
    }

    /// What the prefix of an element or attribute stands for.
    ///
    /// Source: Namespaces in XML 1.0, 3, "Prefix Declared" and "Reserved Prefixes and Namespace Names".
    fn resolve_prefix(&self, prefix: &str) -> Result<Resolved, Error> {
        let resolved = self.scope.resolve(prefix);
        resolved.ok_or_else(|| {
            let message = format!("the prefix `{prefix}` is not declared");
            malformed(message, self.offset())
        })
    }

    /// Whether the limit allows to go into the element.
    #[inline]
    pub(super) fn may_enter(&self) -> bool {
        self.depth < self.limits.max_depth
    }

    /// Goes into the element.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > self.limits.max_depth {
            return Err(self.too_deep());
        }
        Ok(())
    }

    /// Leaves the element around; whether declarations went out of force.
    #[inline]
    pub(super) fn leave(&mut self) -> bool {
        self.depth = self.depth.saturating_sub(1);
        self.scope.leave(self.depth)
    }

    #[cold]
    fn too_deep(&self) -> Error {
        let message = format!(
            "elements are nested more than {} deep",
            self.limits.max_depth
        );
        Error::new(ErrorKind::Limit, message).at(self.offset())
    }

    #[cold]
    fn too_many(&self) -> Error {
        let message = format!("there are more than {} elements", self.limits.max_items);
        Error::new(ErrorKind::Limit, message).at(self.offset())
    }

    #[cold]
    fn undeclarable(&self, refused: Undeclarable, prefix: &str, offset: usize) -> Error {
        let message = match refused {
            Undeclarable::Twice => format!("the prefix `{prefix}` is declared twice"),
            Undeclarable::Reserved => format!("the prefix `{prefix}` or its namespace is reserved"),
            Undeclarable::Empty => format!("the prefix `{prefix}` is declared for no namespace"),
            Undeclarable::TooMany => {
                let most = self.limits.max_namespaces;
                let message = format!("more than {most} namespace declarations are in force");
                return Error::new(ErrorKind::Limit, message).at(offset);
            }
        };
        malformed(message, offset)
    }

    /// The error of an element where text is expected.
    #[cold]
    pub(super) fn child_in_text(&self) -> Error {
        let message = format!("an element `{}` stands where text is expected", self.name());
        Error::new(ErrorKind::Value, message).at(self.offset())
    }
}

/// The error of a document that is not well-formed there.
#[cold]
pub(super) fn malformed(message: impl Into<Cow<'static, str>>, offset: usize) -> Error {
    Error::new(ErrorKind::Malformed, message).at(offset)
}
