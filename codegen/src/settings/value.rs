//! Values of a settings file: each read in its form, or reported with its place.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Located;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceText;

pub(super) type Value<'i> = Spanned<DeValue<'i>>;
pub(super) type Key<'i> = Spanned<DeString<'i>>;

pub(super) struct Reader<'a> {
    pub(super) source: &'a SourceText,
    pub(super) folder: &'a Path,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What a text in the settings must be.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// Anything.
    Text,
    /// A Rust name.
    Name,
    /// The path of a trait or type in Rust.
    Path,
}

impl Reader<'_> {
    /// A table of names and the Rust names that they shall have.
    pub(super) fn renames(&mut self, value: &Value<'_>) -> Vec<(Located<String>, String)> {
        let Some(table) = self.table(value) else {
            return Vec::new();
        };
        let mut renames = Vec::new();
        for (key, value) in table {
            if let Some(name) = self.text(value, Form::Name) {
                renames.push((self.located(key), name.value));
            }
        }
        renames
    }

    pub(super) fn texts(&mut self, value: &Value<'_>, form: Form) -> Vec<Located<String>> {
        match value.get_ref().as_array() {
            Some(list) => list
                .iter()
                .filter_map(|entry| self.text(entry, form))
                .collect(),
            None => {
                self.expected(value.span(), "a list of texts");
                Vec::new()
            }
        }
    }

    pub(super) fn text(&mut self, value: &Value<'_>, form: Form) -> Option<Located<String>> {
        let Some(text) = value.get_ref().as_str() else {
            self.expected(value.span(), "a text");
            return None;
        };
        let (is_right, what) = match form {
            Form::Text => (true, ""),
            Form::Name => (syn::parse_str::<syn::Ident>(text).is_ok(), "a Rust name"),
            Form::Path => (syn::parse_str::<syn::Path>(text).is_ok(), "a Rust path"),
        };
        if !is_right {
            self.expected(value.span(), what);
            return None;
        }
        Some(Located {
            value: text.to_owned(),
            place: Some(self.source.place(value.span().start)),
        })
    }

    pub(super) fn flag(&mut self, value: &Value<'_>, flag: &mut bool) {
        match value.get_ref().as_bool() {
            Some(given) => *flag = given,
            None => self.expected(value.span(), "`true` or `false`"),
        }
    }

    pub(super) fn table<'v, 'i>(&mut self, value: &'v Value<'i>) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.expected(value.span(), "a table");
        }
        table
    }

    pub(super) fn located(&self, key: &Key<'_>) -> Located<String> {
        Located {
            value: key.get_ref().to_string(),
            place: Some(self.source.place(key.span().start)),
        }
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(super) fn expected(&mut self, span: Range<usize>, what: &str) {
        let place = self.source.place(span.start);
        self.diagnostics.push(Diagnostic::new(
            Severity::Error,
            place,
            format!("expected {what}"),
        ));
    }

    pub(super) fn unknown_key(&mut self, key: &Key<'_>, known: &[&str]) {
        let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("unknown key `{}`", key.get_ref());
        let place = self.source.place(key.span().start);
        let diagnostic = Diagnostic::new(Severity::Error, place, message);
        self.diagnostics
            .push(diagnostic.with_help(format!("the keys here are {}", known.join(", "))));
    }
}
