//! Reads settings from a TOML file.

use std::path::Path;
use std::sync::Arc;

use toml::de::DeTable;

use super::value::{Form, Key, Reader, Value};
use super::{DocumentSettings, Settings, TypeSettings};
use crate::diagnostic::{Diagnostic, Error, Severity};
use crate::source::{Place, SourceText};

impl Settings {
    /// Reads settings from a TOML file; files named in it are relative to its folder.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or is no TOML, an unknown key, a value of the wrong kind, a name that is none in Rust; each
    /// with its place.
    pub fn read(file: &Path) -> Result<Self, Error> {
        let shown: Arc<str> = file.to_string_lossy().replace('\\', "/").into();
        let text = std::fs::read_to_string(file).map_err(|error| {
            Diagnostic::new(
                Severity::Error,
                Place::start_of(&shown),
                format!("the settings cannot be read: {error}"),
            )
        })?;
        let folder = file.parent().unwrap_or(Path::new(""));
        Self::parse(&text, &shown, folder)
    }

    /// Reads settings from text; `file` is what diagnostics call it, `folder` is where relative files start.
    ///
    /// # Errors
    ///
    /// As [`Settings::read`].
    pub fn parse(text: &str, file: &str, folder: &Path) -> Result<Self, Error> {
        let source = SourceText::new(file.into(), text.to_owned());
        let table = DeTable::parse(text).map_err(|error| {
            let place = source.place(error.span().map_or(0, |span| span.start));
            Diagnostic::new(Severity::Error, place, error.message().to_owned())
        })?;
        let mut reader = Reader {
            source: &source,
            folder,
            diagnostics: Vec::new(),
        };
        let settings = reader.settings(table.get_ref());
        if reader.diagnostics.is_empty() {
            Ok(settings)
        } else {
            Err(Error::new(reader.diagnostics))
        }
    }
}

const KEYS: &[&str] = &[
    "arguments",
    "catalog",
    "client",
    "collapse_arrays",
    "derives",
    "document",
    "json",
    "operations",
    "prefixes",
    "registry",
    "renamed_operations",
    "server",
    "shared_module",
    "strict",
    "types",
    "validation",
];

const TYPE_KEYS: &[&str] = &[
    "derives",
    "discriminator",
    "discriminator_aliases",
    "fields",
    "rename",
    "replace",
    "variants",
];

