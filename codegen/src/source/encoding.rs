//! From the bytes of a file to its text.

/// Bytes that are no text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Undecodable {
    /// What could be decoded before them.
    pub(crate) before: String,
    /// One line that says what is wrong.
    pub(crate) cause: String,
}

/// Decodes an XML file: UTF-8 with or without a byte order mark, UTF-16 with one, ISO-8859-1 and US-ASCII where declared.
///
/// # Errors
///
/// If the bytes are not in the encoding that they begin with or declare.
///
/// Source: XML 1.0, appendix F.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, Undecodable> {
    if let Some(cause) = super::foreign::of_bytes(&bytes) {
        return Err(Undecodable {
            before: String::new(),
            cause: cause.to_owned(),
        });
    }
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest.to_vec()),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0, b'<', 0, _, ..] => utf16(&bytes, u16::from_be_bytes),
        [b'<', 0, _, 0, ..] => utf16(&bytes, u16::from_le_bytes),
        _ => declared(bytes),
    }
}

fn declared(bytes: Vec<u8>) -> Result<String, Undecodable> {
    let Some(encoding) = declared_encoding(&bytes) else {
        return utf8(bytes);
    };
    match encoding.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "us-ascii" | "ascii" => utf8(bytes),
        "iso-8859-1" | "latin1" | "latin-1" => Ok(bytes.into_iter().map(char::from).collect()),
        "windows-1252" | "cp1252" => Ok(bytes.into_iter().map(windows_1252).collect()),
        // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
        "utf-16" | "unicode" => utf8(bytes),
        _ => utf8(bytes).map_err(|error| Undecodable {
            cause: format!("the encoding `{encoding}` is not supported; save the file as UTF-8"),
            ..error
        }),
    }
}

/// The encoding named in the XML declaration, which is ASCII in every encoding that comes here.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(256)];
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(head.get(..end)?)
        .ok()?
        .strip_prefix("<?xml")?;
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
    value[1..]
        .split_once(quote)
        .map(|(encoding, _)| encoding.to_owned())
}

fn utf8(bytes: Vec<u8>) -> Result<String, Undecodable> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        Undecodable {
            before,
            cause: format!("byte {good} of the file is not UTF-8"),
        }
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Undecodable> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let units = pairs.iter().map(|pair| unit(*pair));
    for character in char::decode_utf16(units).chain((!rest.is_empty()).then_some(Ok('\u{FFFD}'))) {
        match character {
            Ok(character) if character != '\u{FFFD}' => text.push(character),
            _ => {
                let cause = "the file is not well-formed UTF-16".to_owned();
                return Err(Undecodable {
                    before: text,
                    cause,
                });
            }
        }
    }
    Ok(text)
}

/// The characters of windows-1252 in the range 0x80 to 0x9F; the others are those of ISO-8859-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_file(order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{FEFF}<a>ü</a>".encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let latin1 = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xFC</a>".to_vec();
        assert_eq!(decode("\u{FEFF}<a>ü</a>".into()), Ok("<a>ü</a>".to_owned()));
        assert_eq!(
            decode(utf16_file(u16::to_le_bytes)),
            Ok("<a>ü</a>".to_owned())
        );
        assert_eq!(
            decode(utf16_file(u16::to_be_bytes)),
            Ok("<a>ü</a>".to_owned())
        );
        assert!(decode(latin1).is_ok_and(|text| text.ends_with("<a>ü</a>")));
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_refused() {
        let error = decode(b"<a>\xFC</a>".to_vec());
        let cause = "byte 3 of the file is not UTF-8".to_owned();
        assert_eq!(
            error,
            Err(Undecodable {
                before: "<a>".to_owned(),
                cause
            })
        );
    }
}
