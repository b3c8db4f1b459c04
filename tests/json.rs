//! The types as JSON: the documentation's own templates (`../shared/docs-fixtures`, or `DOCS_DIR`), the recorded instances of
//! every type there and back, and the strings that official clients write.

mod json_form;
#[path = "support/services.rs"]
mod services;
mod support;

use castile::codegen::{Slot, TypeEntry};
use castile::json::{self, OwnMember, Tree};
use castile::xml::ReadOptions;
use json_form::template;
use msads_types::campaign_management as cm;
use support::fill::Filler;
use support::folder;
use support::known_types::{self, Root};
use support::report::Report;

#[test]
fn every_documented_object_and_message_is_read_and_written_as_documented() {
    let Some(docs) = folder::shared("DOCS_DIR", "docs-fixtures") else {
        return;
    };
    let modules = services::modules();
    let mut report = Report::default();
    for file in folder::files(&docs.join("json"), "json") {
        let case = folder::stem(&file);
        // What an official client's tests expect is held to below.
        if !case.starts_with("PhpRest") {
            template::check(&modules, &case, &folder::text(&file), &mut report);
        }
    }
    report.finish();
}

#[test]
fn every_recorded_instance_is_the_same_after_json() {
    let modules = services::modules();
    let mut report = Report::default();
    for row in folder::table(&folder::oracle().join("ALLTYPES.tsv")) {
        let [name, kind, xml] = row.as_slice() else {
            continue;
        };
        let mut entries = known_types::named(&modules, name).map(|(_, entry)| entry);
        let read = |entry: &&TypeEntry| Root::read(entry, xml, &ReadOptions::strict()).is_ok();
        let outcome = match entries.find(read) {
            Some(entry) => Root::read(entry, xml, &ReadOptions::strict())
                .map_err(|error| error.to_string())
                .and_then(|root| comes_back(entry, &root)),
            None => Err("no type reads it".to_owned()),
        };
        report.count(kind, name, outcome);
    }
    report.finish();
}

#[test]
fn every_filled_instance_is_the_same_after_json() {
    let mut report = Report::default();
    for module in services::modules() {
        for entry in &module.types {
            for number in 0..3 {
                let value = Filler::new(number * 17).make(entry);
                let case = format!("{}, filled {number}", entry.name);
                report.count(module.name, &case, comes_back(entry, &*value));
            }
        }
    }
    report.finish();
}

/// Whether a value is the same, in XML, after it went through JSON.
fn comes_back(entry: &TypeEntry, value: &dyn Slot) -> Result<(), String> {
    let options = json::WriteOptions::default().with_own_member(OwnMember::Kept);
    let text = json::write_value(value, &entry.root, &options).map_err(|e| e.to_string())?;
    let mut read = Root::new(entry);
    let strict = json::ReadOptions::strict();
    json::read_into(&text, &entry.root, &mut read, &strict).map_err(|e| format!("{e}\n{text}"))?;
    let (before, after) = (known_types::write(value, &entry.root)?, read.write(entry)?);
    match before == after {
        true => Ok(()),
        false => Err(format!("{before}\n{after}\n{text}")),
    }
}

/// Reads an object and writes it again.
fn again<T: Slot + Default>(text: &str) -> String {
    json::to_string(&json::from_str::<T>(text).expect(text)).expect(text)
}

#[test]
fn the_strings_of_official_clients_are_written_alike() {
    for text in [
        r#"{"Campaigns":[{"CampaignType":"Search,Shopping"}]}"#,
        r#"{"Campaigns":[{"CampaignType":"Search"}]}"#,
        r#"{"Campaigns":[{"BiddingScheme":null}]}"#,
        r#"{"Campaigns":[{"BiddingScheme":{"Type":"ManualCpc"}}]}"#,
        r#"{"Campaigns":[{"BiddingScheme":{"Type":"BiddingScheme"}}]}"#,
    ] {
        assert_eq!(again::<cm::AddCampaignsRequest>(text), text);
    }
    let date = r#"{"Day":1,"Month":10,"Year":2023}"#;
    assert_eq!(again::<cm::Date>(date), date);
    let other_order = r#"{"Year":2023,"Month":10,"Day":1}"#;
    assert_eq!(again::<cm::Date>(other_order), date);
}

