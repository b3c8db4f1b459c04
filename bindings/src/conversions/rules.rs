//! The documented rules of an offline conversion, checked before anything is sent.
//!
//! Source: Microsoft Advertising documentation, "OfflineConversion data object" and "DailySummary data object".

use super::hash::is_hash;
use super::identity::{identity, nanoseconds};
use crate::{ErrorCode, OfflineConversion};
use castile::DateTime;
use castile::value::Zone;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;

/// How many days back the service takes a conversion.
pub const DAYS_BACK: i64 = 90;

const NANOSECONDS_A_DAY: i128 = 86_400 * 1_000_000_000;

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

/// Checks one conversion by itself against every rule; nothing comes back if it keeps them all.
pub fn violations(row: u64, conversion: &OfflineConversion, now: DateTime) -> Vec<Violation> {
    let mut found = Vec::new();
    if is_blank(conversion.conversion_name.as_deref()) {
        found.push(Violation::new(row, Rule::NameRequired));
    }
    found.extend(time_violation(row, conversion.conversion_time, now));
    let (value, credit) = (
        conversion.conversion_value.as_option(),
        conversion.external_attribution_credit.as_option(),
    );
    if let Some(value) = value.filter(|value| !value.is_finite() || **value < 0.0) {
        found.push(violation_of(row, Rule::ValueUsable, value));
    }
    let currency = conversion.conversion_currency_code.as_deref();
    if let Some(currency) = currency
        .filter(|code| code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_alphabetic()))
    {
        found.push(violation_of(
            row,
            Rule::CurrencyThreeLetters,
            &format_args!("`{currency}`"),
        ));
    }
    if let Some(credit) = credit.filter(|credit| !(**credit > 0.0 && **credit <= 1.0)) {
        found.push(violation_of(row, Rule::CreditInRange, credit));
    }
    let email = conversion.hashed_email_address.as_deref();
    let phone = conversion.hashed_phone_number.as_deref();
    if is_blank(conversion.microsoft_click_id.as_deref()) && is_blank(email) && is_blank(phone) {
        found.push(Violation::new(row, Rule::ClickIdOrHashRequired));
    }
    for (hash, rule) in [(email, Rule::EmailHashed), (phone, Rule::PhoneHashed)] {
        if hash.is_some_and(|hash| !is_hash(hash)) {
            found.push(Violation::new(row, rule));
        }
    }
    found
}

fn time_violation(row: u64, time: Option<DateTime>, now: DateTime) -> Option<Violation> {
    let Some(time) = time else {
        return Some(Violation::new(row, Rule::TimeRequired));
    };
    if !matches!(time.zone(), Zone::Utc | Zone::Offset(0)) {
        return Some(violation_of(row, Rule::TimeInUtc, &time));
    }
    let (then, now) = (nanoseconds(time)?, nanoseconds(now)?);
    if then > now {
        Some(violation_of(row, Rule::TimeNotInFuture, &time))
    } else if now - then > i128::from(DAYS_BACK) * NANOSECONDS_A_DAY {
        Some(violation_of(row, Rule::TimeWithin90Days, &time))
    } else {
        None
    }
}

fn violation_of(row: u64, rule: Rule, value: &dyn fmt::Display) -> Violation {
    Violation::new(row, rule).because(format!("{rule}: {value}"))
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

/// What a [`Checker`] says of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may be sent.
    Good,
    /// It is the same conversion as an earlier good row: same goal, click id and time.
    Duplicate {
        /// The earlier row.
        of: u64,
    },
    /// It breaks rules.
    Bad(Vec<Violation>),
}

/// Checks the rows of one upload, each by itself and against those before it.
#[derive(Debug, Clone)]
pub struct Checker {
    now: DateTime,
    rows: HashMap<[u8; 16], u64>,
}

impl Checker {
    /// A checker for which it is `now`.
    pub fn new(now: DateTime) -> Self {
        Self {
            now,
            rows: HashMap::new(),
        }
    }

