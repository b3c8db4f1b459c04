//! From bytes to text: which encoding a document is in, and its characters.

use std::borrow::Cow;

use super::declaration;
use super::error::{Error, ErrorKind};

/// The encodings that documents are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Ascii,
    Latin1,
    Windows1252,
}

/// The text of a document in bytes, without a byte order mark.
///
/// The encoding is that of the byte order mark, or else `charset`, which a message's content type names, or else what the XML
/// declaration says, or else UTF-8. Known are UTF-8, UTF-16 (which is known by its first character, too), US-ASCII, ISO-8859-1 and
/// Windows-1252. Text in UTF-8 is borrowed.
///
/// ```
/// let text = castile::xml::decode(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>", None)?;
/// assert!(text.ends_with("<a>é</a>"));
/// # Ok::<(), castile::xml::Error>(())
/// ```
///
/// # Errors
///
/// [`Error`] of the kind [`ErrorKind::Encoding`] if the encoding is another, or the bytes are not in it; then with the position of
/// the first that is not.
///
/// Source: XML 1.0, 4.3.3 and appendix F; RFC 7303, 3.
pub fn decode<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Cow<'b, str>, Error> {
    let (encoding, bytes) = recognise(bytes, charset)?;
    encoding.decode(bytes)
}

impl Encoding {
    /// The text of bytes in this encoding.
    pub(super) fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
        match self {
            Self::Utf8 => decode_utf8(bytes).map(Cow::Borrowed),
            Self::Ascii => match bytes.iter().position(|byte| !byte.is_ascii()) {
                None => decode_utf8(bytes).map(Cow::Borrowed),
                Some(at) => Err(wrong("US-ASCII", decode_utf8(&bytes[..at])?)),
            },
            Self::Utf16LittleEndian => decode_utf16(bytes, u16::from_le_bytes).map(Cow::Owned),
            Self::Utf16BigEndian => decode_utf16(bytes, u16::from_be_bytes).map(Cow::Owned),
            Self::Latin1 => Ok(Cow::Owned(
                bytes.iter().map(|&byte| char::from(byte)).collect(),
            )),
            Self::Windows1252 => decode_windows_1252(bytes).map(Cow::Owned),
        }
    }

    /// How many of the bytes do not end within a character, if they are in this encoding.
    pub(super) fn whole_characters(self, bytes: &[u8]) -> usize {
        match self {
            Self::Utf8 => match std::str::from_utf8(bytes) {
                // Without a length, the bytes at the end may become a character.
                Err(error) if error.error_len().is_none() => error.valid_up_to(),
                _ => bytes.len(),
            },
            Self::Utf16LittleEndian => whole_units(bytes, u16::from_le_bytes),
            Self::Utf16BigEndian => whole_units(bytes, u16::from_be_bytes),
            Self::Ascii | Self::Latin1 | Self::Windows1252 => bytes.len(),
        }
    }
}

/// The bytes of whole units, without a first half of a pair at their end.
fn whole_units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> usize {
    let (units, _) = bytes.as_chunks::<2>();
    let halves = units
        .last()
        .is_some_and(|&last| matches!(unit(last), 0xD800..=0xDBFF));
    2 * (units.len() - usize::from(halves))
}

/// The encoding, and the bytes behind a byte order mark.
pub(super) fn recognise<'b>(
    bytes: &'b [u8],
    charset: Option<&str>,
) -> Result<(Encoding, &'b [u8]), Error> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return Ok((Encoding::Utf8, rest)),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return Err(unsupported("UTF-32")),
        [0xFF, 0xFE, rest @ ..] => return Ok((Encoding::Utf16LittleEndian, rest)),
        [0xFE, 0xFF, rest @ ..] => return Ok((Encoding::Utf16BigEndian, rest)),
        _ => {}
    }
    // Nothing else that is XML begins so.
    match bytes {
        [b'<', 0, ..] => return Ok((Encoding::Utf16LittleEndian, bytes)),
        [0, b'<', ..] => return Ok((Encoding::Utf16BigEndian, bytes)),
        _ => {}
    }
    let encoding = match charset {
        Some(charset) => named(charset.trim_matches(['"', '\'', ' ']))?,
        None => match declared(bytes) {
            Some(declared) => match named(declared)? {
                // The declaration itself was read byte by byte.
                Encoding::Utf16LittleEndian | Encoding::Utf16BigEndian => {
                    return Err(wrong("UTF-16", ""));
                }
                encoding => encoding,
            },
            None => Encoding::Utf8,
        },
    };
    Ok((encoding, bytes))
}

