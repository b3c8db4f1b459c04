//! Escapes of text and attribute values, as a data-contract serialiser writes them.

use super::block::{are_plain, plain_length};
use super::error::{Error, ErrorKind};
use crate::value::text::forbidden_char;

/// Appends text between tags: `<`, `>`, `&` and carriage returns are escaped, all else is as it is.
///
/// One pass finds both what is escaped and what is forbidden.
pub(crate) fn push_text(text: &str, out: &mut String) -> Result<(), Error> {
    if are_plain::<b'>'>(text.as_bytes()) {
        out.push_str(text);
        return Ok(());
    }
    push_escaping_text(text, out)
}

/// Apart, so that a text without escapes needs no registers for them.
#[inline(never)]
fn push_escaping_text(text: &str, out: &mut String) -> Result<(), Error> {
    let plain = plain_length::<b'>'>(text.as_bytes());
    push_escaping(text, plain, out, |byte| match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'&' => Some("&amp;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    })
}

/// Appends an attribute's value, to stand between double quotes.
pub(crate) fn push_attribute(text: &str, out: &mut String) -> Result<(), Error> {
    push_escaping(text, 0, out, |byte| match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'&' => Some("&amp;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#x9;"),
        b'\n' => Some("&#xA;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    })
}

/// Appends a namespace, to stand between double quotes. It comes from a schema or was checked, and holds nothing that
/// XML forbids.
pub(crate) fn push_uri(uri: &str, out: &mut String) {
    for character in uri.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            other => out.push(other),
        }
    }
}

/// Appends text of which the bytes before `plain` need no escape, and are allowed.
fn push_escaping(
    text: &str,
    plain: usize,
    out: &mut String,
    escape: impl Fn(u8) -> Option<&'static str>,
) -> Result<(), Error> {
    if let Some((at, character)) = forbidden_char(&text[plain..]) {
        let message = format!(
            "XML 1.0 cannot carry the character U+{:04X} (at byte {} of the text)",
            u32::from(character),
            plain + at
        );
        return Err(Error::new(ErrorKind::ForbiddenCharacter, message));
    }
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate().skip(plain) {
        if let Some(escaped) = escape(byte) {
            out.push_str(&text[copied..at]);
            out.push_str(escaped);
            copied = at + 1;
        }
    }
    out.push_str(&text[copied..]);
    Ok(())
}
