//! The form of a schema set in JSON.

use super::value::{Form, Reader, Value};
use super::{Settings, TypeSettings};

/// How 64-bit integers are written in JSON. Either form is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Integers64 {
    /// As numbers.
    #[default]
    Number,
    /// As strings, for readers that hold numbers in doubles.
    Text,
}

/// The form of the types in JSON, beside the discriminators of single types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct JsonSettings {
    /// How 64-bit integers are written.
    pub integers64: Integers64,
    /// What stands between the items of a list that is written as one string; `None` for arrays.
    pub list_separator: Option<String>,
    /// The member that says which of several subtypes an object is; `None` for `$type`. With it, every type of a hierarchy has it
    /// wherever it stands; without, only where subtypes are possible.
    pub discriminator: Option<String>,
}

impl Reader<'_> {
    /// Reads the section `json`.
    pub(super) fn json(&mut self, value: &Value<'_>, settings: &mut Settings) {
        let Some(table) = self.table(value) else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "integers64" => settings.json.integers64 = self.integers64(value),
                "list_separator" => settings.json.list_separator = self.plain_text(value),
                "discriminator" => settings.json.discriminator = self.plain_text(value),
                "discriminators" => settings.types.append(&mut self.discriminators(value)),
                _ => self.unknown_key(
                    key,
                    &[
                        "discriminator",
                        "discriminators",
                        "integers64",
                        "list_separator",
                    ],
                ),
            }
        }
    }

    fn plain_text(&mut self, value: &Value<'_>) -> Option<String> {
        self.text(value, Form::Text).map(|text| text.value)
    }

    fn integers64(&mut self, value: &Value<'_>) -> Integers64 {
        match value.get_ref().as_str() {
            Some("number") => Integers64::Number,
            Some("text") => Integers64::Text,
            _ => {
                self.expected(value.span(), "`number` or `text`");
                Integers64::default()
            }
        }
    }

    /// Values of discriminators by the names of types.
    fn discriminators(&mut self, value: &Value<'_>) -> Vec<TypeSettings> {
        let Some(table) = self.table(value) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (key, value) in table {
            let mut settings = TypeSettings::new(self.located(key));
            settings.discriminator = self.plain_text(value);
            found.push(settings);
        }
        found
    }
}
