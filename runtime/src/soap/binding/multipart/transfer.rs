//! The encodings of parts for their transfer.

use crate::value::Base64Binary;

/// How a part is encoded for its transfer.
///
/// Source: RFC 2045, 6.
pub(super) enum Transfer {
    Plain,
    /// With what is left of a group of four characters.
    Base64(Vec<u8>),
    /// Base64 whose padding has come.
    Padded,
    /// With a sign of equality that what follows gives a meaning, and the character behind it.
    QuotedPrintable(Vec<u8>),
}

impl Transfer {
    /// The encoding of that name; `None` if it is not known.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "" | "binary" | "8bit" | "7bit" => Some(Self::Plain),
            "base64" => Some(Self::Base64(Vec::new())),
            "quoted-printable" => Some(Self::QuotedPrintable(Vec::new())),
            _ => None,
        }
    }

    /// The bytes of the next piece, as far as they are known; `None` if it is not in the encoding.
    pub(super) fn decode(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Plain => Some(bytes.to_vec()),
            Self::Base64(left) => {
                left.extend(bytes.iter().filter(|byte| !is_space(**byte)));
                let whole = left.len() / 4 * 4;
                let text = std::str::from_utf8(&left[..whole]).ok()?;
                let is_padded = text.ends_with('=');
                let plain = Base64Binary::parse(text).ok()?.0;
                left.drain(..whole);
                match (is_padded, left.is_empty()) {
                    (true, true) => *self = Self::Padded,
                    (true, false) => return None,
                    (false, _) => {}
                }
                Some(plain)
            }
            Self::Padded => bytes.iter().all(|byte| is_space(*byte)).then(Vec::new),
            Self::QuotedPrintable(left) => {
                left.extend_from_slice(bytes);
                let last_two = left.len().saturating_sub(2);
                let open = left[last_two..].iter().position(|byte| *byte == b'=');
                let whole = open.map_or(left.len(), |at| last_two + at);
                // A line feed behind it is all that follows.
                let whole = match left.ends_with(b"=\n") {
                    true => left.len(),
                    false => whole,
                };
                let plain = quoted_printable(&left[..whole])?;
                left.drain(..whole);
                Some(plain)
            }
        }
    }

    /// `None` if the part may not end here.
    pub(super) fn finish(&self) -> Option<()> {
        match self {
            Self::Base64(left) | Self::QuotedPrintable(left) if !left.is_empty() => None,
            _ => Some(()),
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
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

    /// The bytes of a part that comes in pieces of that size.
    fn decode(encoding: &str, bytes: &[u8], size: usize) -> Option<Vec<u8>> {
        let mut transfer = Transfer::named(encoding)?;
        let mut plain = Vec::new();
        for piece in bytes.chunks(size) {
            plain.extend(transfer.decode(piece)?);
        }
        transfer.finish().map(|()| plain)
    }

    #[test]
    fn every_encoding_gives_the_bytes_back_in_pieces_of_any_size() {
        for size in 1..10 {
            let plain = |encoding: &str, bytes: &[u8]| decode(encoding, bytes, size).unwrap();
            assert_eq!(plain("8bit", b"\xE9="), b"\xE9=");
            assert_eq!(plain("Base64", b"YW\r\nJj\r\n"), b"abc");
            assert_eq!(plain("base64", b"YWJjZA==\r\n"), b"abcd");
            assert_eq!(plain("quoted-printable", b"a=3D=\r\nb=\nc"), b"a=bc");
            for (encoding, bytes) in [
                ("base64", "Y"),
                ("base64", "YQ==YWJj"),
                ("base64", "YQ==Y"),
                ("base64", "YWJ\u{c}j"),
                ("quoted-printable", "=4"),
                ("quoted-printable", "a="),
                ("quoted-printable", "=4="),
                ("quoted-printable", "==\n"),
                ("x-uue", "a"),
            ] {
                let found = decode(encoding, bytes.as_bytes(), size);
                assert_eq!(found, None, "{encoding} {bytes}");
            }
        }
    }
}
