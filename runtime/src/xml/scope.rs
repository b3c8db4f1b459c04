//! Namespace declarations in scope.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;

use super::XSI;
use super::copies::Copies;
use super::options::Limits;
use super::scan::word::same;

/// The namespace that the prefix `xml` is bound to.
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The namespace of declarations, which no prefix may be bound to.
pub(crate) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// What no namespace has been compared with: a text of its own, as an empty one could be at the address of any other.
const NOT_COMPARED: &str = "\0";

/// What a prefix resolves to: an index into the scope, so that comparing costs no look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resolved(usize);

impl Resolved {
    /// No namespace.
    pub(crate) const NONE: Self = Self(0);
}

/// Why a declaration is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undeclarable {
    /// The element declares the prefix already.
    Twice,
    /// The prefix or the namespace is reserved, for `xml` or `xmlns`.
    Reserved,
    /// A prefix is declared for no namespace, which only the default may be.
    Empty,
    /// More declarations are in force than the limit allows.
    TooMany,
}

#[derive(Debug)]
struct Binding<'a> {
    prefix: &'a str,
    uri: Cow<'a, str>,
    depth: usize,
    /// The static text that last compared equal: the next compare is one of addresses.
    known: Cell<&'static str>,
}

impl Binding<'_> {
    fn fixed(prefix: &'static str, uri: &'static str) -> Self {
        Self {
            prefix,
            uri: Cow::Borrowed(uri),
            depth: 0,
            known: Cell::new(uri),
        }
    }
}

/// The declarations of the open elements.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    /// First that of no namespace, then those of `xml` and `xsi`, then those of the document.
    bindings: Vec<Binding<'a>>,
    default: Resolved,
    /// The static text that last compared equal to the default namespace.
    known_default: Cell<&'static str>,
    limit: usize,
    copies: Copies,
}

/// How many bindings no document declares.
///
/// `xsi` is among them, until a document declares it otherwise: node-soap writes `xsi:nil` and `xsi:type` into replies that do
/// not declare it.
const FIXED: usize = 3;

