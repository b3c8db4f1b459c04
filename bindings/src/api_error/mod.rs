//! One error as the service words it, wherever it stands in an answer.

mod code;
mod view;

pub use code::ErrorCode;
pub(crate) use view::{FaultView, View};

use castile::record::Value;
use std::fmt;

/// An error of the service: of a whole call (`AdApiError`, `OperationError`) or of one item of it (`BatchError`).
///
/// Prints as `5606 OfflineConversionNameInvalid: no such goal (item 3, field ConversionName)`, less what is not given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The number of the error. Microsoft lists them as "operation error codes"; 0 is an internal or unlisted error.
    pub code: i32,
    /// The name of the error, such as `InvalidCredentials`. The customer services give none.
    pub symbol: Option<String>,
    /// A sentence for people.
    pub message: Option<String>,
    /// More about this occurrence.
    pub details: Option<String>,
    /// The member of the item that is at fault, as the service writes it.
    pub field_path: Option<String>,
    /// The item of the request, counted from 0.
    pub index: Option<u32>,
    /// The part of that item, counted from 0, where the service names one: a nested partial error.
    pub nested_index: Option<u32>,
}

impl ApiError {
    /// A generated error of any service: `BatchError`, `EditorialError`, `OperationError` or `AdApiError`.
    ///
    /// ```
    /// use msads::ApiError;
    /// use msads::types::campaign_management::{BatchError, BatchErrorBase};
    ///
    /// let error = BatchErrorBase { code: Some(5606), index: Some(3), ..BatchErrorBase::default() };
    /// assert_eq!(ApiError::of(&BatchError::from(error)).to_string(), "5606 (item 3)");
    /// ```
    pub fn of(error: &impl Value) -> Self {
        View::of(error.get())
            .map(|view| view.error())
            .unwrap_or_default()
    }

    /// An error of this number and name, of which nothing more is known.
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code: code.number.unwrap_or(0),
            symbol: Some(code.symbol.to_owned()),
            ..Self::default()
        }
    }

    /// The same with a sentence for people.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The same for one item of the request, counted from 0, and one member of it.
    #[must_use]
    pub fn at(mut self, index: usize, field_path: impl Into<String>) -> Self {
        self.index = u32::try_from(index).ok();
        self.field_path = Some(field_path.into());
        self
    }

    /// The sentence for people with the details, as far as they are given.
    pub fn reason(&self) -> String {
        let parts = [self.message.as_deref(), self.details.as_deref()];
        parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("; ")
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.code)?;
        if let Some(symbol) = &self.symbol {
            write!(out, " {symbol}")?;
        }
        let reason = self.reason();
        if !reason.is_empty() {
            write!(out, ": {reason}")?;
        }
        let path = self.field_path.as_deref().filter(|path| !path.is_empty());
        let places = [
            self.index.map(|index| format!("item {index}")),
            self.nested_index.map(|index| format!("part {index}")),
            path.map(|path| format!("field {path}")),
        ];
        let places: Vec<String> = places.into_iter().flatten().collect();
        match places.as_slice() {
            [] => Ok(()),
            places => write!(out, " ({})", places.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiError, ErrorCode};

    #[test]
    fn an_error_prints_all_that_it_has() {
        let error = ApiError::new(ErrorCode::OFFLINE_CONVERSION_NAME_INVALID)
            .with_message("no goal has the name `Lead`")
            .at(3, "ConversionName");
        assert_eq!(
            error.to_string(),
            "5606 OfflineConversionNameInvalid: no goal has the name `Lead` (item 3, field ConversionName)"
        );
        assert_eq!(
            ApiError {
                code: 207,
                ..ApiError::default()
            }
            .to_string(),
            "207"
        );
    }
}