    /// Checks the next row.
    pub fn check(&mut self, row: u64, conversion: &OfflineConversion) -> Verdict {
        let violations = violations(row, conversion, self.now);
        if !violations.is_empty() {
            return Verdict::Bad(violations);
        }
        match self.rows.entry(identity(conversion)) {
            Entry::Occupied(earlier) => Verdict::Duplicate { of: *earlier.get() },
            Entry::Vacant(place) => {
                place.insert(row);
                Verdict::Good
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Checker, Rule, Verdict, violations};
    use crate::OfflineConversion;
    use castile::{DateTime, Nillable};

    fn now() -> DateTime {
        "2026-06-30T12:00:00Z".parse().unwrap()
    }

    fn good() -> OfflineConversion {
        OfflineConversion {
            conversion_name: "Lead".into(),
            conversion_time: Some("2026-06-01T10:00:00Z".parse().unwrap()),
            microsoft_click_id: "c1".into(),
            ..OfflineConversion::default()
        }
    }

    type Change = fn(&mut OfflineConversion);

    #[test]
    fn every_rule_finds_what_breaks_it() {
        let cases: [(Change, &[Rule]); 22] = [
            (|_| (), &[]),
            (|c| c.conversion_name = Nillable::Nil, &[Rule::NameRequired]),
            (|c| c.conversion_name = " ".into(), &[Rule::NameRequired]),
            (|c| c.conversion_time = None, &[Rule::TimeRequired]),
            (
                |c| c.conversion_time = "2026-06-01T10:00:00".parse().ok(),
                &[Rule::TimeInUtc],
            ),
            (
                |c| c.conversion_time = "2026-06-01T10:00:00+02:00".parse().ok(),
                &[Rule::TimeInUtc],
            ),
            (
                |c| c.conversion_time = "2026-06-01T10:00:00+00:00".parse().ok(),
                &[],
            ),
            (
                |c| c.conversion_time = "2026-04-01T12:00:00Z".parse().ok(),
                &[],
            ),
            (
                |c| c.conversion_time = "2026-04-01T11:59:59.9999999Z".parse().ok(),
                &[Rule::TimeWithin90Days],
            ),
            (
                |c| c.conversion_time = "2026-06-30T12:00:00Z".parse().ok(),
                &[],
            ),
            (
                |c| c.conversion_time = "2026-06-30T12:00:00.0000001Z".parse().ok(),
                &[Rule::TimeNotInFuture],
            ),
            (
                |c| c.conversion_value = (-0.01).into(),
                &[Rule::ValueUsable],
            ),
            (
                |c| c.conversion_value = f64::NAN.into(),
                &[Rule::ValueUsable],
            ),
            (|c| c.conversion_value = 0.0.into(), &[]),
            (
                |c| c.conversion_currency_code = "USDollar".into(),
                &[Rule::CurrencyThreeLetters],
            ),
            (
                |c| c.external_attribution_credit = 0.0.into(),
                &[Rule::CreditInRange],
            ),
            (|c| c.external_attribution_credit = 1.0.into(), &[]),
            (
                |c| c.external_attribution_credit = 1.1.into(),
                &[Rule::CreditInRange],
            ),
            (
                |c| c.microsoft_click_id = Nillable::Absent,
                &[Rule::ClickIdOrHashRequired],
            ),
            (
                |c| c.hashed_email_address = Some("a@b.c".into()),
                &[Rule::EmailHashed],
            ),
            (
                |c| c.hashed_phone_number = Some("0".repeat(63)),
                &[Rule::PhoneHashed],
            ),
            (
                |c| {
                    *c = OfflineConversion {
                        hashed_phone_number: Some("0f".repeat(32)),
                        microsoft_click_id: Nillable::Nil,
                        ..c.clone()
                    }
                },
                &[],
            ),
        ];
        for (place, (change, expected)) in cases.into_iter().enumerate() {
            let mut conversion = good();
            change(&mut conversion);
            let found: Vec<Rule> = violations(7, &conversion, now())
                .iter()
                .map(|violation| violation.rule)
                .collect();
            assert_eq!(found, expected, "case {place}");
        }
    }

    #[test]
    fn a_violation_names_row_field_and_rule() {
        let conversion = OfflineConversion {
            external_attribution_credit: 2.0.into(),
            ..good()
        };
        let found = violations(7, &conversion, now());
        assert_eq!(
            found[0].to_string(),
            "row 7, ExternalAttributionCredit: the credit must be greater than 0 and at most 1: 2"
        );
    }

    #[test]
    fn the_same_goal_click_and_instant_is_a_duplicate() {
        let mut checker = Checker::new(now());
        assert_eq!(checker.check(2, &good()), Verdict::Good);
        let same_instant = OfflineConversion {
            conversion_time: "2026-06-01T10:00:00.000+00:00".parse().ok(),
            conversion_value: 5.0.into(),
            ..good()
        };
        assert_eq!(
            checker.check(3, &same_instant),
            Verdict::Duplicate { of: 2 }
        );
        let other_goal = OfflineConversion {
            conversion_name: "Sale".into(),
            ..good()
        };
        assert_eq!(checker.check(4, &other_goal), Verdict::Good);
        let other_click = OfflineConversion {
            microsoft_click_id: "c2".into(),
            ..good()
        };
        assert_eq!(checker.check(5, &other_click), Verdict::Good);
    }

    #[test]
    fn a_bad_row_makes_no_duplicate_of_a_later_good_one() {
        let mut checker = Checker::new(now());
        let bad = OfflineConversion {
            conversion_currency_code: "?".into(),
            ..good()
        };
        assert!(matches!(checker.check(2, &bad), Verdict::Bad(_)));
        assert_eq!(checker.check(3, &good()), Verdict::Good);
    }
}
