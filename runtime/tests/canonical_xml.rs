//! Canonical XML: what libxml2 makes of hundreds of documents, and the examples of the specifications.
#![allow(clippy::unwrap_used)]

use castile::xml::{Canonicalization, ErrorKind, Limits, ReadOptions};
use serde_json::Value;

/// Made by `interop/peers/python/canonical.py 150 1`; thousands more are made and compared by `cargo run -p interop`.
const CASES: &str = include_str!("canonical/cases.jsonl");

fn method(case: &Value) -> Canonicalization {
    let prefixes = case["prefixes"].as_array().unwrap().iter();
    let prefixes = prefixes.map(|prefix| prefix.as_str().unwrap());
    let method = match case["exclusive"].as_bool().unwrap() {
        true => Canonicalization::exclusive().with_inclusive_prefixes(prefixes),
        false => Canonicalization::inclusive(),
    };
    match case["comments"].as_bool().unwrap() {
        true => method.with_comments(),
        false => method,
    }
}

#[test]
fn every_document_is_canonical_as_libxml2_makes_it() {
    let mut compared = 0;
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["document"].as_str().unwrap();
        let options = ReadOptions::default();
        let canonical = match case["id"].as_str() {
            Some(id) => method(&case).element(text, id, &options),
            None => method(&case).document(text, &options),
        };
        let canonical = canonical.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let expected = case["canonical"].as_str().unwrap();
        assert_eq!(canonical, expected, "{case:#}");
        compared += 1;
    }
    assert!(compared >= 150, "{compared}");
}

/// Source: Exclusive XML Canonicalization 1.0, 2.2.
#[test]
fn an_element_keeps_its_exclusive_form_in_another_envelope() {
    let pdu = "<n1:elem2 xmlns:n1='http://example.net' xml:lang='en' Id='e'><n3:stuff xmlns:n3='ftp://example.org'/></n1:elem2>";
    let first = format!("<n0:pdu xmlns:n0='http://a.example'>{pdu}</n0:pdu>");
    let second = format!(
        "<n2:pdu xmlns:n1='http://example.com' xmlns:n2='http://foo.example' xml:lang='fr' xml:space='retain'>{pdu}</n2:pdu>"
    );
    let options = ReadOptions::default();
    let exclusive = |text: &str| Canonicalization::exclusive().element(text, "e", &options);
    let inclusive = |text: &str| Canonicalization::inclusive().element(text, "e", &options);
    assert_eq!(
        exclusive(&first).unwrap(),
        r#"<n1:elem2 xmlns:n1="http://example.net" Id="e" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"></n3:stuff></n1:elem2>"#
    );
    assert_eq!(exclusive(&first).unwrap(), exclusive(&second).unwrap());
    assert_eq!(
        inclusive(&second).unwrap(),
        "<n1:elem2 xmlns:n1=\"http://example.net\" xmlns:n2=\"http://foo.example\" Id=\"e\" xml:lang=\"en\" \
         xml:space=\"retain\"><n3:stuff xmlns:n3=\"ftp://example.org\"></n3:stuff></n1:elem2>"
    );
}

