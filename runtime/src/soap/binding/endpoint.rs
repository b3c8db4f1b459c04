//! A service's way in over HTTP.

use std::borrow::Cow;
use std::net::SocketAddr;

use bytes::Bytes;
use http::header::{
    ALLOW, CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING,
};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::Full;
use tracing::Instrument;

use super::compression::Unreadable;
use super::panic::Caught;
use super::{
    Packaging, action_of, content_type, is_gzip, is_multipart, media_type, package, pairs,
    read_parts, text_of, unzip,
};
use crate::operation::{CallFuture, SoapVersion};
use crate::soap::attachment::Attachment;
use crate::soap::dispatch::{Dispatch, Form};
use crate::soap::endpoint::Endpoint;
use crate::soap::exchanged::{ContentType, Exchanged, Writing};
use crate::soap::fault::FaultCode;
use crate::soap::incoming::Carrier;

impl<D: Dispatch> Endpoint<D> {
    /// Answers a request; there is always an answer.
    ///
    /// `GET` and `HEAD` with the query `wsdl` are answered with the [`Wsdl`](crate::soap::Wsdl), if the endpoint has it.
    /// What is no message at all is answered with the status that says why: 405 for another method than POST, 415 for another
    /// media type or encoding, 413 for a body beyond the limit. The address of the peer is taken from the request's
    /// extensions, if a [`SocketAddr`] is there.
    pub async fn call(&self, request: Request<Bytes>) -> Response<Bytes> {
        let (head, body) = request.into_parts();
        if self.streams(&head) {
            let response = self.call_streaming(&head, Full::new(body)).await;
            return response
                .unwrap_or_else(|error| Refusal::bad(error.to_string()).into_response());
        }
        let request = Request::from_parts(head, body);
        if let Some(answer) = self.beside.as_ref().and_then(|beside| beside(&request)) {
            return answer;
        }
        let (head, body) = request.into_parts();
        if let Some(wsdl) = self.wsdl_for(&head) {
            return wsdl;
        }
        let carrier = carrier_of(&head);
        #[cfg(feature = "json")]
        if let Some(mapping) = self.mapping_for(&head) {
            let answer = self.answer_json(mapping, &head, body, carrier.clone());
            return traced(&carrier, answer).await;
        }
        match self.text_of(&head, body) {
            Ok((text, attachments)) => {
                let carrier = Carrier {
                    attachments,
                    ..carrier
                };
                self.answer_text(&head, text, carrier).await
            }
            Err(refusal) => traced(&carrier, std::future::ready(refusal.into_response())).await,
        }
    }

    /// Answers a message of a request with that head.
    pub(super) async fn answer_text(
        &self,
        head: &Parts,
        text: String,
        carrier: Carrier,
    ) -> Response<Bytes> {
        let likely = match media_type(&head.headers).essence.as_str() {
            "application/soap+xml" => SoapVersion::Soap12,
            _ => SoapVersion::Soap11,
        };
        let answer = Box::pin(self.answer(text, carrier.clone()));
        traced(&carrier, self.caught(answer, Form::Envelope(likely))).await
    }

    /// The WSDL, if that is what a request asks for.
    fn wsdl_for(&self, head: &Parts) -> Option<Response<Bytes>> {
        let wsdl = self.wsdl.as_ref()?;
        if head.method != Method::GET && head.method != Method::HEAD {
            return None;
        }
        let document = wsdl.answer(head.uri.query()?, address_of(head).as_deref())?;
        let mut response = Response::new(Bytes::from(document));
        let media_type = HeaderValue::from_static("text/xml; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, media_type);
        Some(response)
    }

    /// The text of a request and the parts beside it, or why there is none.
    fn text_of(&self, head: &Parts, body: Bytes) -> Result<(String, Vec<Attachment>), Refusal> {
        if head.method != Method::POST {
            let reason = "messages are sent with POST";
            return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, reason));
        }
        let media_type = media_type(&head.headers);
        if !is_xml(&media_type.essence) && !is_multipart(&media_type) {
            let reason = "messages have the media type text/xml or application/soap+xml";
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, reason));
        }
        self.plain_text(head, body)
    }

    /// The text of a body whose media type is right.
    pub(super) fn plain_text(
        &self,
        head: &Parts,
        body: Bytes,
    ) -> Result<(String, Vec<Attachment>), Refusal> {
        let media_type = media_type(&head.headers);
        let plain = match is_gzip(&head.headers) {
            Some(false) => Vec::from(body),
            Some(true) => unzip(&body, self.settings.read.limits.max_bytes)?,
            None => return Err(Refusal::encoding()),
        };
        let bad = Refusal::bad;
        if is_multipart(&media_type) {
            let read = read_parts(&plain, &media_type, &self.settings.read);
            return read.map_err(|error| bad(error.to_string()));
        }
        let text = text_of(plain, media_type.parameter("charset"));
        let text = text.map_err(|error| bad(error.to_string()))?;
        Ok((text, Vec::new()))
    }

    /// The answer, which is a fault if the operation panics.
    pub(super) async fn caught(
        &self,
        answer: CallFuture<'_, Exchanged>,
        form: Form,
    ) -> Response<Bytes> {
        let exchanged = match Caught(answer).await {
            Ok(exchanged) => exchanged,
            Err(panicked) => {
                tracing::error!(?panicked, "an operation panicked");
                let writing = Writing::plain(form, self.settings.write);
                writing.plain_fault(FaultCode::Receiver, "the operation failed unexpectedly")
            }
        };
        into_response(exchanged)
    }
}

