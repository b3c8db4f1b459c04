//! The characters of a message: from bytes to text.

use std::fmt;

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Undecodable {
    /// The encoding is not known here.
    Unsupported(String),
    /// The bytes are not in the encoding; the number of the first that is not.
    Invalid(&'static str, usize),
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsupported(name) => write!(f, "the encoding {name:?} is not supported"),
            Self::Invalid(name, at) => write!(f, "byte {at} is not {name}"),
        }
    }
}

impl std::error::Error for Undecodable {}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// ISO 8859-1 as the web reads it: Windows-1252.
    Latin,
}

/// The characters of 0x80 to 0x9F in Windows-1252; those that it does not define stand for themselves.
const WINDOWS_1252: [char; 32] = [
    '\u{20AC}', '\u{81}', '\u{201A}', '\u{192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{2C6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8D}', '\u{17D}', '\u{8F}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{2DC}', '\u{2122}', '\u{161}', '\u{203A}', '\u{153}', '\u{9D}', '\u{17E}', '\u{178}',
];

/// The text of a message.
///
/// The encoding is that of a byte order mark, or else the charset of the content type, or else that of the XML declaration, or
/// else UTF-8. UTF-8, UTF-16, US-ASCII, ISO 8859-1 and Windows-1252 are known.
pub(crate) fn decode(bytes: Vec<u8>, charset: Option<&str>) -> Result<String, Undecodable> {
    match encoding_of(&bytes, charset)? {
        Encoding::Utf8 => String::from_utf8(bytes)
            .map_err(|error| Undecodable::Invalid("UTF-8", error.utf8_error().valid_up_to())),
        Encoding::Utf16Le => decode_utf16(&bytes, u16::from_le_bytes),
        Encoding::Utf16Be => decode_utf16(&bytes, u16::from_be_bytes),
        Encoding::Latin => Ok(bytes.iter().map(|byte| latin(*byte)).collect()),
    }
}

fn encoding_of(bytes: &[u8], charset: Option<&str>) -> Result<Encoding, Undecodable> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return Ok(Encoding::Utf8),
        [0xFF, 0xFE, ..] => return Ok(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Ok(Encoding::Utf16Be),
        [b'<', 0, ..] => return Ok(Encoding::Utf16Le),
        [0, b'<', ..] => return Ok(Encoding::Utf16Be),
        _ => {}
    }
    match charset.or_else(|| declared(bytes)) {
        Some(name) => named(name),
        None => Ok(Encoding::Utf8),
    }
}

/// The encoding of a name. UTF-16 was known by its first bytes: what only says that it is was saved from text, as UTF-8.
fn named(name: &str) -> Result<Encoding, Undecodable> {
    match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "us-ascii" | "ascii" => Ok(Encoding::Utf8),
        "utf-16" | "utf-16be" | "utf-16le" => Ok(Encoding::Utf8),
        "iso-8859-1" | "latin1" | "windows-1252" => Ok(Encoding::Latin),
        _ => Err(Undecodable::Unsupported(name.to_owned())),
    }
}

/// The encoding that an XML declaration in ASCII names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let start = bytes.get(..bytes.len().min(200))?;
    let end = start.windows(2).position(|two| two == b"?>")?;
    let declaration = std::str::from_utf8(&start[..end]).ok()?;
    let declaration = declaration.strip_prefix("<?xml")?;
    let value = declaration
        .split_once("encoding")?
        .1
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next()
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Undecodable> {
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(Undecodable::Invalid("UTF-16", bytes.len() - 1));
    }
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut at = 0;
    for unit in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        let character = unit.map_err(|_| Undecodable::Invalid("UTF-16", at))?;
        at += 2 * character.len_utf16();
        text.push(character);
    }
    Ok(text)
}

fn latin(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_counts_before_a_charset_and_that_before_the_declaration() {
        let declared = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xC3\xA9</a>".to_vec();
        assert!(decode(declared.clone(), None).unwrap().contains("Ã©"));
        assert!(
            decode(declared.clone(), Some("UTF-8"))
                .unwrap()
                .contains("é")
        );
        let marked = [b"\xEF\xBB\xBF".as_slice(), &declared].concat();
        assert!(decode(marked, Some("iso-8859-1")).unwrap().contains("é"));
    }

    #[test]
    fn utf_16_is_read_in_either_order_with_or_without_a_mark() {
        let text = "<a>é€😀</a>";
        for mark in ["", "\u{feff}"] {
            let marked = format!("{mark}{text}");
            let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decode(little, Some("utf-16")).unwrap(), marked);
            assert_eq!(decode(big, Some("utf-16")).unwrap(), marked);
        }
    }

    #[test]
    fn the_first_byte_that_is_wrong_is_named() {
        let error = decode(b"<a>\xE9</a>".to_vec(), None).unwrap_err();
        assert_eq!(error.to_string(), "byte 3 is not UTF-8");
        let error = decode(b"<a/>".to_vec(), Some("ebcdic")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the encoding \"ebcdic\" is not supported"
        );
    }

    #[test]
    fn latin_text_is_read_as_windows_1252() {
        assert_eq!(
            decode(b"\x80\xE9".to_vec(), Some("ISO-8859-1")).unwrap(),
            "€é"
        );
    }
}
