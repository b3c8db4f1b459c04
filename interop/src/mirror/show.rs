//! What was read, as text: one word for each member, in the order of the schema.
//!
//! A member is `absent`, `nil`, a text between quotes (raw, whatever is in it), a number, or an instant in UTC.

use castile::{DateTime, Nillable};
use msads::OfflineConversion;
use msads::types::campaign_management::RequestHeaders;

/// A conversion.
pub(crate) fn show(conversion: Option<&OfflineConversion>) -> String {
    let Some(conversion) = conversion else {
        return "nil".to_owned();
    };
    let members = [
        ("Currency", text(&conversion.conversion_currency_code)),
        ("Name", text(&conversion.conversion_name)),
        ("Time", instant(conversion.conversion_time)),
        ("Value", number(&conversion.conversion_value)),
        ("Credit", number(&conversion.external_attribution_credit)),
        ("Model", text(&conversion.external_attribution_model)),
        (
            "Email",
            optional(conversion.hashed_email_address.as_deref()),
        ),
        ("Phone", optional(conversion.hashed_phone_number.as_deref())),
        ("Click", text(&conversion.microsoft_click_id)),
    ];
    join(&members)
}

/// The header blocks of a request.
pub(crate) fn show_headers(headers: &RequestHeaders) -> String {
    join(&[
        ("Application", text(&headers.application_token)),
        ("Authentication", text(&headers.authentication_token)),
        ("Account", text(&headers.customer_account_id)),
        ("Customer", text(&headers.customer_id)),
        ("Developer", text(&headers.developer_token)),
        ("Password", text(&headers.password)),
        ("User", text(&headers.user_name)),
    ])
}

fn join(members: &[(&str, String)]) -> String {
    let words = members
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    words.collect::<Vec<_>>().join(" ")
}

fn text(member: &Nillable<String>) -> String {
    state(member, |text| format!("\"{text}\""))
}

fn number(member: &Nillable<f64>) -> String {
    state(member, f64::to_string)
}

fn state<T>(member: &Nillable<T>, show: impl Fn(&T) -> String) -> String {
    match member {
        Nillable::Absent => "absent".to_owned(),
        Nillable::Value(value) => show(value),
        _ => "nil".to_owned(),
    }
}

fn optional(member: Option<&str>) -> String {
    member.map_or("absent".to_owned(), |text| format!("\"{text}\""))
}

/// The instant in UTC with the fraction that it has; a time without a zone is shown without one.
fn instant(member: Option<DateTime>) -> String {
    let Some(time) = member else {
        return "absent".to_owned();
    };
    match time.to_unix() {
        Some((seconds, nanoseconds)) => DateTime::from_unix(seconds, nanoseconds)
            .map_or_else(|_| time.to_string(), |utc| utc.to_string()),
        None => time.to_string(),
    }
}
