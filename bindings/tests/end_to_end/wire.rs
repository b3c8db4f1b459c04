//! What a service answers, in either protocol.

use bytes::Bytes;
use http::{Request, Response};
use msads::Protocol;
use msads::castile::codegen::Dispatch;
use msads::castile::rest::{HttpHeader, Mapping, Route};
use msads::castile::soap::{Endpoint, OperationEntry, ServeOptions, Serving, serve_on};
use tokio::net::TcpListener;

/// Both protocols: what a caller sees is the same in each.
pub(crate) const BOTH: [Protocol; 2] = [Protocol::Rest, Protocol::Soap];

pub(crate) const CAMPAIGNS: &str = "https://bingads.microsoft.com/CampaignManagement/v13";

/// An answer with headers of its own.
pub(crate) fn answer(
    status: u16,
    headers: &[(&str, &str)],
    body: impl Into<Bytes>,
) -> Response<Bytes> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body.into()).unwrap()
}

/// The answer to an operation of Campaign Management that has nothing to say.
pub(crate) fn done(protocol: Protocol, operation: &str) -> Response<Bytes> {
    answer(200, &[], done_text(protocol, operation))
}

/// The text of [`done`].
pub(crate) fn done_text(protocol: Protocol, operation: &str) -> String {
    match protocol {
        Protocol::Rest => "{\"PartialErrors\":[]}".to_owned(),
        Protocol::Soap => envelope(&format!("<{operation}Response xmlns='{CAMPAIGNS}'/>")),
    }
}

/// A body in an envelope.
pub(crate) fn envelope(body: &str) -> String {
    let soap = "http://schemas.xmlsoap.org/soap/envelope/";
    format!("<s:Envelope xmlns:s='{soap}'><s:Body>{body}</s:Body></s:Envelope>")
}

/// A refusal with this error, as the service words it.
pub(crate) fn refusal(protocol: Protocol, code: i32, symbol: &str) -> Response<Bytes> {
    if protocol == Protocol::Rest {
        let body = format!(
            r#"{{"TrackingId":"t","Type":"AdApiFaultDetail","Errors":[{{"Code":{code},"Detail":null,"ErrorCode":"{symbol}","Message":"m"}}]}}"#
        );
        let status = match code {
            109 => 401,
            0 => 500,
            _ => 400,
        };
        return answer(status, &[], body);
    }
    let detail = format!(
        "<detail><AdApiFaultDetail xmlns='https://adapi.microsoft.com'><TrackingId>t</TrackingId><Errors><AdApiError>\
         <Code>{code}</Code><ErrorCode>{symbol}</ErrorCode><Message>m</Message></AdApiError></Errors></AdApiFaultDetail>\
         </detail>"
    );
    let fault = format!(
        "<s:Fault><faultcode>s:Server</faultcode><faultstring>x</faultstring>{detail}</s:Fault>"
    );
    answer(500, &[], envelope(&fault))
}

/// Whether a request carries that token, in a header block or an HTTP header.
pub(crate) fn carries(request: &Request<Bytes>, token: &str) -> bool {
    let values = request.headers().values();
    let mut texts = values
        .map(|value| value.as_bytes())
        .chain([&request.body()[..]]);
    texts.any(|text| String::from_utf8_lossy(text).contains(token))
}

/// Campaign Management of the tests' own, with the operations that they serve.
pub(crate) struct Campaigns;

impl Mapping for Campaigns {
    fn route(&self, operation: &OperationEntry) -> Route {
        let path = match operation.name {
            "ApplyOfflineConversions" => "/OfflineConversions/Apply",
            _ => "/none",
        };
        Route::new("POST", format!("/CampaignManagement/v13{path}"))
    }

    fn header(&self, block: &'static str) -> HttpHeader {
        match block {
            "AuthenticationToken" => HttpHeader::new("Authorization").with_prefix("Bearer "),
            _ => HttpHeader::new(block),
        }
    }
}

/// A service that speaks both.
pub(crate) fn endpoint<D: Dispatch>(server: D) -> Endpoint<D> {
    Endpoint::new(server).with_rest(Campaigns)
}

/// A service that speaks both, on a port.
pub(crate) async fn serve<D: Dispatch>(server: D) -> Serving {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    serve_on(listener, endpoint(server), ServeOptions::default()).unwrap()
}
