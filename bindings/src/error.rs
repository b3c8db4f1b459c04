//! The error of the crate.

use crate::{ApiError, ErrorCode};
use castile::operation::FaultDetail;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// What went wrong, and whether anything was sent.
///
/// Prints one line. For a refusal by the service that line has the number, name, message, field and item of each error
/// and the tracking id that Microsoft's support asks for. No token is ever part of it.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    what: String,
    /// Whether `what` says already how far the call came.
    is_told: bool,
    delivery: Delivery,
    errors: Vec<ApiError>,
    tracking_id: Option<String>,
    status: Option<u16>,
    retry_after: Option<Duration>,
    is_passing: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The sort of an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting is missing or makes no sense.
    Settings,
    /// No access token was to be had.
    Credentials,
    /// The input could not be read.
    Input,
    /// A file could not be read or written.
    File,
    /// The service took up a job and did not finish it: a report, a bulk file.
    Job,
    /// The journal could not be read or written, or belongs to something else.
    Journal,
    /// The call was not sent.
    NotSent,
    /// The call was sent, and no answer came.
    NoAnswer,
    /// An answer came that could not be understood.
    NotUnderstood,
    /// The service refused the call as a whole; [`Error::errors`] says why.
    Refused,
}

/// How far a call came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Nothing left this machine.
    NotSent,
    /// Something was sent; whether the service acted on it is not known.
    Unknown,
    /// The service answered that it did nothing.
    Refused,
}

impl ErrorKind {
    fn usual_delivery(self) -> Delivery {
        match self {
            Self::NoAnswer | Self::NotUnderstood => Delivery::Unknown,
            Self::Refused | Self::Job => Delivery::Refused,
            Self::Settings
            | Self::Credentials
            | Self::Input
            | Self::File
            | Self::Journal
            | Self::NotSent => Delivery::NotSent,
        }
    }
}

