//! Email addresses and phone numbers, brought into their documented form and hashed.
//!
//! Source: Microsoft Advertising help, "Enhanced conversions" (6/18/2026), section "Format and hash the data"; the
//! form of a phone number is ITU-T E.164.

use sha2::{Digest, Sha256};
use std::fmt::{self, Write};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The fewest digits that a number with its country code has anywhere.
const FEWEST_PHONE_DIGITS: usize = 7;
/// The most digits that E.164 allows, the country code among them.
const MOST_PHONE_DIGITS: usize = 15;

/// The SHA-256 hash of an email address in its [documented form](normalized_email), for `HashedEmailAddress`.
///
/// ```
/// use msads::conversions::hash::email;
///
/// assert_eq!(email(" Ex.Ample+news@Outlook.com ")?, email("example@outlook.com")?);
/// # Ok::<(), msads::conversions::hash::NotHashable>(())
/// ```
///
/// # Errors
///
/// [`NotHashable`] if the text is no email address.
pub fn email(address: &str) -> Result<String, NotHashable> {
    normalized_email(address).map(|address| sha256(&address))
}

/// The SHA-256 hash of a phone number in its [documented form](normalized_phone), for `HashedPhoneNumber`.
///
/// # Errors
///
/// [`NotHashable`] if the text is no phone number with its country code.
pub fn phone(number: &str) -> Result<String, NotHashable> {
    normalized_phone(number).map(|number| sha256(&number))
}

/// An email address in the form that Microsoft documents for hashing.
///
/// Lower case, without spaces, without accents; before the `@` without periods and without a `+` and what follows it.
///
/// # Errors
///
/// [`NotHashable`] if there is not one `@` with text before it, or no period inside what follows it.
pub fn normalized_email(address: &str) -> Result<String, NotHashable> {
    let plain: String = address
        .nfd()
        .filter(|character| !is_combining_mark(*character) && !character.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let (name, domain) = plain
        .split_once('@')
        .ok_or(NotHashable("an email address has an `@`"))?;
    let name: String = name
        .split('+')
        .next()
        .unwrap_or(name)
        .chars()
        .filter(|character| *character != '.')
        .collect();
    if name.is_empty() {
        return Err(NotHashable("an email address has a name before the `@`"));
    }
    if domain.contains('@') {
        return Err(NotHashable("an email address has one `@`"));
    }
    if domain.split('.').count() < 2 || domain.split('.').any(str::is_empty) {
        return Err(NotHashable(
            "an email address has a domain such as `outlook.com` after the `@`",
        ));
    }
    Ok(format!("{name}@{domain}"))
}

/// A phone number as E.164 writes it: `+`, country code, number, and nothing between them.
///
/// Spaces, hyphens, periods, slashes and parentheses are taken out. Nothing is added: a country code is not guessed.
///
/// # Errors
///
/// [`NotHashable`] if it does not start with `+` and a country code, has a trunk prefix in parentheses, other
/// characters, or fewer than 7 or more than 15 digits.
pub fn normalized_phone(number: &str) -> Result<String, NotHashable> {
    if number.contains("(0)") {
        return Err(NotHashable(
            "a phone number with its country code has no `(0)`",
        ));
    }
    let plain: String = number
        .chars()
        .filter(|character| {
            !character.is_whitespace() && !matches!(character, '-' | '.' | '/' | '(' | ')')
        })
        .collect();
    let digits = plain.strip_prefix('+').ok_or(NotHashable(
        "a phone number starts with `+` and the country code",
    ))?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotHashable("a phone number has digits only after the `+`"));
    }
    if digits.starts_with('0') {
        return Err(NotHashable("a country code does not start with 0"));
    }
    if !(FEWEST_PHONE_DIGITS..=MOST_PHONE_DIGITS).contains(&digits.len()) {
        return Err(NotHashable("a phone number has 7 to 15 digits"));
    }
    Ok(plain)
}

/// Whether a text is a SHA-256 hash as the service takes it: 64 hex digits, of either case.
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Bytes as lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a String does not fail");
            text
        })
}

/// Why a text cannot be hashed. It says what is missing and never repeats the text, which is personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotHashable(&'static str);

impl fmt::Display for NotHashable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl std::error::Error for NotHashable {}

#[cfg(test)]
mod tests {
    use super::{email, is_hash, normalized_email, normalized_phone, phone};

    #[test]
    fn email_addresses_take_the_documented_form() {
        for (written, form) in [
            ("name+withplus@outlook.com", "name@outlook.com"),
            ("ex.ample@outlook.com", "example@outlook.com"),
            ("  Example@Contoso.COM\n", "example@contoso.com"),
            ("exa mple@contoso.com", "example@contoso.com"),
            ("\u{e0}ndr\u{e9}@contoso.com", "andre@contoso.com"),
            ("a\u{300}@b.c.d", "a@b.c.d"),
            (".x.+a+b@sub.domain.co.uk", "x@sub.domain.co.uk"),
        ] {
            assert_eq!(normalized_email(written).as_deref(), Ok(form), "{written}");
        }
    }

    #[test]
    fn what_is_no_email_address_is_not_hashed() {
        for written in [
            "",
            "name",
            "@contoso.com",
            "+x@contoso.com",
            "a@b",
            "a@b.",
            "a@.b",
            "a@b..c",
            "a@b@c.d",
        ] {
            assert!(normalized_email(written).is_err(), "{written}");
        }
    }

    #[test]
    fn phone_numbers_take_the_form_of_e_164() {
        for (written, form) in [
            ("+14255551234", "+14255551234"),
            (" +1 (425) 555-1234 ", "+14255551234"),
            ("+49.30/123456", "+4930123456"),
        ] {
            assert_eq!(normalized_phone(written).as_deref(), Ok(form), "{written}");
        }
        for written in [
            "",
            "4255551234",
            "0049301234567",
            "+0123456789",
            "+49 (0)30 123456",
            "+1x5551234",
            "+123",
            "+1234567890123456",
        ] {
            assert!(normalized_phone(written).is_err(), "{written}");
        }
    }

    /// Reference values: `printf %s TEXT | sha256sum`.
    #[test]
    fn hashes_are_lower_case_hex_of_sha_256() {
        assert_eq!(
            email("Example@Contoso.com").as_deref(),
            Ok("eec6fed9c1fa8b721636baba1b8943d0833833c573384f93b1aefd8d9476bd5e")
        );
        assert_eq!(
            phone("+1 425-555-1234").as_deref(),
            Ok("c59475d96e9f01d7d18d06cfad84dd02333207f02c0c2c5663ef2782cda0390e")
        );
    }

    #[test]
    fn a_hash_is_64_hex_digits() {
        assert!(is_hash(&"aF".repeat(32)));
        assert!(!is_hash(&"a".repeat(63)));
        assert!(!is_hash(&"g".repeat(64)));
    }
}
