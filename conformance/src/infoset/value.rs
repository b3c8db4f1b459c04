//! Whether two texts are the same value of a type.

use castile_codegen::model::{Builtin, Model, QName, TypeId, Variety, WhiteSpace};
use roxmltree::Node;

use super::calendar::{canonical_date, canonical_duration, has_form};
use super::resolve;

/// A text and where it stands: the names in it have their namespaces from there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexical<'a, 'n, 'i> {
    pub(super) text: &'a str,
    pub(super) node: Node<'n, 'i>,
}

/// A value of an atomic type, in one form for each.
#[derive(Debug, PartialEq, Eq)]
enum Canonical {
    Text(String),
    Name(QName),
}

/// Whether two texts are the same value of a simple type.
pub(super) fn is_same(
    model: &Model,
    ty: TypeId,
    left: Lexical<'_, '_, '_>,
    right: Lexical<'_, '_, '_>,
) -> bool {
    match model.variety(ty) {
        Some(Variety::Atomic(builtin)) => {
            let space = white_space(model, ty, builtin);
            let (one, other) = (normalise(left.text, space), normalise(right.text, space));
            let left = Lexical { text: &one, ..left };
            let right = Lexical {
                text: &other,
                ..right
            };
            is_same_atom(builtin, left, right)
        }
        Some(Variety::List(item)) => {
            let one: Vec<&str> = left.text.split_ascii_whitespace().collect();
            let other: Vec<&str> = right.text.split_ascii_whitespace().collect();
            let mut items = one.iter().zip(&other);
            one.len() == other.len()
                && items.all(|(one, other)| {
                    let left = Lexical { text: one, ..left };
                    let right = Lexical {
                        text: other,
                        ..right
                    };
                    is_same(model, item, left, right)
                })
        }
        Some(Variety::Union(members)) => is_same_of_union(model, &members, left, right),
        None => left.text == right.text,
    }
}

/// Whether a text is a value of a simple type, by its form and, where it enumerates texts, by these.
pub(super) fn is_value(model: &Model, ty: TypeId, lexical: Lexical<'_, '_, '_>) -> bool {
    match model.variety(ty) {
        Some(Variety::Atomic(builtin)) => {
            let text = normalise(lexical.text, white_space(model, ty, builtin));
            let text = Lexical {
                text: &text,
                ..lexical
            };
            let is_integer = builtin.primitive() == Builtin::Decimal && builtin != Builtin::Decimal;
            let enumerated = model.enumeration(ty);
            canonical(builtin, text).is_some()
                && !(is_integer && text.text.contains('.'))
                && (enumerated.is_empty()
                    || enumerated
                        .iter()
                        .any(|value| value.value.trim_ascii() == text.text.trim_ascii()))
        }
        Some(Variety::List(item)) => {
            let mut items = lexical.text.split_ascii_whitespace();
            items.all(|text| is_value(model, item, Lexical { text, ..lexical }))
        }
        Some(Variety::Union(members)) => {
            let mut members = members.iter();
            members.any(|member| is_value(model, *member, lexical))
        }
        None => true,
    }
}

/// A value of a union is one of its first member that takes it. Which that is, is plain only where the members are built in: other
/// members have facets, and then the texts must be equal but for white space.
fn is_same_of_union(
    model: &Model,
    members: &[TypeId],
    left: Lexical<'_, '_, '_>,
    right: Lexical<'_, '_, '_>,
) -> bool {
    let trimmed = Lexical {
        text: left.text.trim_ascii(),
        ..left
    };
    let first = members.iter().find(|member| match model.variety(**member) {
        Some(Variety::Atomic(builtin)) => canonical(builtin, trimmed).is_some(),
        _ => true,
    });
    match first {
        Some(member) if is_plain(model, *member) => is_same(model, *member, left, right),
        _ => {
            normalise(left.text, WhiteSpace::Collapse)
                == normalise(right.text, WhiteSpace::Collapse)
        }
    }
}

/// Whether a type is built in, or one of names: their prefixes may change.
fn is_plain(model: &Model, ty: TypeId) -> bool {
    match model.variety(ty) {
        Some(Variety::Atomic(builtin)) => {
            model.simple(ty).is_none() || matches!(builtin, Builtin::QName | Builtin::Notation)
        }
        Some(Variety::List(item)) => is_plain(model, item),
        Some(Variety::Union(members)) => members.iter().all(|member| is_plain(model, *member)),
        None => false,
    }
}

fn is_same_atom(builtin: Builtin, left: Lexical<'_, '_, '_>, right: Lexical<'_, '_, '_>) -> bool {
    match (canonical(builtin, left), canonical(builtin, right)) {
        (Some(left), Some(right)) => left == right,
        _ => left.text == right.text,
    }
}

