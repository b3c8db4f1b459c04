//! What is hidden in JSON, which need not be well-formed.

use super::{MASK, Redaction, Secrets};

/// Whether a text is to be taken for JSON.
pub(super) fn is_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with(['{', '['])
}

/// The values of hidden members, as they are written and as they are meant.
pub(super) fn hidden_values(redaction: &Redaction, text: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut at = 0;
    while let Some(part) = next_part(redaction, text, at) {
        at = part.end;
        let written = text[part.start..part.end].trim_matches('"');
        // What any message may hold is no secret.
        if part.is_hidden && !matches!(written, "null" | "true" | "false") {
            values.push(written.to_owned());
            values.push(unescape(written));
        }
    }
    values
}

/// The text with the values of hidden members masked, and the secrets in its strings, however they are escaped.
pub(super) fn mask(redaction: &Redaction, text: &str, secrets: &Secrets) -> String {
    let mut masked = String::with_capacity(text.len());
    let (mut copied, mut at) = (0, 0);
    while let Some(part) = next_part(redaction, text, at) {
        at = part.end;
        let written = &text[part.start..part.end];
        let shown = match part.is_hidden {
            true => hidden(written),
            false => revised(written, secrets),
        };
        if let Some(shown) = shown {
            masked.push_str(&text[copied..part.start]);
            masked.push_str(&shown);
            copied = part.end;
        }
    }
    masked.push_str(&text[copied..]);
    masked
}

/// A part of a text.
struct Part {
    start: usize,
    end: usize,
    /// Whether it is the value of a hidden member; what stands between two quotes if not.
    is_hidden: bool,
}

/// The part behind the next quote. Every quote may begin a name, so that nothing malformed before it matters.
fn next_part(redaction: &Redaction, text: &str, from: usize) -> Option<Part> {
    let start = from + text[from..].find('"')? + 1;
    let end = string_end(text, start);
    let shown = Part {
        start,
        end,
        is_hidden: false,
    };
    let after = blank_end(text, end + 1);
    let is_name = text.get(after..).is_some_and(|rest| rest.starts_with(':'));
    if !is_name || !redaction.hides_name(&unescape(&text[start..end])) {
        return Some(shown);
    }
    let start = blank_end(text, after + 1);
    Some(Part {
        start,
        end: value_end(text, start),
        is_hidden: true,
    })
}

/// What is shown in place of a hidden value; `None` where nothing is hidden.
fn hidden(value: &str) -> Option<String> {
    if matches!(value, "" | "null" | "\"\"" | "\"") {
        return None;
    }
    let is_cut_off = value.starts_with('"') && string_end(value, 1) == value.len();
    Some(match is_cut_off {
        true => format!("\"{MASK}"),
        false => format!("\"{MASK}\""),
    })
}

/// The content of a string without secrets; `None` where it has none.
fn revised(content: &str, secrets: &Secrets) -> Option<String> {
    if !content.contains('\\') {
        // What is written as it is meant is found with the rest of the text.
        return None;
    }
    let meant = unescape(content);
    secrets
        .are_in(&meant)
        .then(|| escape(&secrets.mask(&meant)))
}

/// Where a string ends that goes on at `from`: at its quote, or with the text.
fn string_end(text: &str, from: usize) -> usize {
    let mut is_escaped = false;
    for (index, byte) in text.as_bytes()[from..].iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return from + index,
            _ => {}
        }
    }
    text.len()
}

/// Where the blanks end that begin at `from`.
fn blank_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    text.len() - rest.trim_start().len()
}

