//! `OfflineConversion` with one member at a time in each of its states.

use castile::xml::to_string;
use castile::{DateTime, Nillable};
use msads_types::campaign_management::OfflineConversion;

use super::Golden;

/// Sets a member.
type Set = fn(&mut OfflineConversion);

/// A member's name, and its states: absent, nil (for those that have it) and two values.
const MEMBERS: &[(&str, &[(&str, Set)])] = &[
    (
        "conversion_currency_code",
        &[
            ("absent", |conversion| {
                conversion.conversion_currency_code = Nillable::Absent
            }),
            ("nil", |conversion| {
                conversion.conversion_currency_code = Nillable::Nil
            }),
            ("empty", |conversion| {
                conversion.conversion_currency_code = "".into()
            }),
            ("value", |conversion| {
                conversion.conversion_currency_code = "USD".into()
            }),
        ],
    ),
    (
        "conversion_name",
        &[
            ("absent", |conversion| {
                conversion.conversion_name = Nillable::Absent
            }),
            ("nil", |conversion| {
                conversion.conversion_name = Nillable::Nil
            }),
            ("empty", |conversion| conversion.conversion_name = "".into()),
            ("value", |conversion| {
                conversion.conversion_name = "<Lead> & \"more\"\t\r\n\u{e9} \u{1f600}".into()
            }),
        ],
    ),
    (
        "conversion_time",
        &[
            ("absent", |conversion| conversion.conversion_time = None),
            ("utc", |conversion| {
                conversion.conversion_time = time("2024-05-06T07:08:09.5Z")
            }),
            ("offset", |conversion| {
                conversion.conversion_time = time("2024-05-06T07:08:09-04:00")
            }),
            ("unzoned", |conversion| {
                conversion.conversion_time = time("2024-05-06T07:08:09.1234567")
            }),
        ],
    ),
    (
        "conversion_value",
        &[
            ("absent", |conversion| {
                conversion.conversion_value = Nillable::Absent
            }),
            ("nil", |conversion| {
                conversion.conversion_value = Nillable::Nil
            }),
            ("zero", |conversion| {
                conversion.conversion_value = 0.0.into()
            }),
            ("value", |conversion| {
                conversion.conversion_value = 19.99.into()
            }),
            ("large", |conversion| {
                conversion.conversion_value = 1e17.into()
            }),
        ],
    ),
    (
        "external_attribution_credit",
        &[
            ("absent", |conversion| {
                conversion.external_attribution_credit = Nillable::Absent
            }),
            ("nil", |conversion| {
                conversion.external_attribution_credit = Nillable::Nil
            }),
            ("value", |conversion| {
                conversion.external_attribution_credit = 0.5.into()
            }),
        ],
    ),
    (
        "external_attribution_model",
        &[
            ("absent", |conversion| {
                conversion.external_attribution_model = Nillable::Absent
            }),
            ("nil", |conversion| {
                conversion.external_attribution_model = Nillable::Nil
            }),
            ("value", |conversion| {
                conversion.external_attribution_model = "Linear".into()
            }),
        ],
    ),
    (
        "hashed_email_address",
        &[
            ("absent", |conversion| {
                conversion.hashed_email_address = None
            }),
            ("empty", |conversion| {
                conversion.hashed_email_address = Some(String::new())
            }),
            ("value", |conversion| {
                conversion.hashed_email_address = Some("e".to_owned())
            }),
        ],
    ),
    (
        "hashed_phone_number",
        &[
            ("absent", |conversion| conversion.hashed_phone_number = None),
            ("empty", |conversion| {
                conversion.hashed_phone_number = Some(String::new())
            }),
            ("value", |conversion| {
                conversion.hashed_phone_number = Some("p".to_owned())
            }),
        ],
    ),
    (
        "microsoft_click_id",
        &[
            ("absent", |conversion| {
                conversion.microsoft_click_id = Nillable::Absent
            }),
            ("nil", |conversion| {
                conversion.microsoft_click_id = Nillable::Nil
            }),
            ("value", |conversion| {
                conversion.microsoft_click_id = "0123456789abcdef0123456789abcdef".into()
            }),
        ],
    ),
];

/// A file for each member with all its states, one for the default, and one with everything set.
pub(crate) fn goldens() -> Vec<Golden> {
    let mut goldens = vec![(
        "conversion/default".to_owned(),
        written(&OfflineConversion::default()),
    )];
    for (member, states) in MEMBERS {
        let mut text = String::from("<states>");
        for (state, set) in *states {
            let mut conversion = nothing();
            set(&mut conversion);
            text.push_str(&format!("<{state}>{}</{state}>", written(&conversion)));
        }
        text.push_str("</states>");
        goldens.push((format!("conversion/{member}"), text));
    }
    let mut all = nothing();
    for (_, states) in MEMBERS {
        if let Some((_, set)) = states.last() {
            set(&mut all);
        }
    }
    goldens.push(("conversion/all_set".to_owned(), written(&all)));
    goldens
}

/// A conversion of which nothing goes out.
pub(crate) fn nothing() -> OfflineConversion {
    OfflineConversion {
        conversion_currency_code: Nillable::Absent,
        conversion_name: Nillable::Absent,
        conversion_value: Nillable::Absent,
        external_attribution_credit: Nillable::Absent,
        external_attribution_model: Nillable::Absent,
        microsoft_click_id: Nillable::Absent,
        ..OfflineConversion::default()
    }
}

fn time(text: &str) -> Option<DateTime> {
    Some(text.parse().expect("a time"))
}

fn written(conversion: &OfflineConversion) -> String {
    to_string(conversion).expect("nothing is forbidden in XML")
}
