//! `xs:base64Binary` and `xs:hexBinary`.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::Lexical;
use super::lexical::{Reason, atomic};
use super::text::trim;

/// Padding is required; bits that the last character has too many are ignored, as .NET does.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireCanonical),
);

/// Bytes that are written as base64: `AQIDBA==`.
///
/// White space inside the text is taken; padding is required.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64Binary(pub Vec<u8>);

impl Base64Binary {
    /// Reads an `xs:base64Binary`.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text has other characters or is not padded to a multiple of four.
    ///
    /// Source: XML Schema Part 2, 3.2.16.
    pub fn parse(text: &str) -> Result<Self, Lexical> {
        let trimmed = trim(text);
        BASE64
            .decode(trimmed)
            .or_else(|_| BASE64.decode(without_space(trimmed)))
            .map(Self)
            .map_err(|_| Lexical::new(text, "base64Binary"))
    }

    /// Appends the text of the value, without line breaks.
    pub fn write(&self, out: &mut String) {
        Self::write_bytes(&self.0, out);
    }

    /// Appends the text of bytes.
    pub(crate) fn write_bytes(bytes: &[u8], out: &mut String) {
        BASE64.encode_string(bytes, out);
    }
}

atomic!(Base64Binary, "base64Binary");

fn without_space(text: &str) -> Vec<u8> {
    text.bytes()
        .filter(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
        .collect()
}

/// Bytes that are written as hexadecimal digits: `0AFF`.
///
/// Digits are read in either case and written in upper case.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HexBinary(pub Vec<u8>);

impl HexBinary {
    /// Reads an `xs:hexBinary`.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text has other characters than hexadecimal digits, or an odd number of them.
    ///
    /// Source: XML Schema Part 2, 3.2.15.
    pub fn parse(text: &str) -> Result<Self, Lexical> {
        decode_hex(trim(text).as_bytes())
            .map(Self)
            .map_err(|reason| Lexical::because(text, "hexBinary", reason))
    }

    /// Appends the text of the value.
    pub fn write(&self, out: &mut String) {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        out.reserve(self.0.len() * 2);
        for byte in &self.0 {
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

atomic!(HexBinary, "hexBinary");

fn decode_hex(digits: &[u8]) -> Result<Vec<u8>, Reason> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let (pairs, odd) = digits.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(Some("the number of digits is odd"));
    }
    pairs
        .iter()
        .map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?))
        .collect::<Option<_>>()
        .ok_or(None)
}

macro_rules! bytes {
    ($($type:ident)*) => {$(
        impl From<Vec<u8>> for $type {
            fn from(bytes: Vec<u8>) -> Self {
                Self(bytes)
            }
        }

        impl From<&[u8]> for $type {
            fn from(bytes: &[u8]) -> Self {
                Self(bytes.to_vec())
            }
        }

        impl<const N: usize> From<[u8; N]> for $type {
            fn from(bytes: [u8; N]) -> Self {
                Self(bytes.to_vec())
            }
        }

        impl From<$type> for Vec<u8> {
            fn from(binary: $type) -> Self {
                binary.0
            }
        }

        impl AsRef<[u8]> for $type {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl std::ops::Deref for $type {
            type Target = [u8];

            fn deref(&self) -> &[u8] {
                &self.0
            }
        }
    )*};
}

bytes! { Base64Binary HexBinary }
