//! The WSDL of a service, for the service to hand out itself.

mod location;
mod pieces;

use std::fmt;

use pieces::{Piece, Root};

use crate::xml::Error;

/// The WSDL of a service, which an [`Endpoint`](super::Endpoint) answers `GET ...?wsdl` with, as WCF does.
///
/// The addresses of its ports become the address that was asked. Schemas and WSDLs that it imports from files of their own are
/// given with [`with_document`](Self::with_document); they are handed out at `?wsdl=1`, `?wsdl=2` and so on, and the imports
/// point there.
///
/// ```
/// # use castile::soap::Wsdl;
/// # fn main() -> Result<(), castile::xml::Error> {
/// let wsdl = Wsdl::new(
///     "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'>
///        <import namespace='urn:types' location='types.wsdl'/>
///      </definitions>",
/// )?
/// .with_document("types.wsdl", "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>")?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Wsdl {
    /// The WSDL itself, and behind it what it imports.
    documents: Vec<Document>,
    address: Option<String>,
}

#[derive(Clone)]
struct Document {
    /// Where it is, seen from the WSDL; the WSDL itself has an empty one.
    location: String,
    pieces: Vec<Piece>,
}

impl fmt::Debug for Wsdl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let locations = self.documents.iter().map(|document| &document.location);
        f.debug_list().entries(locations).finish()
    }
}

impl Wsdl {
    /// The WSDL with this text.
    ///
    /// # Errors
    ///
    /// [`Error`] with its position if the text is not well-formed, has a document type declaration, or is no WSDL 1.1.
    pub fn new(text: &str) -> Result<Self, Error> {
        let document = Document {
            location: String::new(),
            pieces: pieces::read(text, Root::Definitions)?,
        };
        Ok(Self {
            documents: vec![document],
            address: None,
        })
    }

    /// The same with a document that it imports or includes, directly or through another one.
    ///
    /// The location is that of the file, seen from the folder of the WSDL: `types.xsd`, `common/faults.wsdl`; or the whole URL
    /// if the import names one.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), if the text is neither a schema nor a WSDL.
    pub fn with_document(mut self, location: &str, text: &str) -> Result<Self, Error> {
        self.documents.push(Document {
            location: location::resolve("", location),
            pieces: pieces::read(text, Root::DefinitionsOrSchema)?,
        });
        Ok(self)
    }

    /// The same with the address of the service as callers see it, such as `https://example.com/quotes`.
    ///
    /// Without it, the address is the one that the request was sent to: right, unless a proxy stands before the service.
    #[must_use]
    pub fn with_address(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// The document that the query of a URL asks for, if it asks for one that is there.
    ///
    /// Form: `wsdl` in any case, `singleWsdl` where there is but one document, `wsdl=N` for a document by its number.
    /// `asked` is the address that the request was sent to, if that is known.
    pub(crate) fn answer(&self, query: &str, asked: Option<&str>) -> Option<String> {
        let document = self.documents.get(self.number_of(query)?)?;
        let address = self.address.as_deref().or(asked).map(escape);
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        for piece in &document.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Address(written) => out.push_str(address.as_deref().unwrap_or(written)),
                Piece::Import(written) => match (self.number_at(document, written), &address) {
                    (Some(0), Some(address)) => out.push_str(&format!("{address}?wsdl")),
                    (Some(number), Some(address)) => {
                        out.push_str(&format!("{address}?wsdl={number}"));
                    }
                    _ => out.push_str(written),
                },
            }
        }
        Some(out)
    }

    /// The number of the document that a query asks for.
    fn number_of(&self, query: &str) -> Option<usize> {
        let (name, value) = query.split_once('=').unwrap_or((query, ""));
        match (name.to_ascii_lowercase().as_str(), value) {
            ("wsdl", "") => Some(0),
            ("wsdl", number) => number.parse().ok(),
            ("singlewsdl", "") if self.documents.len() == 1 => Some(0),
            _ => None,
        }
    }

    /// The number of the document that an import of another one names.
    fn number_at(&self, importing: &Document, written: &str) -> Option<usize> {
        let location = location::resolve(&importing.location, written);
        self.documents
            .iter()
            .position(|document| document.location == location)
    }
}

/// An address as it is written in an attribute, whatever its quotes.
fn escape(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for character in address.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests;
