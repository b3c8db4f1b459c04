//! Typed reading, where the scanner predicts what comes: the same values as by quick-xml, whatever is changed.

use castile::codegen::Type;
use castile::xml::{ErrorKind, ReadOptions, Tokenizer, read_element};
use proptest::prelude::*;

use crate::by_hand::{Ad, ApplyOfflineConversionsRequest, TextAd};
use crate::mutations::{apply, changes};

const DECLARATIONS: &str = "xmlns=\"https://bingads.microsoft.com/CampaignManagement/v13\" \
xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:a=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"";

/// Records that leave out different members, some nil, some under other declarations.
const CONVERSIONS: &str = "<ApplyOfflineConversionsRequest DECLARATIONS><OfflineConversions>\
<OfflineConversion><ConversionCurrencyCode>USD</ConversionCurrencyCode><ConversionValue>1.5</ConversionValue></OfflineConversion>\
<OfflineConversion><ConversionCurrencyCode>EUR</ConversionCurrencyCode><ConversionValue>2</ConversionValue></OfflineConversion>\
<OfflineConversion><ConversionCurrencyCode i:nil=\"true\"/><ConversionName i:nil=\"true\"/><ConversionValue i:nil=\"true\"/></OfflineConversion>\
<OfflineConversion xmlns:i=\"urn:other\"><ConversionName i:nil=\"true\"/><New><b/></New></OfflineConversion>\
<OfflineConversion i:nil=\"true\"/><OfflineConversion xmlns=\"urn:other\"><ConversionName/></OfflineConversion>\
<OfflineConversion>\n  <ConversionName>a &amp; b</ConversionName>\n  <ConversionTime>2026-01-31T23:59:59Z</ConversionTime>\n</OfflineConversion>\
</OfflineConversions></ApplyOfflineConversionsRequest>";

/// The same members under a prefix, arrays, lists and subtypes.
const AD: &str = "<TextAd DECLARATIONS><Id>1</Id><Urls><a:string>u</a:string><a:string i:nil='true'/><a:string i:nil='true'/><a:string>v</a:string></Urls>\
<Categories>None Purchase New</Categories><Scores>1</Scores><Scores>2</Scores><p:Next xmlns:p=\"https://bingads.microsoft.com/CampaignManagement/v13\" \
i:type=\"p:TextAd\"><p:Id i:nil=\"true\"/><p:Scores>3</p:Scores><p:Scores>4</p:Scores><p:Next i:type=\"New\"><Id>5</Id></p:Next></p:Next></TextAd>";

/// Lists each of which declares the prefix of its items, as .NET writes them: the same declaration over and over, another one, one of
/// the same prefix, and one that hides that of nil.
const LISTS: &str = "<TextAd xmlns=\"https://bingads.microsoft.com/CampaignManagement/v13\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><Id>1</Id>\
<Urls xmlns:a=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"><a:string>u</a:string><a:string i:nil=\"true\"/></Urls><Next i:type=\"TextAd\"><Id>2</Id>\
<Urls xmlns:a=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"><a:string>v</a:string><string>w</string></Urls><Next i:type=\"TextAd\">\
<Urls xmlns:a=\"urn:other\"><a:string>x</a:string></Urls><Next i:type=\"TextAd\"><Urls xmlns:i=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\">\
<i:string>y</i:string><i:string i:nil=\"true\"/></Urls><Next i:type=\"TextAd\"><Urls xmlns:a=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\">\
<a:string i:nil=\"true\"/><a:string>z</a:string></Urls></Next></Next></Next></Next></TextAd>";

/// Nils and prefixes under declarations that leave them what they mean, that hide them, and that go out of force again; names that
/// begin as others do, and that their own declarations make others.
const DECLARED: &str = "<ApplyOfflineConversionsRequest DECLARATIONS xmlns:c=\"https://bingads.microsoft.com/CampaignManagement/v13\">\
<OfflineConversions><OfflineConversion><ConversionName i:nil=\"true\"/><ConversionValue i:nil=\"true\"/></OfflineConversion>\
<OfflineConversion xmlns:b=\"urn:b\"><ConversionName i:nil=\"true\"/><ConversionValue b:x=\"1\" i:nil=\"true\"/></OfflineConversion>\
<OfflineConversion xmlns:i=\"urn:b\"><ConversionName i:nil=\"true\"/></OfflineConversion><OfflineConversion>\
<ConversionCurrencyCode i:nil=\"true\"/><c:ConversionName i:nil=\"true\"/><c:ConversionValue>1</c:ConversionValue></OfflineConversion>\
<c:OfflineConversion><c:ConversionName>a</c:ConversionName><c:New xmlns:c=\"urn:b\"><c:ConversionName i:nil=\"true\"/></c:New>\
<c:ConversionValue i:nil=\"true\"/></c:OfflineConversion><OfflineConversion><ConversionName>b</ConversionName>\
<ConversionValue xmlns=\"urn:b\">2</ConversionValue><ConversionTime2/><ConversionValue xmlns:i=\"urn:b\" i:nil=\"true\">3</ConversionValue>\
</OfflineConversion></OfflineConversions></ApplyOfflineConversionsRequest>";

