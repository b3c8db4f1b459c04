//! The characters of a message: from bytes to text.

use std::borrow::Cow;

use crate::xml::{Error, decode};

/// The text of a message, without a byte order mark; `charset` is that of the content type.
///
/// What only says that it is in UTF-16, in its content type or its declaration, and begins like an XML text in single bytes, was
/// saved from a text in memory: it is read as UTF-8.
pub(crate) fn text_of(bytes: Vec<u8>, charset: Option<&str>) -> Result<String, Error> {
    let charset = match claims_utf_16(&bytes, charset) {
        true => Some("utf-8"),
        false => charset,
    };
    let whole = bytes.len();
    match decode(&bytes, charset)? {
        Cow::Owned(text) => Ok(text),
        Cow::Borrowed(text) if text.len() < whole => Ok(text.to_owned()),
        // All of it is text, as it was just seen: this takes the bytes over without a copy.
        Cow::Borrowed(_) => Ok(String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())),
    }
}

fn claims_utf_16(bytes: &[u8], charset: Option<&str>) -> bool {
    let start = match bytes {
        [b'<', second, ..] if *second != 0 => &bytes[..bytes.len().min(100)],
        _ => return false,
    };
    let claim = match charset {
        Some(charset) => charset.trim_matches(['"', '\'', ' ']).as_bytes(),
        None => match start.windows(2).position(|two| two == b"?>") {
            Some(end) if start.starts_with(b"<?xml") => &start[..end],
            _ => return false,
        },
    };
    let claim = claim.to_ascii_lowercase();
    claim.windows(6).any(|part| part == b"utf-16")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_says_that_it_is_utf_16_is_read_as_utf_8() {
        let declared = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é</a>";
        for charset in [None, Some("utf-16"), Some("utf-8")] {
            let text = text_of(declared.as_bytes().to_vec(), charset).unwrap();
            assert_eq!(text, declared, "{charset:?}");
        }
        let real: Vec<u8> = "<a>é</a>"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(text_of(real, Some("utf-16")).unwrap(), "<a>é</a>");
    }

    #[test]
    fn a_byte_order_mark_goes_away_and_nothing_else() {
        for text in ["<a>é</a>", "\u{feff}<a>é</a>"] {
            let read = text_of(text.as_bytes().to_vec(), None).unwrap();
            assert_eq!(read, "<a>é</a>");
        }
    }
}
