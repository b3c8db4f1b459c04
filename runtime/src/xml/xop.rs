//! XOP: binary values that stand beside a document, put where the document refers to them.
//!
//! Source: XML-binary Optimized Packaging, 2 and 3.

use std::any::Any;

use super::error::Error;
#[cfg(feature = "http")]
use super::error::ErrorKind;
#[cfg(feature = "http")]
use super::options::ReadOptions;
#[cfg(feature = "http")]
use super::source::{Node, Source};
use super::writer::Writer;
use crate::leaf::Leaf;
use crate::soap::Attachment;
use crate::value::{AnyElement, Base64Binary, QName};

/// The namespace of `Include`.
const XOP: &str = "http://www.w3.org/2004/08/xop/include";

/// The document with every `xop:Include` replaced by the base64 text of the part that it names.
///
/// `part` finds a part by the reference's `href`. Lines and columns of later errors are those of the document that results.
///
/// # Errors
///
/// [`Error`] if the document is not well-formed, a part is missing, or the document becomes larger than the limit.
#[cfg(feature = "http")]
pub(crate) fn inline<'p>(
    text: &str,
    options: &ReadOptions,
    part: impl Fn(&str) -> Option<&'p [u8]>,
) -> Result<String, Error> {
    let includes = find(text, options).map_err(|error| error.locate(text))?;
    let mut whole = String::with_capacity(text.len());
    let mut copied = 0;
    for include in includes {
        let Some(bytes) = part(&include.href) else {
            let message = format!("the part {:?} is not in the message", include.href);
            let missing = Error::new(ErrorKind::Missing, message);
            return Err(missing.at(include.start).locate(text));
        };
        whole.push_str(&text[copied..include.start]);
        copied = include.end;
        // Base64 has four characters for three bytes.
        if whole.len() + bytes.len() / 3 * 4 > options.limits.max_bytes {
            let message = "the document becomes too large with the parts that it names";
            return Err(Error::new(ErrorKind::Limit, message));
        }
        Base64Binary::write_bytes(bytes, &mut whole);
    }
    whole.push_str(&text[copied..]);
    Ok(whole)
}

/// The document with every `xop:Include` left out.
///
/// # Errors
///
/// [`Error`] if the document is not well-formed.
#[cfg(feature = "http")]
pub(crate) fn leave_out(text: &str, options: &ReadOptions) -> Result<String, Error> {
    inline(text, options, |_| Some(&[]))
}

/// A reference in a document.
#[cfg(feature = "http")]
struct Include {
    href: String,
    start: usize,
    end: usize,
}

#[cfg(feature = "http")]
fn find(text: &str, options: &ReadOptions) -> Result<Vec<Include>, Error> {
    let mut source = Source::new(text, options)?;
    source.root()?;
    source.enter()?;
    let mut includes = Vec::new();
    let mut depth = 1;
    while depth > 0 {
        match source.next_node()? {
            Node::Text(_) => {}
            Node::End => depth -= 1,
            Node::Child if source.is("Include", XOP) => {
                let start = source.start_offset();
                let href = source.attributes().iter().find(|a| a.local == "href");
                let href = href.map_or_else(String::new, |a| a.value.as_ref().to_owned());
                source.skip()?;
                let end = source.offset();
                includes.push(Include { href, start, end });
            }
            Node::Child => {
                source.enter()?;
                depth += 1;
            }
        }
    }
    Ok(includes)
}

/// Binary values that go beside a document.
#[derive(Debug)]
pub(super) struct Binaries {
    /// A value with fewer bytes goes into the document.
    min_bytes: usize,
    taken: Vec<Attachment>,
}

impl Writer {
    /// Has binary values of at least so many bytes go beside the document, which then refers to them.
    pub(crate) fn take_binaries(&mut self, min_bytes: usize) {
        self.binaries = Some(Binaries {
            min_bytes,
            taken: Vec::new(),
        });
    }

    /// The text that was written, and the binary values beside it.
    pub(crate) fn finish_with_binaries(self) -> (String, Vec<Attachment>) {
        let taken = self
            .binaries
            .map_or_else(Vec::new, |binaries| binaries.taken);
        (self.out, taken)
    }

    /// Writes a simple value, or a reference to it where it goes beside the document.
    pub(super) fn write_leaf(&mut self, leaf: &dyn Leaf) -> Result<(), Error> {
        let value: &dyn Any = leaf;
        let bytes = value.downcast_ref::<Base64Binary>();
        let reference = match (&mut self.binaries, bytes) {
            (Some(binaries), Some(bytes)) if bytes.0.len() >= binaries.min_bytes => {
                let name = format!("part-{}@castile", binaries.taken.len());
                let reference = format!("cid:{name}");
                let part = Attachment::new(name, "application/octet-stream", bytes.0.clone());
                binaries.taken.push(part);
                reference
            }
            _ => {
                let mut text = String::new();
                leaf.write(&mut text);
                return self.text(&text);
            }
        };
        let mut include = AnyElement::new(QName::new(XOP, "Include"));
        include.set_attribute(QName::without_namespace("href"), reference);
        self.write_any_element(&include)
    }
}

#[cfg(all(test, feature = "http"))]
mod tests {
    use super::*;
    use crate::xml::Tokenizer;

    fn inlined(text: &str, tokenizer: Tokenizer) -> Result<String, Error> {
        let options = ReadOptions::default().with_tokenizer(tokenizer);
        inline(text, &options, |href| match href {
            "cid:one" => Some(b"abc"),
            _ => None,
        })
    }

    #[test]
    fn a_reference_of_any_form_becomes_base64() {
        let text = "<a xmlns:x='http://www.w3.org/2004/08/xop/include'>t<b>\
                    <x:Include href='cid:one'/></b><c> <Include xmlns='http://www.w3.org/2004/08/xop/include' \
                    href=\"cid:one\">\n</Include ></c><Include/>é</a>";
        for tokenizer in [Tokenizer::Scanner, Tokenizer::QuickXml] {
            assert_eq!(
                inlined(text, tokenizer).unwrap(),
                "<a xmlns:x='http://www.w3.org/2004/08/xop/include'>t<b>YWJj</b><c> YWJj</c><Include/>é</a>"
            );
        }
    }

    #[test]
    fn a_part_that_is_not_there_is_named() {
        let text =
            "<a>\n<Include xmlns='http://www.w3.org/2004/08/xop/include' href='cid:two'/></a>";
        let error = inlined(text, Tokenizer::Scanner).unwrap_err();
        assert_eq!(
            error.to_string(),
            "2:1: the part \"cid:two\" is not in the message"
        );
    }
}
