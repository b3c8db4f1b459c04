//! Writing faults.

use super::FAULT;
use super::write::write_envelope;
use crate::operation::{NoHeaders, SoapVersion};
use crate::record::Alternatives;
use crate::soap::fault::{Fault, Reason};
use crate::table::{Presence, Row};
use crate::value::text::forbidden_char;
use crate::value::{AnyElement, QName};
use crate::view;
use crate::xml::{Error, WriteOptions, Writer};

/// The language of a reason that does not say its own; SOAP 1.2 demands one.
const LANGUAGE: &str = "en";

/// The text of an envelope with a fault.
///
/// # Errors
///
/// [`Error`] if a detail or a header block holds a character that XML 1.0 forbids. In the reason it is replaced.
pub(crate) fn write_fault<F: Alternatives>(
    version: SoapVersion,
    fault: &Fault<F>,
    headers: &[AnyElement],
    options: &WriteOptions,
) -> Result<String, Error> {
    let details: Vec<&dyn Alternatives> = fault
        .details
        .iter()
        .map(|detail| view::choice(detail))
        .collect();
    let head = Head {
        version,
        code: fault.code.name(version),
        subcodes: &fault.subcodes,
        reasons: &fault.reasons,
        node: fault.node.as_deref(),
        role: fault.role.as_deref(),
        detail_text: fault.detail_text.as_deref(),
        details: &details,
    };
    let mut writer = Writer::new(options);
    let none = NoHeaders {};
    write_envelope(&mut writer, version, &none, headers, options, |writer| {
        head.write(writer).map_err(|e| e.within(FAULT))
    })?;
    Ok(writer.finish())
}

struct Head<'f> {
    version: SoapVersion,
    code: QName,
    subcodes: &'f [QName],
    reasons: &'f [Reason],
    node: Option<&'f str>,
    role: Option<&'f str>,
    detail_text: Option<&'f str>,
    details: &'f [&'f dyn Alternatives],
}

impl Head<'_> {
    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        let tag = writer.start(FAULT, self.version.namespace())?;
        match self.version {
            SoapVersion::Soap11 => self.write_1_1(writer)?,
            SoapVersion::Soap12 => self.write_1_2(writer)?,
        }
        writer.end(&tag, FAULT);
        Ok(())
    }

    fn write_1_1(&self, writer: &mut Writer) -> Result<(), Error> {
        let code = Row::element("<faultcode>", "", Presence::Required);
        writer.write_slot(&code, &self.code)?;
        let unknown = Reason::default();
        let reason = self.reasons.first().unwrap_or(&unknown);
        // Without a language there is no attribute: node-soap reads a `faultstring` that has one as an object.
        let language = reason.language.as_deref();
        write_reason(writer, "faultstring", "", &reason.text, language)?;
        write_text(writer, "faultactor", "", self.role)?;
        self.write_details(writer, "detail", "")
    }

    fn write_1_2(&self, writer: &mut Writer) -> Result<(), Error> {
        let namespace = self.version.namespace();
        let code = writer.start("Code", namespace)?;
        let value = Row::element("<Value>", namespace, Presence::Required);
        writer.write_slot(&value, &self.code)?;
        let mut open = Vec::new();
        for subcode in self.subcodes {
            open.push(writer.start("Subcode", namespace)?);
            writer.write_slot(&value, subcode)?;
        }
        while let Some(tag) = open.pop() {
            writer.end(&tag, "Subcode");
        }
        writer.end(&code, "Code");
        let reasons = writer.start("Reason", namespace)?;
        for reason in self.reasons {
            let language = reason.language.as_deref().unwrap_or(LANGUAGE);
            write_reason(writer, "Text", namespace, &reason.text, Some(language))?;
        }
        writer.end(&reasons, "Reason");
        write_text(writer, "Node", namespace, self.node)?;
        write_text(writer, "Role", namespace, self.role)?;
        self.write_details(writer, "Detail", namespace)
    }

    fn write_details(
        &self,
        writer: &mut Writer,
        name: &'static str,
        namespace: &'static str,
    ) -> Result<(), Error> {
        if self.details.is_empty() && self.detail_text.is_none() {
            return Ok(());
        }
        let tag = writer.start(name, namespace)?;
        writer.text(&printable(self.detail_text.unwrap_or("")))?;
        for detail in self.details {
            write_detail(writer, *detail).map_err(|e| e.within(name))?;
        }
        writer.end(&tag, name);
        Ok(())
    }
}

fn write_detail(writer: &mut Writer, detail: &dyn Alternatives) -> Result<(), Error> {
    if let Some((alternative, slot)) = detail.selected()
        && let Some(row) = detail.rows().get(alternative)
    {
        return writer.write_root(row, slot);
    }
    match detail.unknown() {
        Some(element) if !element.name().local().is_empty() => writer.write_any_element(element),
        _ => Ok(()),
    }
}

fn write_reason(
    writer: &mut Writer,
    name: &'static str,
    namespace: &'static str,
    text: &str,
    language: Option<&str>,
) -> Result<(), Error> {
    let tag = writer.start(name, namespace)?;
    if let Some(language) = language {
        writer.plain_attribute("xml:lang", &printable(language))?;
    }
    writer.text(&printable(text))?;
    writer.end(&tag, name);
    Ok(())
}

fn write_text(
    writer: &mut Writer,
    name: &'static str,
    namespace: &'static str,
    text: Option<&str>,
) -> Result<(), Error> {
    let Some(text) = text else {
        return Ok(());
    };
    let tag = writer.start(name, namespace)?;
    writer.text(&printable(text))?;
    writer.end(&tag, name);
    Ok(())
}

/// The text with what XML 1.0 forbids replaced: no fault is lost for what its reason quotes.
fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, character)) = forbidden_char(rest) {
        printable.push_str(&rest[..at]);
        printable.push(char::REPLACEMENT_CHARACTER);
        rest = &rest[at + character.len_utf8()..];
    }
    printable.push_str(rest);
    printable
}
