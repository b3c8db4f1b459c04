//! Text in JSON: what must be escaped, found eight bytes at a time.

use std::fmt::Write;

/// Appends text with what JSON wants escaped in the short form, or else as `\u001f`.
#[inline]
pub(super) fn push_escaped(text: &str, out: &mut String) {
    match clean_length(text.as_bytes()) {
        clean if clean == text.len() => out.push_str(text),
        clean => push_unclean(text, clean, out),
    }
}

/// Appends text whose first special byte is known.
#[cold]
fn push_unclean(mut text: &str, mut clean: usize, out: &mut String) {
    loop {
        out.push_str(&text[..clean]);
        let Some(special) = text.as_bytes().get(clean) else {
            return;
        };
        match special {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            0x08 => out.push_str("\\b"),
            0x0c => out.push_str("\\f"),
            control => {
                let pushed = write!(out, "\\u{control:04x}");
                debug_assert!(pushed.is_ok(), "writing to a string does not fail");
            }
        }
        text = &text[clean + 1..];
        clean = clean_length(text.as_bytes());
    }
}

/// How many bytes need no escape, looking at eight of them at once.
#[inline]
fn clean_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((chunk, after)) = rest.split_first_chunk()
        && !has_special(*chunk)
    {
        rest = after;
    }
    // The last eight bytes overlap with those before, which saves looking at each of them.
    if rest.len() < 8
        && let Some(last) = bytes.last_chunk()
        && !has_special(*last)
    {
        return bytes.len();
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    let clean = rest.iter().position(special).unwrap_or(rest.len());
    bytes.len() - rest.len() + clean
}

/// Whether one of eight bytes is a quotation mark, a backslash or a control character.
#[inline]
fn has_special(bytes: [u8; 8]) -> bool {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES * 0x80;
    let word = u64::from_ne_bytes(bytes);
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (zero(quote) | zero(backslash) | control) & HIGH != 0
}