impl<'a> Scope<'a> {
    /// A scope in which as many declarations are in force at once, and as many bytes of them are copied, as the limits allow.
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            bindings: vec![
                Binding::fixed("", ""),
                Binding::fixed("xml", XML),
                Binding::fixed("xsi", XSI),
            ],
            default: Resolved::NONE,
            known_default: Cell::new(""),
            limit: limits.max_namespaces,
            copies: Copies::new(limits),
        }
    }

    /// Takes in a declaration of an element at that depth.
    ///
    /// Source: Namespaces in XML 1.0, 3, the constraints "Reserved Prefixes and Namespace Names" and "No Prefix Undeclaring"; 6.3.
    pub(crate) fn declare(
        &mut self,
        prefix: &'a str,
        uri: Cow<'a, str>,
        depth: usize,
    ) -> Result<(), Undeclarable> {
        let own = self.bindings.iter().rev().take_while(|b| b.depth == depth);
        if own.into_iter().any(|b| b.prefix == prefix) {
            return Err(Undeclarable::Twice);
        }
        if prefix == "xmlns" || (prefix == "xml") != (uri == XML) || uri == XMLNS {
            return Err(Undeclarable::Reserved);
        }
        if uri.is_empty() && !prefix.is_empty() {
            return Err(Undeclarable::Empty);
        }
        self.bind(prefix, uri, depth)?;
        if prefix.is_empty() {
            self.resolve_default();
        }
        Ok(())
    }

    fn bind(
        &mut self,
        prefix: &'a str,
        uri: Cow<'a, str>,
        depth: usize,
    ) -> Result<Resolved, Undeclarable> {
        if self.bindings.len() - FIXED == self.limit {
            return Err(Undeclarable::TooMany);
        }
        self.bindings.push(Binding {
            prefix,
            uri,
            depth,
            known: Cell::new(NOT_COMPARED),
        });
        Ok(Resolved(self.bindings.len() - 1))
    }

    /// Takes in the only declaration of an element at that depth, which [`declare`](Self::declare) took once already; of a prefix, and
    /// not of the default namespace.
    pub(crate) fn declare_again(
        &mut self,
        prefix: &'a str,
        uri: &'a str,
        depth: usize,
    ) -> Result<Resolved, Undeclarable> {
        self.bind(prefix, Cow::Borrowed(uri), depth)
    }

    /// Forgets the declarations of elements deeper than `depth`; whether there were any.
    #[inline]
    pub(crate) fn leave(&mut self, depth: usize) -> bool {
        match self.bindings.last() {
            Some(last) if last.depth > depth => {
                self.forget(depth);
                true
            }
            _ => false,
        }
    }

    #[inline(never)]
    fn forget(&mut self, depth: usize) {
        let mut had_default = false;
        while let Some(gone) = self.bindings.pop_if(|b| b.depth > depth) {
            had_default |= gone.prefix.is_empty();
        }
        if had_default {
            self.resolve_default();
        }
    }

    fn resolve_default(&mut self) {
        self.default = match self.bindings.iter().rposition(|b| b.prefix.is_empty()) {
            Some(index) if !self.bindings[index].uri.is_empty() => Resolved(index),
            _ => Resolved::NONE,
        };
        self.known_default = self.bindings[self.default.0].known.clone();
    }

    /// What names without a prefix stand in.
    #[inline]
    pub(crate) fn default(&self) -> Resolved {
        self.default
    }

    /// What a prefix stands for; `None` if it is not declared.
    pub(crate) fn resolve(&self, prefix: &str) -> Option<Resolved> {
        if prefix.is_empty() {
            return Some(self.default);
        }
        let is = |b: &Binding<'_>| same(b.prefix.as_bytes(), prefix.as_bytes());
        let index = self.bindings.iter().rposition(is)?;
        Some(Resolved(index))
    }

    /// Whether what a prefix stood for is still declared.
    pub(crate) fn holds(&self, resolved: Resolved) -> bool {
        resolved.0 < self.bindings.len()
    }

    /// The namespace's text; empty for none.
    pub(crate) fn uri(&self, resolved: Resolved) -> &str {
        &self.bindings[resolved.0].uri
    }

    /// A copy of a namespace, for a name that outlives the document.
    pub(crate) fn copy(&self, uri: &str) -> String {
        self.copies.copy(uri)
    }

    /// What is copied of the declarations.
    pub(crate) fn copies(&self) -> &Copies {
        &self.copies
    }

    /// Whether a namespace is the one of a table.
    #[inline]
    pub(crate) fn is(&self, resolved: Resolved, namespace: &'static str) -> bool {
        let binding = &self.bindings[resolved.0];
        std::ptr::eq(binding.known.get(), namespace) || binding.equals(namespace)
    }

    /// Whether the default namespace is the one of a table.
    #[inline]
    pub(crate) fn is_default(&self, namespace: &'static str) -> bool {
        std::ptr::eq(self.known_default.get(), namespace) || self.equals_default(namespace)
    }

    #[inline(never)]
    fn equals_default(&self, namespace: &'static str) -> bool {
        let equal = self.is(self.default, namespace);
        if equal {
            self.known_default.set(namespace);
        }
        equal
    }

    /// The declarations of the innermost element, which is at that depth, as prefix and namespace.
    #[inline]
    pub(crate) fn declared_at(
        &self,
        depth: usize,
    ) -> impl Iterator<Item = (&'a str, &Cow<'a, str>)> {
        let outer = self.bindings.iter().rposition(|b| b.depth < depth);
        let here = &self.bindings[outer.map_or(0, |last| last + 1)..];
        here.iter().map(|b| (b.prefix, &b.uri))
    }

    /// The bytes that a copy of the declarations in force takes, at most.
    pub(crate) fn size(&self) -> usize {
        let own = self.bindings.iter().skip(FIXED);
        own.map(|b| b.prefix.len() + b.uri.len() + size_of::<(String, String)>())
            .sum()
    }

    /// The declarations in force, as prefix and namespace, without those that are hidden by an inner one.
    pub(crate) fn in_force(&self) -> Vec<(&str, &str)> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        let mut seen = HashSet::new();
        for binding in self.bindings.iter().skip(FIXED).rev() {
            if seen.insert(binding.prefix) {
                found.push((binding.prefix, &binding.uri));
            }
        }
        found.retain(|(_, uri)| !uri.is_empty());
        found.reverse();
        found
    }
}

impl Binding<'_> {
    #[inline(never)]
    fn equals(&self, namespace: &'static str) -> bool {
        let equal = self.uri == namespace;
        if equal {
            self.known.set(namespace);
        }
        equal
    }
}

#[cfg(test)]
mod tests {
    use super::{Cow, Limits, Resolved, Scope};

    #[test]
    fn a_declared_namespace_is_not_none() {
        let mut scope = Scope::new(Limits::default());
        assert!(scope.is(Resolved::NONE, "") && scope.is_default(""));
        scope.declare("", Cow::Borrowed("urn:a"), 1).unwrap();
        scope.declare("p", Cow::Borrowed("urn:a"), 1).unwrap();
        assert!(!scope.is(scope.default(), "") && !scope.is_default(""));
        assert!(scope.is_default("urn:a") && scope.is_default("urn:a"));
        assert!(!scope.is(scope.resolve("p").unwrap(), ""));
        scope.declare("", Cow::Borrowed(""), 2).unwrap();
        assert!(scope.is_default("") && !scope.is_default("urn:a"));
        scope.leave(1);
        assert!(scope.is_default("urn:a") && !scope.is_default(""));
        scope.leave(0);
        assert!(scope.is_default("") && !scope.is_default("urn:a"));
    }
}
