//! A service's side: requests read, responses and faults written.

use super::Mapping;
use super::headers::{read_headers, write_headers};
use crate::json::{self, ReadOptions, WriteOptions};
use crate::operation::{FaultDetail, Operation, ResponseOf, SoapVersion};
use crate::soap::{Carrier, ContentType, Exchanged, Fault, FaultCode, Incoming, ServiceFault};
use crate::table::Row;
use crate::xml::NilPolicy;

/// Reads the request of an operation.
///
/// # Errors
///
/// What is wrong with it, for people.
pub(crate) fn read_request<O: Operation>(
    text: &str,
    carrier: Carrier,
    mapping: &dyn Mapping,
) -> Result<Incoming<O>, String> {
    let mut body = O::Request::default();
    json::read_into(text, Row::ROOT, &mut body, &ReadOptions::default())
        .map_err(|error| error.to_string())?;
    let mut headers = O::RequestHeaders::default();
    read_headers(&mut headers, mapping, &carrier.http_headers)
        .map_err(|name| format!("the HTTP header `{name}` has another form"))?;
    let mut incoming = Incoming::new(body, headers);
    incoming.carrier = carrier;
    Ok(incoming)
}

/// Writes a response; its header blocks are HTTP headers.
pub(crate) fn write_response<O: Operation>(
    response: &ResponseOf<O>,
    mapping: &dyn Mapping,
    nil: NilPolicy,
) -> Exchanged {
    let options = WriteOptions::default().with_nil(nil);
    match json::write_value(&response.body, Row::ROOT, &options) {
        Ok(text) => {
            let mut http_headers = write_headers(&response.headers, mapping);
            http_headers.extend(response.http_headers.iter().cloned());
            exchanged(response.status, text, http_headers)
        }
        Err(error) => unwritable(&error),
    }
}

/// Writes a fault. Its status is 400 if it has a detail, or else 400 or 500 by who is to blame.
pub(crate) fn write_refusal<F: FaultDetail>(
    refusal: &ServiceFault<F>,
    nil: NilPolicy,
) -> Exchanged {
    let fault = &refusal.fault;
    let usual = match fault.code {
        FaultCode::Receiver if fault.details.is_empty() => 500,
        _ => 400,
    };
    let options = WriteOptions::default().with_nil(nil);
    match write_fault(fault, &options) {
        Ok(text) => exchanged(refusal.status.unwrap_or(usual), text, Vec::new()),
        Err(error) => unwritable(&error),
    }
}

/// Writes a fault: the object of its first detail, or else one with the reason as `Message`.
///
/// # Errors
///
/// [`json::Error`] as of any value.
fn write_fault<F: FaultDetail>(
    fault: &Fault<F>,
    options: &WriteOptions,
) -> Result<String, json::Error> {
    let selected = fault.details.iter().find_map(|detail| detail.selected());
    match selected {
        Some((_, slot)) => json::write_value(slot, Row::ROOT, options),
        None => Ok(serde_json::json!({ "Message": fault.reason() }).to_string()),
    }
}

fn unwritable(error: &json::Error) -> Exchanged {
    let reason = format!("the response cannot be written: {error}");
    let text = serde_json::json!({ "Message": reason }).to_string();
    exchanged(500, text, Vec::new())
}

fn exchanged(status: u16, text: String, http_headers: Vec<(String, String)>) -> Exchanged {
    Exchanged {
        status,
        version: SoapVersion::default(),
        content_type: ContentType::Json,
        text,
        http_headers,
        attachments: Vec::new(),
    }
}
