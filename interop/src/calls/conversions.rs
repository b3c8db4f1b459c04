//! What goes out: conversions in every state, as the service tells that it read them.

use castile::Nillable;
use msads::{DateTime, OfflineConversion};

use super::{ALIKE, Callee, Outcome, expect, headers, messages};
use crate::mirror::{TRACKING_ID, show, show_headers};

fn full() -> Result<OfflineConversion, String> {
    Ok(OfflineConversion {
        conversion_currency_code: "USD".into(),
        conversion_name: "Lead".into(),
        conversion_time: Some(time("2024-05-06T07:08:09Z")?),
        conversion_value: 19.99.into(),
        external_attribution_credit: 0.5.into(),
        external_attribution_model: "Linear".into(),
        hashed_email_address: Some("e".to_owned()),
        hashed_phone_number: Some("p".to_owned()),
        microsoft_click_id: "abc".into(),
    })
}

fn in_state(text: &Nillable<String>, number: &Nillable<f64>) -> OfflineConversion {
    OfflineConversion {
        conversion_currency_code: text.clone(),
        conversion_name: text.clone(),
        conversion_time: None,
        conversion_value: *number,
        external_attribution_credit: *number,
        external_attribution_model: text.clone(),
        hashed_email_address: text.as_option().cloned(),
        hashed_phone_number: text.as_option().cloned(),
        microsoft_click_id: "here".into(),
    }
}

pub(super) fn named(name: &str) -> OfflineConversion {
    OfflineConversion {
        conversion_name: name.into(),
        ..in_state(&Nillable::Absent, &Nillable::Absent)
    }
}

fn time(text: &str) -> Result<DateTime, String> {
    text.parse().map_err(|error| format!("{text}: {error}"))
}

pub(super) async fn values(callee: &Callee) -> Outcome {
    arrive(callee, vec![Some(full()?)]).await
}

pub(super) async fn dates(callee: &Callee) -> Outcome {
    let texts = [
        "2024-05-06T07:08:09.5Z",
        "2024-05-06T09:08:09+02:00",
        "2024-02-29T23:59:59.125Z",
    ];
    let mut conversions = Vec::new();
    for text in texts {
        let mut conversion = named("t");
        conversion.conversion_time = Some(time(text)?);
        conversions.push(Some(conversion));
    }
    arrive(callee, conversions).await
}

pub(super) async fn absent(callee: &Callee) -> Outcome {
    arrive(
        callee,
        vec![Some(in_state(&Nillable::Absent, &Nillable::Absent))],
    )
    .await
}

pub(super) async fn nil(callee: &Callee) -> Outcome {
    arrive(callee, vec![Some(in_state(&Nillable::Nil, &Nillable::Nil))]).await
}

pub(super) async fn empty(callee: &Callee) -> Outcome {
    let empty = Nillable::Value(String::new());
    arrive(callee, vec![Some(in_state(&empty, &Nillable::Absent))]).await
}

pub(super) async fn items(callee: &Callee) -> Outcome {
    arrive(callee, vec![Some(named("a")), None, Some(named("c"))]).await
}

pub(super) async fn unicode(callee: &Callee) -> Outcome {
    let texts = [
        "\u{e9}\u{df} \u{6f22}\u{5b57} \u{5d0} \u{1f600}",
        "<a b=\"c\">&amp;</a> ]]> ' --",
        "(\u{a0}\u{85}\u{2028}\u{fffd})",
    ];
    arrive(callee, texts.map(|text| Some(named(text))).to_vec()).await
}

pub(super) async fn space(callee: &Callee) -> Outcome {
    let texts = [
        "  both ends  ",
        "tab\tand\nlines\n",
        "\r\ncarriage\rreturns",
        " ",
    ];
    arrive(callee, texts.map(|text| Some(named(text))).to_vec()).await
}

pub(super) async fn batch(callee: &Callee) -> Outcome {
    let named = |number| named(&format!("number {number}"));
    arrive(
        callee,
        (0..1_000).map(|number| Some(named(number))).collect(),
    )
    .await
}

pub(super) async fn headers_there_and_back(callee: &Callee) -> Outcome {
    let response = callee.apply("headers", Vec::new()).await;
    let response = response.map_err(|error| error.to_string())?;
    expect(
        "TrackingId",
        response.headers.tracking_id.as_deref(),
        Some(TRACKING_ID),
    )?;
    let told = messages(response.body.partial_errors.as_deref().unwrap_or_default());
    compare(&told, &[show_headers(&headers("headers"))])
}

/// Sends conversions, and compares what the service read.
pub(super) async fn arrive(
    callee: &Callee,
    conversions: Vec<Option<OfflineConversion>>,
) -> Outcome {
    let expected: Vec<_> = conversions
        .iter()
        .map(|conversion| show(conversion.as_ref()))
        .collect();
    let told = callee.told(conversions).await?;
    compare(&told, &expected)
}

/// Compares what was read with what was sent. `none` is the word of services that cannot tell absent from nil.
fn compare(told: &[String], expected: &[String]) -> Outcome {
    expect("count", told.len(), expected.len())?;
    for (told, expected) in told.iter().zip(expected) {
        if told.contains("=none") {
            let alike = |text: &str| text.replace("=absent", "=none").replace("=nil", "=none");
            expect("read", told, &alike(expected))?;
            if expected.contains("=nil") {
                return Err(ALIKE.to_owned());
            }
        } else {
            expect("read", told, expected)?;
        }
    }
    Ok(())
}
