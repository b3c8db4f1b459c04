//! Namespace declarations in scope.

use std::borrow::Cow;
use std::cell::Cell;

/// The namespace that the prefix `xml` is bound to.
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What a prefix resolves to: an index into the scope, so that comparing costs no lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resolved {
    /// No namespace.
    None,
    /// A declaration.
    Bound(usize),
}

#[derive(Debug)]
struct Binding<'a> {
    prefix: &'a str,
    uri: Cow<'a, str>,
    depth: usize,
    /// The static text that last compared equal: the next compare is one of addresses.
    known: Cell<&'static str>,
}

/// The declarations of the open elements.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    bindings: Vec<Binding<'a>>,
    default: Resolved,
}

impl<'a> Scope<'a> {
    pub(crate) fn new() -> Self {
        let xml = Binding {
            prefix: "xml",
            uri: Cow::Borrowed(XML),
            depth: 0,
            known: Cell::new(XML),
        };
        Self {
            bindings: vec![xml],
            default: Resolved::None,
        }
    }

    /// Takes in a declaration of an element at that depth.
    pub(crate) fn declare(&mut self, prefix: &'a str, uri: Cow<'a, str>, depth: usize) {
        self.bindings.push(Binding {
            prefix,
            uri,
            depth,
            known: Cell::new(""),
        });
        if prefix.is_empty() {
            self.default = self.resolve_default();
        }
    }

    /// Forgets the declarations of elements deeper than `depth`.
    pub(crate) fn leave(&mut self, depth: usize) {
        let kept = self.bindings.iter().rposition(|b| b.depth <= depth);
        let kept = kept.map_or(0, |last| last + 1);
        if kept < self.bindings.len() {
            self.bindings.truncate(kept);
            self.default = self.resolve_default();
        }
    }


    fn resolve_default(&self) -> Resolved {
        match self.bindings.iter().rposition(|b| b.prefix.is_empty()) {
            Some(index) if !self.bindings[index].uri.is_empty() => Resolved::Bound(index),
            _ => Resolved::None,
        }
    }

    /// What a prefix stands for; `None` if it is not declared.
    pub(crate) fn resolve(&self, prefix: &str) -> Option<Resolved> {
        if prefix.is_empty() {
            return Some(self.default);
        }
        let index = self.bindings.iter().rposition(|b| b.prefix == prefix)?;
        Some(Resolved::Bound(index))
    }

    /// The namespace's text; empty for none.
    pub(crate) fn uri(&self, resolved: Resolved) -> &str {
        match resolved {
            Resolved::None => "",
            Resolved::Bound(index) => &self.bindings[index].uri,
        }
    }

    /// Whether a namespace is the one of a table.
    #[inline]
    pub(crate) fn is(&self, resolved: Resolved, namespace: &'static str) -> bool {
        let Resolved::Bound(index) = resolved else {
            return namespace.is_empty();
        };
        let binding = &self.bindings[index];
        if std::ptr::eq(binding.known.get(), namespace) {
            return true;
        }
        let equal = binding.uri == namespace;
        if equal {
            binding.known.set(namespace);
        }
        equal
    }

    /// The declarations of an element at that depth, as prefix and namespace.
    pub(crate) fn declared_at(&self, depth: usize) -> impl Iterator<Item = (&str, &str)> {
        let here = self.bindings.iter().filter(move |b| b.depth == depth);
        here.map(|b| (b.prefix, &*b.uri))
    }

    /// The declarations in force, as prefix and namespace, without those that are hidden by an inner one.
    pub(crate) fn in_force(&self) -> Vec<(&str, &str)> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        for binding in self.bindings.iter().skip(1).rev() {
            if !found.iter().any(|(prefix, _)| *prefix == binding.prefix) {
                found.push((binding.prefix, &binding.uri));
            }
        }
        found.retain(|(_, uri)| !uri.is_empty());
        found.reverse();
        found
    }
}
