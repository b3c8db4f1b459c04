//! References of encoded messages: what `href="#id"` means is put in its place.

use std::collections::HashMap;

use super::{BODY, ENVELOPE};
use crate::value::{AnyElement, AnyNode, QName};
use crate::xml::{
    Error, ErrorKind, Limits, ReadOptions, Reader, SOAP_ENCODING, SOAP_ENCODING_1_2, WriteOptions,
    Writer,
};

/// How many elements references may make of a message, beside ten times its own: more is an attack, or data of another kind than
/// trees.
const MAX_COPIES: usize = 100_000;

/// The message with every reference replaced by what it refers to; `None` if it has none.
///
/// # Errors
///
/// As reading; also for a reference to what is not there, and where references go in a circle or make the message larger than
/// [`Limits`] allow.
///
/// Source: SOAP 1.1, 5.4.1; SOAP 1.2 Part 2, 3.1.5.
pub(super) fn resolve_references(
    text: &str,
    options: &ReadOptions,
) -> Result<Option<String>, Error> {
    if !text.contains("href=") && !text.contains(":ref=") {
        return Ok(None);
    }
    let mut reader = Reader::new(text, options)?;
    let envelope = (|| {
        reader.open_root()?;
        let envelope = reader.capture()?;
        reader.close_root()?;
        Ok(envelope)
    })()
    .map_err(|error: Error| error.locate(text))?;
    let mut resolution = Resolution {
        known: HashMap::new(),
        limits: options.limits,
        max_elements: MAX_COPIES,
        elements: 0,
        bytes: 0,
    };
    let resolved = resolution.envelope(&envelope)?;
    let mut writer = Writer::new(&WriteOptions::default());
    writer.write_any_element(&resolved)?;
    Ok(Some(writer.finish()))
}

/// An element that may be referred to, and the declarations around it.
struct Target<'e> {
    element: &'e AnyElement,
    around: Vec<(String, String)>,
}

/// Collects the elements with an id; the number of all. The depth is bounded by that of reading.
fn collect<'e>(
    element: &'e AnyElement,
    around: &[(String, String)],
    known: &mut HashMap<&'e str, Target<'e>>,
) -> usize {
    if let Some(id) = id_of(element) {
        let around = around.to_vec();
        known.entry(id).or_insert(Target { element, around });
    }
    let mut inner = around.to_vec();
    inner.extend_from_slice(element.namespaces());
    let inside = element
        .elements()
        .map(|child| collect(child, &inner, known));
    inside.sum::<usize>() + 1
}

fn id_of(element: &AnyElement) -> Option<&str> {
    let id = element.attribute(None, "id");
    id.or_else(|| element.attribute(Some(SOAP_ENCODING_1_2), "id"))
}

/// What an element refers to in the same message.
fn reference_of(element: &AnyElement) -> Option<&str> {
    let href = element.attribute(None, "href");
    let fragment = href.and_then(|href| href.strip_prefix('#'));
    fragment.or_else(|| {
        let reference = element.attribute(Some(SOAP_ENCODING_1_2), "ref")?;
        Some(reference.strip_prefix('#').unwrap_or(reference))
    })
}

/// Whether an attribute has done its work once references are resolved.
fn is_spent(name: &QName) -> bool {
    match name.namespace() {
        None => matches!(name.local(), "id" | "href"),
        Some(SOAP_ENCODING) => name.local() == "root",
        Some(SOAP_ENCODING_1_2) => matches!(name.local(), "id" | "ref"),
        Some(_) => false,
    }
}

/// Puts what is referred to in its place.
struct Resolution<'e> {
    known: HashMap<&'e str, Target<'e>>,
    limits: Limits,
    max_elements: usize,
    /// The elements made so far.
    elements: usize,
    /// The bytes of text made so far.
    bytes: usize,
}

impl<'e> Resolution<'e> {
    /// The envelope, its body without the elements that only stand there to be referred to.
    fn envelope(&mut self, envelope: &'e AnyElement) -> Result<AnyElement, Error> {
        let mut made = head_of(envelope, None);
        for part in envelope.elements() {
            // What stands in the header is never part of the body: a body that is signed is all that it says.
            self.known.clear();
            let elements = collect(part, envelope.namespaces(), &mut self.known);
            self.max_elements += elements.saturating_mul(10);
            if part.name().local() != BODY {
                made.push_element(self.copy(part, None, 1)?);
                continue;
            }
            let mut body = head_of(part, None);
            let shown = part.elements().filter(|element| !is_independent(element));
            for element in shown {
                let element = self.copy(element, None, 2)?;
                body.push_element(element);
            }
            made.push_element(body);
        }
        Ok(made)
    }

    /// An element with all references in it resolved; `name` is that of the reference it stands in for.
    fn copy(
        &mut self,
        element: &'e AnyElement,
        name: Option<&QName>,
        depth: usize,
    ) -> Result<AnyElement, Error> {
        self.count(element, depth)?;
        if let Some(id) = reference_of(element) {
            let Some(target) = self.known.get(id) else {
                let message = format!("`{}` refers to {id:?}, which is not there", element.name());
                return Err(Error::new(ErrorKind::Missing, message).within(ENVELOPE));
            };
            let (target, around) = (target.element, target.around.clone());
            let name = name.unwrap_or(element.name());
            let mut made = self.copy(target, Some(name), depth + 1)?;
            for (prefix, namespace) in around {
                if made.namespace_of(&prefix).is_none() {
                    made.declare_namespace(prefix, namespace);
                }
            }
            return Ok(made);
        }
        let mut made = head_of(element, name);
        for child in element.children() {
            match child {
                AnyNode::Text(text) => {
                    self.bytes += text.len();
                    made.push_text(text);
                }
                AnyNode::Element(child) => {
                    made.push_element(self.copy(child, None, depth + 1)?);
                }
            }
        }
        Ok(made)
    }

    fn count(&mut self, element: &AnyElement, depth: usize) -> Result<(), Error> {
        self.elements += 1;
        // A tag and its end are at least that long.
        let attributes = element.attributes().iter().map(|(_, value)| value.len());
        self.bytes += 2 * element.name().local().len() + attributes.sum::<usize>();
        let too_much = if depth > self.limits.max_depth {
            "the references of the message go in a circle, or too deep"
        } else if self.elements > self.max_elements || self.bytes > self.limits.max_bytes {
            "the references of the message make it too large"
        } else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::Limit, too_much).within(ENVELOPE))
    }
}

/// Whether an element of the body is only there to be referred to.
fn is_independent(element: &AnyElement) -> bool {
    match element.attribute(Some(SOAP_ENCODING), "root") {
        Some(root) => matches!(root.trim(), "0" | "false"),
        None => id_of(element).is_some(),
    }
}

/// An element without content, under that name or its own.
fn head_of(element: &AnyElement, name: Option<&QName>) -> AnyElement {
    let mut made = AnyElement::new(name.unwrap_or(element.name()).clone());
    for (prefix, namespace) in element.namespaces() {
        made.declare_namespace(prefix.clone(), namespace.clone());
    }
    for (name, value) in element.attributes() {
        if !is_spent(name) {
            made.set_attribute(name.clone(), value.clone());
        }
    }
    made
}
