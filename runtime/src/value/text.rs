//! White space and the characters that XML allows.

use std::borrow::Cow;

/// Whether the byte is white space in XML: space, tab, line feed or carriage return.
#[inline]
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The text without the XML white space around it.
///
/// Other white space of Unicode stays: it is content.
#[inline]
#[must_use]
pub fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    match bytes {
        [first, .., last] if !is_space(*first) && !is_space(*last) => text,
        _ => trim_matching(text),
    }
}

#[cold]
fn trim_matching(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r'])
}

/// The facet `whiteSpace="replace"`: every tab, line feed and carriage return becomes a space.
///
/// Allocates only where there is something to replace.
#[must_use]
pub fn replace(text: &str) -> Cow<'_, str> {
    const CONTROLS: [char; 3] = ['\t', '\n', '\r'];
    if text.contains(CONTROLS) {
        Cow::Owned(text.replace(CONTROLS, " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// The facet `whiteSpace="collapse"`: white space around the text goes, runs of it inside become one space.
///
/// Allocates only where there is something to change inside the text.
#[must_use]
pub fn collapse(text: &str) -> Cow<'_, str> {
    let text = trim(text);
    if is_collapsed(text) {
        return Cow::Borrowed(text);
    }
    let mut collapsed = String::with_capacity(text.len());
    for word in words(text) {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    Cow::Owned(collapsed)
}

/// The items of an `xs:list`: the parts of the text between white space.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
}

/// Whether trimmed text has no white space but single spaces.
fn is_collapsed(text: &str) -> bool {
    let mut after_space = false;
    text.bytes().all(|byte| {
        let space = byte == b' ';
        let collapsed = !(matches!(byte, b'\t' | b'\n' | b'\r') || space && after_space);
        after_space = space;
        collapsed
    })
}

/// The first character that XML 1.0 forbids, even as a character reference, and its byte offset.
///
/// Those are the controls below U+0020 but tab, line feed and carriage return, and U+FFFE and U+FFFF.
///
/// Source: XML 1.0, production 2, `Char`.
#[must_use]
pub fn forbidden_char(text: &str) -> Option<(usize, char)> {
    const BLOCK: usize = 32;
    for (index, block) in text.as_bytes().chunks(BLOCK).enumerate() {
        // Without a branch, so that the compiler can compare all bytes at once.
        let suspect = block.iter().fold(false, |suspect, &byte| {
            suspect | (byte < b' ') | (byte == 0xEF)
        });
        if suspect && let Some(offset) = forbidden_from(text.as_bytes(), index * BLOCK, block.len())
        {
            return text[offset..]
                .chars()
                .next()
                .map(|character| (offset, character));
        }
    }
    None
}

/// The offset of the first forbidden character that starts among `length` bytes from `start`.
fn forbidden_from(bytes: &[u8], start: usize, length: usize) -> Option<usize> {
    (start..start + length).find(|&offset| match bytes[offset] {
        b'\t' | b'\n' | b'\r' => false,
        0xEF => matches!(bytes[offset..], [_, 0xBF, 0xBE | 0xBF, ..]),
        byte => byte < b' ',
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_goes_as_the_facet_says() {
        for (text, replaced, collapsed) in [
            ("", "", ""),
            (" ", " ", ""),
            ("a", "a", "a"),
            ("a b", "a b", "a b"),
            (" a\tb\r\n c ", " a b   c ", "a b c"),
            ("a  b", "a  b", "a b"),
            ("a\nb", "a b", "a b"),
            ("\u{a0}a\u{a0}", "\u{a0}a\u{a0}", "\u{a0}a\u{a0}"),
        ] {
            assert_eq!(replace(text), replaced, "{text:?}");
            assert_eq!(collapse(text), collapsed, "{text:?}");
        }
    }

    #[test]
    fn text_that_needs_no_change_is_borrowed() {
        assert!(matches!(replace("a  b"), Cow::Borrowed(_)));
        assert!(matches!(collapse(" a b\n"), Cow::Borrowed("a b")));
    }

    #[test]
    fn forbidden_characters_are_found_at_any_offset() {
        let padding = "é\t\n\r ﻿x".repeat(20);
        assert_eq!(forbidden_char(&padding), None);
        for forbidden in ['\0', '\u{1}', '\u{b}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
            for (offset, _) in padding.char_indices() {
                let mut text = padding.clone();
                text.insert(offset, forbidden);
                text.push(forbidden);
                assert_eq!(forbidden_char(&text), Some((offset, forbidden)));
            }
        }
        for allowed in [
            '\u{7f}',
            '\u{85}',
            '\u{2028}',
            '\u{feff}',
            '\u{fffd}',
            '\u{1fffe}',
            '\u{10ffff}',
        ] {
            assert_eq!(forbidden_char(&allowed.to_string()), None, "{allowed:?}");
        }
    }
}
