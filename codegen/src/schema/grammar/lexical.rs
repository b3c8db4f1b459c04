//! The forms of attribute values that no reader looks into.

use crate::schema::lexical::{is_reference, read_count};
use crate::schema::xml::trim;

/// The form of the value of an attribute.
#[derive(Clone, Copy, Debug)]
pub(super) enum Lexical {
    /// Read, or free.
    Any,
    /// Of XML Schema 1.1: nothing is lost where it is ignored.
    Newer,
    /// `true`, `false`, `1` or `0`.
    Boolean,
    /// `#all`, or a list of these words.
    Derivations(&'static [&'static str]),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A count from the first to the second.
    Count(u128, u128),
    /// An address, or a name for something.
    Reference,
    /// `##any`, `##other`, or a list of namespaces, `##targetNamespace` and `##local`.
    Namespaces,
}

impl Lexical {
    /// Checks a value as it is written.
    ///
    /// # Errors
    ///
    /// What is allowed.
    pub(super) fn check(self, value: &str) -> Result<(), String> {
        let value = trim(value);
        match self {
            Self::Any | Self::Newer => Ok(()),
            Self::Boolean => one_of(value, &["true", "false", "1", "0"]),
            Self::Word(words) => one_of(value, words),
            Self::Count(least, most) => match read_count(value) {
                Some(count) if (least..=most).contains(&count) => Ok(()),
                _ => Err(format!("allowed are the counts from {least} to {most}")),
            },
            Self::Reference => match is_reference(value) {
                true => Ok(()),
                false => Err("allowed are references (`xs:anyURI`)".to_owned()),
            },
            Self::Derivations(words) => {
                let is_known = |word: &str| words.contains(&word);
                match value == "#all" || value.split_ascii_whitespace().all(is_known) {
                    true => Ok(()),
                    false => Err(format!("allowed are `#all` or a list of {}", quoted(words))),
                }
            }
            Self::Namespaces => check_namespaces(value),
        }
    }
}

fn one_of(value: &str, words: &[&str]) -> Result<(), String> {
    match words.contains(&value) {
        true => Ok(()),
        false => Err(format!("allowed are {}", quoted(words))),
    }
}

fn quoted(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

fn check_namespaces(value: &str) -> Result<(), String> {
    let is_listed =
        |word: &str| matches!(word, "##targetNamespace" | "##local") || !word.starts_with("##");
    let is_right =
        matches!(value, "##any" | "##other") || value.split_ascii_whitespace().all(is_listed);
    match is_right {
        true => Ok(()),
        false => Err(
            "allowed are `##any`, `##other`, or a list of namespaces, `##targetNamespace` and `##local`"
                .to_owned(),
        ),
    }
}
