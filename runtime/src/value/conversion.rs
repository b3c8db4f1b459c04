//! The error of turning a value into one of another library or of the language.

use std::error::Error;
use std::fmt;

/// The error of a value that another type cannot hold.
///
/// Opaque. Displayed as ``2026-01-31T00:00:00 is no `jiff::Timestamp`: it has no zone``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConversionError(Box<Content>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Content {
    value: String,
    target: &'static str,
    reason: &'static str,
}

impl ConversionError {
    #[cold]
    pub(super) fn new(
        value: &impl fmt::Display,
        target: &'static str,
        reason: &'static str,
    ) -> Self {
        Self(Box::new(Content {
            value: value.to_string(),
            target,
            reason,
        }))
    }
}

/// The reasons that several conversions share.
pub(super) const OUT_OF_RANGE: &str = "it is out of range";
pub(super) const NOT_WHOLE: &str = "it is not a whole number";
pub(super) const NO_ZONE: &str = "it has no zone";
pub(super) const TOO_FINE: &str = "it is finer than a nanosecond";
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
pub(super) const HAS_ZONE: &str = "it has a zone";
#[cfg(feature = "chrono")]
pub(super) const LEAP_SECOND: &str = "it is a leap second";

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Content {
            value,
            target,
            reason,
        } = &*self.0;
        write!(f, "{value} is no `{target}`: {reason}")
    }
}

impl Error for ConversionError {}
