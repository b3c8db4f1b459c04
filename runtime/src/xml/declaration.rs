//! The XML declaration: `<?xml version="1.0" encoding="utf-8" standalone="yes"?>`.

use crate::value::text::trim;

/// Checks what stands between `<?xml` and `?>`.
///
/// Source: XML 1.0, productions 23 to 26, 32, 80 and 81.
pub(super) fn check(content: &str) -> Result<(), &'static str> {
    let Some((version, mut rest)) = part(content, "version") else {
        return Err("an XML declaration has no version");
    };
    let minor = version.strip_prefix("1.").unwrap_or_default();
    if minor.is_empty() || !minor.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err("the version of an XML declaration is not 1.0");
    }
    if let Some((encoding, behind)) = part(rest, "encoding") {
        rest = behind;
        if !is_encoding_name(encoding) {
            return Err("the encoding of an XML declaration is no name");
        }
    }
    if let Some((standalone, behind)) = part(rest, "standalone") {
        rest = behind;
        if !matches!(standalone, "yes" | "no") {
            return Err("`standalone` is neither `yes` nor `no`");
        }
    }
    if trim(rest).is_empty() {
        Ok(())
    } else {
        Err("an XML declaration holds something unknown")
    }
}

/// The encoding that the declaration at the start of a text names.
pub(super) fn encoding(text: &str) -> Option<&str> {
    let content = text.strip_prefix("<?xml")?.split_once("?>")?.0;
    let (_, rest) = part(content, "version")?;
    Some(part(rest, "encoding")?.0)
}

/// The value of the part of that name, if the text begins with it behind white space; and the text behind it.
fn part<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let start = text.trim_start_matches([' ', '\t', '\r', '\n']);
    if start.len() == text.len() {
        return None;
    }
    let equals = trim_start(start.strip_prefix(name)?).strip_prefix('=')?;
    let quoted = trim_start(equals);
    let quote = quoted.chars().next().filter(|q| matches!(q, '"' | '\''))?;
    quoted[1..].split_once(quote)
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
}

fn is_encoding_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}
