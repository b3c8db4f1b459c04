//! A document read by all three: what differs, beside the differences that the table has.

use castile::xml::ErrorKind;

use super::verdict::{agree, quick_xml, roxmltree, scanner};

/// How the readers differ on a document, where they should not. This is shared with the fuzz target `scanner`.
///
/// What the scanner takes, quick-xml and roxmltree take, with the same tree. What it refuses, roxmltree refuses, unless the document
/// holds something that it is known to let through; quick-xml leaves more than that to its callers.
pub(crate) fn difference(whole: &str) -> Option<String> {
    let own = scanner(whole);
    // Line ends are made alike before anything is read; of carriage returns beside references, roxmltree keeps some.
    let text = whole.replace("\r\n", "\n").replace('\r', "\n");
    if text != whole && scanner(&text) != own {
        return Some(format!("other line ends give another tree: {own:?}"));
    }
    let rox = roxmltree(&text);
    match &own {
        Err(ErrorKind::Limit) => None,
        Err(ErrorKind::Value) if text.contains("nil") => None,
        Err(_) if rox.is_err() || roxmltree_is_lax(&text) => None,
        Ok(_) if agree(&own, &rox) || roxmltree_is_wrong(&text) => {
            let quick = quick_xml(&text);
            (own != quick).then(|| format!("the scanner: {own:?}, quick-xml: {quick:?}"))
        }
        _ => Some(format!("the scanner: {own:?}, roxmltree: {rox:?}")),
    }
}

/// Whether roxmltree may refuse, or read otherwise, what the scanner takes.
fn roxmltree_is_wrong(text: &str) -> bool {
    ["<xml:", ":xmlns", "xsi:"]
        .iter()
        .any(|name| text.contains(name))
}

/// Whether roxmltree may take what the scanner refuses.
fn roxmltree_is_lax(text: &str) -> bool {
    text.contains("<?")
        || has_name_without_prefix(text)
        || has_lax_declaration(text)
        || has_forbidden_reference(text)
}

/// Whether a name may begin with its colon.
fn has_name_without_prefix(text: &str) -> bool {
    text.match_indices(':').any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_some_and(|c| matches!(c, '<' | '/') || c.is_ascii_whitespace())
    })
}

/// Whether a prefix may be declared to be nothing, or be `xmlns`, or be one of an attribute `xmlns`, or be declared twice in a tag.
fn has_lax_declaration(text: &str) -> bool {
    let empty = || text.contains("''") || text.contains("\"\"");
    // Of an attribute `xmlns` under any prefix it makes the default namespace.
    text.contains(":xmlns")
        || text.contains("xmlns:") && empty()
        || text.split('<').any(|tag| tag.matches("xmlns").count() > 1)
}

/// Whether a reference stands for what is no character of XML.
fn has_forbidden_reference(text: &str) -> bool {
    text.split("&#").skip(1).any(|behind| {
        let digits = behind.split(';').next().unwrap_or("");
        let number = match digits.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        let character = number.ok().and_then(char::from_u32);
        !matches!(
            character,
            Some('\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
        )
    })
}