fn read<T: Type + castile::codegen::Slot>(
    text: &str,
    tokenizer: Tokenizer,
) -> Result<T, ErrorKind> {
    let root = T::TABLE.root.expect("a root");
    let options = ReadOptions::default().with_tokenizer(tokenizer);
    read_element(text, &root, &options).map_err(|error| error.kind())
}

/// Both readers' results, if they are not as they should be: quick-xml takes more documents, and none otherwise.
fn difference<T: Type + castile::codegen::Slot + PartialEq + std::fmt::Debug>(
    text: &str,
) -> Option<String> {
    let own = read::<T>(text, Tokenizer::Scanner);
    let quick = read::<T>(text, Tokenizer::QuickXml);
    let same = match (&own, &quick) {
        (Ok(own), Ok(quick)) => own == quick,
        (Err(ErrorKind::Malformed), _) | (Err(_), Err(_)) => true,
        _ => false,
    };
    (!same).then(|| format!("{text:?}: {own:?}, quick-xml {quick:?}"))
}

fn document(text: &str) -> String {
    text.replace("DECLARATIONS", DECLARATIONS)
}

#[test]
fn unchanged_documents_are_read_alike() {
    let own = read::<ApplyOfflineConversionsRequest>(&document(CONVERSIONS), Tokenizer::Scanner);
    let items = own
        .expect("read")
        .offline_conversions
        .into_option()
        .expect("items");
    assert_eq!(items.len(), 6);
    assert_eq!(
        difference::<ApplyOfflineConversionsRequest>(&document(CONVERSIONS)),
        None
    );
    let own = read::<ApplyOfflineConversionsRequest>(&document(DECLARED), Tokenizer::Scanner);
    let items = own
        .expect("read")
        .offline_conversions
        .into_option()
        .expect("items");
    let names: Vec<_> = items
        .iter()
        .flatten()
        .map(|item| item.conversion_name.as_option().map(String::as_str))
        .collect();
    assert_eq!(names, [None, None, Some(""), None, Some("a"), Some("b")]);
    assert_eq!(
        difference::<ApplyOfflineConversionsRequest>(&document(DECLARED)),
        None
    );
    for text in [&document(AD), LISTS] {
        read::<TextAd>(text, Tokenizer::Scanner).expect("read");
        assert_eq!(difference::<TextAd>(text), None);
    }
}

#[test]
fn a_declaration_that_comes_again_means_the_same_and_ends_with_its_element() {
    let mut next = Some(read::<TextAd>(LISTS, Tokenizer::Scanner).expect("read"));
    let mut urls = Vec::new();
    while let Some(ad) = next {
        urls.push(ad.urls.into_option().unwrap_or_default());
        next = ad.next.into_option().and_then(|ad| match ad {
            Ad::TextAd(ad) => Some(*ad),
            _ => None,
        });
    }
    let text = |text: &str| Some(text.to_owned());
    let expected = [
        vec![text("u"), None],
        vec![text("v")],
        vec![],
        vec![text("y"), text("")],
        vec![None, text("z")],
    ];
    assert_eq!(urls, expected);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_documents_are_read_alike(changes in changes()) {
        prop_assert_eq!(difference::<ApplyOfflineConversionsRequest>(&apply(&document(CONVERSIONS), &changes)), None);
        prop_assert_eq!(difference::<ApplyOfflineConversionsRequest>(&apply(&document(DECLARED), &changes)), None);
        prop_assert_eq!(difference::<TextAd>(&apply(&document(AD), &changes)), None);
        prop_assert_eq!(difference::<TextAd>(&apply(LISTS, &changes)), None);
    }
}
