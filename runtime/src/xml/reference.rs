//! References to characters and to the five entities that need no declaration.

use super::options::ControlReferences;
use crate::value::text::forbidden_char;

impl ControlReferences {
    /// The character that a reference stands for; `name` is the text between `&` and `;`.
    ///
    /// Source: XML 1.0, 4.1 and 4.6.
    pub(super) fn resolve(self, name: &str) -> Result<char, String> {
        let digits = match name {
            "amp" => return Ok('&'),
            "lt" => return Ok('<'),
            "gt" => return Ok('>'),
            "quot" => return Ok('"'),
            "apos" => return Ok('\''),
            _ => name.strip_prefix('#'),
        };
        let Some(digits) = digits else {
            let name: String = name.chars().take(40).collect();
            return Err(format!("the entity `&{name};` is not declared"));
        };
        let code = match digits.strip_prefix('x') {
            Some(digits) => parse(digits, 16),
            None => parse(digits, 10),
        };
        let Some(character) = code.and_then(char::from_u32) else {
            let name: String = name.chars().take(40).collect();
            return Err(format!("`&{name};` is no character"));
        };
        let forbidden = forbidden_char(character.encode_utf8(&mut [0; 4])).is_some();
        if forbidden && self == Self::Refuse {
            return Err(format!(
                "XML 1.0 forbids the character U+{:04X}",
                u32::from(character)
            ));
        }
        Ok(character)
    }
}

/// Digits alone, without the sign that the standard library takes.
fn parse(digits: &str, radix: u32) -> Option<u32> {
    let all = digits.chars().all(|digit| digit.is_digit(radix));
    if all {
        u32::from_str_radix(digits, radix).ok()
    } else {
        None
    }
}
