//! The checks of the rules: a conversion by itself, and a row against those before it.

use super::{Rule, Violation};
use crate::OfflineConversion;
use crate::conversions::hash::is_hash;
use crate::conversions::identity::{identity, nanoseconds};
use castile::DateTime;
use castile::value::Zone;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;

/// How many days back the service takes a conversion.
pub const DAYS_BACK: i64 = 90;

const NANOSECONDS_A_DAY: i128 = 86_400 * 1_000_000_000;

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
    /// None for the clock of the machine.
    now: Option<DateTime>,
    rows: HashMap<[u8; 16], u64>,
}

impl Checker {
    /// A checker for which it is `now`.
    pub fn new(now: DateTime) -> Self {
        Self {
            now: Some(now),
            rows: HashMap::new(),
        }
    }

    /// A checker by the clock of the machine: each row is held against the time at which it is checked.
    pub fn by_the_clock() -> Self {
        Self {
            now: None,
            rows: HashMap::new(),
        }
    }

    /// Checks the next row.
    pub fn check(&mut self, row: u64, conversion: &OfflineConversion) -> Verdict {
        let violations = violations(row, conversion, self.now.unwrap_or_else(DateTime::now_utc));
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
