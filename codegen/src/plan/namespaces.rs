//! The constants that hold namespaces.

use std::collections::HashMap;

use super::item::NamespaceConstant;
use super::scope::Scope;
use super::words;
use crate::settings::Settings;

/// The namespace constants of a module, made as they are needed.
#[derive(Debug)]
pub(super) struct Namespaces<'s> {
    settings: &'s Settings,
    names: HashMap<String, String>,
    constants: Vec<NamespaceConstant>,
}

impl<'s> Namespaces<'s> {
    pub(super) fn new(settings: &'s Settings) -> Self {
        Self {
            settings,
            names: HashMap::new(),
            constants: Vec::new(),
        }
    }

    /// The constant of a namespace; `None` for none.
    pub(super) fn constant(&mut self, uri: Option<&str>, scope: &mut Scope) -> Option<String> {
        let uri = uri?;
        if let Some(name) = self.names.get(uri) {
            return Some(name.clone());
        }
        let chosen = self
            .settings
            .prefixes
            .iter()
            .find(|(namespace, _)| namespace.value == uri);
        let wanted = chosen.map_or_else(
            || words::constant(&subject(uri)),
            |(_, name)| words::constant(name),
        );
        let name = scope.claim_exact(&wanted);
        self.names.insert(uri.to_owned(), name.clone());
        self.constants.push(NamespaceConstant {
            name: name.clone(),
            uri: uri.to_owned(),
        });
        Some(name)
    }

    /// All constants that were asked for, in the order of their names.
    pub(super) fn into_constants(mut self) -> Vec<NamespaceConstant> {
        self.constants
            .sort_by(|left, right| left.name.cmp(&right.name));
        self.constants
    }
}

/// The part of a namespace that says what it is about: its last part that is no version or date, or its host's name.
pub(super) fn subject(uri: &str) -> String {
    let without_scheme = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let mut parts: Vec<&str> = without_scheme
        .split(['/', '#', ':'])
        .filter(|part| !part.is_empty())
        .collect();
    let host = if uri.contains("://") && !parts.is_empty() {
        parts.remove(0)
    } else {
        ""
    };
    let telling = parts.iter().rev().find(|part| !is_version(part));
    let label = host
        .split('.')
        .find(|label| *label != "www")
        .unwrap_or(host);
    telling.map_or(label, |part| part).to_owned()
}

/// Whether a part is a version, a number or a date: `v13`, `2003`, `1.0`.
fn is_version(part: &str) -> bool {
    let digits = part.trim_start_matches(['v', 'V']);
    !digits.is_empty()
        && digits
            .chars()
            .all(|character| character.is_ascii_digit() || matches!(character, '.' | '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_namespace_is_named_after_what_it_is_about() {
        let table = [
            (
                "https://bingads.microsoft.com/CampaignManagement/v13",
                "CampaignManagement",
            ),
            (
                "https://bingads.microsoft.com/Customer/v13/Entities",
                "Entities",
            ),
            (
                "http://schemas.microsoft.com/2003/10/Serialization/Arrays",
                "Arrays",
            ),
            (
                "http://schemas.datacontract.org/2004/07/System.Collections.Generic",
                "System.Collections.Generic",
            ),
            ("https://adapi.microsoft.com", "adapi"),
            ("http://www.example.org/", "example"),
            ("urn:example:orders:v1", "orders"),
            ("http://example.org/ns#1.0", "ns"),
        ];
        for (uri, expected) in table {
            assert_eq!(subject(uri), expected, "{uri}");
        }
    }
}
