//! A failed call as the error of this crate.

use crate::api_error::FaultView;
use crate::retry::retry_after;
use crate::secret::SHORTEST_SECRET;
use crate::{ApiError, Delivery, Error, ErrorKind, Secret};
use castile::AnyElement;
use castile::operation::FaultDetail;
use castile::record::Alternatives;
use castile::soap::{self, FaultCode};
use castile::view;
use std::error::Error as StdError;
use std::fmt;

/// Codes of WCF for a request that was not taken up: it could not be read, or nothing answers to it.
///
/// Source: .NET, `System.ServiceModel.FaultCode`, namespace `http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher`.
const NOT_TAKEN_UP: [&str; 2] = ["DeserializationFailed", "ActionNotSupported"];

/// What is known of a failed call beside its error.
pub(super) struct Failure<'a> {
    pub(super) address: &'a str,
    pub(super) secrets: &'a [Secret],
}

/// The error of a call, to look at, whatever the details of the service's faults: what is done with it is compiled once.
struct Seen<'e> {
    error: &'e dyn StdError,
    kind: soap::ErrorKind,
    sent: soap::Sent,
    operation: &'static str,
    status: Option<u16>,
    http_headers: &'e [(String, String)],
    header_blocks: &'e [AnyElement],
    fault: Option<SeenFault<'e>>,
}

struct SeenFault<'e> {
    code: &'e FaultCode,
    reason: &'e str,
    details: Vec<&'e dyn Alternatives>,
    /// All of it.
    whole: &'e dyn fmt::Debug,
}

impl<'e> Seen<'e> {
    fn of<F: FaultDetail>(error: &'e soap::Error<F>) -> Self {
        let fault = error.fault().map(|fault| SeenFault {
            code: &fault.code,
            reason: fault.reason(),
            details: fault.details.iter().map(view::choice).collect(),
            whole: fault,
        });
        Self {
            error,
            kind: error.kind(),
            sent: error.sent(),
            operation: error.operation(),
            status: error.status(),
            http_headers: error.http_headers(),
            header_blocks: error.header_blocks(),
            fault,
        }
    }
}

