//! What is hidden in XML, which need not be well-formed.

use super::{MASK, Redaction};

/// What is hidden, as it is written and as it is meant.
pub(super) fn hidden_values(redaction: &Redaction, text: &str) -> Vec<String> {
    let ranges = hidden_ranges(redaction, text).into_iter();
    let written = ranges.map(|(start, end)| text[start..end].trim());
    written
        .flat_map(|written| [written.to_owned(), unescape(written)])
        .collect()
}

/// The text with everything hidden masked.
pub(super) fn mask(redaction: &Redaction, text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut copied = 0;
    for (start, end) in hidden_ranges(redaction, text) {
        masked.push_str(&text[copied..start]);
        masked.push_str(MASK);
        copied = end;
    }
    masked.push_str(&text[copied..]);
    masked
}

/// Where text stands that is hidden, in a document that need not be well-formed: a part without an end goes to the end.
fn hidden_ranges(redaction: &Redaction, text: &str) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        let start = at + found + 1;
        let name = name_at(&text[start..]);
        at = start;
        if name.is_empty() {
            continue;
        }
        let end = tag_end(text, start);
        at = end;
        hide_attributes(redaction, text, start + name.len(), end, &mut ranges);
        if !redaction.hides(name) || text[..end].ends_with("/>") {
            continue;
        }
        let close = find_close(text, end, name);
        if text[end..close].trim().is_empty() {
            continue;
        }
        ranges.push((end, close));
        at = close;
    }
    ranges
}

fn hide_attributes(
    redaction: &Redaction,
    text: &str,
    from: usize,
    end: usize,
    ranges: &mut Vec<(usize, usize)>,
) {
    let mut at = from;
    while let Some(equals) = text[at..end].find('=') {
        let name = text[at..at + equals].trim();
        let after = at + equals + 1;
        let open = text[after..end]
            .find(['"', '\''])
            .map(|quote| after + quote);
        let Some(open) = open else { return };
        let quote = char::from(text.as_bytes()[open]);
        let close = text[open + 1..end]
            .find(quote)
            .map_or(end, |close| open + 1 + close);
        if redaction.hides(name) && close > open + 1 {
            ranges.push((open + 1, close));
        }
        at = (close + 1).min(end);
    }
}

/// The name that a text begins with; empty if it begins with none.
fn name_at(text: &str) -> &str {
    let end =
        text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<' | '?' | '!' | '='));
    &text[..end.unwrap_or(text.len())]
}

/// Behind the tag that goes on at `from`; the end of the text if the tag has none.
fn tag_end(text: &str, from: usize) -> usize {
    let mut quote = None;
    for (index, byte) in text.as_bytes()[from..].iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return from + index + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Where the end tag of that name begins; the end of the text if there is none.
fn find_close(text: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = text[at..].find("</") {
        let start = at + found;
        if name_at(&text[start + 2..]) == name {
            return start;
        }
        at = start + 2;
    }
    text.len()
}

/// The text that markup stands for.
fn unescape(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#xD;", "\r"),
    ];
    let unescaped = named
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    unescaped.replace("&amp;", "&")
}
