//! The documented rules of an offline conversion, checked before anything is sent.
//!
//! Source: Microsoft Advertising documentation, "OfflineConversion data object" and "DailySummary data object".

mod check;

use crate::ErrorCode;
use std::fmt;

pub use check::{Checker, DAYS_BACK, Verdict, violations};

/// A rule that a conversion can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// `ConversionName` is required.
    NameRequired,
    /// `ConversionTime` is required.
    TimeRequired,
    /// `ConversionTime` is a date and time.
    TimeReadable,
    /// `ConversionTime` is in UTC.
    TimeInUtc,
    /// `ConversionTime` is within the last 90 days.
    TimeWithin90Days,
    /// `ConversionTime` is not in the future.
    TimeNotInFuture,
    /// `ConversionValue` is a number that is finite and not negative.
    ValueUsable,
    /// `ConversionCurrencyCode` is three letters.
    CurrencyThreeLetters,
    /// `ExternalAttributionCredit` is greater than 0 and at most 1.
    CreditInRange,
    /// `MicrosoftClickId` is required unless a hashed email address or phone number is given.
    ClickIdOrHashRequired,
    /// `HashedEmailAddress` is 64 hex digits.
    EmailHashed,
    /// `HashedPhoneNumber` is 64 hex digits.
    PhoneHashed,
    /// An email address in the clear can be hashed, and is not given together with a hash.
    EmailUsable,
    /// A phone number in the clear can be hashed, and is not given together with a hash.
    PhoneUsable,
    /// A row has as many cells as its file has columns, and each is text.
    CellsReadable,
}

impl Rule {
    /// The member that the rule is about; empty if it is about the whole row.
    pub fn field(self) -> &'static str {
        match self {
            Self::NameRequired => "ConversionName",
            Self::TimeRequired
            | Self::TimeReadable
            | Self::TimeInUtc
            | Self::TimeWithin90Days
            | Self::TimeNotInFuture => "ConversionTime",
            Self::ValueUsable => "ConversionValue",
            Self::CurrencyThreeLetters => "ConversionCurrencyCode",
            Self::CreditInRange => "ExternalAttributionCredit",
            Self::ClickIdOrHashRequired => "MicrosoftClickId",
            Self::EmailHashed => "HashedEmailAddress",
            Self::PhoneHashed => "HashedPhoneNumber",
            Self::EmailUsable => "Email",
            Self::PhoneUsable => "Phone",
            Self::CellsReadable => "",
        }
    }

    /// The error with which the service would answer; none for what never gets as far as the service.
    pub fn code(self) -> Option<ErrorCode> {
        Some(match self {
            Self::NameRequired => ErrorCode::OFFLINE_CONVERSION_NAME_NULL_OR_EMPTY,
            Self::TimeRequired => ErrorCode::OFFLINE_CONVERSION_TIME_NULL_OR_EMPTY,
            Self::TimeReadable | Self::TimeInUtc => ErrorCode::OFFLINE_CONVERSION_TIME_INVALID,
            Self::TimeWithin90Days => ErrorCode::OFFLINE_CONVERSION_TIME_OUT_OF_WINDOW,
            Self::TimeNotInFuture => ErrorCode::FUTURE_CONVERSION_TIME_CANNOT_BE_SET,
            Self::ValueUsable => ErrorCode::OFFLINE_CONVERSION_VALUE_INVALID,
            Self::CurrencyThreeLetters => ErrorCode::OFFLINE_CONVERSION_CURRENCY_CODE_INVALID,
            Self::CreditInRange => ErrorCode::EXTERNAL_ATTRIBUTION_CREDIT_VALUE_INVALID,
            Self::ClickIdOrHashRequired => ErrorCode::OFFLINE_CONVERSION_CLICK_ID_NULL_OR_EMPTY,
            Self::EmailHashed => ErrorCode::CONVERSION_EMAIL_ADDRESS_IS_NOT_HASHED,
            Self::PhoneHashed => ErrorCode::CONVERSION_PHONE_NUMBER_IS_NOT_HASHED,
            Self::EmailUsable | Self::PhoneUsable | Self::CellsReadable => return None,
        })
    }
}

impl Rule {
    /// The name under which a report has it: the symbol of its [code](Self::code) if there is one.
    pub fn name(self) -> &'static str {
        match (self.code(), self) {
            (Some(code), _) => code.symbol,
            (None, Self::EmailUsable) => "EmailNotHashable",
            (None, Self::PhoneUsable) => "PhoneNotHashable",
            (None, _) => "RowNotReadable",
        }
    }
}

/// The rule as a sentence.
impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NameRequired => "the name of the conversion goal is required",
            Self::TimeRequired => "the time of the conversion is required",
            Self::TimeReadable => "a time is written like 2026-01-31T23:59:59Z",
            Self::TimeInUtc => "the time must be in UTC, with `Z` at its end",
            Self::TimeWithin90Days => "the time must be within the last 90 days",
            Self::TimeNotInFuture => "the time must not be in the future",
            Self::ValueUsable => "the value must be a number, finite and not negative",
            Self::CurrencyThreeLetters => "the currency must be three letters, such as USD",
            Self::CreditInRange => "the credit must be greater than 0 and at most 1",
            Self::ClickIdOrHashRequired => {
                "a click id is required unless a hashed email address or phone number is given"
            }
            Self::EmailHashed => "the email address must be a SHA-256 hash, 64 hex digits",
            Self::PhoneHashed => "the phone number must be a SHA-256 hash, 64 hex digits",
            Self::EmailUsable => "the email address cannot be hashed",
            Self::PhoneUsable => "the phone number cannot be hashed",
            Self::CellsReadable => "the row does not fit its header",
        })
    }
}

/// A row that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The row, as the input counts.
    pub row: u64,
    /// The member or column; empty for the whole row.
    pub field: &'static str,
    /// What it breaks.
    pub rule: Rule,
    /// How, in words. Never has an email address, a phone number or a hash in it.
    pub reason: String,
}

impl Violation {
    /// A violation whose reason is the rule itself.
    pub fn new(row: u64, rule: Rule) -> Self {
        Self {
            row,
            field: rule.field(),
            rule,
            reason: rule.to_string(),
        }
    }

    /// The same with a reason of its own.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = reason.into();
        self
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "row {}", self.row)?;
        if !self.field.is_empty() {
            write!(out, ", {}", self.field)?;
        }
        write!(out, ": {}", self.reason)
    }
}

#[cfg(test)]
mod tests;
