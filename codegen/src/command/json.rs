//! JSON as the command prints it.

use std::fmt;

use castile_codegen::diagnostic::{Diagnostic, Severity};

/// A value, written.
#[derive(Debug)]
pub(super) struct Json(String);

impl Json {
    pub(super) fn text(text: &str) -> Self {
        let mut json = String::from("\"");
        for character in text.chars() {
            match character {
                '"' => json.push_str("\\\""),
                '\\' => json.push_str("\\\\"),
                '\n' => json.push_str("\\n"),
                control if control < ' ' => {
                    json.push_str(&format!("\\u{:04x}", u32::from(control)))
                }
                other => json.push(other),
            }
        }
        json.push('"');
        Self(json)
    }

    pub(super) fn number(number: usize) -> Self {
        Self(number.to_string())
    }

    pub(super) fn array(items: impl IntoIterator<Item = Self>) -> Self {
        let items: Vec<String> = items.into_iter().map(|item| item.0).collect();
        Self(format!("[{}]", items.join(",")))
    }

    pub(super) fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        let members = members.map(|(name, value)| format!("{}:{value}", Self::text(name)));
        Self(format!("{{{}}}", members.join(",")))
    }
}

impl fmt::Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// What was found wrong or left out: severity, place, message, and help where there is any.
pub(super) fn diagnostics_json(diagnostics: &[Diagnostic]) -> Json {
    Json::array(diagnostics.iter().map(|diagnostic| {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Unsupported => "unsupported",
            Severity::Broken => "broken",
            _ => "note",
        };
        let help = diagnostic.help.as_deref();
        Json::object([
            ("severity", Json::text(severity)),
            ("file", Json::text(&diagnostic.place.file)),
            ("line", Json::number(diagnostic.place.line as usize)),
            ("column", Json::number(diagnostic.place.column as usize)),
            ("message", Json::text(&diagnostic.message)),
            (
                "help",
                help.map_or_else(|| Json("null".to_owned()), Json::text),
            ),
        ])
    }))
}