/// The bodies of "ApplyOfflineConversions" and of errors, with values in the places of values.
#[test]
fn the_bodies_of_the_documentation_are_written_alike() {
    let request = r#"{"OfflineConversions":[{"ConversionCurrencyCode":"USD","ConversionName":"Lead","ConversionTime":"2026-01-31T23:59:59Z","ConversionValue":10.5,"ExternalAttributionCredit":0.25,"ExternalAttributionModel":"M","HashedEmailAddress":"E","HashedPhoneNumber":"P","MicrosoftClickId":"C"}]}"#;
    assert_eq!(
        again::<cm::ApplyOfflineConversionsRequest>(request),
        request
    );
    let response = r#"{"PartialErrors":[{"Code":0,"Details":null,"ErrorCode":"E","FieldPath":null,"ForwardCompatibilityMap":[],"Index":0,"Message":"M","Type":"EditorialError","DisapprovedText":"T"}]}"#;
    assert_eq!(
        again::<cm::ApplyOfflineConversionsResponse>(response),
        response
    );
    let expired = r#"{"TrackingId":"T","Type":"AdApiFaultDetail","Errors":[{"Code":109,"Detail":null,"ErrorCode":"AuthenticationTokenExpired","Message":"M"}]}"#;
    let fault = r#"{"TrackingId":"T","Type":"ApiFaultDetail","BatchErrors":[],"OperationErrors":[{"Code":1,"Details":null,"ErrorCode":"E","Message":"M"}]}"#;
    // Where the class stands whose schema has no member for it, the documentation and we do not agree; to readers it is the same.
    let tree = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect(text);
    let written = again::<cm::AdApiFaultDetail>(expired);
    assert_eq!(tree(&written), tree(expired));
    assert_eq!(tree(&again::<cm::ApiFaultDetail>(fault)), tree(fault));
}

#[test]
fn lists_are_read_with_and_without_spaces_and_as_arrays_with_items_that_nobody_knows() {
    let written = r#"{"Campaigns":[{"CampaignType":"Search,Hologram"}]}"#;
    for list in [
        r#""Search,Hologram""#,
        r#""Search, Hologram""#,
        r#""Search Hologram""#,
        r#"["Search","Hologram"]"#,
    ] {
        let text = format!(r#"{{"Campaigns":[{{"CampaignType":{list}}}]}}"#);
        assert_eq!(again::<cm::AddCampaignsRequest>(&text), written, "{list}");
    }
}

#[test]
fn either_spelling_of_a_discriminator_is_read_wherever_it_stands() {
    for object in [
        r#"{"Type":"ManualCpc"}"#,
        r#"{"Type":"ManualCpcBiddingScheme"}"#,
    ] {
        let scheme: cm::BiddingScheme = json::from_str(object).expect(object);
        assert!(
            matches!(scheme, cm::BiddingScheme::ManualCpcBiddingScheme(_)),
            "{object}"
        );
    }
    let late = r#"{"Id":"7","Name":"n","Type":"Url","UrlExpression":"u"}"#;
    let cm::ConversionGoal::UrlGoal(goal) = json::from_str(late).expect("a goal") else {
        panic!("a goal of a URL");
    };
    assert_eq!(goal.id.into_option(), Some(7));
    assert_eq!(goal.url_expression.as_deref(), Some("u"));
}

#[test]
fn what_nobody_knows_is_kept_or_passed_over() {
    let object = r#"{"Type":"HoverGoal","Id":"1","Depth":{"x":[1.50,null]}}"#;
    let goal: cm::ConversionGoal = json::from_str(object).expect("a goal of another kind");
    let written = json::to_string(&goal).expect("it was read from JSON");
    let tree = |text: &str| serde_json::from_str::<Tree>(text).expect(text);
    assert_eq!(tree(&written), tree(object));
    let conversion: cm::OfflineConversion =
        json::from_str(r#"{"New":{"Type":"x"},"ConversionName":"Lead"}"#).expect("a conversion");
    assert_eq!(conversion.conversion_name.as_deref(), Some("Lead"));
}

#[test]
fn numbers_are_read_as_strings_and_long_ones_written_so() {
    let goal = again::<cm::UetTag>(r#"{"Id":9007199254740993}"#);
    assert_eq!(goal, r#"{"Id":"9007199254740993"}"#);
    let conversion = again::<cm::OfflineConversion>(r#"{"ConversionValue":"0.1"}"#);
    assert_eq!(conversion, r#"{"ConversionValue":0.1}"#);
}

#[test]
fn an_error_says_where() {
    let text = r#"{"PartialErrors":[null,null,null,{"Code":"x"}]}"#;
    let error = json::from_str::<cm::ApplyOfflineConversionsResponse>(text).expect_err("a code");
    assert_eq!(error.path(), "$.PartialErrors[3].Code");
}

#[test]
fn serde_writes_what_is_documented() {
    let conversion = cm::OfflineConversion {
        conversion_name: "Lead".into(),
        ..json::from_str("{}").expect("an empty object")
    };
    let written = serde_json::to_string(&conversion).expect("JSON");
    assert_eq!(written, r#"{"ConversionName":"Lead"}"#);
}
