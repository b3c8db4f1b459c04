//! Where a source stands: the start tag that it came to last, and the declarations in force there.
//!
//! The rules of namespaces are here, once for both readers of markup.

use std::borrow::Cow;
use std::collections::HashSet;

use super::XSI;
use super::error::{Error, ErrorKind};
use super::options::Limits;
use super::scan::word::same;
use super::scope::{Resolved, Scope, Undeclarable};
use crate::value::text::forbidden_char;

/// Up to how many attributes each is compared with each: a set needs memory.
const FEW: usize = 8;

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

/// An attribute other than a namespace declaration.
#[derive(Clone, Debug)]
pub(crate) struct SourceAttribute<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) local: &'a str,
    pub(crate) namespace: Resolved,
    pub(crate) value: Cow<'a, str>,
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

    #[inline(never)]
    fn forget_attributes(&mut self) {
        self.attributes.clear();
        self.xsi_type = None;
    }

    /// Takes an attribute of the start tag, or a declaration.
    pub(super) fn add_attribute(&mut self, name: Name, value: Cow<'a, str>) -> Result<(), Error> {
        let prefix = self.text[name.start..name.local].trim_end_matches(':');
        let local = &self.text[name.local..name.end];
        let declared = match (prefix, local) {
            ("", "xmlns") => "",
            ("xmlns", prefix) => prefix,
            _ => {
                self.attributes.push(SourceAttribute {
                    prefix,
                    local,
                    namespace: Resolved::NONE,
                    value,
                });
                return Ok(());
            }
        };
        // What a namespace holds goes into messages again, where no setting lets it through.
        if let Some((_, character)) = forbidden_char(&value) {
            let code = u32::from(character);
            let message = format!("a namespace holds U+{code:04X}, which XML 1.0 forbids");
            return Err(malformed(message, name.start));
        }
        let refused = self.scope.declare(declared, value, self.depth + 1).err();
        match refused {
            None => Ok(()),
            Some(refused) => Err(self.undeclarable(refused, declared, name.start)),
        }
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

    /// Looks up the prefixes of the attributes, when all declarations have been taken.
    pub(super) fn resolve_attributes(&mut self) -> Result<(), Error> {
        for index in 0..self.attributes.len() {
            let SourceAttribute { prefix, local, .. } = self.attributes[index];
            if prefix.is_empty() {
                continue;
            }
            let namespace = self.resolve_prefix(prefix)?;
            self.attributes[index].namespace = namespace;
            if self.scope.is(namespace, XSI) {
                match local {
                    "nil" => self.nil = self.parse_nil(&self.attributes[index].value)?,
                    "type" => self.xsi_type = Some(index),
                    _ => {}
                }
            }
        }
        self.refuse_duplicates()
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

    fn parse_nil(&self, text: &str) -> Result<bool, Error> {
        match crate::value::text::trim(text) {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            other => {
                let message = format!("{other:?} is not a value of xsi:nil");
                Err(Error::new(ErrorKind::Value, message).at(self.offset()))
            }
        }
    }

    /// Refuses two attributes of one name, the prefixes being looked up.
    ///
    /// Source: XML 1.0, 3.1, "Unique Att Spec"; Namespaces in XML 1.0, 6.3.
    fn refuse_duplicates(&self) -> Result<(), Error> {
        let attributes = &self.attributes;
        let name = |index: usize| {
            let attribute: &SourceAttribute<'_> = &attributes[index];
            (attribute.local, self.scope.uri(attribute.namespace))
        };
        let twice = if attributes.len() <= FEW {
            (1..attributes.len()).find(|&index| (0..index).any(|other| name(other) == name(index)))
        } else {
            let mut seen = HashSet::with_capacity(attributes.len());
            (0..attributes.len()).find(|&index| !seen.insert(name(index)))
        };
        match twice {
            Some(index) => {
                let message = format!("the attribute `{}` is there twice", name(index).0);
                Err(malformed(message, self.offset()))
            }
            None => Ok(()),
        }
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
