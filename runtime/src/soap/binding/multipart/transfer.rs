//! The encodings of parts for their transfer.

use crate::value::Base64Binary;

/// The bytes of a part; `None` if the encoding is not known, or they are not in it.
///
/// Source: RFC 2045, 6.
pub(super) fn decode(encoding: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "binary" | "8bit" | "7bit" => Some(bytes.to_vec()),
        "base64" => {
            let text = std::str::from_utf8(bytes).ok()?;
            Base64Binary::parse(text).ok().map(|binary| binary.0)
        }
        "quoted-printable" => quoted_printable(bytes),
        _ => None,
    }
}

fn quoted_printable(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, behind)) = rest.split_first() {
        rest = match (first, behind) {
            (b'=', [b'\r', b'\n', behind @ ..] | [b'\n', behind @ ..]) => behind,
            (b'=', [high, low, behind @ ..]) => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let value = digit(*high)? << 4 | digit(*low)?;
                plain.push(u8::try_from(value).ok()?);
                behind
            }
            (b'=', _) => return None,
            (byte, behind) => {
                plain.push(byte);
                behind
            }
        };
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_bytes_back() {
        assert_eq!(decode("8bit", b"\xE9=").unwrap(), b"\xE9=");
        assert_eq!(decode("Base64", b"YW\r\nJj\r\n").unwrap(), b"abc");
        assert_eq!(
            decode("quoted-printable", b"a=3D=\r\nb=\nc").unwrap(),
            b"a=bc"
        );
        for (encoding, bytes) in [("base64", "Y"), ("quoted-printable", "=4"), ("x-uue", "a")] {
            assert_eq!(decode(encoding, bytes.as_bytes()), None, "{encoding}");
        }
    }
}
