//! A failed call as the error of this crate.

use crate::api_error::FaultView;
use crate::retry::retry_after;
use crate::secret::SHORTEST_SECRET;
use crate::{ApiError, Delivery, Error, ErrorKind, Secret};
use castile::operation::FaultDetail;
use castile::soap::{self, Fault, FaultCode};
use std::error::Error as StdError;

/// Codes of WCF for a request that was not taken up: it could not be read, or nothing answers to it.
///
/// Source: .NET, `System.ServiceModel.FaultCode`, namespace `http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher`.
const NOT_TAKEN_UP: [&str; 2] = ["DeserializationFailed", "ActionNotSupported"];

/// What is known of a failed call beside its error.
pub(super) struct Failure<'a> {
    pub(super) address: &'a str,
    pub(super) secrets: &'a [Secret],
}

impl Failure<'_> {
    /// The error in this crate's words; the one underneath stays its source, unless a secret is in it.
    pub(super) fn explain<F: FaultDetail>(&self, error: soap::Error<F>) -> Error {
        let status = error.status();
        let explained = match (error.kind(), error.fault()) {
            (soap::ErrorKind::Fault, Some(fault)) => self.refusal(&error, fault),
            (soap::ErrorKind::Build, _) => self.unsent(&error),
            (soap::ErrorKind::Answer, _) => self.not_understood(&error),
            _ => match error.sent() {
                soap::Sent::Nothing => self.unsent(&error).passing(),
                _ => self.unanswered(&error),
            },
        };
        let explained = explained
            .with_status(status)
            .with_retry_after(retry_after(error.http_headers()));
        match self.are_secrets_in(&error) {
            true => explained,
            false => explained.caused_by(error),
        }
    }

    fn unsent<F: FaultDetail>(&self, error: &soap::Error<F>) -> Error {
        Error::told(ErrorKind::NotSent, self.with_cause(error))
    }

    fn unanswered<F: FaultDetail>(&self, error: &soap::Error<F>) -> Error {
        Error::told(ErrorKind::NoAnswer, self.with_cause(error))
    }

    /// Whoever answers in the 400s without a fault, a proxy or a wrong address, has handed nothing on.
    fn not_understood<F: FaultDetail>(&self, error: &soap::Error<F>) -> Error {
        let explained = Error::new(ErrorKind::NotUnderstood, self.with_cause(error));
        match error.status() {
            Some(400..=407 | 409..=499) => explained.with_delivery(Delivery::Refused),
            _ => explained,
        }
    }

    fn refusal<F: FaultDetail>(&self, error: &soap::Error<F>, fault: &Fault<F>) -> Error {
        let views: Vec<FaultView<'_>> = fault.details.iter().filter_map(FaultView::of).collect();
        let errors: Vec<ApiError> = views
            .iter()
            .flat_map(FaultView::errors)
            .map(|error| self.masked(error))
            .collect();
        let block = error
            .header_blocks()
            .iter()
            .find(|block| block.name().local() == "TrackingId");
        let tracking_id = views
            .iter()
            .find_map(FaultView::tracking_id)
            .or_else(|| block.and_then(castile::AnyElement::text))
            .or_else(|| tracking_header(error.http_headers()));
        let mut what = format!("the service refused {}", error.operation());
        if errors.is_empty() && !fault.reason().trim().is_empty() {
            let words: Vec<&str> = fault.reason().split_whitespace().collect();
            what = format!("{what}: {}", self.mask(&words.join(" ")));
        }
        let delivery = delivery(fault, &errors);
        Error::refused(what, errors, tracking_id).with_delivery(delivery)
    }

    /// The error with what lies at its bottom, and the address.
    fn with_cause<F: FaultDetail>(&self, error: &soap::Error<F>) -> String {
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

    fn are_secrets_in<F: FaultDetail>(&self, error: &soap::Error<F>) -> bool {
        let shown = format!("{error:?} {:?} {:?}", error.fault(), error.header_blocks());
        let mut texts = self.texts();
        texts.any(|secret| shown.contains(secret))
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = self.secrets.iter().map(|secret| secret.expose());
        texts.filter(|text| text.len() >= SHORTEST_SECRET)
    }
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
fn delivery<F>(fault: &Fault<F>, errors: &[ApiError]) -> Delivery {
    if !errors.is_empty() {
        return match errors.iter().any(|error| error.code == 0) {
            true => Delivery::Unknown,
            false => Delivery::Refused,
        };
    }
    match &fault.code {
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
