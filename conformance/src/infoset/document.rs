//! From the bytes of a file to the document that is read.

use std::fmt::Write;

use roxmltree::{Document, Node};

const ENVELOPES: [&str; 2] = [
    "http://schemas.xmlsoap.org/soap/envelope/",
    "http://www.w3.org/2003/05/soap-envelope",
];

/// The text of a file in UTF-8, UTF-16 or ISO-8859-1.
///
/// # Errors
///
/// If it is in none of them.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, String> {
    let is_latin = |head: &[u8]| {
        let head = String::from_utf8_lossy(head).to_ascii_lowercase();
        let declaration = head.split("?>").next().unwrap_or_default();
        declaration.contains("encoding") && declaration.contains("iso-8859-1")
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0, b'<', ..] => utf16(bytes, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(bytes, u16::from_le_bytes),
        _ if is_latin(&bytes[..bytes.len().min(200)]) => {
            Ok(bytes.iter().map(|byte| char::from(*byte)).collect())
        }
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    Ok(text.to_owned())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let units: Vec<u16> = bytes
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| unit(*pair))
        .collect();
    String::from_utf16(&units).map_err(|error| error.to_string())
}

/// The text without its document type declaration, which the runtime refuses, where that says nothing about the content: it declares
/// no entities and no attributes.
pub(crate) fn without_doctype(text: String) -> String {
    let Some(start) = text.find("<!DOCTYPE") else {
        return text;
    };
    let rest = &text[start..];
    let mark = rest.find(['[', '>']).unwrap_or(rest.len());
    let end = match rest[mark..].starts_with('[') {
        true => {
            let close = rest.find(']').map(|close| close + 1);
            close.and_then(|close| rest[close..].find('>').map(|end| close + end))
        }
        false => Some(mark),
    };
    match end {
        Some(end) if !rest[..end].contains("<!ENTITY") && !rest[..end].contains("<!ATTLIST") => {
            format!(
                "{}{}",
                &text[..start],
                rest.get(end + 1..).unwrap_or_default()
            )
        }
        _ => text,
    }
}

/// The element that a sample is about, as a document of its own: what is in the body of an envelope, or in the detail of a fault;
/// the text itself if it is no envelope.
///
/// # Errors
///
/// If the envelope has nothing in it.
pub(crate) fn payload(text: &str, document: &Document<'_>) -> Result<String, String> {
    let root = document.root_element();
    let namespace = root.tag_name().namespace().unwrap_or_default();
    if root.tag_name().name() != "Envelope" || !ENVELOPES.contains(&namespace) {
        return Ok(text.to_owned());
    }
    let body = child(root, "Body").ok_or("the envelope has no body")?;
    let mut content = body.first_element_child().ok_or("the body is empty")?;
    if content.has_tag_name((namespace, "Fault")) {
        let detail = child(content, "detail").or_else(|| child(content, "Detail"));
        content = detail
            .and_then(|detail| detail.first_element_child())
            .ok_or("the fault has no detail")?;
    }
    Ok(alone(text, content))
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children()
        .find(|child| child.is_element() && child.tag_name().name() == name)
}

/// An element as a document: its text, with the namespaces declared that it has from around it.
fn alone(text: &str, node: Node<'_, '_>) -> String {
    let own = &text[node.range()];
    let end = own
        .find(|character: char| character.is_whitespace() || matches!(character, '/' | '>'))
        .unwrap_or(own.len());
    let (tag, rest) = own.split_at(end);
    let outside: Vec<_> = node
        .parent()
        .iter()
        .flat_map(|parent| parent.namespaces())
        .collect();
    let mut declarations = String::new();
    for namespace in node.namespaces() {
        // What is declared around it, and not again in its own tag.
        let is_outside = outside
            .iter()
            .any(|other| other.name() == namespace.name() && other.uri() == namespace.uri());
        let declared = match namespace.name() {
            Some(prefix) => format!("xmlns:{prefix}"),
            None => "xmlns".to_owned(),
        };
        let start_tag = rest.split('>').next().unwrap_or_default();
        if is_outside
            && namespace.name() != Some("xml")
            && !start_tag.contains(&format!("{declared}="))
        {
            write!(declarations, " {declared}=\"{}\"", escape(namespace.uri()))
                .expect("a string takes all that is written");
        }
    }
    format!("{tag}{declarations}{rest}")
}

fn escape(uri: &str) -> String {
    uri.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_type_that_says_nothing_about_the_content_is_left_out() {
        let plain = "<!DOCTYPE a PUBLIC '-//A//EN' 'a.dtd'>\n<a/>".to_owned();
        assert_eq!(without_doctype(plain), "\n<a/>");
        let elements = "<!DOCTYPE a [<!ELEMENT a EMPTY>]><a/>".to_owned();
        assert_eq!(without_doctype(elements), "<a/>");
        let entity = "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>".to_owned();
        assert_eq!(without_doctype(entity.clone()), entity);
    }

    #[test]
    fn what_is_in_a_body_keeps_its_namespaces() {
        let text = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:a='urn:a'>\
            <e:Body><a:b xmlns:c='urn:c'><c:d/></a:b></e:Body></e:Envelope>";
        let document = Document::parse(text).expect("the envelope is well-formed");
        let alone = payload(text, &document).expect("the body has an element");
        let alone = Document::parse(&alone).expect("the element is well-formed by itself");
        assert!(alone.root_element().has_tag_name(("urn:a", "b")));
    }
}