/// What came around the envelope of a request with that head.
pub(super) fn carrier_of(head: &Parts) -> Carrier {
    let path = head.uri.path_and_query();
    Carrier {
        action: action_of(&head.headers),
        http_headers: pairs(&head.headers),
        path: path.map(ToString::to_string).unwrap_or_default(),
        peer: head.extensions.get::<SocketAddr>().copied(),
        ..Carrier::default()
    }
}

/// An answer in a span of its own.
async fn traced(
    carrier: &Carrier,
    answer: impl Future<Output = Response<Bytes>>,
) -> Response<Bytes> {
    let action = carrier.action.as_deref().unwrap_or("");
    let span = tracing::debug_span!("soap.answer", action, status = tracing::field::Empty);
    let response = answer.instrument(span.clone()).await;
    span.record("status", response.status().as_u16());
    response
}

/// The address that a request was sent to, without its query.
fn address_of(head: &Parts) -> Option<String> {
    let host = head.headers.get(HOST).and_then(|host| host.to_str().ok());
    let authority = match (head.uri.authority(), host) {
        (Some(authority), _) => authority.clone(),
        (None, host) => Authority::try_from(host?).ok()?,
    };
    let scheme = head.uri.scheme_str().unwrap_or("http");
    Some(format!("{scheme}://{authority}{}", head.uri.path()))
}

/// The headers that the body itself decides.
const FRAMING: [HeaderName; 5] = [
    CONNECTION,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    TRANSFER_ENCODING,
];

fn is_xml(essence: &str) -> bool {
    matches!(
        essence,
        "" | "text/xml" | "application/soap+xml" | "application/xml"
    )
}

pub(super) fn into_response(exchanged: Exchanged) -> Response<Bytes> {
    let packaging = match exchanged.content_type {
        ContentType::Including => Packaging::Mtom,
        _ => Packaging::Attachments,
    };
    let (body, content_type) = match exchanged.attachments.as_slice() {
        [] => {
            let content_type = match exchanged.content_type {
                ContentType::Envelope | ContentType::Including => {
                    content_type(exchanged.version, "")
                }
                #[cfg(feature = "json")]
                ContentType::Json => "application/json; charset=utf-8".to_owned(),
            };
            (exchanged.text.into_bytes(), content_type)
        }
        attachments => {
            let package = package(
                packaging,
                exchanged.version,
                "",
                &exchanged.text,
                attachments,
            );
            (package.body, package.content_type)
        }
    };
    let mut response = Response::new(Bytes::from(body));
    let status = StatusCode::from_u16(exchanged.status);
    *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::try_from(content_type) {
        headers.insert(CONTENT_TYPE, value);
    }
    for (name, value) in exchanged.http_headers {
        let name = HeaderName::try_from(name);
        if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(value))
            && !FRAMING.contains(&name)
        {
            headers.append(name, value);
        }
    }
    response
}

/// The answer to what is no message.
pub(crate) struct Refusal {
    status: StatusCode,
    reason: Cow<'static, str>,
}

impl Refusal {
    fn new(status: StatusCode, reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            reason: reason.into(),
        }
    }

    /// The body is beyond the limit.
    pub(crate) fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "the request is too large")
    }

    /// The body is in an encoding that is not known.
    pub(super) fn encoding() -> Self {
        let reason = "bodies are plain or compressed with gzip";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, reason)
    }

    /// The body cannot be read.
    pub(super) fn bad(reason: String) -> Self {
        Self::new(StatusCode::BAD_REQUEST, reason)
    }

    /// The answer.
    pub(crate) fn into_response(self) -> Response<Bytes> {
        let mut response = Response::new(Bytes::from(format!("{}\n", self.reason)));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        );
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            headers.insert(ALLOW, HeaderValue::from_static("POST"));
        }
        response
    }
}

impl From<Unreadable> for Refusal {
    fn from(error: Unreadable) -> Self {
        match error {
            Unreadable::Broken(_) => Self::new(StatusCode::BAD_REQUEST, error.to_string()),
            Unreadable::TooLarge => Self::too_large(),
        }
    }
}
