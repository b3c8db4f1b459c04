//! Reading faults.
//!
//! A fault is read from whatever a service sends: its parts are known by their local names, in either version's namespace or in none.

use super::read::Details;
use crate::operation::SoapVersion;
use crate::record::Alternatives;
use crate::soap::fault::{Fault, FaultCode, Reason};
use crate::value::{AnyElement, QName};
use crate::xml::{Error, Reader, XML};

/// A fault without its details.
#[derive(Debug)]
pub(crate) struct FaultHead {
    version: SoapVersion,
    code: FaultCode,
    subcodes: Vec<QName>,
    reasons: Vec<Reason>,
    node: Option<String>,
    role: Option<String>,
    detail_text: Option<String>,
}

impl FaultHead {
    /// The fault with its details.
    #[inline]
    pub(crate) fn with_details<F>(self, details: Vec<F>) -> Fault<F> {
        Fault {
            version: self.version,
            code: self.code,
            subcodes: self.subcodes,
            reasons: self.reasons,
            node: self.node,
            role: self.role,
            details,
            detail_text: self.detail_text,
        }
    }

    fn take_part(&mut self, part: &AnyElement) {
        match part.name().local() {
            "faultcode" => self.code = FaultCode::from_name(name_in(part)),
            "Code" => self.take_code(part),
            "faultstring" => self.reasons.push(reason(part)),
            "Reason" => self.reasons.extend(part.elements().map(reason)),
            "faultactor" | "Role" => self.role = Some(text_of(part)),
            "Node" => self.node = Some(text_of(part)),
            _ => {}
        }
    }

    /// Takes the code of SOAP 1.2: codes in each other, as deep as the document's limit allows.
    fn take_code(&mut self, part: &AnyElement) {
        let mut declared = part.clone();
        let mut outermost = true;
        loop {
            let Some(mut value) = declared.find("Value").cloned() else {
                return;
            };
            inherit(&declared, &mut value);
            let name = name_in(&value);
            if outermost {
                self.code = FaultCode::from_name(name);
            } else {
                self.subcodes.push(name);
            }
            outermost = false;
            let Some(mut inner) = declared.find("Subcode").cloned() else {
                return;
            };
            inherit(&declared, &mut inner);
            declared = inner;
        }
    }
}

/// Reads the fault that the reader stands at.
pub(super) fn read_fault(
    reader: &mut Reader<'_>,
    version: SoapVersion,
    details: &mut dyn Details,
) -> Result<FaultHead, Error> {
    let mut head = FaultHead {
        version,
        code: FaultCode::from_name(QName::without_namespace("Fault")),
        subcodes: Vec::new(),
        reasons: Vec::new(),
        node: None,
        role: None,
        detail_text: None,
    };
    reader.for_each_child(|reader| {
        if matches!(reader.local(), "detail" | "Detail") {
            head.detail_text = read_details(reader, details).map_err(|e| e.within("detail"))?;
        } else {
            head.take_part(&reader.capture()?);
        }
        Ok(())
    })?;
    Ok(head)
}

/// Reads the entries of the details; the text between them, if there is some.
fn read_details(
    reader: &mut Reader<'_>,
    details: &mut dyn Details,
) -> Result<Option<String>, Error> {
    let text = reader.for_each_child_or_text(|reader| match details.push() {
        Some(detail) => read_detail(reader, detail),
        None => reader.skip(),
    })?;
    Ok(Some(text).filter(|text| !text.trim().is_empty()))
}

fn read_detail(reader: &mut Reader<'_>, detail: &mut dyn Alternatives) -> Result<(), Error> {
    let rows = detail.rows();
    let found = rows
        .iter()
        .position(|row| reader.is(row.name(), row.namespace));
    if let Some(index) = found {
        detail.select(index);
        if let Some(slot) = detail.slot_mut() {
            let row = &rows[index];
            return reader
                .read_element(row, slot)
                .map_err(|e| e.within(row.name()));
        }
    }
    detail.set_unknown(reader.capture()?);
    Ok(())
}

/// The name that the text of an element is; a text that is no name is kept as a local part.
fn name_in(element: &AnyElement) -> QName {
    let text = text_of(element);
    let resolve = |prefix: &str| element.namespace_of(prefix).map(str::to_owned);
    QName::parse(&text, resolve).unwrap_or_else(|_| QName::without_namespace(text.trim()))
}

fn reason(element: &AnyElement) -> Reason {
    Reason {
        text: text_of(element),
        language: element.attribute(Some(XML), "lang").map(str::to_owned),
    }
}

/// The text of an element, without what its children hold.
fn text_of(element: &AnyElement) -> String {
    element.text().unwrap_or_default().trim().to_owned()
}

/// Hands down the declarations that the inner element does not make itself.
fn inherit(outer: &AnyElement, inner: &mut AnyElement) {
    for (prefix, namespace) in outer.namespaces() {
        if inner.namespace_of(prefix).is_none() {
            inner.declare_namespace(prefix.clone(), namespace.clone());
        }
    }
}
