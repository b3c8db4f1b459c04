//! The lexical forms of the simpler types.

use crate::model::Builtin;
use crate::schema::{is_language, is_ncname, is_reference};

pub(super) fn read_boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

pub(super) fn read_double(text: &str) -> Option<f64> {
    match text {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        _ if is_number(text) => text.parse().ok(),
        _ => None,
    }
}

pub(super) fn read_float(text: &str) -> Option<f32> {
    match text {
        "INF" => Some(f32::INFINITY),
        "-INF" => Some(f32::NEG_INFINITY),
        "NaN" => Some(f32::NAN),
        _ if is_number(text) => text.parse().ok(),
        _ => None,
    }
}

/// Whether a text has only what numbers with an exponent have; Rust would also take words.
fn is_number(text: &str) -> bool {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let is_part =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    has_digit && text.bytes().all(is_part)
}

pub(super) fn read_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let pairs = digits?;
    let bytes = pairs.chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    });
    bytes.collect()
}

/// Reads base 64, blanks between its characters left out.
pub(super) fn read_base64(text: &str) -> Option<Vec<u8>> {
    let text: String = text.chars().filter(|character| *character != ' ').collect();
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let data = text.trim_end_matches('=');
    let padding = text.len() - data.len();
    let sextets: Option<Vec<u32>> = data.bytes().map(sextet).collect();
    let sextets = sextets?;
    let is_right = match padding {
        0 => true,
        1 => sextets.last().is_some_and(|last| last % 4 == 0),
        2 => sextets.last().is_some_and(|last| last % 16 == 0),
        _ => false,
    };
    is_right.then(|| {
        let groups = sextets.chunks(4).flat_map(|group| {
            let bits =
                group.iter().fold(0, |bits, sextet| bits << 6 | sextet) << (6 * (4 - group.len()));
            bits.to_be_bytes()[1..group.len()].to_vec()
        });
        groups.collect()
    })
}

fn sextet(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

/// Whether a text is in the lexical space of a type of characters.
pub(super) fn is_text_of(builtin: Builtin, text: &str) -> bool {
    match builtin {
        Builtin::Language => is_language(text),
        Builtin::NmToken => !text.is_empty() && text.chars().all(is_name_character),
        Builtin::Name => is_ncname(&text.replace(':', "_")),
        Builtin::NcName | Builtin::Id | Builtin::IdRef | Builtin::Entity => is_ncname(text),
        Builtin::AnyUri => is_reference(text),
        _ => true,
    }
}

fn is_name_character(character: char) -> bool {
    character == ':' || is_ncname(&format!("_{character}"))
}
