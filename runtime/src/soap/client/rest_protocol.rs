//! What goes over the wire where calls go over REST.

use std::sync::Arc;

use http::Method;

use super::Settings;
use super::answer::{AnswerError, Markup};
use super::error::Error;
use super::failed::{BuildError, Failed};
use super::place::{Landed, Place, entry};
use super::request::{Content, Form, Outgoing};
use super::round_trip::Received;
use crate::json::{self, ReadOptions, WriteOptions};
use crate::operation::{CallOptions, Operation, ResponseOf};
use crate::record::{Slot, Val};
use crate::rest::{self, Mapping};
use crate::soap::OperationEntry;
use crate::soap::binding::pairs;
use crate::soap::envelope::Parts;
use crate::table::Row;
use crate::view;
use crate::xml::NilPolicy;

/// Requests and replies as JSON.
#[derive(Clone)]
pub(in crate::soap::client) struct Protocol {
    mapping: Arc<dyn Mapping>,
    write: WriteOptions,
}

impl Protocol {
    pub(super) fn new(mapping: Arc<dyn Mapping>) -> Self {
        Self {
            mapping,
            write: WriteOptions::default(),
        }
    }

    pub(super) fn with_nil(mut self, nil: NilPolicy) -> Self {
        self.write = self.write.with_nil(nil);
        self
    }

    /// The request as text, and where it goes.
    pub(super) fn prepare<O: Operation>(
        &self,
        settings: &Settings,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> Result<Outgoing, Box<Failed>> {
        let (headers, options) = options.apart();
        let headers = settings.headers_or_default(headers);
        let (request, headers) = (view::slot(request), view::slot(&headers));
        self.write(settings, entry::<O>(), request, headers, options)
    }

    /// What a reply says to an operation.
    pub(super) fn interpret<O: Operation>(
        &self,
        settings: &Settings,
        received: Received,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        let mut place = Place::<O>::new();
        let landed = self.read(settings, O::NAME, received, place.parts());
        place.take(landed)
    }

    fn write(
        &self,
        settings: &Settings,
        entry: &'static OperationEntry,
        request: &dyn Slot,
        headers: &dyn Slot,
        options: CallOptions<()>,
    ) -> Result<Outgoing, Box<Failed>> {
        let refused = |error| Failed::build(entry.name, error);
        if !options.extra_headers.is_empty() || !options.attachments.is_empty() {
            let message = "neither undeclared header blocks nor attachments go over REST";
            return Err(refused(BuildError::saying(message)));
        }
        let text = json::write_value(request, Row::ROOT, &self.write).map_err(|error| {
            refused(BuildError {
                source: Some(error.into()),
                ..BuildError::saying("the request cannot be written")
            })
        })?;
        let mut http_headers = rest::write_headers(headers, &*self.mapping);
        http_headers.extend(options.http_headers);
        let route = self.mapping.route(entry);
        let base = options.endpoint.as_deref().unwrap_or(&settings.endpoint);
        let method = Method::from_bytes(route.method.as_bytes())
            .map_err(|_| refused(BuildError::saying("the mapping gives no HTTP method")))?;
        Ok(Outgoing {
            operation: entry.name,
            form: Form::Json { method },
            content: Content {
                content_type: "application/json".to_owned(),
                body: text.into_bytes(),
                stream: None,
            },
            message_id: None,
            http_headers,
            endpoint: Some(address_of(base, &route.path)),
            timeout: options.timeout,
        })
    }

    fn read(
        &self,
        settings: &Settings,
        operation: &'static str,
        mut received: Received,
        mut parts: Parts<'_>,
    ) -> Result<Landed, Box<Failed>> {
        let landed = self.landed(settings, operation, &mut received, &mut parts);
        landed.map_err(|error| Failed::answer(operation, error).with_head(&received.head))
    }

    fn landed(
        &self,
        settings: &Settings,
        operation: &'static str,
        received: &mut Received,
        parts: &mut Parts<'_>,
    ) -> Result<Landed, AnswerError> {
        let status = received.head.status;
        let is_done = (200..300).contains(&status);
        let nothing_expected = parts.expected.is_empty() || status == 204;
        let text = match is_done && received.body.is_empty() && nothing_expected {
            true => None,
            false => Some(received.text(settings, Markup::Json)?.0),
        };
        if let Some(text) = text
            .as_deref()
            .filter(|text| !is_success(status, text, parts))
        {
            let fault = rest::read_fault(text, status, parts.details)
                .map_err(|error| received.not_understood(settings, text, error))?;
            let fault = received.fault(settings, operation, fault, parts.details);
            return Ok(Landed::Fault(Box::new(fault)));
        }
        let http_headers = pairs(&received.head.headers);
        self.read_response(text.as_deref().unwrap_or("{}"), &http_headers, parts)
            .map_err(|error| {
                received.not_understood(settings, text.as_deref().unwrap_or_default(), error)
            })?;
        Ok(Landed::Response(received.around()))
    }

    fn read_response(
        &self,
        text: &str,
        http_headers: &[(String, String)],
        parts: &mut Parts<'_>,
    ) -> Result<(), json::Error> {
        json::read_into(text, Row::ROOT, parts.body, &ReadOptions::default())?;
        // A header that does not fit its block is still among the HTTP headers.
        let _ = rest::read_headers(parts.headers, &*self.mapping, http_headers);
        Ok(())
    }
}

/// Whether a reply is a response, and no fault.
fn is_success(status: u16, text: &str, parts: &mut Parts<'_>) -> bool {
    let table = match parts.body.open() {
        Val::Record(record) => Some(record.table()),
        _ => None,
    };
    (200..300).contains(&status) && !rest::is_fault(text, parts.details, table)
}

/// The address of a path behind that of a service, whose query stays at the end.
fn address_of(base: &str, path: &str) -> String {
    let (place, rest) = base.split_at(base.find(['?', '#']).unwrap_or(base.len()));
    format!("{}{path}{rest}", place.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn a_path_stands_behind_the_address_and_before_its_query() {
        for (base, address) in [
            ("http://h", "http://h/a"),
            ("http://h/v1//", "http://h/v1/a"),
            ("http://h/v1/?key=1/2", "http://h/v1/a?key=1/2"),
        ] {
            assert_eq!(address_of(base, "/a"), address);
        }
    }
}
