//! Documentation of what is written.

use super::content::{GroupKind, Part, PartKind};
use super::presence::Presence;
use super::row::Occurs;
use crate::model::{Annotation, EnumerationValue, Model, ValueConstraint};

/// The schema's documentation, then a line of our own.
pub(super) fn with_schema(annotation: Option<&Annotation>, line: &str) -> String {
    match annotation.and_then(|annotation| annotation.documentation.as_deref()) {
        Some(text) => format!("{}\n\n{line}", escape(text)),
        None => line.to_owned(),
    }
}

/// A name of the schema as it is shown.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') || text.trim().is_empty() || text.contains(['\n', '\r']) {
        format!("{text:?}").replace('`', "'")
    } else {
        format!("`{text}`")
    }
}

/// The documentation of a field.
pub(super) fn field(
    model: &Model,
    part: &Part<'_>,
    presence: Presence,
    kind: Option<&str>,
) -> String {
    let name = part_name(model, part);
    let states = match part.occurs {
        _ if matches!(part.kind, PartKind::AnyAttribute(_) | PartKind::Nil) => None,
        Occurs::Once => presence.in_words(),
        Occurs::Many => Some(match presence {
            Presence::RequiredNillable | Presence::OptionalNillable => {
                "repeated, each nil or a value"
            }
            _ => "repeated",
        }),
    };
    let remarks: Vec<&str> = kind.into_iter().chain(states).collect();
    let mut line = name;
    if !remarks.is_empty() {
        line = format!("{line}: {}", remarks.join("; "));
    }
    match part.value(model) {
        ValueConstraint::None => {}
        ValueConstraint::Default(value) => {
            line = format!(
                "{line}; {} is meant where it is {}",
                code(value),
                missing(part)
            )
        }
        ValueConstraint::Fixed(value) => line = format!("{line}; always {}", code(value)),
    }
    with_schema(part.annotation(), &(line + "."))
}

/// How a part is missing where its default is meant: an element that is absent has no value at all.
///
/// Source: XML Schema Part 1, 3.3.1 and 3.2.1.
fn missing(part: &Part<'_>) -> &'static str {
    match part.kind {
        PartKind::Attribute(_) => "absent",
        _ => "empty",
    }
}

/// How the documentation speaks of a part.
pub(super) fn part_name(model: &Model, part: &Part<'_>) -> String {
    match &part.kind {
        PartKind::Attribute(attribute) => format!("Attribute {}", code(&attribute.name.local)),
        PartKind::Text(_) => "The text of the element itself".to_owned(),
        PartKind::Element(element) => code(&model[element.element].name.local),
        PartKind::Any(_) => "Any element that the schema admits here".to_owned(),
        PartKind::AnyAttribute(_) => "Any other attributes".to_owned(),
        PartKind::Nil => {
            "Whether the element is nil (`xsi:nil`): it then has its attributes and no content"
                .to_owned()
        }
        PartKind::Group(group) if group.hint == "content" => {
            "Text and elements, in their order".to_owned()
        }
        PartKind::Group(group) => {
            let names: Vec<String> = group
                .parts
                .iter()
                .map(|part| part_name(model, part))
                .collect();
            let conjunction = if group.kind == GroupKind::Choice {
                " or "
            } else {
                " and "
            };
            shorten(&names, conjunction)
        }
    }
}

/// Names in a sentence, the first few if there are many.
fn shorten(names: &[String], conjunction: &str) -> String {
    const SHOWN: usize = 4;
    match names.get(..SHOWN) {
        Some(first) if names.len() > SHOWN => format!("{}{conjunction}others", first.join(", ")),
        _ => names.join(conjunction),
    }
}

/// The documentation of a value of an enumeration.
pub(super) fn value(value: &EnumerationValue) -> String {
    let line = match value.annotation.enumeration_value() {
        Some(number) => format!("{}, number {number}.", code(&value.value)),
        None => format!("{}.", code(&value.value)),
    };
    with_schema(Some(&value.annotation), &line)
}

/// Text as it must be written for Markdown to show it as it is.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '[' | ']' | '<' | '>' | '*' | '_' | '`' | '\\' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\t' => escaped.push(' '),
            '\r' => {}
            other => escaped.push(other),
        }
    }
    let lines: Vec<&str> = escaped.lines().map(str::trim).collect();
    autolink(&lines.join("\n"))
}

/// Marks addresses as links, which is how Markdown wants them.
fn autolink(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        let trimmed = word.trim_end();
        let space = &word[trimmed.len()..];
        let address = trimmed.trim_end_matches(['.', ',', ')', ';']);
        let rest = &trimmed[address.len()..];
        let is_address = address.starts_with("http://") || address.starts_with("https://");
        if is_address {
            format!("<{}>{rest}{space}", address.replace('\\', ""))
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_documentation_is_shown_as_it_is() {
        assert_eq!(
            escape("see [this] <b>x</b>"),
            "see \\[this\\] \\<b\\>x\\</b\\>"
        );
        assert_eq!(escape("  two\n   lines"), "two\nlines");
        assert_eq!(
            escape("at https://example.org/a_b."),
            "at <https://example.org/a_b>."
        );
    }

    #[test]
    fn names_are_shown_as_code() {
        assert_eq!(code("Id"), "`Id`");
        assert_eq!(code(""), "\"\"");
        assert_eq!(code("a`b"), "\"a'b\"");
    }
}
