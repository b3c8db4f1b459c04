//! What makes two conversions the same.

use super::hash::hex;
use crate::OfflineConversion;
use sha2::{Digest, Sha256};

/// Nanoseconds since 1970, for comparing; none without a zone.
pub(crate) fn nanoseconds(time: castile::DateTime) -> Option<i128> {
    let (seconds, nanoseconds) = time.to_unix()?;
    Some(i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds))
}

/// A hash of all that the service compares to find a duplicate: the goal's name, the click id and the instant.
///
/// A conversion without a click id is identified by its hashed email address and phone number instead.
///
/// Source: Microsoft Advertising documentation, "OfflineConversion data object" ("only the first offline conversion for
/// a given MicrosoftClickId and ConversionTime will be counted") and "ApplyOfflineConversions" ("a single click ID can
/// be associated with multiple conversion goals").
pub(crate) fn identity(conversion: &OfflineConversion) -> [u8; 16] {
    let mut hash = Fields::default();
    hash.text(conversion.conversion_name.as_deref());
    hash.bytes(
        conversion
            .conversion_time
            .and_then(nanoseconds)
            .map(i128::to_le_bytes)
            .as_ref()
            .map(<[u8; 16]>::as_slice),
    );
    match conversion
        .microsoft_click_id
        .as_deref()
        .filter(|id| !id.is_empty())
    {
        Some(click_id) => hash.text(Some(click_id)),
        None => {
            hash.text(None);
            hash.text(
                conversion
                    .hashed_email_address
                    .as_deref()
                    .map(str::to_ascii_lowercase)
                    .as_deref(),
            );
            hash.text(
                conversion
                    .hashed_phone_number
                    .as_deref()
                    .map(str::to_ascii_lowercase)
                    .as_deref(),
            );
        }
    }
    let whole: [u8; 32] = hash.0.finalize().into();
    *whole.first_chunk().expect("32 bytes begin with 16")
}

/// A hash of all members of all conversions of a batch, as hex digits.
pub(crate) fn digest(conversions: &[OfflineConversion]) -> String {
    let mut hash = Fields::default();
    for conversion in conversions {
        hash.text(conversion.conversion_currency_code.as_deref());
        hash.text(conversion.conversion_name.as_deref());
        hash.text(
            conversion
                .conversion_time
                .map(|time| time.to_string())
                .as_deref(),
        );
        hash.number(conversion.conversion_value.as_option());
        hash.number(conversion.external_attribution_credit.as_option());
        hash.text(conversion.external_attribution_model.as_deref());
        hash.text(conversion.hashed_email_address.as_deref());
        hash.text(conversion.hashed_phone_number.as_deref());
        hash.text(conversion.microsoft_click_id.as_deref());
    }
    hex(&hash.0.finalize())
}

/// A hash over fields, each with its length, so that no two lists of fields run together.
#[derive(Default)]
struct Fields(Sha256);

impl Fields {
    fn text(&mut self, text: Option<&str>) {
        self.bytes(text.map(str::as_bytes));
    }

    fn number(&mut self, number: Option<&f64>) {
        self.bytes(
            number
                .map(|number| number.to_bits().to_le_bytes())
                .as_ref()
                .map(<[u8; 8]>::as_slice),
        );
    }

    fn bytes(&mut self, bytes: Option<&[u8]>) {
        match bytes {
            None => self.0.update([0]),
            Some(bytes) => {
                self.0.update([1]);
                self.0.update((bytes.len() as u64).to_le_bytes());
                self.0.update(bytes);
            }
        }
    }
}