impl Reader<'_> {
    fn settings(&mut self, table: &DeTable<'_>) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "arguments" => self.flag(value, &mut settings.arguments),
                "catalog" => {
                    settings.catalog = self
                        .text(value, Form::Text)
                        .map(|file| self.file(&file.value))
                }
                "client" => self.flag(value, &mut settings.client),
                "collapse_arrays" => self.flag(value, &mut settings.collapse_arrays),
                "derives" => settings.derives = self.texts(value, Form::Path),
                "document" => settings.documents = self.documents(value),
                "json" => self.json(value, &mut settings),
                "operations" => settings.operations = self.texts(value, Form::Text),
                "prefixes" => settings.prefixes = self.renames(value),
                "registry" => self.flag(value, &mut settings.registry),
                "renamed_operations" => settings.renamed_operations = self.renames(value),
                "server" => self.flag(value, &mut settings.server),
                "shared_module" => {
                    if let Some(name) = self.text(value, Form::Name) {
                        settings.shared_module = name.value;
                    }
                }
                "strict" => self.flag(value, &mut settings.strict),
                "types" => settings.types.append(&mut self.types(value)),
                "validation" => self.flag(value, &mut settings.validation),
                _ => self.unknown_key(key, KEYS),
            }
        }
        settings
    }

    fn documents(&mut self, value: &Value<'_>) -> Vec<DocumentSettings> {
        let Some(list) = value.get_ref().as_array() else {
            self.expected(
                value.span(),
                "documents, each a `[[document]]` with a `file`",
            );
            return Vec::new();
        };
        list.iter()
            .filter_map(|entry| self.document(entry))
            .collect()
    }

    fn document(&mut self, value: &Value<'_>) -> Option<DocumentSettings> {
        let table = self.table(value)?;
        let mut file = None;
        let mut module = None;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "file" => file = self.text(value, Form::Text),
                "module" => module = self.text(value, Form::Name),
                _ => self.unknown_key(key, &["file", "module"]),
            }
        }
        if file.is_none() {
            self.expected(value.span(), "a `file`");
        }
        let file = self.file(&file?.value);
        Some(DocumentSettings {
            file,
            module: module.map(|module| module.value),
        })
    }

    fn types(&mut self, value: &Value<'_>) -> Vec<TypeSettings> {
        let Some(table) = self.table(value) else {
            return Vec::new();
        };
        table
            .iter()
            .map(|(key, value)| self.ty(key, value))
            .collect()
    }

    fn ty(&mut self, key: &Key<'_>, value: &Value<'_>) -> TypeSettings {
        let mut settings = TypeSettings::new(self.located(key));
        let Some(table) = self.table(value) else {
            return settings;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "rename" => settings.rename = self.text(value, Form::Name).map(|name| name.value),
                "replace" => settings.replace = self.text(value, Form::Path).map(|path| path.value),
                "derives" => {
                    settings.derives = self
                        .texts(value, Form::Path)
                        .into_iter()
                        .map(|path| path.value)
                        .collect()
                }
                "fields" => settings.fields = self.renames(value),
                "variants" => settings.variants = self.renames(value),
                "discriminator" => {
                    settings.discriminator = self.text(value, Form::Text).map(|text| text.value)
                }
                "discriminator_aliases" => {
                    let texts = self.texts(value, Form::Text).into_iter();
                    settings.discriminator_aliases = texts.map(|text| text.value).collect()
                }
                _ => self.unknown_key(key, TYPE_KEYS),
            }
        }
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Integers64;

    fn parse(text: &str) -> Result<Settings, Error> {
        Settings::parse(text, "castile.toml", Path::new("schemas"))
    }

    #[test]
    fn every_setting_is_read() {
        let settings = parse(
            r#"
            catalog = "catalog.tsv"
            registry = true
            operations = ["Get"]
            derives = ["serde::Serialize"]
            [[document]]
            file = "a.wsdl"
            module = "alpha"
            [prefixes]
            "urn:a" = "first"
            [renamed_operations]
            Get = "fetch"
            [json]
            integers64 = "text"
            list_separator = ","
            discriminator = "Type"
            discriminators = { Url = "UrlGoal" }
            [types.Thing]
            discriminator = "A"
            discriminator_aliases = ["B"]
            rename = "Item"
            fields = { Id = "identifier" }
            [types."{urn:a}Date"]
            replace = "crate::Date"
            "#,
        )
        .expect("the settings are right");
        assert_eq!(
            settings.catalog.as_deref(),
            Some(Path::new("schemas/catalog.tsv"))
        );
        assert_eq!(
            settings.documents,
            [DocumentSettings::new("schemas/a.wsdl").with_module("alpha")]
        );
        assert!(settings.registry);
        assert_eq!(settings.operations[0].value, "Get");
        assert_eq!(settings.prefixes[0].1, "first");
        assert_eq!(settings.renamed_operations[0].1, "fetch");
        assert_eq!(settings.json.integers64, Integers64::Text);
        assert_eq!(settings.json.list_separator.as_deref(), Some(","));
        assert_eq!(settings.json.discriminator.as_deref(), Some("Type"));
        assert_eq!(settings.types.len(), 3);
        let named = |name: &str| settings.types.iter().find(|ty| ty.name.value == name);
        let url = named("Url").expect("the class of a discriminator");
        assert_eq!(url.discriminator.as_deref(), Some("UrlGoal"));
        let thing = named("Thing").expect("the type");
        assert_eq!(thing.discriminator_aliases, ["B"]);
        assert_eq!(
            settings.types[1]
                .rename
                .as_deref()
                .or(settings.types[0].rename.as_deref()),
            Some("Item")
        );
    }

    #[test]
    fn mistakes_are_reported_with_their_places() {
        let table = [
            ("colour = 1", "castile.toml:1:1: unknown key `colour`"),
            (
                "strict = 1",
                "castile.toml:1:10: expected `true` or `false`",
            ),
            ("strict = ", "castile.toml:1:"),
            (
                "[json]\nintegers64 = 1",
                "castile.toml:2:14: expected `number` or `text`",
            ),
            ("[json]\nstyle = 1", "castile.toml:2:1: unknown key `style`"),
            (
                "[types.A]\nrename = \"not a name\"",
                "castile.toml:2:10: expected a Rust name",
            ),
            (
                "derives = [\"1\"]",
                "castile.toml:1:12: expected a Rust path",
            ),
            (
                "[[document]]\nmodule = \"a\"",
                "castile.toml:1:1: expected a `file`",
            ),
        ];
        for (text, expected) in table {
            let error = parse(text).expect_err(text).to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }
}