impl Failure<'_> {
    /// The error in this crate's words; the one underneath stays its source, unless a secret is in it.
    pub(super) fn explain<F: FaultDetail>(&self, error: soap::Error<F>) -> Error {
        let (explained, source) = self.told(&Seen::of(&error));
        match source {
            Source::Hidden => explained,
            Source::Shown => {
                explained.caused_by(Box::new(error) as Box<dyn StdError + Send + Sync>)
            }
        }
    }

    fn told(&self, seen: &Seen<'_>) -> (Error, Source) {
        let explained = match (seen.kind, &seen.fault) {
            (soap::ErrorKind::Fault, Some(fault)) => self.refusal(seen, fault),
            (soap::ErrorKind::Build, _) => self.unsent(seen),
            (soap::ErrorKind::Answer, _) => self.not_understood(seen),
            _ => match seen.sent {
                soap::Sent::Nothing => self.unsent(seen).passing(),
                _ => self.unanswered(seen),
            },
        };
        let explained = explained
            .with_status(seen.status)
            .with_retry_after(retry_after(seen.http_headers));
        (explained, self.source(seen))
    }

    fn unsent(&self, seen: &Seen<'_>) -> Error {
        Error::told(ErrorKind::NotSent, self.with_cause(seen.error))
    }

    fn unanswered(&self, seen: &Seen<'_>) -> Error {
        Error::told(ErrorKind::NoAnswer, self.with_cause(seen.error))
    }

    /// Whoever answers in the 400s without a fault, a proxy or a wrong address, has handed nothing on.
    fn not_understood(&self, seen: &Seen<'_>) -> Error {
        let explained = Error::new(ErrorKind::NotUnderstood, self.with_cause(seen.error));
        match seen.status {
            Some(400..=407 | 409..=499) => explained.with_delivery(Delivery::Refused),
            _ => explained,
        }
    }

    fn refusal(&self, seen: &Seen<'_>, fault: &SeenFault<'_>) -> Error {
        let details = fault.details.iter().copied();
        let views: Vec<FaultView<'_>> = details.filter_map(FaultView::of).collect();
        let errors: Vec<ApiError> = views
            .iter()
            .flat_map(FaultView::errors)
            .map(|error| self.masked(error))
            .collect();
        let block = seen
            .header_blocks
            .iter()
            .find(|block| block.name().local() == "TrackingId");
        let tracking_id = views
            .iter()
            .find_map(FaultView::tracking_id)
            .or_else(|| block.and_then(AnyElement::text))
            .or_else(|| tracking_header(seen.http_headers));
        let mut what = format!("the service refused {}", seen.operation);
        if errors.is_empty() && !fault.reason.trim().is_empty() {
            let words: Vec<&str> = fault.reason.split_whitespace().collect();
            what = format!("{what}: {}", self.mask(&words.join(" ")));
        }
        let delivery = delivery(fault.code, &errors);
        Error::refused(what, errors, tracking_id).with_delivery(delivery)
    }

    /// The error with what lies at its bottom, and the address.
    fn with_cause(&self, error: &dyn StdError) -> String {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(deeper) = cause.and_then(StdError::source) {
            cause = Some(deeper);
        }
        if let Some(cause) = cause {
            text = format!("{text}: {cause}");
        }
        self.mask(&format!("{text} ({})", shown(self.address)))
    }

    fn masked(&self, error: ApiError) -> ApiError {
        let mask = |text: Option<String>| text.map(|text| self.mask(&text));
        ApiError {
            symbol: mask(error.symbol),
            message: mask(error.message),
            details: mask(error.details),
            field_path: mask(error.field_path),
            ..error
        }
    }

    fn mask(&self, text: &str) -> String {
        self.texts()
            .fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
    }

    /// Whether the error underneath may be seen.
    fn source(&self, seen: &Seen<'_>) -> Source {
        let fault = seen.fault.as_ref().map(|fault| fault.whole);
        let shown = format!("{:?} {fault:?} {:?}", seen.error, seen.header_blocks);
        match self.texts().any(|secret| shown.contains(secret)) {
            true => Source::Hidden,
            false => Source::Shown,
        }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = self.secrets.iter().map(|secret| secret.expose());
        texts.filter(|text| text.len() >= SHORTEST_SECRET)
    }
}

/// What becomes of the error underneath.
enum Source {
    Shown,
    Hidden,
}

/// The tracking id that stands in an HTTP header, as it does over REST.
fn tracking_header(http_headers: &[(String, String)]) -> Option<String> {
    let mut headers = http_headers.iter();
    let found = headers.find(|(name, _)| name.eq_ignore_ascii_case("TrackingId"));
    found.map(|(_, value)| value.clone())
}

/// Whether the service acted on a call that it answered with a fault.
///
/// An internal error (0) says nothing of it; neither does a fault without errors that blames the service.
fn delivery(code: &FaultCode, errors: &[ApiError]) -> Delivery {
    if !errors.is_empty() {
        return match errors.iter().any(|error| error.code == 0) {
            true => Delivery::Unknown,
            false => Delivery::Refused,
        };
    }
    match code {
        FaultCode::Sender | FaultCode::MustUnderstand | FaultCode::VersionMismatch => {
            Delivery::Refused
        }
        FaultCode::Other(name) if NOT_TAKEN_UP.contains(&name.local()) => Delivery::Refused,
        _ => Delivery::Unknown,
    }
}

/// An address without what may be secret in it: user, password and query.
fn shown(address: &str) -> String {
    let plain = address.split(['?', '#']).next().unwrap_or_default();
    match plain.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            let host = host.rsplit('@').next().unwrap_or_default();
            format!("{scheme}://{host}/{path}")
        }
        None => plain.to_owned(),
    }
}
