//! Which prefixes stand for which namespaces in a document that is written, and their declarations.

use std::borrow::Cow;

use super::XSI;
use super::escape::push_uri;
use super::writer::{Declared, Writer};

/// Prefixes for namespaces that the settings give none.
const PREFIXES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "j", "k", "l", "m"];

impl Writer {
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

    /// As [`prefix_of`](Self::prefix_of); `None` if it is the default namespace.
    pub(super) fn prefix_or_default_of(&mut self, namespace: &'static str) -> Option<usize> {
        if self.namespace_of("") == namespace {
            return None;
        }
        Some(self.prefix_of(namespace))
    }

    /// Whether names without a prefix are of that namespace.
    pub(super) fn is_default(&self, namespace: &str) -> bool {
        self.namespace_of("") == namespace
    }

    /// Declares a prefix on the start tag that is open.
    pub(super) fn declare(
        &mut self,
        prefix: Cow<'static, str>,
        namespace: Cow<'static, str>,
    ) -> usize {
        let index = self.enter_scope(prefix, namespace);
        self.push_declaration(index);
        index
    }

    pub(super) fn enter_scope(
        &mut self,
        prefix: Cow<'static, str>,
        namespace: Cow<'static, str>,
    ) -> usize {
        self.known = None;
        self.scope.push(Declared {
            prefix,
            namespace,
            depth: self.depth,
        });
        self.scope.len() - 1
    }

    pub(super) fn push_declaration(&mut self, index: usize) {
        let declared = &self.scope[index];
        if declared.prefix == "xml" {
            // It is in force everywhere.
            return;
        }
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
    pub(super) fn namespace_of(&self, prefix: &str) -> &str {
        let found = self
            .scope
            .iter()
            .rfind(|declared| declared.prefix == prefix);
        found.map_or("", |declared| &declared.namespace)
    }

    /// A declaration with a prefix that no inner one hides.
    pub(super) fn find_prefix(&self, namespace: &str) -> Option<usize> {
        let found = self.scope.iter().rposition(|declared| {
            !declared.prefix.is_empty() && same(&declared.namespace, namespace)
        })?;
        let prefix = &self.scope[found].prefix;
        let hidden = self.scope[found + 1..]
            .iter()
            .any(|inner| inner.prefix == *prefix);
        (!hidden).then_some(found)
    }

    pub(super) fn configured_prefix(&self, namespace: &str) -> Option<&'static str> {
        let configured = self.options.prefixes.iter();
        let found = configured.clone().find(|(known, _)| *known == namespace);
        found.map(|(_, prefix)| *prefix)
    }

    /// A prefix for the namespace that is not in use here.
    pub(super) fn free_prefix(&self, namespace: &str) -> Cow<'static, str> {
        if namespace == super::scope::XML {
            return Cow::Borrowed("xml");
        }
        if let Some(prefix) = self.configured_prefix(namespace)
            && !self.is_declared(prefix)
        {
            return Cow::Borrowed(prefix);
        }
        if namespace == XSI && !self.in_use("i") {
            return Cow::Borrowed("i");
        }
        match PREFIXES.iter().find(|prefix| !self.in_use(prefix)) {
            Some(prefix) => Cow::Borrowed(prefix),
            None => {
                let mut numbered = (self.scope.len()..).map(|number| format!("n{number}"));
                Cow::Owned(
                    numbered
                        .find(|prefix| !self.in_use(prefix))
                        .unwrap_or_default(),
                )
            }
        }
    }

    /// Whether the prefix stands for something here: what is written of the open start tag may have it already.
    fn is_declared(&self, prefix: &str) -> bool {
        self.scope.iter().any(|declared| declared.prefix == prefix)
    }

    fn in_use(&self, prefix: &str) -> bool {
        self.is_declared(prefix)
            || self
                .options
                .prefixes
                .iter()
                .any(|(_, configured)| *configured == prefix)
    }
}

/// Equal texts; the same text is found equal without looking into it.
#[inline]
pub(super) fn same(left: &str, right: &str) -> bool {
    std::ptr::eq(left, right) || left == right
}
