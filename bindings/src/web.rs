//! Plain HTTP beside the calls of the services: what an authority answers, and files. Over the same transports.

use bytes::Bytes;
use castile::soap::{
    Progress, ReplyBody, Sent, SharedTransport, TimeoutPhase, Transport, TransportError,
};
#[cfg(feature = "files")]
use http::HeaderMap;
use http::{Request, StatusCode, Uri};
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// A whole answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

/// An answer whose body is still to come.
pub(crate) struct Opened {
    pub(crate) status: StatusCode,
    #[cfg(feature = "files")]
    pub(crate) headers: HeaderMap,
    pub(crate) body: ReplyBody,
}

/// Sends a request and waits for the head of the answer.
pub(crate) async fn open(
    transport: &SharedTransport,
    mut request: Request<Bytes>,
    timeout: Duration,
) -> Result<Opened, TransportError> {
    let progress = Progress::default();
    request.extensions_mut().insert(progress.clone());
    let deadline = Instant::now() + timeout;
    let Ok(sent) = timeout_at(deadline, transport.send(request)).await else {
        let sent = progress.sent();
        let phase = match sent {
            Sent::Nothing => TimeoutPhase::Connect,
            _ => TimeoutPhase::Answer,
        };
        return Err(TransportError::timeout(phase, sent));
    };
    let (head, body) = sent?.into_parts();
    Ok(Opened {
        status: head.status,
        #[cfg(feature = "files")]
        headers: head.headers,
        body,
    })
}

/// Sends a request and takes in the whole answer, up to so many bytes.
pub(crate) async fn exchange(
    transport: &SharedTransport,
    request: Request<Bytes>,
    timeout: Duration,
    max_bytes: usize,
) -> Result<Answer, TransportError> {
    let deadline = Instant::now() + timeout;
    let opened = open(transport, request, timeout).await?;
    match timeout_at(deadline, collect(opened.body, max_bytes)).await {
        Ok(body) => Ok(Answer {
            status: opened.status,
            body: body?,
        }),
        Err(_) => Err(TransportError::timeout(TimeoutPhase::Body, Sent::Yes)),
    }
}

async fn collect(mut body: ReplyBody, max_bytes: usize) -> Result<Vec<u8>, TransportError> {
    let mut whole = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        if whole.len() + data.len() > max_bytes {
            return Err(TransportError::too_large(max_bytes));
        }
        whole.extend_from_slice(&data);
    }
    Ok(whole)
}

/// Whether nobody on the way can read what is sent to this address: TLS, or this very machine.
pub(crate) fn is_private(address: &Uri) -> bool {
    let host = address.host().unwrap_or_default();
    match address.scheme_str() {
        Some("https") => true,
        Some("http") => is_loopback(host),
        _ => false,
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let by_number = bare.parse::<std::net::IpAddr>();
    bare.eq_ignore_ascii_case("localhost") || by_number.is_ok_and(|address| address.is_loopback())
}

/// An error with what lies at its bottom: that a connection was refused, and not only that there is none.
pub(crate) fn with_cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut deepest = error;
    while let Some(cause) = deepest.source() {
        deepest = cause;
    }
    match std::ptr::addr_eq(deepest, error) {
        true => error.to_string(),
        false => format!("{error}: {deepest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::is_private;

    #[test]
    fn secrets_go_over_tls_or_stay_on_this_machine() {
        for (address, expected) in [
            ("https://login.example/token", true),
            ("http://127.0.0.1:80/token", true),
            ("http://[::1]/token", true),
            ("http://localhost:1/token", true),
            ("http://login.example/token", false),
            ("http://localhost.example/token", false),
            ("ftp://localhost/token", false),
            ("/token", false),
        ] {
            assert_eq!(is_private(&address.parse().unwrap()), expected, "{address}");
        }
    }
}
