//! A service's way in for JSON over HTTP.

use std::sync::Arc;

use bytes::Bytes;
use http::request::Parts;
use http::{Response, StatusCode};

use super::media_type;
use crate::rest::Mapping;
use crate::soap::dispatch::{Dispatch, Exchange, Form};
use crate::soap::endpoint::Endpoint;
use crate::soap::exchanged::Writing;
use crate::soap::fault::FaultCode;
use crate::soap::incoming::Carrier;

impl<D: Dispatch> Endpoint<D> {
    /// The mapping, if a request is one of JSON and there is one.
    pub(super) fn mapping_for(&self, head: &Parts) -> Option<Arc<dyn Mapping>> {
        let is_json = media_type(&head.headers).essence == "application/json";
        self.mapping.clone().filter(|_| is_json)
    }

    /// Answers a JSON document.
    pub(super) async fn answer_json(
        &self,
        mapping: Arc<dyn Mapping>,
        head: &Parts,
        body: Bytes,
        carrier: Carrier,
    ) -> Response<Bytes> {
        let chosen = self.operation_at(&*mapping, head);
        let form = Form::Json(mapping);
        let Some(operation) = chosen else {
            return self.nothing_there(head, form);
        };
        match self.plain_text(head, body) {
            Ok((text, _)) => {
                let exchange = Exchange::new(text, form.clone(), carrier, self.settings.clone());
                let answer = self.dispatch.dispatch(operation, exchange);
                self.caught(answer, form).await
            }
            Err(refusal) => refusal.into_response(),
        }
    }

    fn operation_at(&self, mapping: &dyn Mapping, head: &Parts) -> Option<usize> {
        let path = head.uri.path();
        self.dispatch.operations().iter().position(|operation| {
            let route = mapping.route(operation);
            head.method == route.method && path == route.path
        })
    }

    /// The answer where no operation is.
    fn nothing_there(&self, head: &Parts, form: Form) -> Response<Bytes> {
        let writing = Writing::plain(form, self.settings.write);
        let reason = format!("no operation is at {} {}", head.method, head.uri.path());
        let mut exchanged = writing.plain_fault(FaultCode::Sender, reason);
        exchanged.status = StatusCode::NOT_FOUND.as_u16();
        super::endpoint::into_response(exchanged)
    }
}