impl Error {
    /// An error of `kind`, with a sentence that says what was being done and what stood in the way.
    pub fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            what: what.into(),
            is_told: false,
            delivery: kind.usual_delivery(),
            errors: Vec::new(),
            tracking_id: None,
            status: None,
            retry_after: None,
            is_passing: false,
            source: None,
        }))
    }

    /// An error for a [`Credentials`](crate::Credentials) that has no token to give.
    pub fn credentials(what: impl Into<String>) -> Self {
        Self::new(ErrorKind::Credentials, what)
    }

    /// An error whose sentence says already how far the call came.
    pub(crate) fn told(kind: ErrorKind, what: impl Into<String>) -> Self {
        let mut error = Self::new(kind, what);
        error.0.is_told = true;
        error
    }

    /// A refusal by the service, with its errors and its tracking id.
    pub fn refused(
        what: impl Into<String>,
        errors: Vec<ApiError>,
        tracking_id: Option<String>,
    ) -> Self {
        let mut error = Self::new(ErrorKind::Refused, what);
        if errors.iter().any(|error| error.code == 0) {
            error.0.delivery = Delivery::Unknown;
        }
        error.0.errors = errors;
        error.0.tracking_id = tracking_id;
        error
    }

    /// A job that the service gave up, with its errors.
    #[cfg(all(feature = "bulk", feature = "files"))]
    pub(crate) fn job(what: impl Into<String>, errors: Vec<ApiError>) -> Self {
        let mut error = Self::new(ErrorKind::Job, what);
        error.0.errors = errors;
        error
    }

    /// The same with the error underneath it.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The same with another answer to whether the service acted on the call than its kind gives.
    #[must_use]
    pub fn with_delivery(mut self, delivery: Delivery) -> Self {
        self.0.delivery = delivery;
        self
    }

    pub(crate) fn with_status(mut self, status: Option<u16>) -> Self {
        self.0.status = status;
        self
    }

    /// The same with the time for which the answer asks to be left alone.
    pub(crate) fn with_retry_after(mut self, time: Option<Duration>) -> Self {
        self.0.retry_after = time;
        self
    }

    /// The same of something that may work the next time: what carries calls failed, not what they say.
    pub(crate) fn passing(mut self) -> Self {
        self.0.is_passing = true;
        self
    }

    /// The sort of error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether anything was sent, and acted upon: what decides whether to try again.
    ///
    /// A refusal with the code 0, an internal error of the service, leaves open whether it acted.
    pub fn delivery(&self) -> Delivery {
        self.0.delivery
    }

    /// The HTTP status of the answer, if one came.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// How long the answer asks to be left alone, by its header `Retry-After`, if one came with it.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether the service calls the access token expired.
    pub(crate) fn is_about_the_token(&self) -> bool {
        self.has(crate::ErrorCode::AUTHENTICATION_TOKEN_EXPIRED) || self.status() == Some(401)
    }

    pub(crate) fn is_passing(&self) -> bool {
        self.0.is_passing
    }

    /// Whether the service gave this error, or one of them: `error.has(ErrorCode::AUTHENTICATION_TOKEN_EXPIRED)`.
    ///
    /// Compared by name where the service gives one: a number alone may mean something else in another service.
    pub fn has(&self, code: ErrorCode) -> bool {
        self.0.errors.iter().any(|error| match &error.symbol {
            Some(symbol) => symbol == code.symbol,
            None => Some(error.code) == code.number,
        })
    }

    /// The fault as the service sent it, if that is what failed the call: `error.fault::<campaign_management::Fault>()`.
    ///
    /// None if a token was found in it.
    pub fn fault<F: FaultDetail>(&self) -> Option<&castile::soap::Fault<F>> {
        let source: &(dyn StdError + 'static) = self.0.source.as_deref()?;
        source.downcast_ref::<castile::soap::Error<F>>()?.fault()
    }

    /// Why there was no access token, if that is what failed the call: whether the user must consent again.
    pub fn auth_error(&self) -> Option<&crate::auth::AuthError> {
        self.0.source.as_deref()?.downcast_ref()
    }

    /// The errors by which the service explains a refusal.
    pub fn errors(&self) -> &[ApiError] {
        &self.0.errors
    }

    /// The identifier of the call at Microsoft, to be named to its support.
    pub fn tracking_id(&self) -> Option<&str> {
        self.0.tracking_id.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.what)?;
        for (place, error) in self.0.errors.iter().enumerate() {
            write!(out, "{} {error}", if place == 0 { ":" } else { ";" })?;
        }
        if let Some(tracking_id) = &self.0.tracking_id {
            write!(out, "; tracking id {tracking_id}")?;
        }
        out.write_str(match (self.0.kind, self.0.delivery) {
            _ if self.0.is_told => "",
            (ErrorKind::NotSent | ErrorKind::Credentials, _) => "; nothing was sent",
            (_, Delivery::Unknown) => "; it was sent, so the service may have acted on it",
            _ => "",
        })
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        out.debug_struct("Error")
            .field("kind", &inner.kind)
            .field("what", &inner.what)
            .field("delivery", &inner.delivery)
            .field("errors", &inner.errors)
            .field("tracking_id", &inner.tracking_id)
            .field("status", &inner.status)
            .field("source", &inner.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::{Delivery, Error, ErrorKind};
    use crate::{ApiError, ErrorCode};

    #[test]
    fn a_refusal_prints_its_errors_and_the_tracking_id() {
        let errors = vec![
            ApiError::new(ErrorCode::INVALID_CREDENTIALS)
                .with_message("the developer token is unknown"),
        ];
        let error = Error::refused(
            "the service refused ApplyOfflineConversions",
            errors,
            Some("9eaafe65".into()),
        );
        assert_eq!(
            error.to_string(),
            "the service refused ApplyOfflineConversions: 105 InvalidCredentials: the developer token is unknown; \
             tracking id 9eaafe65"
        );
        assert_eq!(error.delivery(), Delivery::Refused);
    }

    #[test]
    fn an_internal_error_leaves_open_whether_the_service_acted() {
        let internal = ApiError {
            symbol: Some("InternalError".into()),
            ..ApiError::default()
        };
        let error = Error::refused("the service refused AddKeywords", vec![internal], None);
        assert_eq!(error.delivery(), Delivery::Unknown);
        assert_eq!(
            error.to_string(),
            "the service refused AddKeywords: 0 InternalError; it was sent, so the service may have acted on it"
        );
    }

    #[test]
    fn an_error_says_whether_anything_was_sent() {
        let unsent = Error::new(ErrorKind::NotSent, "no connection to 127.0.0.1:1");
        assert_eq!(
            unsent.to_string(),
            "no connection to 127.0.0.1:1; nothing was sent"
        );
        let unanswered = Error::new(ErrorKind::NoAnswer, "no answer in 10 s");
        assert_eq!(unanswered.delivery(), Delivery::Unknown);
        assert!(
            unanswered
                .to_string()
                .ends_with("it was sent, so the service may have acted on it")
        );
    }
}