/// The one form of a value; `None` if the text is none.
fn canonical(builtin: Builtin, lexical: Lexical<'_, '_, '_>) -> Option<Canonical> {
    let text = lexical.text;
    let canonical = match builtin.primitive() {
        Builtin::Boolean => match text {
            "true" | "1" => "true".to_owned(),
            "false" | "0" => "false".to_owned(),
            _ => return None,
        },
        Builtin::Decimal => canonical_decimal(text)?,
        Builtin::Float => canonical_float::<f32>(text)?.to_string(),
        Builtin::Double => canonical_float::<f64>(text)?.to_string(),
        Builtin::Duration => canonical_duration(text)?,
        Builtin::DateTime
        | Builtin::Time
        | Builtin::Date
        | Builtin::GYearMonth
        | Builtin::GYear => has_form(builtin.primitive(), text).then(|| canonical_date(text))?,
        Builtin::GMonthDay | Builtin::GDay | Builtin::GMonth => {
            text.starts_with("--").then(|| canonical_date(text))?
        }
        Builtin::HexBinary => {
            let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hex.then(|| text.to_ascii_uppercase())?
        }
        Builtin::Base64Binary => text.split_ascii_whitespace().collect(),
        Builtin::QName | Builtin::Notation if text.is_empty() => return None,
        Builtin::QName | Builtin::Notation => {
            return resolve(lexical.node, text).map(Canonical::Name);
        }
        _ => text.to_owned(),
    };
    Some(Canonical::Text(canonical))
}

/// A decimal without a plus, and without zeros that say nothing.
fn canonical_decimal(text: &str) -> Option<String> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    Some(match (whole, fraction) {
        ("", "") => "0".to_owned(),
        _ => format!("{sign}{whole}.{fraction}"),
    })
}

/// A float in Rust's form, which is the shortest that reads back as the same value.
fn canonical_float<F: std::str::FromStr + ToString>(text: &str) -> Option<String> {
    // What is beyond the largest number is infinite, in whatever form it is written.
    let shown = |value: F| match value.to_string().as_str() {
        "inf" => "INF".to_owned(),
        "-inf" => "-INF".to_owned(),
        finite => finite.to_owned(),
    };
    match text {
        "INF" | "-INF" | "NaN" => Some(text.to_owned()),
        _ if text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')) =>
        {
            text.parse::<F>().ok().map(shown)
        }
        _ => None,
    }
}

/// `whiteSpace` of a type: as it says, or the nearest type that it is derived from.
fn white_space(model: &Model, ty: TypeId, builtin: Builtin) -> WhiteSpace {
    let mut current = ty;
    while let Some(simple) = model.simple(current) {
        if let Some(space) = simple.facets.white_space {
            return space;
        }
        current = simple.base;
    }
    match builtin {
        Builtin::String | Builtin::AnySimpleType => WhiteSpace::Preserve,
        Builtin::NormalizedString => WhiteSpace::Replace,
        _ => WhiteSpace::Collapse,
    }
}

fn normalise(text: &str, space: WhiteSpace) -> String {
    match space {
        WhiteSpace::Preserve => text.to_owned(),
        WhiteSpace::Replace => text.replace(['\t', '\n', '\r'], " "),
        WhiteSpace::Collapse => text.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;

    fn same(builtin: Builtin, left: &str, right: &str) -> bool {
        let document =
            Document::parse("<a xmlns:p='urn:a' xmlns:q='urn:a'/>").expect("it is well-formed");
        let node = document.root_element();
        let left = Lexical { text: left, node };
        let right = Lexical { text: right, node };
        is_same_atom(builtin, left, right)
    }

    #[test]
    fn values_are_compared_and_not_texts() {
        assert!(same(Builtin::Double, "1.0", "1"));
        assert!(same(Builtin::Double, "1E2", "100"));
        assert!(same(Builtin::Double, "28364477384374416E294", "INF"));
        assert!(!same(Builtin::Double, "1E308", "INF"));
        assert!(same(Builtin::Decimal, "+01.50", "1.5"));
        assert!(same(Builtin::Boolean, "1", "true"));
        assert!(same(Builtin::QName, "p:x", "q:x"));
        assert!(same(Builtin::HexBinary, "0a", "0A"));
    }

    #[test]
    fn different_values_differ() {
        assert!(!same(Builtin::Double, "0", "-0"));
        assert!(!same(Builtin::String, "1.0", "1"));
        assert!(!same(Builtin::Decimal, "10", "1"));
        assert!(!same(Builtin::QName, "p:x", "x"));
        assert!(!same(
            Builtin::DateTime,
            "2000-01-01T00:00:00Z",
            "2000-01-01T00:00:00"
        ));
    }
}
