//! The columns of a file.

use super::input_error;
use crate::Error;

/// A column of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    CurrencyCode,
    Name,
    Time,
    Value,
    Credit,
    Model,
    HashedEmail,
    HashedPhone,
    ClickId,
    Email,
    Phone,
    Note,
}

impl Column {
    const ALL: [(Self, &'static str); 12] = [
        (Self::Name, "ConversionName"),
        (Self::Time, "ConversionTime"),
        (Self::ClickId, "MicrosoftClickId"),
        (Self::Value, "ConversionValue"),
        (Self::CurrencyCode, "ConversionCurrencyCode"),
        (Self::Credit, "ExternalAttributionCredit"),
        (Self::Model, "ExternalAttributionModel"),
        (Self::HashedEmail, "HashedEmailAddress"),
        (Self::HashedPhone, "HashedPhoneNumber"),
        (Self::Email, "Email"),
        (Self::Phone, "Phone"),
        (Self::Note, "Note"),
    ];

    pub(super) fn named(name: &str) -> Result<Self, Error> {
        let known = Self::ALL
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name));
        known.map(|(column, _)| *column).ok_or_else(|| {
            let names = Self::ALL.map(|(_, name)| name).join(", ");
            let hint = if name.contains([';', '\t']) {
                "; cells are separated by commas"
            } else {
                ""
            };
            input_error(format!(
                "there is no column `{name}`{hint}; the columns are {names}"
            ))
        })
    }

    pub(super) fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(column, _)| *column == self)
            .map_or("", |(_, name)| name)
    }
}