/// Source: Canonical XML 1.0, 3.1, 3.3 and 3.4, without their document type declarations.
#[test]
fn the_examples_of_the_specification_come_out_as_it_has_them() {
    let options = ReadOptions::default();
    let document = "<?xml version=\"1.0\"?>\n\n<?xml-stylesheet   href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n\n\
                    <doc>Hello, world!<!-- Comment 1 --></doc>\n\n<?pi-without-data     ?>\n\n<!-- Comment 2 -->\n\n<!-- Comment 3 -->\n";
    let plain = "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n<doc>Hello, world!</doc>\n<?pi-without-data?>";
    let commented = "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n<doc>Hello, world!<!-- Comment 1 --></doc>\n\
                     <?pi-without-data?>\n<!-- Comment 2 -->\n<!-- Comment 3 -->";
    let tags = "<doc>\n   <e1   />\n   <e3   name = \"elem3\"   id=\"elem3\"   />\n   \
                <e5 a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\" attr=\"I'm\"\n      xmlns:b=\"http://www.ietf.org\"\n      \
                xmlns:a=\"http://www.w3.org\"\n      xmlns=\"http://example.org\"/>\n   \
                <e6 xmlns=\"\" xmlns:a=\"http://www.w3.org\"><e7 xmlns=\"http://www.ietf.org\"><e8 xmlns=\"\" \
                xmlns:a=\"http://www.w3.org\"><e9 xmlns=\"\" xmlns:a=\"http://www.ietf.org\"/></e8></e7></e6>\n</doc>";
    let sorted = "<doc>\n   <e1></e1>\n   <e3 id=\"elem3\" name=\"elem3\"></e3>\n   \
                  <e5 xmlns=\"http://example.org\" xmlns:a=\"http://www.w3.org\" xmlns:b=\"http://www.ietf.org\" attr=\"I'm\" \
                  attr2=\"all\" b:attr=\"sorted\" a:attr=\"out\"></e5>\n   \
                  <e6 xmlns:a=\"http://www.w3.org\"><e7 xmlns=\"http://www.ietf.org\"><e8 xmlns=\"\"><e9 \
                  xmlns:a=\"http://www.ietf.org\"></e9></e8></e7></e6>\n</doc>";
    let characters = "<doc>\n   <text>First line&#x0d;&#10;Second line</text>\n   <value>&#x32;</value>\n   \
                      <compute><![CDATA[value>\"0\" && value<\"10\" ?\"valid\":\"error\"]]></compute>\n   \
                      <compute expr='value>\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"'>valid</compute>\n   \
                      <norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/>\n</doc>";
    let escaped = "<doc>\n   <text>First line&#xD;\nSecond line</text>\n   <value>2</value>\n   \
                   <compute>value&gt;\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"</compute>\n   \
                   <compute expr=\"value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;\">valid</compute>\n   \
                   <norm attr=\" '    &#xD;&#xA;&#x9;   ' \"></norm>\n</doc>";
    let inclusive = Canonicalization::inclusive();
    for (text, expected) in [(document, plain), (tags, sorted), (characters, escaped)] {
        assert_eq!(inclusive.document(text, &options).unwrap(), expected);
    }
    let with_comments = inclusive.with_comments();
    assert_eq!(
        with_comments.document(document, &options).unwrap(),
        commented
    );
}

#[test]
fn a_canonical_form_is_its_own() {
    let options = ReadOptions::default();
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let canonical = case["canonical"].as_str().unwrap();
        let again = method(&case).document(canonical, &options);
        // An element that stood in a default namespace says so itself; a prefix that is only listed may not be there.
        assert_eq!(again.unwrap(), canonical);
    }
}

#[test]
fn a_character_that_xml_forbids_is_the_reference_that_it_came_as() {
    let options = ReadOptions::default();
    let text = "<a b='&#x1f;&#9;'>x&#0;&lt;&#xFFFF;</a>";
    let canonical = "<a b=\"&#x1F;&#x9;\">x&#x0;&lt;&#xFFFF;</a>";
    for text in [text, canonical] {
        let made = Canonicalization::exclusive().document(text, &options);
        assert_eq!(made.unwrap(), canonical);
    }
}

#[test]
fn what_no_signature_can_be_over_is_an_error() {
    let limits = {
        let mut limits = Limits::default();
        limits.max_depth = 8;
        limits.max_namespaces = 8;
        limits
    };
    let options = ReadOptions::default().with_limits(limits);
    let deep = "<a>".repeat(9) + &"</a>".repeat(9);
    let many: String = (0..9).map(|n| format!(" xmlns:p{n}='urn:{n}'")).collect();
    let cases = [
        (
            "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
            ErrorKind::DocumentType,
        ),
        ("<a>&e;</a>", ErrorKind::Malformed),
        ("<a", ErrorKind::Malformed),
        ("<a></b>", ErrorKind::Malformed),
        ("<a/><b/>", ErrorKind::Malformed),
        ("<p:a/>", ErrorKind::Malformed),
        ("<a p:b=''/>", ErrorKind::Malformed),
        ("text", ErrorKind::Malformed),
        ("", ErrorKind::Malformed),
        // Quick-xml takes these.
        ("<a><b//></a>", ErrorKind::Malformed),
        ("<a b='1' b='2'/>", ErrorKind::Malformed),
        ("<a xmlns='urn:\0'/>", ErrorKind::Malformed),
        ("<a>\u{1}</a>", ErrorKind::Malformed),
        (deep.as_str(), ErrorKind::Limit),
        (&format!("<a{many}/>"), ErrorKind::Limit),
    ];
    for (text, kind) in cases {
        let error = Canonicalization::exclusive().document(text, &options);
        assert_eq!(error.unwrap_err().kind(), kind, "{text}");
    }
    let twice = "<a><b Id='x'/><c xml:id='x'/></a>";
    for id in ["x", "y"] {
        let error = Canonicalization::exclusive().element(twice, id, &options);
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Missing);
    }
}