/// The encoding of a name, in any case.
fn named(name: &str) -> Result<Encoding, Error> {
    match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => Ok(Encoding::Utf8),
        "us-ascii" | "ascii" | "iso646-us" | "ansi_x3.4-1968" => Ok(Encoding::Ascii),
        "iso-8859-1" | "iso_8859-1" | "latin1" | "l1" => Ok(Encoding::Latin1),
        "windows-1252" | "cp1252" => Ok(Encoding::Windows1252),
        "utf-16le" => Ok(Encoding::Utf16LittleEndian),
        // Without a byte order mark, RFC 2781 says, it is this one.
        "utf-16be" | "utf-16" => Ok(Encoding::Utf16BigEndian),
        _ => Err(unsupported(name)),
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|&byte| byte == b'>')?;
    let (declaration, _) = bytes.split_at_checked(end + b"<?xml>".len())?;
    declaration::encoding(std::str::from_utf8(declaration).ok()?)
}

fn decode_utf8(bytes: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(bytes).map_err(|error| {
        let (valid, _) = bytes.split_at(error.valid_up_to());
        wrong("UTF-8", std::str::from_utf8(valid).unwrap_or_default())
    })
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Error> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(wrong("UTF-16", &text)),
        }
    }
    if rest.is_empty() {
        Ok(text)
    } else {
        Err(wrong("UTF-16", &text))
    }
}

/// The characters of 0x80 to 0x9F in Windows-1252; a zero for those that it does not define.
const WINDOWS_1252: [u16; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
];

fn decode_windows_1252(bytes: &[u8]) -> Result<String, Error> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for &byte in bytes {
        let character = match byte {
            0x80..=0x9F => match WINDOWS_1252[usize::from(byte - 0x80)] {
                0 => None,
                code => char::from_u32(code.into()),
            },
            other => Some(char::from(other)),
        };
        match character {
            Some(character) => text.push(character),
            None => return Err(wrong("Windows-1252", &text)),
        }
    }
    Ok(text)
}

#[cold]
fn unsupported(name: &str) -> Error {
    let name: String = name.chars().take(40).collect();
    Error::new(
        ErrorKind::Encoding,
        format!("the encoding {name:?} is not supported"),
    )
}

/// The error of bytes that are not in the encoding, behind the text that is.
#[cold]
fn wrong(encoding: &str, before: &str) -> Error {
    let message = format!("the document is not in {encoding}, as it says");
    Error::new(ErrorKind::Encoding, message)
        .at(before.len())
        .locate(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_byte_order_mark_counts_before_a_charset_and_that_before_the_declaration() {
        let declared = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xC3\xA9</a>";
        assert!(decode(declared, None).unwrap().contains("Ã©"));
        assert!(decode(declared, Some("\"UTF-8\"")).unwrap().contains("é"));
        let marked = [b"\xEF\xBB\xBF".as_slice(), declared].concat();
        let text = decode(&marked, Some("iso-8859-1")).unwrap();
        assert!(text.starts_with("<?xml") && text.contains('é'));
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "<a>é€😀</a>";
        let marked = format!("\u{feff}{text}");
        let cases = [
            (text.as_bytes().to_vec(), None),
            (marked.as_bytes().to_vec(), None),
            (utf16(&marked, u16::to_le_bytes), None),
            (utf16(&marked, u16::to_be_bytes), Some("utf-8")),
            (utf16(text, u16::to_le_bytes), Some("UTF-16LE")),
            (utf16(text, u16::to_le_bytes), Some("utf-16")),
            (utf16(text, u16::to_be_bytes), None),
            (utf16(text, u16::to_be_bytes), Some("UTF-16")),
        ];
        for (bytes, charset) in cases {
            assert_eq!(decode(&bytes, charset).unwrap(), text, "{charset:?}");
        }
        assert_eq!(decode(b"\x80 \xE9", Some("windows-1252")).unwrap(), "€ é");
        assert_eq!(decode(b"\x80 \xE9", Some("Latin1")).unwrap(), "\u{80} é");
        assert_eq!(decode(b"<a/>", Some("us-ascii")).unwrap(), "<a/>");
    }

    #[test]
    fn bytes_that_are_not_in_the_encoding_are_located() {
        type Case<'c> = (&'c [u8], Option<&'c str>, Option<(usize, usize)>);
        let cases: [Case<'_>; 8] = [
            (b"<a>\n\xC3\xA9\xFF</a>", None, Some((2, 2))),
            (b"<a>\xE9</a>", Some("us-ascii"), Some((1, 4))),
            (b"<a>\x81</a>", Some("cp1252"), Some((1, 4))),
            (b"\xFF\xFE<\0a\0\0\xD8", None, Some((1, 3))),
            (b"\xFF\xFE<\0a\0/", None, Some((1, 3))),
            (
                b"<?xml version='1.0' encoding='utf-16'?><a/>",
                None,
                Some((1, 1)),
            ),
            (
                b"<?xml version='1.0' encoding='EBCDIC-CP-FR'?><a/>",
                None,
                None,
            ),
            (b"\xFF\xFE\0\0<\0\0\0", None, None),
        ];
        for (bytes, charset, position) in cases {
            let error = decode(bytes, charset).expect_err("not in the encoding");
            assert_eq!(error.kind(), ErrorKind::Encoding, "{bytes:?}");
            assert_eq!(error.position(), position, "{bytes:?}");
        }
    }
}