/// Where a value ends that begins at `from`; with the text if it has no end.
fn value_end(text: &str, from: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = from;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'"' => {
                at = (string_end(text, at + 1) + 1).min(text.len());
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The text that the content of a string stands for. What is no escape is taken as it is.
fn unescape(content: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some(character) = rest.chars().next() {
        let (unit, length) = match character {
            '\\' => escaped(&rest[1..]),
            _ => (None, 0),
        };
        match unit {
            Some(unit) => {
                units.push(unit);
                rest = &rest[1 + length..];
            }
            None => {
                units.extend_from_slice(character.encode_utf16(&mut [0; 2]));
                rest = &rest[character.len_utf8()..];
            }
        }
    }
    String::from_utf16_lossy(&units)
}

/// The unit of UTF-16 that an escape stands for, and how long it is behind the backslash.
fn escaped(rest: &str) -> (Option<u16>, usize) {
    let unit = match rest.as_bytes().first() {
        Some(b'n') => u16::from(b'\n'),
        Some(b't') => u16::from(b'\t'),
        Some(b'r') => u16::from(b'\r'),
        Some(b'b') => 8,
        Some(b'f') => 12,
        Some(b'u') => {
            let digits = rest.get(1..5);
            let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
            return (unit, 5);
        }
        Some(own @ (b'"' | b'\\' | b'/')) => u16::from(*own),
        _ => return (None, 0),
    };
    (Some(unit), 1)
}

/// A text as the content of a string.
fn escape(text: &str) -> String {
    let mut content = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\\' => content.extend(['\\', character]),
            '\n' => content.push_str("\\n"),
            '\r' => content.push_str("\\r"),
            '\t' => content.push_str("\\t"),
            control if control.is_control() => {
                let mut units = [0; 2];
                for unit in control.encode_utf16(&mut units) {
                    content.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ => content.push(character),
        }
    }
    content
}

#[cfg(test)]
mod tests {
    use super::super::{Redaction, Secrets};

    fn mask(text: &str) -> String {
        Redaction::default().mask(text, &Secrets::default())
    }

    #[test]
    fn what_is_in_hidden_members_is_masked_at_any_depth() {
        for (text, masked) in [
            (
                r#"{"Password":"a\"b","b":"c"}"#,
                r#"{"Password":"***","b":"c"}"#,
            ),
            (
                r#"{"a":[{"DeveloperToken" : 17.5e3, "b":1}]}"#,
                r#"{"a":[{"DeveloperToken" : "***", "b":1}]}"#,
            ),
            (
                r#" [{"AuthenticationToken":{"x":["}",1]},"b":true}]"#,
                r#" [{"AuthenticationToken":"***","b":true}]"#,
            ),
            (
                r#"{"Pass\u0077ord":"secret"}"#,
                r#"{"Pass\u0077ord":"***"}"#,
            ),
            (
                r#"{"Password":null,"Password":""}"#,
                r#"{"Password":null,"Password":""}"#,
            ),
            (
                r#"{"PasswordHint":"t","a":"Password"}"#,
                r#"{"PasswordHint":"t","a":"Password"}"#,
            ),
        ] {
            assert_eq!(mask(text), masked);
        }
    }

    #[test]
    fn what_is_cut_off_is_masked_to_the_end() {
        assert_eq!(mask(r#"{"Password":"secr"#), r#"{"Password":"***"#);
        assert_eq!(mask(r#"{"Password":["secr"#), r#"{"Password":"***""#);
        assert_eq!(mask(r#"{"Password":"secr\"#), r#"{"Password":"***"#);
        assert_eq!(mask(r#"{"Password"#), r#"{"Password"#);
        assert_eq!(mask(r#"{"Password":"#), r#"{"Password":"#);
    }

    #[test]
    fn a_secret_is_masked_however_it_is_escaped() {
        let secrets = Secrets(vec!["x+y/z\"é".to_owned()]);
        let text =
            r#"{"Message":"the token x\u002By\/z\"\u00e9 (line\n1) is \"wrong\"","Code":105}"#;
        assert_eq!(
            Redaction::default().mask(text, &secrets),
            r#"{"Message":"the token *** (line\n1) is \"wrong\"","Code":105}"#
        );
    }

    #[test]
    fn secrets_of_a_request_are_found_as_they_are_meant() {
        let headers = http::HeaderMap::new();
        let secrets = Redaction::default().secrets_of(
            &headers,
            r#"{"Password":"p\u0061ss\/word","DeveloperToken":123456}"#,
        );
        assert_eq!(secrets.mask("pass/word 123456"), "*** ***");
    }

    #[test]
    fn words_that_any_message_may_hold_are_no_secrets() {
        let headers = http::HeaderMap::new();
        let text = r#"{"Password":null,"DeveloperToken":true,"AuthenticationToken":false}"#;
        let secrets = Redaction::default().secrets_of(&headers, text);
        assert_eq!(secrets.mask("null true false"), "null true false");
    }

    proptest::proptest! {
        #[test]
        fn whatever_stands_around_a_secret_does_not_bring_it_back(
            before in "(\\{|\\}|\\[|\"|:|,|\\\\| |é|1|null){0,20}",
            after in "(\\{|\\}|\\[|\"|:|,|\\\\| |é|1|null){0,20}",
        ) {
            // A backslash before a quote makes it a part of a string.
            let before = before.trim_end_matches('\\');
            let masked = mask(&format!("{{{before}\"Password\":\"s3cr3t\"{after}"));
            proptest::prop_assert!(!masked.contains("s3cr3t"), "{masked}");
        }

        #[test]
        fn a_document_stays_a_document(text in "[ -~é\\n]{0,20}", number in proptest::prelude::any::<i32>()) {
            let secrets = Secrets(vec!["é".to_owned(), "ab".to_owned()]);
            let document = serde_json::json!({"Password": number, "a": [text, {"DeveloperToken": [text]}]}).to_string();
            let masked = Redaction::default().mask(&document, &secrets);
            let read: serde_json::Value = serde_json::from_str(&masked).unwrap();
            proptest::prop_assert_eq!(&read["Password"], "***");
            proptest::prop_assert_eq!(&read["a"][1]["DeveloperToken"], "***");
        }
    }
}
