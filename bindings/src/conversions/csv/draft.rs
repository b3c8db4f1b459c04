//! A row on its way from cells to a conversion.

use super::column::Column;
use crate::OfflineConversion;
use crate::conversions::hash;
use crate::conversions::rules::{Rule, Violation};
use castile::{DateTime, Nillable};

/// A row on its way from cells to a conversion.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) row: u64,
    pub(super) now: DateTime,
    pub(super) conversion: OfflineConversion,
    pub(super) violations: Vec<Violation>,
}

impl Draft {
    /// Takes what stands in a cell, which is not blank.
    pub(super) fn set(&mut self, column: Column, text: &str) {
        let conversion = &mut self.conversion;
        match column {
            Column::CurrencyCode => conversion.conversion_currency_code = text.into(),
            Column::Name => conversion.conversion_name = text.into(),
            Column::Model => conversion.external_attribution_model = text.into(),
            Column::ClickId => conversion.microsoft_click_id = text.into(),
            Column::HashedEmail => self.set_email(Ok(text.to_owned())),
            Column::HashedPhone => self.set_phone(Ok(text.to_owned())),
            Column::Email => self.set_email(hash::email(text)),
            Column::Phone => self.set_phone(hash::phone(text)),
            Column::Time => match read_time(text, self.now) {
                Some(time) => conversion.conversion_time = Some(time),
                None => self.refuse(
                    Rule::TimeReadable,
                    format!("{}: `{text}`", Rule::TimeReadable),
                ),
            },
            Column::Value => match text.parse() {
                Ok(value) => conversion.conversion_value = Nillable::Value(value),
                Err(_) => self.refuse(
                    Rule::ValueUsable,
                    format!("{}: `{text}`", Rule::ValueUsable),
                ),
            },
            Column::Credit => match text.parse() {
                Ok(credit) => conversion.external_attribution_credit = Nillable::Value(credit),
                Err(_) => self.refuse(
                    Rule::CreditInRange,
                    format!("{}: `{text}`", Rule::CreditInRange),
                ),
            },
            Column::Note => {}
        }
    }

    fn set_email(&mut self, hash: Result<String, hash::NotHashable>) {
        match hash {
            Ok(_) if self.conversion.hashed_email_address.is_some() => {
                self.refuse(
                    Rule::EmailUsable,
                    "both `Email` and `HashedEmailAddress` are given".to_owned(),
                );
            }
            Ok(hash) => self.conversion.hashed_email_address = Some(hash),
            Err(error) => self.refuse(Rule::EmailUsable, error.to_string()),
        }
    }

    fn set_phone(&mut self, hash: Result<String, hash::NotHashable>) {
        match hash {
            Ok(_) if self.conversion.hashed_phone_number.is_some() => {
                self.refuse(
                    Rule::PhoneUsable,
                    "both `Phone` and `HashedPhoneNumber` are given".to_owned(),
                );
            }
            Ok(hash) => self.conversion.hashed_phone_number = Some(hash),
            Err(error) => self.refuse(Rule::PhoneUsable, error.to_string()),
        }
    }

    fn refuse(&mut self, rule: Rule, reason: String) {
        self.violations
            .push(Violation::new(self.row, rule).because(reason));
    }
}

/// Reads a time as the schema writes it, or relative to `now`.
pub(super) fn read_time(text: &str, now: DateTime) -> Option<DateTime> {
    let Some(offset) = text.strip_prefix("now") else {
        return DateTime::parse(text).ok();
    };
    if offset.is_empty() {
        return Some(now);
    }
    let number = &offset[..offset.len() - offset.chars().next_back()?.len_utf8()];
    let unit = match offset.as_bytes().last()? {
        b'd' => 86_400,
        b'h' => 3_600,
        b'm' => 60,
        b's' => 1,
        _ => return None,
    };
    if !number.starts_with(['+', '-']) {
        return None;
    }
    let (seconds, nanoseconds) = now.to_unix()?;
    let seconds = number
        .parse::<i64>()
        .ok()?
        .checked_mul(unit)?
        .checked_add(seconds)?;
    DateTime::from_unix(seconds, nanoseconds).ok()
}
